"""Accounts as the platform's own people keep them from the command line.

A password set here is somebody else's: its owner replaces it at the first sign-in (S2).
"""

from dataclasses import dataclass

from panhuo.auth.passwords import hash_password
from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import OrgUnit, User
from panhuo.permissions.viewer import COMMAND_LINE
from panhuo.rules.account_name import account_name
from panhuo.rules.vocabulary import OrgUnitKind, Role
from panhuo.services.account_changes import renew
from panhuo.services.accounts import NewAccount, checked, open_account
from panhuo.services.acting import acting
from panhuo.services.own_password import valid_password

ACCOUNT = "select * from user_account where username = $1"


@dataclass(frozen=True, slots=True)
class OperatorAccount:
    """An operator, as the list shows one."""

    username: str
    name: str
    active: bool


async def create_operator(username: str, name: str, password: str) -> str:
    """Open a PLATFORM_OPERATOR account; the account name as it is stored.

    Raises INVALID_VALUE for a name or password that cannot be, ACCOUNT_NAME_TAKEN.
    """
    return await open_with_password(NewAccount(Role.PLATFORM_OPERATOR, username, name), password)


async def create_institution_admin(institution: str, username: str, name: str, password: str) -> str:
    """Open an INSTITUTION_ADMIN account; the account name as it is stored.

    Raises NOT_FOUND where no institution has that name, and what an operator's raises.
    """
    unit = await OrgUnit.get_or_none(kind=OrgUnitKind.INSTITUTION, name=institution, archived=False)
    if unit is None:
        raise PanhuoError(ErrorCode.NOT_FOUND, f"({institution})", field="institution")
    return await open_with_password(NewAccount(Role.INSTITUTION_ADMIN, username, name, unit.id), password)


async def open_with_password(asked: NewAccount, password: str) -> str:
    account = checked(asked)
    hashed = await hash_password(valid_password(password))
    async with acting(COMMAND_LINE) as action:
        await open_account(action, account, password_hash=hashed)
    return account.username


async def reset_password(username: str, password: str) -> int:
    """Set an account's password, end its sessions and lift its lock-out; how many sessions ended.

    Raises NOT_FOUND where nobody has that account name, INVALID_VALUE for a password that cannot be.
    """
    hashed = await hash_password(valid_password(password))
    async with acting(COMMAND_LINE) as action:
        rows = await run(ACCOUNT, account_name(username) or "")
        if not rows:
            raise PanhuoError(ErrorCode.NOT_FOUND, f"({username})", field="username")
        return await renew(action, rows[0], password_hash=hashed)


async def operators() -> list[OperatorAccount]:
    """Every PLATFORM_OPERATOR account, by account name."""
    rows = await User.filter(role=Role.PLATFORM_OPERATOR).order_by("username")
    return [OperatorAccount(row.username, row.name, row.active) for row in rows]
