"""A look at all rows of a file: in as many statements for ten thousand of them as for ten."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import CodeKind, DossierKind
from panhuo.services.approval_flow import RouteLevel, route_from
from panhuo.services.dossier_batch.candidate import Candidate, Door, Found
from panhuo.services.dossier_batch.checking import ROWS_NAMED, Checked
from panhuo.services.dossier_batch.issues import issue
from panhuo.services.dossier_batch.judging import judge
from panhuo.services.dossier_batch.matching import Known, known_patents
from panhuo.services.dossier_batch.places import places_of
from panhuo.services.dossier_batch.standing import standing_dossiers
from panhuo.services.dossiers.codes import CORRECTED
from panhuo.services.record_set import record_set
from panhuo.sheets.dossier_columns import NUMBER

OWN_UNIT = """
select u.*, i.activated_at as opened_at
from org_unit u join org_unit i on i.id = u.institution_id where u.id = $1
"""
CODES = """
select x.value as code from {rows} x join code c on c.kind = $2 and c.code = x.value
union all select '' where exists (select 1 from code where kind = $2)
"""


@dataclass
class Looked:
    """A file's rows as they stand by now."""

    door: Door
    route: Sequence[RouteLevel]
    """The levels above the uploader, those passed over included (S18)."""
    candidates: Sequence[Candidate]

    def of(self, outcomes: Collection[JobRowOutcome]) -> list[Candidate]:
        return [each for each in self.candidates if each.outcome in outcomes]

    def figures(self) -> dict[str, int]:
        """How many rows become what."""
        counts = Counter(each.outcome for each in self.candidates)
        warned = sum(not issue.fatal for each in self.candidates for issue in each.issues)
        return {
            "rows": len(self.candidates),
            "drafts": counts[JobRowOutcome.DRAFT],
            "pending": counts[JobRowOutcome.PENDING],
            "inventoried": counts[JobRowOutcome.INVENTORIED],
            "registered": counts[JobRowOutcome.REGISTERED],
            "unchanged": counts[JobRowOutcome.UNCHANGED],
            "invalid": counts[JobRowOutcome.ERROR],
            "leftOut": counts[JobRowOutcome.LEFT_OUT],
            "warnings": warned,
        }


async def look(viewer: Viewer, ability: Ability, rows: Sequence[Checked]) -> Looked:
    """Match and judge rows. Writes nothing.

    Raises NOT_ACTIVATED for members of an institution whose space has not been opened yet (S6).
    """
    door, route = await door_of(viewer, ability)
    patents = await known_patents(viewer, ability, {number for each in rows for number in each.numbers})
    singles, together = named(rows, patents)
    dossiers = await standing_dossiers(viewer, singles, together)
    found = Found(patents, dossiers, await known_codes(rows))
    candidates = [judge(door, found, each) for each in rows]
    one_each(candidates)
    return Looked(door, route, candidates)


async def door_of(viewer: Viewer, ability: Ability) -> tuple[Door, Sequence[RouteLevel]]:
    """How rows enter by a door: what nobody reviews has its outcome at once (S89)."""
    [unit] = await run(OWN_UNIT, viewer.unit_id)
    if unit["opened_at"] is None:
        raise PanhuoError(ErrorCode.NOT_ACTIVATED)
    levels = (await route_from(unit, viewer.role)).levels
    reviewed = any(level.outcome is LevelOutcome.REVIEWS for level in levels)
    at_once = ability is Ability.DOSSIER_UPLOAD_DIRECT or not reviewed
    return Door(viewer, ability, at_once, await places_of(viewer)), levels


def named(rows: Iterable[Checked], patents: Mapping[str, Known]) -> tuple[set[int], set[int]]:
    """The patents filed singly, and the first ones of portfolios."""
    found: dict[DossierKind, set[int]] = defaultdict(set)
    for each in rows:
        first = patents.get(each.row.application_number or "")
        if first is not None:
            found[each.kind].add(first.id)
    return found[DossierKind.SINGLE], found[DossierKind.PORTFOLIO]


async def known_codes(rows: Sequence[Checked]) -> dict[CodeKind, Collection[str] | None]:
    """Of the corrected codes those that their table has; None where it has not been loaded."""
    found: dict[CodeKind, Collection[str] | None] = {}
    for name, (kind, _) in CORRECTED.items():
        codes = sorted({code for each in rows if (code := getattr(each.row.content, name))})
        if codes:
            given = orjson.dumps([{"value": code} for code in codes]).decode()
            statement = CODES.format(rows=record_set({"value": "text"}, dialect()))
            known = {row["code"] for row in await run(statement, given, kind.value)}
            found[kind] = known or None
    return found


def one_each(candidates: Sequence[Candidate]) -> None:
    """Refuse rows that would go on with the same dossier, such as two names for one nameless portfolio."""
    sharing: dict[int, list[Candidate]] = defaultdict(list)
    for each in candidates:
        if each.standing is not None and not each.wrong:
            sharing[each.standing.id].append(each)
    for same in sharing.values():
        for each in same if len(same) > 1 else ():
            others = [f"#{other.number}" for other in same if other is not each][:ROWS_NAMED]
            told = f"[{', '.join(others)}]"
            each.issues.append(issue(each.number, NUMBER, ErrorCode.DOSSIER_ROW_REPEATED, told))
            each.outcome = JobRowOutcome.ERROR
