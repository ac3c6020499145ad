"""Accounts as the platform's own people keep them from the command line."""

from dataclasses import dataclass

from tortoise.transactions import in_transaction

from panhuo.auth.passwords import MAX_PASSWORD, hash_password
from panhuo.auth.sessions import revoke_all
from panhuo.auth.throttle import account_key
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import SignInThrottle, User
from panhuo.rules.account_name import MAX_ACCOUNT_NAME, account_name
from panhuo.rules.vocabulary import Role

MIN_PASSWORD = 10
"""Characters a password set here must have: operators see everything."""
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class OperatorAccount:
    """An operator, as the list shows one."""

    username: str
    name: str
    active: bool


async def create_operator(username: str, name: str, password: str) -> str:
    """Open a PLATFORM_OPERATOR account; the account name as it is stored.

    Raises INVALID_VALUE for a name or password that cannot be, or an account name that is taken.
    """
    stored = valid_account_name(username)
    if not 0 < len(name.strip()) <= MAX_NAME:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(name: 1–{MAX_NAME})", field="name")
    hashed = await hash_password(valid_password(password))
    async with in_transaction():
        if await User.exists(username=stored):
            raise PanhuoError(ErrorCode.INVALID_VALUE, f"({stored}: exists, 已存在)", field="username")
        await User.create(
            username=stored,
            password_hash=hashed,
            role=Role.PLATFORM_OPERATOR,
            name=name.strip(),
            created_at=now_ms(),
        )
    return stored


async def reset_password(username: str, password: str) -> int:
    """Set an account's password, end its sessions and lift its lock-out; how many sessions ended.

    Raises NOT_FOUND where nobody has that account name, INVALID_VALUE for a password that cannot be.
    """
    stored = valid_account_name(username)
    hashed = await hash_password(valid_password(password))
    async with in_transaction():
        user = await User.get_or_none(username=stored)
        if user is None:
            raise PanhuoError(ErrorCode.NOT_FOUND, f"({stored})", field="username")
        await User.filter(id=user.id).update(password_hash=hashed)
        await SignInThrottle.filter(key=account_key(stored)).delete()
        return await revoke_all(user.id)


async def operators() -> list[OperatorAccount]:
    """Every PLATFORM_OPERATOR account, by account name."""
    rows = await User.filter(role=Role.PLATFORM_OPERATOR).order_by("username")
    return [OperatorAccount(row.username, row.name, row.active) for row in rows]


def valid_account_name(typed: str) -> str:
    stored = account_name(typed)
    if stored is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(username: 1–{MAX_ACCOUNT_NAME})", field="username")
    return stored


def valid_password(password: str) -> str:
    if len(password) < MIN_PASSWORD:
        raise PanhuoError(
            ErrorCode.INVALID_VALUE, f"(password: {MIN_PASSWORD}–{MAX_PASSWORD})", field="password"
        )
    return password
