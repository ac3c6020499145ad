"""Inventors claim what is theirs among the patents they are proposed for, or say that it is not (S191)."""

from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.permissions.ability import Ability
from panhuo.permissions.matches import MatchAct
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import ADMIN_ROLES, AuditAction, MatchState, NoticeKind
from panhuo.services.acting import Action, acting
from panhuo.services.match_acts import Chosen, MatchResult, change, choose, match_subject, titles
from panhuo.services.patents.standing import no_import
from panhuo.services.telling import audit_all, notify_all

ADMINS = f"""
select a.id, a.unit_id from user_account a join user_account me on me.id = $1
where a.active and a.id <> me.id and a.unit_id in (me.unit_id, me.branch_id, me.institution_id)
  and a.role in ({", ".join(f"'{role.value}'" for role in ADMIN_ROLES)})
"""


async def claim_matches(viewer: Viewer, numbers: Sequence[int]) -> list[MatchResult]:
    """Say of some proposals that the viewer is the inventor, and ask an administrator to confirm it.

    Of each what became of it: NOT_FOUND for what is not the viewer's, CONFLICT for what was decided.
    """
    async with acting(viewer) as action:
        await no_import()
        chosen = await choose(action, Ability.MATCH_CLAIM, MatchAct.CLAIM, numbers)
        if chosen.rows:
            await change(action, chosen)
            await audit(action, AuditAction.MATCH_CLAIMED, chosen)
            await tell_administrators(action, chosen)
    return chosen.results


async def decline_matches(viewer: Viewer, numbers: Sequence[int]) -> list[MatchResult]:
    """Say of some proposals or claims that the viewer is not the inventor; they may be claimed later yet.

    Nobody is told of a proposal that was never claimed, not even by the audit log. Results as for claims.
    """
    async with acting(viewer) as action:
        await no_import()
        chosen = await choose(action, Ability.MATCH_CLAIM, MatchAct.DECLINE, numbers)
        if chosen.rows:
            await change(action, chosen)
            await audit(action, AuditAction.MATCH_WITHDRAWN, chosen, of=MatchState.CLAIMED)
    return chosen.results


async def audit(action: Action, done: AuditAction, chosen: Chosen, of: MatchState | None = None) -> None:
    """Record what was done to those that were in a state before."""
    entries = [row for row in chosen.rows.values() if of is None or row["state"] == of]
    told = [(match_subject(row), None, {"account": row["account"]}) for row in entries]
    await audit_all(action, done, told)


async def tell_administrators(action: Action, chosen: Chosen) -> None:
    """Those nearest above the claimant: of its unit, else of its branch, else of its institution."""
    viewer, rows = action.viewer, list(chosen.rows.values())
    admins = await run(ADMINS, viewer.user_id)
    levels = (viewer.unit_id, viewer.branch_id, viewer.institution_id)
    nearest = next((level for level in levels if any(each["unit_id"] == level for each in admins)), None)
    words = {"person": rows[0]["account"], "patent": titles(rows)}
    told = [
        (each["id"], "InventorClaim", rows[0]["id"], words) for each in admins if each["unit_id"] == nearest
    ]
    await notify_all(action, NoticeKind.MATCH_CLAIM_WAITING, told)
