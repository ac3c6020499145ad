"""Filing: a dossier opened, and saved for the first time (S57–S86).

Opening locks nothing. The first save owns (S72, S75): of several at once one wins, the rest are told whose it
is. A save may lack anything, and answers with what is still missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_problems import Problem
from panhuo.rules.dossier_validation import MEMBERS_AT_MOST, problems
from panhuo.rules.eligibility import FilingRefusal
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.acting import Action, acting
from panhuo.services.dossiers.codes import require_known_codes
from panhuo.services.dossiers.finding import Row
from panhuo.services.dossiers.patents import (
    no_import_meanwhile,
    refusals,
    require_fileable,
    standings,
    taken,
)
from panhuo.services.dossiers.refused import changed, require_valid
from panhuo.services.dossiers.steps import begin
from panhuo.services.dossiers.versions import add_version, summarise
from panhuo.services.tree import require_activated

INSERT = """
insert into dossier (kind, state, institution_id, branch_id, unit_id, filer_id, patent_id, title, created_at,
                     updated_at)
values ($1, 'DRAFT', $2, $3, $4, $5, $6, '', $7, $7)
on conflict (patent_id, institution_id) where kind = 'SINGLE' and base_id is null do nothing
returning *
"""
MEMBERS_WORDS = (f"1–{MEMBERS_AT_MOST} patents.", f"1–{MEMBERS_AT_MOST} 件专利。")


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left: the dossier at its new version, and all that stands against submitting it."""

    id: int
    version: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a form begins with."""

    kind: DossierKind
    patents: tuple[int, ...]
    refusals: Mapping[int, FilingRefusal | None]
    """By patent: why it may not be filed; None where it may."""
    dossiers: Mapping[int, int | None]
    """By patent: its own dossier, if there is one."""
    problems: tuple[Problem, ...]
    """What an empty form lacks."""


def kind_of(patents: Sequence[int]) -> DossierKind:
    """One patent is filed singly, several as a portfolio (S57)."""
    return DossierKind.SINGLE if len(patents) == 1 else DossierKind.PORTFOLIO


def chosen(patents: Sequence[int]) -> tuple[int, ...]:
    """The patents ticked. Raises INVALID_VALUE for none, too many, or one twice."""
    if not 0 < len(set(patents)) == len(patents) <= MEMBERS_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, MEMBERS_WORDS, field="patents")
    return tuple(patents)


async def open_dossier(viewer: Viewer, patents: Sequence[int]) -> Opening:
    """What filing these patents would begin with. Writes nothing. Raises NOT_FOUND, FORBIDDEN."""
    members = chosen(patents)
    kind = kind_of(members)
    async with acting(viewer) as action:
        rows, found = await refusals(action, kind, members)
    begun = DossierContent(members=members)
    dossiers = {number: row["dossier_id"] for number, row in rows.items()}
    return Opening(kind, members, found, dossiers, tuple(problems(begun, kind)))


async def file_dossier(
    viewer: Viewer, patents: Sequence[int], changes: Mapping[str, Any], key: str | None = None
) -> Saved:
    """Save a dossier for the first time: it is the viewer's from now on.

    `changes` are fields of `DossierContent.merged`. Raises CONFLICT with the filer's name where somebody was
    first, DOSSIER_NOT_FILEABLE with the reason, NOT_FOUND, and the codes of what no draft may hold.
    """
    members = chosen(patents)
    kind = kind_of(members)
    content = changed(DossierContent(), {**changes, "members": members})
    require_valid(content, kind, to_submit=False)
    async with acting(viewer) as action:
        made = await action.once(key, "fileDossier", [kind.value, content.filled()])
        if made is not None:
            [row] = await run("select version from dossier where id = $1", made)
            return Saved(made, row["version"], tuple(problems(content, kind)))
        await no_import_meanwhile()
        await require_activated(action, viewer.institution_id or 0, "patents")
        await require_known_codes(content)
        rows, found = await refusals(action, kind, members)
        require_fileable(rows, found)
        row = await insert(action, kind, members)
        await first_version(action, row, content)
        await begin(action, row | {"title": rows[members[0]]["title"]}, DossierAct.FILE, row["draft_id"])
        await action.made(key, row["id"])
    return Saved(row["id"], row["version"], tuple(problems(content, kind)))


async def insert(action: Action, kind: DossierKind, members: Sequence[int]) -> Row:
    """The dossier's row. Raises CONFLICT where another's came first, even in the same instant."""
    viewer = action.viewer
    place = (viewer.institution_id, viewer.branch_id, viewer.unit_id, viewer.user_id)
    rows = await run(INSERT, kind.value, *place, members[0], action.now)
    if not rows:
        found = await standings(viewer.institution_id or 0, members)
        raise taken(found[members[0]]["filer_name"])
    return rows[0]


async def first_version(action: Action, row: Row, content: DossierContent) -> None:
    """Give a new dossier its draft."""
    row["draft_id"] = await add_version(action, row["id"], content, shown=True)
    await run("update dossier set draft_id = $2 where id = $1", row["id"], row["draft_id"])
    await summarise(row, content)
