"""Accounts disabled, enabled, moved, and given a new activation code by whoever manages them (S27)."""

from typing import Any

from panhuo.auth.activation import Activation, new_activation
from panhuo.auth.sessions import revoke_all
from panhuo.auth.statements import run
from panhuo.auth.throttle import FORGET, account_key
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import REASONS, UserAct, fits, refusal_of
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import AuditAction, Role
from panhuo.services.accounts import WRONG_UNIT
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.matching import match_accounts
from panhuo.services.patents.placing import place_again
from panhuo.services.patents.standing import no_import
from panhuo.services.tree import ARCHIVED
from panhuo.signals import session_topic

DISABLE = """
update user_account set active = false, activation_hash = null, activation_expires_at = null where id = $1
"""
ENABLE = "update user_account set active = true where id = $1"
MOVE = "update user_account set branch_id = $2, unit_id = $3 where id = $1"
RESET = """
update user_account set password_hash = $2, password_temporary = $3, activation_hash = $4,
  activation_expires_at = $5
where id = $1
"""
SESSIONS = "select id from session where user_id = $1 and revoked_at is null"
CONFIRMED = "select patent_id from patent_inventor where user_id = {id} and match = 'CONFIRMED'"


async def disable_user(viewer: Viewer, number: int) -> None:
    """Close an account: its sessions and subscriptions end with the commit, its activation code is dead.

    What it holds stays: confirmed inventions are its owner's. Raises NOT_FOUND, CONFLICT.
    """
    async with acting(viewer) as action:
        account = await managed(action, UserAct.DISABLE, number)
        await run(DISABLE, number)
        await revoke_all(number)
        await action.audit(AuditAction.USER_DISABLED, subject(account), {"active": True}, {"active": False})


async def enable_user(viewer: Viewer, number: int) -> None:
    """Open a disabled account again, with the password it had. Raises NOT_FOUND, CONFLICT.

    It is proposed for what was delivered meanwhile.
    """
    async with acting(viewer) as action:
        await no_import()
        account = await managed(action, UserAct.ENABLE, number)
        await run(ENABLE, number)
        await action.audit(AuditAction.USER_ENABLED, subject(account), {"active": False}, {"active": True})
        await match_accounts([number])


async def reset_user(viewer: Viewer, number: int) -> Activation:
    """Give an account a new activation code; its password, its older code and its sessions end.

    Raises NOT_FOUND, CONFLICT.
    """
    async with acting(viewer) as action:
        account = await managed(action, UserAct.RESET, number)
        activation = new_activation(action.now)
        await renew(action, account, activation)
    return activation


async def renew(
    action: Action,
    account: dict[str, Any],
    activation: Activation | None = None,
    password_hash: str | None = None,
) -> int:
    """Put a code, or somebody else's password, in the place of an account's password and code.

    Its lock-out is lifted. How many sessions ended.
    """
    kept = activation and activation.hashed, activation and activation.expires_at
    await run(RESET, account["id"], password_hash, password_hash is not None, *kept)
    await run(FORGET, account_key(account["username"]))
    ended = await revoke_all(account["id"])
    await action.audit(AuditAction.USER_RESET, subject(account))
    return ended


async def move_user(viewer: Viewer, number: int, unit_id: int) -> None:
    """Let an account stand at another unit of its institution, of a kind that fits its role.

    The patents whose first confirmed inventor it is go along (S190). Raises NOT_FOUND, INVALID_VALUE,
    CONFLICT.
    """
    async with acting(viewer) as action:
        await no_import()
        account = await managed(action, UserAct.MOVE, number)
        unit = await unit_for(action, account, unit_id)
        if unit["id"] == account["unit_id"]:
            return
        await run(MOVE, number, unit["branch_id"], unit["id"])
        await action.audit(
            AuditAction.USER_MOVED, subject(account), {"unit": account["unit_id"]}, {"unit": unit["id"]}
        )
        await action.signal([session_topic(row["id"]) for row in await run(SESSIONS, number)])
        await place_again(CONFIRMED.format(id=int(number)))


async def managed(action: Action, act: UserAct, number: int) -> dict[str, Any]:
    """An account within the viewer's reach, locked, that nothing stands against acting upon.

    Raises NOT_FOUND, and CONFLICT with the reason.
    """
    account = await action.one(Ability.USER_MANAGE, "user_account", number)
    reason = refusal_of(act, account, action.viewer)
    if reason is not None:
        raise PanhuoError(ErrorCode.CONFLICT, REASONS[reason], field="id")
    return account


async def unit_for(action: Action, account: dict[str, Any], unit_id: int) -> dict[str, Any]:
    """A unit within the viewer's reach at which the account may stand."""
    unit = await action.one(Ability.USER_MANAGE, "org_unit", unit_id, "unit")
    same = unit["institution_id"] == account["institution_id"]
    if not same or not fits(Role(account["role"]), unit):
        raise PanhuoError(ErrorCode.INVALID_VALUE, WRONG_UNIT, field="unit")
    if unit["archived"]:
        raise PanhuoError(ErrorCode.INVALID_VALUE, ARCHIVED, field="unit")
    return unit


def subject(account: dict[str, Any]) -> Subject:
    """An account as the audit log tells of it."""
    return Subject("User", account)
