"""Accounts opened: by administrators, by enterprises' managers, by the platform (S36–S41)."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from panhuo.auth.activation import Activation, new_activation
from panhuo.auth.statements import run
from panhuo.auth.throttle import count, require_unlocked
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import (
    at_a_unit,
    at_an_enterprise,
    may_create,
    may_stand_at,
    names_enterprises,
)
from panhuo.permissions.viewer import Viewer
from panhuo.rules.account_name import MAX_ACCOUNT_NAME, account_name
from panhuo.rules.contact import MAX_NAME, clean_text
from panhuo.rules.vocabulary import AuditAction, Role
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.matching import match_accounts
from panhuo.services.patents.standing import no_import
from panhuo.services.profile import Profile, checked_profile
from panhuo.services.tree import ARCHIVED, require_activated
from panhuo.settings import get_settings

MAX_ENTERPRISE = 200
INSERT = """
insert into user_account
  (username, password_hash, password_temporary, activation_hash, activation_expires_at, role, name, job_title,
   phone, email, active, is_manager, institution_id, branch_id, unit_id, enterprise_id, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, true, $11, $12, $13, $14, $15, $16)
on conflict (username) do nothing returning id
"""
OPEN_ENTERPRISE = "insert into enterprise (name) values ($1) on conflict (name) do nothing"
ENTERPRISE = "select id from enterprise where name = $1"
WRONG_UNIT = ("An account of this role is not opened at this unit.", "该机构下不能新建此角色的账号。")
NEEDS_UNIT = ("(unit: required for this role)", "（unit：该角色须指定所属机构）")
NO_UNIT = ("(unit: not for this role)", "（unit：该角色不属于任何机构）")
ENTERPRISE_NAME = (
    f"(enterpriseName: 1–{MAX_ENTERPRISE}, for accounts of enterprises)",
    f"（enterpriseName：1–{MAX_ENTERPRISE} 字，仅用于企业账号）",
)
OWN_ENTERPRISE = (
    "Experts are opened at your own enterprise, without managing it: leave enterpriseName and isManager out.",
    "只能为本企业新建专家账号，请勿填写 enterpriseName 与 isManager。",
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What is asked for."""

    role: Role
    username: str
    name: str
    unit_id: int | None = None
    enterprise: str | None = None
    """By name; one that is not known yet is opened with its first account."""
    is_manager: bool = False
    profile: Profile = field(default_factory=Profile)


