"""The dossiers that stand where rows want theirs: a patent's own, its revision, the filer's portfolios."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.record_set import record_set

Row = dict[str, Any]
IDS = {"value": "bigint"}
DOSSIERS = """
select d.*, u.name as filer_name, said.content as said, drafted.content as drafted,
       (select max(v.number) from dossier_version v where v.dossier_id = d.id) as last_number
from dossier d
join user_account u on u.id = d.filer_id
left join dossier_version said on said.id = d.content_id and d.filer_id = $2
left join dossier_version drafted on drafted.id = d.draft_id and d.filer_id = $2
where {which}
"""
OF_PATENTS = """
d.institution_id = $3 and d.kind = 'SINGLE' and d.base_id is null
  and d.patent_id in (select value from {rows} x)
"""
OWN_PORTFOLIOS = """
d.institution_id = $3 and d.kind = 'PORTFOLIO' and d.base_id is null and d.filer_id = $2
  and d.id in (select m.dossier_id from dossier_patent m join {rows} x on x.value = m.patent_id)
"""
REVISIONS = "d.base_id in (select value from {rows} x) and d.institution_id = $3"
LOCK = "select t.id from dossier t join {rows} x on x.value = t.id order by t.id for update of t"


@dataclass
class Standing:
    """A dossier that is there, with its open revision."""

    row: Row
    revision: "Standing | None" = None

    @property
    def id(self) -> int:
        return int(self.row["id"])

    @property
    def state(self) -> DossierState:
        return DossierState(self.row["state"])

    @property
    def is_revision(self) -> bool:
        return self.row["base_id"] is not None

    @cached_property
    def said(self) -> DossierContent | None:
        """What was last submitted."""
        return parsed(self.row["said"])

    @cached_property
    def drafted(self) -> DossierContent | None:
        """What its filer works on."""
        return parsed(self.row["drafted"])

    @property
    def latest(self) -> DossierContent:
        return self.drafted or self.said or DossierContent()


@dataclass(frozen=True)
class StandingDossiers:
    """What stands there already."""

    singles: Mapping[int, Standing]
    """By patent."""
    portfolios: Mapping[frozenset[int], Sequence[Standing]]
    """The viewer's own by their members, the oldest first."""

    def portfolio(self, content: DossierContent) -> Standing | None:
        """The viewer's own of the same patents and name, else a draft of theirs that has no name yet."""
        found = self.portfolios.get(frozenset(content.members), ())
        same = [each for each in found if each.latest.name == content.name]
        nameless = [each for each in found if each.latest.name is None and not each.row["submitted"]]
        return next(iter([*same, *nameless]), None)


def parsed(text: str | None) -> DossierContent | None:
    return None if text is None else DossierContent.parse(text)


async def standing_dossiers(
    viewer: Viewer, singles: Iterable[int], portfolios: Iterable[int]
) -> StandingDossiers:
    """What stands where these patents are to be filed, and the portfolios of the viewer's that hold some."""
    alone = {row["patent_id"]: Standing(row) for row in await dossiers(viewer, OF_PATENTS, singles)}
    together = [Standing(row) for row in await dossiers(viewer, OWN_PORTFOLIOS, portfolios)]
    own = [each for each in alone.values() if each.row["filer_id"] == viewer.user_id] + together
    await with_revisions(viewer, own)
    by_members: dict[frozenset[int], list[Standing]] = defaultdict(list)
    for each in sorted(together, key=lambda each: each.id):
        by_members[frozenset(each.latest.members)].append(each)
    return StandingDossiers(alone, by_members)


async def with_revisions(viewer: Viewer, own: Sequence[Standing]) -> None:
    """Find the open revisions of the viewer's inventoried dossiers."""
    bases = {each.id: each for each in own if each.state is DossierState.INVENTORIED}
    for row in await dossiers(viewer, REVISIONS, bases):
        bases[row["base_id"]].revision = Standing(row)


async def dossiers(viewer: Viewer, which: str, numbers: Iterable[int]) -> list[Row]:
    given = [{"value": number} for number in sorted(set(numbers))]
    if not given:
        return []
    rows = record_set(IDS, dialect())
    text = DOSSIERS.format(which=which.format(rows=rows))
    return await run(text, orjson.dumps(given).decode(), viewer.user_id, viewer.institution_id)


async def lock_dossiers(numbers: Iterable[int]) -> None:
    """Hold dossiers, in the order of their ids, until this is committed."""
    given = [{"value": number} for number in sorted(set(numbers))]
    if given and dialect() == "postgres":
        await run(LOCK.format(rows=record_set(IDS, dialect())), orjson.dumps(given).decode())


def kind_of(standing: Standing) -> DossierKind:
    return DossierKind(standing.row["kind"])
