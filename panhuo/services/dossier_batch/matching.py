"""The patents that rows name: those within the viewer's reach, found by thousands at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.eligibility import Standing
from panhuo.rules.vocabulary import LegalStatus
from panhuo.services.acting import Values
from panhuo.services.record_set import record_set

AT_ONCE = 20_000
"""Numbers of one statement."""
PATENTS = """
select p.id, p.application_number, p.title, p.legal_status, p.institution_id as first_owner,
       p.main_industry, p.main_strategic_industry, p.main_ipc,
       coalesce(h.current, true) as still_owner, ({single}) as single, ({together}) as together
from {rows} x
join patent p on p.application_number = x.value
left join holding h on h.patent_id = p.id and h.institution_id = {institution}
where ({seen}) or ({single_too}) or ({together_too})
"""
LABELS = ("main_industry", "main_strategic_industry", "main_ipc")
LOCK = "select t.id from patent t join {rows} x on x.value = t.id order by t.id for update of t"


@dataclass(frozen=True, slots=True)
class Known:
    """A patent that the viewer sees."""

    id: int
    number: str
    title: str
    single: bool
    """Whether the viewer may file it singly by this door."""
    together: bool
    """Whether as a member of a portfolio."""
    legal_status: LegalStatus
    first_owner: int | None
    still_owner: bool
    labels: tuple[str, ...] = ()
    """Its main industries and IPC."""

    def standing(self, institution: int, within_reach: bool) -> Standing:
        return Standing(self.legal_status, self.first_owner, institution, self.still_owner, within_reach)


async def known_patents(viewer: Viewer, door: Ability, numbers: Iterable[str]) -> Mapping[str, Known]:
    """The patents of canonical application numbers, of which the viewer sees each; others are not there."""
    found: dict[str, Known] = {}
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        for row in await run(*statement(viewer, door, some)):
            found[row["application_number"]] = known(row)
    return found


def statement(viewer: Viewer, door: Ability, numbers: Sequence[str]) -> list[Any]:
    """The statement and its values. By the direct door every member must be within its own reach (S144)."""
    values = Values(viewer, now_ms())
    given = values.add(orjson.dumps([{"value": number} for number in numbers]).decode())
    direct = door is Ability.DOSSIER_UPLOAD_DIRECT
    together = door if direct else Ability.PORTFOLIO_FILE

    def where(ability: Ability) -> str:
        return reach("patent", scopes_of(ability, viewer.rights), viewer.role).sql(values, "p")

    text = PATENTS.format(
        rows=record_set({"value": "text"}, dialect(), given),
        institution=values.viewer("institution_id"),
        single=where(door),
        together=where(together),
        seen=where(Ability.PATENT_READ),
        single_too=where(door),
        together_too=where(together),
    )
    return [text, *values.values]


def known(row: Mapping[str, Any]) -> Known:
    return Known(
        id=row["id"],
        number=row["application_number"],
        title=row["title"],
        single=bool(row["single"]),
        together=bool(row["together"]),
        legal_status=LegalStatus(row["legal_status"]),
        first_owner=row["first_owner"],
        still_owner=bool(row["still_owner"]),
        labels=tuple(filter(None, (row[name] for name in LABELS))),
    )


async def lock_patents(patents: Iterable[int]) -> None:
    """Hold patents, in the order of their ids, until this is committed: who files one of them waits."""
    if dialect() == "postgres":
        given = orjson.dumps([{"value": number} for number in sorted(set(patents))]).decode()
        await run(LOCK.format(rows=record_set({"value": "bigint"}, dialect())), given)
