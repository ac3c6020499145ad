"""Passwords as their owners set them: by an activation code, or by the password before (S2)."""

from dataclasses import replace

from panhuo.auth.activation import activation_hash
from panhuo.auth.passwords import MAX_PASSWORD, hash_password, verify_password
from panhuo.auth.statements import run
from panhuo.auth.throttle import begin_try, try_succeeded
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.rules.account_name import account_name
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Subject, acting
from panhuo.services.sign_in import few_at_once
from panhuo.signals import session_topic

MIN_PASSWORD = 10
"""Characters a password must have."""
LENGTHS = f"{MIN_PASSWORD}–{MAX_PASSWORD}"
ACTIVATE = """
update user_account set password_hash = $4, password_temporary = false, activation_hash = null,
  activation_expires_at = null
where username = $1 and activation_hash = $2 and activation_expires_at > $3 and active
returning id, name, institution_id, branch_id, unit_id
"""
STORED = "select username, password_hash from user_account where id = $1"
CHANGE = """
update user_account set password_hash = $3, password_temporary = false
where id = $1 and password_hash = $2
returning id, name, institution_id, branch_id, unit_id
"""
END_OTHERS = """
update session set revoked_at = $3 where user_id = $1 and id <> $2 and revoked_at is null
  and not exists (select 1 from api_token k where k.session_id = session.id)
returning id
"""
WRONG = ("(oldPassword: not the one of this account)", "（oldPassword：原密码不正确）")
SAME = ("(newPassword: must differ from the one before)", "（newPassword：不能与原密码相同）")


async def activate(username: str, code: str, password: str, address: str, now: int) -> None:
    """Set an account's password by its activation code, which is dead from then on.

    Tries count as for signing in. Raises INVALID_VALUE for a password that cannot be; ACTIVATION_FAILED, the
    same for a name nobody has and for a code that is wrong, used or expired, at the cost of one hash each;
    TOO_MANY_TRIES.
    """
    valid_password(password, "password")
    async with few_at_once():
        attempt = await begin_try(username, address, now)
        hashed = await hash_password(password)
    async with acting(ANONYMOUS) as action:
        rows = await run(ACTIVATE, account_name(username) or "", activation_hash(code), action.now, hashed)
        if not rows:
            raise PanhuoError(ErrorCode.ACTIVATION_FAILED)
        action.viewer = replace(ANONYMOUS, user_id=rows[0]["id"])
        await action.audit(AuditAction.USER_ACTIVATED, Subject("User", rows[0]))
    await try_succeeded(attempt)


async def change_password(viewer: Viewer, old: str, new: str, address: str, now: int) -> int:
    """Replace the viewer's own password; how many other sessions ended with it.

    Tries count as for signing in. Raises INVALID_VALUE, TOO_MANY_TRIES; CONFLICT where it changed meanwhile.
    """
    valid_password(new, "newPassword")
    if new == old:
        raise PanhuoError(ErrorCode.INVALID_VALUE, SAME, field="newPassword")
    [account] = await run(STORED, viewer.user_id)
    async with few_at_once():
        attempt = await begin_try(account["username"], address, now)
        if not await verify_password(old, account["password_hash"]):
            raise PanhuoError(ErrorCode.INVALID_VALUE, WRONG, field="oldPassword")
        await try_succeeded(attempt)
        hashed = await hash_password(new)
    return await replace_password(viewer, account["password_hash"], hashed)


async def replace_password(viewer: Viewer, stored: str, hashed: str) -> int:
    async with acting(viewer) as action:
        rows = await run(CHANGE, viewer.user_id, stored, hashed)
        if not rows:
            raise PanhuoError(ErrorCode.CONFLICT, field="oldPassword")
        ended = await run(END_OTHERS, viewer.user_id, viewer.session_id or 0, action.now)
        await action.signal([session_topic(row["id"]) for row in ended])
        await action.audit(AuditAction.PASSWORD_CHANGED, Subject("User", rows[0]))
    return len(ended)


def valid_password(password: str, field: str = "password") -> str:
    """The same. Raises INVALID_VALUE for one that is too short or too long."""
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"({field}: {LENGTHS})", field=field)
    return password
