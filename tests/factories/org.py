"""Institutions, their units, accounts and sessions."""

import hashlib
import itertools
import secrets
import time
from collections.abc import Sequence
from typing import Any

from panhuo.models import ApprovalFlow, Enterprise, OrgUnit, OwnerAlias, Session, User
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind, Role

numbers = itertools.count(1)


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


async def institution(
    name: str | None = None,
    *,
    open_showcase: bool = False,
    type: InstitutionType = InstitutionType.UNIVERSITY,
    aliases: Sequence[str] = (),
) -> OrgUnit:
    """An institution that owns patents under its own name and its aliases."""
    unit = await OrgUnit.create(
        kind=OrgUnitKind.INSTITUTION,
        name=name or f"第{next(numbers)}大学",
        institution_type=type,
        institution_id=0,
        open_showcase=open_showcase,
        activated_at=now(),
    )
    unit.institution_id = unit.id
    await unit.save(update_fields=["institution_id"])
    await ApprovalFlow.create(id=unit.id)
    return await named(unit, aliases)


async def college(parent: OrgUnit, name: str | None = None) -> OrgUnit:
    """A college of the main campus."""
    return await below(parent, OrgUnitKind.COLLEGE, name or f"第{next(numbers)}学院")


async def branch(parent: OrgUnit, name: str | None = None, *, aliases: Sequence[str] = ()) -> OrgUnit:
    """A branch, which owns patents under its own name (S54)."""
    unit = await below(parent, OrgUnitKind.BRANCH, name or f"{parent.name}第{next(numbers)}分校")
    unit.branch_id = unit.id
    await unit.save(update_fields=["branch_id"])
    return await named(unit, aliases)


async def branch_college(parent: OrgUnit, name: str | None = None) -> OrgUnit:
    """A college of a branch."""
    return await below(parent, OrgUnitKind.BRANCH_COLLEGE, name or f"分校第{next(numbers)}学院")


async def below(parent: OrgUnit, kind: OrgUnitKind, name: str) -> OrgUnit:
    return await OrgUnit.create(
        kind=kind,
        name=name,
        parent_id=parent.id,
        institution_id=parent.institution_id,
        branch_id=parent.branch_id,
    )


async def named(unit: OrgUnit, aliases: Sequence[str]) -> OrgUnit:
    for name in (unit.name, *aliases):
        await OwnerAlias.create(org_unit_id=unit.id, name=name, folded=fold_name(name))
    return unit


async def enterprise(name: str | None = None) -> Enterprise:
    return await Enterprise.create(name=name or f"第{next(numbers)}科技有限公司")


async def user(
    role: Role, at: OrgUnit | Enterprise | None = None, name: str | None = None, **columns: Any
) -> User:
    """An account at a unit, at an enterprise, or (the operator) at neither, past its first sign-in."""
    number = next(numbers)
    unit = at if isinstance(at, OrgUnit) else None
    columns = {
        "username": f"user{number}",
        "name": name or f"用户{number}",
        "job_title": "教师",
        "phone": "13800000000",
        "email": f"user{number}@example.test",
        "created_at": now(),
        "institution_id": unit and unit.institution_id,
        "branch_id": unit and unit.branch_id,
        "unit_id": unit and unit.id,
        "enterprise_id": at.id if isinstance(at, Enterprise) else None,
        **columns,
    }
    return await User.create(role=role, folded=fold_name(columns["name"]), **columns)


async def sign_in(account: User, *, hours: float = 1) -> dict[str, str]:
    """The request headers of a new session of an account."""
    token = secrets.token_urlsafe(32)
    await Session.create(
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        user_id=account.id,
        created_at=now(),
        expires_at=now() + int(hours * 3_600_000),
    )
    return {"Authorization": f"Bearer {token}"}
