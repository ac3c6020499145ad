"""Applications of enterprises approved or rejected by the platform."""

from collections.abc import Mapping
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.enterprise_application import EnterpriseApplicationState as State
from panhuo.rules.vocabulary import AuditAction, Role
from panhuo.services.accounts import NewAccount, open_account
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.profile import Profile
from panhuo.services.reasons import cleaned_reason
from panhuo.services.tree import require_version

Row = dict[str, Any]
OPEN = "insert into enterprise (name, credit_code) values ($1, $2) on conflict do nothing returning id"
DECIDE = """
update enterprise_application set state = $2, reason = $3, password_hash = null, version = version + 1,
  decided_at = $4, decider_name = coalesce((select name from user_account where id = $5), '')
where id = $1
"""
DECIDED = ("It was decided, or has expired, meanwhile.", "该申请已处理或已过期。")
EXISTS = (
    "An enterprise of this name or credit code exists already: reject the application, or open an account "
    "there by createUser.",
    "已有同名或同信用代码的企业：请驳回申请，或通过 createUser 为该企业新建账号。",
)


async def approve_enterprise(viewer: Viewer, number: int, version: int) -> None:
    """The enterprise and its first manager come into being; the password is the one the applicant chose.

    Raises NOT_FOUND, CONFLICT, ACCOUNT_NAME_TAKEN.
    """
    async with acting(viewer) as action:
        row = await pending(action, number, version)
        if not await run(OPEN, row["enterprise_name"], row["credit_code"]):
            raise PanhuoError(ErrorCode.CONFLICT, EXISTS, field="id")
        profile = Profile(row["job_title"], row["phone"], row["email"])
        account = NewAccount(
            Role.ENTERPRISE,
            row["username"],
            row["contact_name"],
            enterprise=row["enterprise_name"],
            is_manager=True,
            profile=profile,
        )
        await open_account(action, account, password_hash=row["password_hash"], chosen=True)
        await decide(action, row, State.APPROVED, AuditAction.ENTERPRISE_APPROVED)


async def reject_enterprise(viewer: Viewer, number: int, version: int, reason: str) -> None:
    """Turn an application down. Raises NOT_FOUND, CONFLICT, DOSSIER_REASON_MISSING."""
    text = cleaned_reason(reason)
    async with acting(viewer) as action:
        row = await pending(action, number, version)
        await decide(action, row, State.REJECTED, AuditAction.ENTERPRISE_REJECTED, text)


async def pending(action: Action, number: int, version: int) -> Row:
    """An application that still waits, locked, at the version that was looked at."""
    row = await action.one(Ability.ENTERPRISE_APPROVE, "enterprise_application", number)
    require_version(row, version)
    if row["state"] != State.PENDING or row["expires_at"] <= action.now:
        raise PanhuoError(ErrorCode.CONFLICT, DECIDED, field="id")
    return row


async def decide(
    action: Action, row: Row, state: State, recorded: AuditAction, reason: str | None = None
) -> None:
    await run(DECIDE, row["id"], state.value, reason, action.now, action.viewer.user_id)
    subject = Subject("EnterpriseApplication", {**row, "name": row["enterprise_name"]})
    after: Mapping[str, Any] = {"state": state.value, **({"reason": reason} if reason else {})}
    await action.audit(recorded, subject, {"state": row["state"]}, after)