@dataclass(frozen=True, slots=True)
class Opened:
    """The account that was opened, and its activation code; None where an earlier call opened it."""

    id: int
    activation: Activation | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where an account stands."""

    institution_id: int | None = None
    branch_id: int | None = None
    unit_id: int | None = None
    enterprise_id: int | None = None


async def create_user(viewer: Viewer, asked: NewAccount, key: str | None = None) -> Opened:
    """Open an account that its owner activates by a code.

    Raises FORBIDDEN for a role the viewer opens no accounts for, NOT_FOUND for a unit out of reach,
    INVALID_VALUE, ACCOUNT_NAME_TAKEN, and TOO_MANY_TRIES for who learns too many taken names (S43).
    """
    if not may_create(viewer, asked.role):
        raise PanhuoError(ErrorCode.FORBIDDEN, ability=Ability.USER_CREATE.value)
    account, names = checked(asked), names_key(viewer)
    await require_unlocked(names, now_ms())
    try:
        async with acting(viewer) as action:
            made = await action.once(key, "createUser", asdict(account))
            if made is not None:
                return Opened(made)
            activation = new_activation(action.now)
            number = await open_account(action, account, activation)
            await action.made(key, number)
    except PanhuoError as error:
        if error.code is ErrorCode.ACCOUNT_NAME_TAKEN:
            await count(names, get_settings().sign_in_address_failures, now_ms())
        raise
    return Opened(number, activation)


def names_key(viewer: Viewer) -> str:
    """Under which taken names that a viewer met are counted."""
    return f"names:{viewer.user_id}"


def checked(asked: NewAccount) -> NewAccount:
    """The same as it is kept. Raises INVALID_VALUE."""
    username, name = account_name(asked.username), clean_text(asked.name, MAX_NAME)
    if username is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(username: 1–{MAX_ACCOUNT_NAME})", field="username")
    if name is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(name: 1–{MAX_NAME})", field="name")
    return replace(asked, username=username, name=name, profile=checked_profile(asked.profile))


async def open_account(
    action: Action,
    account: NewAccount,
    activation: Activation | None = None,
    password_hash: str | None = None,
    chosen: bool = False,
) -> int:
    """Insert a checked account; its id. A password is somebody else's, so its owner must replace it, unless
    it was `chosen` by its owner.

    Patents of its institution that name it are proposed to it (S191). Raises NOT_FOUND, INVALID_VALUE,
    ACCOUNT_NAME_TAKEN.
    """
    await no_import()
    home = await home_of(action, account)
    profile = account.profile
    rows = await run(
        INSERT,
        *(account.username, password_hash, password_hash is not None and not chosen),
        *(activation and activation.hashed, activation and activation.expires_at),
        *(account.role.value, account.name, profile.job_title, profile.phone, profile.email),
        *(account.is_manager, home.institution_id, home.branch_id, home.unit_id, home.enterprise_id),
        action.now,
    )
    if not rows:
        raise PanhuoError(ErrorCode.ACCOUNT_NAME_TAKEN, f"({account.username})", field="username")
    row = {"id": rows[0]["id"], "name": account.name, **asdict(home)}
    after = {"username": account.username, "role": account.role.value, "name": account.name}
    await action.audit(AuditAction.USER_CREATED, Subject("User", row), None, after | asdict(profile))
    await match_accounts([row["id"]])
    return int(row["id"])


async def home_of(action: Action, account: NewAccount) -> Home:
    """Where the account is to stand. Raises NOT_FOUND, INVALID_VALUE, NOT_ACTIVATED."""
    if not at_a_unit(account.role) and account.unit_id is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_UNIT, field="unit")
    if at_an_enterprise(account.role):
        return Home(enterprise_id=await enterprise_of(action, account))
    if account.enterprise is not None or account.is_manager:
        raise PanhuoError(ErrorCode.INVALID_VALUE, ENTERPRISE_NAME, field="enterpriseName")
    return await unit_of(action, account) if at_a_unit(account.role) else Home()


async def unit_of(action: Action, account: NewAccount) -> Home:
    if account.unit_id is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NEEDS_UNIT, field="unit")
    unit = await action.one(Ability.USER_CREATE, "org_unit", account.unit_id, "unit")
    if not may_stand_at(action.viewer.role, account.role, unit):
        raise PanhuoError(ErrorCode.INVALID_VALUE, WRONG_UNIT, field="unit")
    if unit["archived"]:
        raise PanhuoError(ErrorCode.INVALID_VALUE, ARCHIVED, field="unit")
    await require_activated(action, unit["institution_id"], "unit")
    return home_at(unit)


def home_at(unit: dict[str, Any]) -> Home:
    """The columns of an account at a unit."""
    return Home(unit["institution_id"], unit["branch_id"], unit["id"])


async def enterprise_of(action: Action, account: NewAccount) -> int:
    """The enterprise an account belongs to: the manager's own, or the one the platform names."""
    own = action.viewer.managed_enterprise_id
    if not names_enterprises(action.viewer.role):
        if account.enterprise is not None or account.is_manager or own is None:
            raise PanhuoError(ErrorCode.INVALID_VALUE, OWN_ENTERPRISE, field="enterpriseName")
        return own
    name = clean_text(account.enterprise or "", MAX_ENTERPRISE)
    if name is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, ENTERPRISE_NAME, field="enterpriseName")
    await run(OPEN_ENTERPRISE, name)
    [found] = await run(ENTERPRISE, name)
    return int(found["id"])
