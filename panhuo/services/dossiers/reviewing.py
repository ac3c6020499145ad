"""Review: approved level by level, or returned with a reason (S14, S112–S117)."""

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.vocabulary import DossierState, NoticeKind
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.dossiers.finding import Row, dossier_for
from panhuo.services.dossiers.outcome import settle
from panhuo.services.dossiers.patents import no_import_meanwhile, require_eligible
from panhuo.services.dossiers.steps import Step, member_ids, take
from panhuo.services.dossiers.submitting import (
    REVIEWERS,
    Decided,
    next_step,
    tell_reviewers,
    waiting_at_next,
)
from panhuo.services.dossiers.versions import content_of
from panhuo.services.reasons import cleaned_reason

ACTIVE = "select 1 from user_account where id = $1 and active"
UNITS = "select id, name from org_unit where id in ($1, $2)"


async def approve_dossier(
    viewer: Viewer, dossier: int, version: int, outcome: DossierState | None = None
) -> Decided:
    """Let a dossier pass the viewer's level; the last level gives it its outcome.

    `outcome` is what the reviewer agrees to: at the last level INVENTORIED or REGISTERED, whichever the rule
    on the content says; before that none. Raises DOSSIER_OUTCOME_DIFFERS, DOSSIER_MEMBER_INELIGIBLE,
    DOSSIER_OWN_REVIEW, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await at_my_step(action, DossierAct.APPROVE, dossier, version)
        await require_eligible(row["institution_id"], await member_ids(dossier))
        content = await content_of(row["content_id"])
        last = await next_step(row) is None
        expected = outcome_of(content).state if last else None
        if outcome != expected:
            raise PanhuoError(ErrorCode.DOSSIER_OUTCOME_DIFFERS, field="outcome")
        if expected is None:
            return await pass_on(action, row)
        after = await settle(action, row, DossierAct.APPROVE, expected, content, on_behalf(action, row))
        await tell_filer(action, after, NoticeKind.DOSSIER_DECIDED, outcome=expected.value)
    return Decided(after["id"], after["version"], expected)


async def pass_on(action: Action, row: Row) -> Decided:
    """On to the next level: the state stays (S117)."""
    columns = await waiting_at_next(action, row)
    step = Step(DossierAct.APPROVE, DossierState.PENDING, columns, on_behalf=on_behalf(action, row))
    after = await take(action, row, step)
    await tell_reviewers(action, after)
    await tell_progress(action, row, after)
    return Decided(after["id"], after["version"], DossierState.PENDING)


async def tell_progress(action: Action, before: Row, after: Row) -> None:
    """Tell the filer how far it is: from the first approval on it cannot be withdrawn any more (S141)."""
    if await run(ACTIVE, after["filer_id"]):
        passed, ahead = before["step_unit_id"], after["step_unit_id"]
        names = {row["id"]: row["name"] for row in await run(UNITS, passed, ahead)}
        words = {"name": after["title"], "unit": names[passed], "next": names[ahead]}
        await action.notify(
            [after["filer_id"]], NoticeKind.DOSSIER_PASSED, Subject("Dossier", after), **words
        )


async def return_dossier(viewer: Viewer, dossier: int, version: int, reason: str) -> Decided:
    """Give a dossier back to its filer, whatever the level (S116); its route is void.

    Raises DOSSIER_REASON_MISSING, DOSSIER_OWN_REVIEW, CONFLICT, NOT_FOUND, DOSSIER_ACT_UNAVAILABLE.
    """
    text = cleaned_reason(reason)
    async with acting(viewer) as action:
        await no_import_meanwhile()
        row = await at_my_step(action, DossierAct.RETURN, dossier, version)
        step = Step(
            DossierAct.RETURN,
            DossierState.REJECTED,
            {"reason": text},
            reason=text,
            on_behalf=on_behalf(action, row),
        )
        after = await take(action, row, step)
        await tell_filer(action, after, NoticeKind.DOSSIER_RETURNED, reason=text)
    return Decided(dossier, after["version"], DossierState.REJECTED)


async def at_my_step(action: Action, act: DossierAct, dossier: int, version: int) -> Row:
    """A dossier that waits for the viewer. Raises DOSSIER_OWN_REVIEW for the viewer's own."""
    row = await dossier_for(action, Ability.DOSSIER_REVIEW, act, dossier, version)
    if row["filer_id"] == action.viewer.user_id:
        raise PanhuoError(ErrorCode.DOSSIER_OWN_REVIEW, field="id")
    return row


def on_behalf(action: Action, row: Row) -> bool:
    """Whether the viewer acts for a level that has no administrator any more."""
    return bool(row["step_unit_id"] != action.viewer.unit_id)


async def tell_filer(action: Action, row: Row, kind: NoticeKind, **words: str) -> None:
    """Tell the filer; where that account is disabled, the institution's administrators, who hand over."""
    filer = row["filer_id"]
    people = [filer]
    if not await run(ACTIVE, filer):
        people = [each["id"] for each in await run(REVIEWERS, row["institution_id"])]
    await action.notify(people, kind, Subject("Dossier", row), name=row["title"], **words)
