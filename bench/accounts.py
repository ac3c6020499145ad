"""Who can sign in to the generated world, and with which tokens."""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from bench.institutions import Unit
from panhuo.auth.sessions import token_hash
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import OrgUnitKind, Role

WITH_ACCOUNT = 0.5
"""Of a college's people, the more productive ones."""
EXPERTS_EACH = 3
"""Of an enterprise."""
UNSTAFFED = 5
"""Every so-manieth unit below an institution has no administrator; reviews pass it over."""
ADMINS = {
    OrgUnitKind.INSTITUTION: Role.INSTITUTION_ADMIN,
    OrgUnitKind.COLLEGE: Role.COLLEGE_ADMIN,
    OrgUnitKind.BRANCH: Role.BRANCH_ADMIN,
    OrgUnitKind.BRANCH_COLLEGE: Role.BRANCH_COLLEGE_ADMIN,
}
PROFILE = ("教师", "13800000000", "somebody@example.com")
"""Job title, phone and e-mail address: without them an account may do nothing else (S2)."""
CREATED_AT = 1_735_689_600_000
EXPIRES_AT = 4_102_444_800_000
"""2100-01-01: the world is kept and used again."""


@dataclass(frozen=True, slots=True)
class Account:
    """A row of user_account."""

    id: int
    username: str
    role: Role
    name: str
    unit: Unit | None = None
    enterprise_id: int | None = None


def token_of(username: str) -> str:
    """The token of one of the ready accounts: no secret, for it opens generated rows only."""
    digest = hashlib.sha256(f"panhuo bench {username}".encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def ready_accounts(roots: Sequence[Unit]) -> list[Account]:
    """One account for each role, and an administrator of an institution of median size."""
    largest, median = roots[0], roots[len(roots) // 2]
    college = first(largest, OrgUnitKind.COLLEGE)
    people = [
        ("institution-admin", Role.INSTITUTION_ADMIN, largest),
        ("median-admin", Role.INSTITUTION_ADMIN, median),
        ("college-admin", Role.COLLEGE_ADMIN, college),
        ("branch-admin", Role.BRANCH_ADMIN, first(largest, OrgUnitKind.BRANCH)),
        ("branch-college-admin", Role.BRANCH_COLLEGE_ADMIN, first(largest, OrgUnitKind.BRANCH_COLLEGE)),
        ("operator", Role.PLATFORM_OPERATOR, None),
    ]
    accounts = [
        Account(number, name, role, name, unit) for number, (name, role, unit) in enumerate(people, 1)
    ]
    expert = Account(7, "enterprise", Role.ENTERPRISE, "enterprise", enterprise_id=1)
    inventor = Account(8, "inventor", Role.INVENTOR, (college or largest).inventors[0], college or largest)
    return [account for account in (*accounts, expert, inventor) if account.unit or not tenant(account.role)]


def tenant(role: Role) -> bool:
    return role not in (Role.PLATFORM_OPERATOR, Role.ENTERPRISE)


def first(root: Unit, kind: OrgUnitKind) -> Unit | None:
    return next((unit for unit in root if unit.kind is kind), None)


def admin_accounts(roots: Sequence[Unit], ready: Sequence[Account]) -> Iterator[Account]:
    """An administrator of each unit that has none among the ready accounts, but for some that have none."""
    staffed = {account.unit.id for account in ready if account.unit and account.role is not Role.INVENTOR}
    number = max(account.id for account in ready)
    for unit in (unit for root in roots for unit in root if unit.id not in staffed):
        if unit.parent is None or unit.id % UNSTAFFED:
            number += 1
            yield Account(number, f"admin-{unit.id}", ADMINS[unit.kind], f"管理员{unit.id:05d}", unit)


def expert_accounts(companies: Mapping[int, str], earlier: Sequence[Account]) -> Iterator[Account]:
    """Some experts of each enterprise."""
    numbers = count(1 + max(account.id for account in earlier))
    for enterprise in companies:
        for _ in range(EXPERTS_EACH):
            number = next(numbers)
            yield Account(
                number, f"expert-{number}", Role.ENTERPRISE, f"评价专家{number:05d}", enterprise_id=enterprise
            )


def inventor_accounts(roots: Sequence[Unit], earlier: Sequence[Account]) -> Iterator[Account]:
    """Accounts of the more productive people of every college. Names are different all over the world."""
    taken = {account.name for account in earlier}
    number = max(account.id for account in earlier)
    for root in roots:
        for unit in (unit for unit in root if unit is not root):
            for name in unit.inventors[: int(len(unit.inventors) * WITH_ACCOUNT)]:
                if name not in taken:
                    number += 1
                    yield Account(number, f"inventor-{number}", Role.INVENTOR, name, unit)


def account_row(account: Account) -> tuple[object, ...]:
    """In the order of `columns.USER_ACCOUNT`."""
    unit = account.unit
    branch = unit.branch if unit else None
    return (
        account.id,
        account.username,
        account.role.value,
        account.name,
        fold_name(account.name),
        *PROFILE,
        unit and unit.institution.id,
        branch and branch.id,
        unit and unit.id,
        account.enterprise_id,
        CREATED_AT,
    )


def session_row(account: Account) -> tuple[object, ...]:
    return token_hash(token_of(account.username)), account.id, CREATED_AT, EXPIRES_AT


def by_name(accounts: Sequence[Account]) -> Mapping[str, Account]:
    """Inventors' accounts by the name that stands on patents."""
    return {account.name: account for account in accounts if account.role is Role.INVENTOR and account.unit}
