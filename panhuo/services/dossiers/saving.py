"""Drafts saved and discarded: as often as one likes, by their filer alone (S72, S75, S79)."""

from collections.abc import Mapping
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.dossier_validation import problems
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.acting import Action, acting
from panhuo.services.dossiers.codes import require_known_codes
from panhuo.services.dossiers.filing import Saved
from panhuo.services.dossiers.finding import Row, dossier_for, is_revision, state_of
from panhuo.services.dossiers.patents import (
    follow,
    no_import_meanwhile,
    raise_versions,
    refusals,
    require_fileable,
)
from panhuo.services.dossiers.refused import changed, require_valid
from panhuo.services.dossiers.steps import Step, take, update
from panhuo.services.dossiers.versions import add_version, content_of, fill, summarise
from panhuo.signals import dossier_topic

DISCARD = "delete from dossier where id = $1"
SAME_PATENT = (
    "A dossier stays with its patent; file the other one by itself, or both as a portfolio.",
    "单条专利档案不能更换专利；请另行建档，或一并作为组合专利建档。",
)


async def save_dossier(viewer: Viewer, dossier: int, version: int, changes: Mapping[str, Any]) -> Saved:
    """Save what a form changed: what it leaves out stays, null empties.

    More patents make a portfolio of a single draft that was never submitted (S69). Raises CONFLICT,
    NOT_FOUND, DOSSIER_ACT_UNAVAILABLE, DOSSIER_NOT_FILEABLE for new members, and the codes of what no draft
    may hold.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_EDIT, DossierAct.SAVE, dossier, version)
        before = await content_of(row["draft_id"] or row["content_id"])
        after = changed(before, changes)
        kind = kind_after(row, after)
        require_valid(after, kind, to_submit=False)
        left = tuple(problems(after, kind))
        if after == before:
            return Saved(dossier, version, left)
        await require_known_codes(after)
        await require_members(action, kind, before, after)
        saved = await keep(action, row, kind, after)
    return Saved(dossier, saved["version"], left)


def kind_after(row: Row, content: DossierContent) -> DossierKind:
    """What the dossier is once this is saved."""
    grows = not row["submitted"] and not is_revision(row) and len(content.members) > 1
    return DossierKind.PORTFOLIO if grows else DossierKind(row["kind"])


async def require_members(
    action: Action, kind: DossierKind, before: DossierContent, after: DossierContent
) -> None:
    """Raise where a patent that was not there before may not be. The rest is asked again at submission."""
    added = [each for each in after.members if each not in before.members]
    if kind is DossierKind.SINGLE and after.members != before.members:
        raise PanhuoError(ErrorCode.INVALID_VALUE, SAME_PATENT, field="members")
    if added:
        require_fileable(*await refusals(action, kind, added))


async def keep(action: Action, row: Row, kind: DossierKind, content: DossierContent) -> Row:
    """Write a checked draft; the row as it is then."""
    state = state_of(row)
    moved(DossierAct.SAVE, state, state, is_revision(row))
    columns: dict[str, Any] = {"draft_id": await draft(action, row, content), "kind": kind.value}
    if not row["submitted"]:
        await summarise(row | {"kind": kind.value}, content)
        columns |= {"branch_id": action.viewer.branch_id, "unit_id": action.viewer.unit_id}
    saved = await update(row, columns, action.now)
    await action.signal([dossier_topic(row["id"])])
    if row["kind"] != kind:
        await follow(row, None, None, False)
    if row["kind"] != kind or bool(row["flagged"]) != bool(saved["flagged"]):
        patents = [row["patent_id"], saved["patent_id"]]
        await raise_versions(action, row["institution_id"], patents, False)
    return saved


async def draft(action: Action, row: Row, content: DossierContent) -> int:
    """The filer's working copy, written; readers keep seeing what was submitted, if anything was."""
    if row["draft_id"] is None:
        return await add_version(action, row["id"], content, shown=False)
    await fill(action, row["id"], row["draft_id"], content, shown=not row["submitted"])
    return int(row["draft_id"])


async def discard_dossier(viewer: Viewer, dossier: int, version: int) -> None:
    """Give up a draft that was never submitted, or a revision: the patent is free again.

    Raises CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await dossier_for(action, Ability.DOSSIER_DISCARD, DossierAct.DISCARD, dossier, version)
        if row["submitted"] and not is_revision(row):
            raise PanhuoError(ErrorCode.DOSSIER_ACT_UNAVAILABLE, field="id")
        await take(action, row, Step(DossierAct.DISCARD, None))
        await run(DISCARD, dossier)


async def copy_content(viewer: Viewer, source: int, dossier: int, version: int) -> Saved:
    """Fill a draft from another dossier that the viewer reads: everything but what is the patents' own.

    The source's submitted content, or the viewer's own draft of it. Raises as `save_dossier`.
    """
    async with acting(viewer) as action:
        row = await action.one(Ability.DOSSIER_READ, "dossier", source, "source")
        own = row["filer_id"] == viewer.user_id
        content = await content_of(row["draft_id"] if own and row["draft_id"] else row["content_id"])
    return await save_dossier(viewer, dossier, version, copied(content))


ITS_OWN = frozenset({"members", "name", "description", "industry", "strategic_industry"})


def copied(content: DossierContent) -> dict[str, Any]:
    """What a copy takes over."""
    return {name: value for name, value in content.filled().items() if name not in ITS_OWN}
