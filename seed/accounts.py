"""Who can sign in to the demo, and who invents in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from random import Random

from panhuo.rules.vocabulary import Role
from seed.people import people
from seed.teams import Team
from seed.world import ENTERPRISES, INSTITUTIONS, Unit

DEMO_PASSWORD = "Panhuo-demo-2026"  # noqa: S105
"""Of every account in READY_ACCOUNTS. The other inventors have no password."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account, before it has an id."""

    username: str
    role: Role
    name: str
    job_title: str
    unit: str | None = None
    """The slug of the unit it stands at."""
    enterprise: str | None = None
    is_manager: bool = False


READY_ACCOUNTS = (
    Account("admin@yunling", Role.INSTITUTION_ADMIN, "段清越", "科技处处长", "yunling"),
    Account("college@yunling", Role.COLLEGE_ADMIN, "杨若谷", "科研秘书", "materials"),
    Account("branch@donghai", Role.BRANCH_ADMIN, "江望舒", "分校科研办主任", "wangchao"),
    Account("branch-college@donghai", Role.BRANCH_COLLEGE_ADMIN, "俞亭舟", "科研秘书", "marine"),
    Account("inventor@yunling", Role.INVENTOR, "林知远", "教授", "materials"),
    Account("expert@chixia", Role.ENTERPRISE, "赵临川", "技术总监", None, ENTERPRISES[0], True),
    Account("operator@panhuo", Role.PLATFORM_OPERATOR, "平台值班员", "运营"),
    Account("admin@donghai", Role.INSTITUTION_ADMIN, "沈观澜", "科技处处长", "donghai"),
    Account("admin@canglan", Role.INSTITUTION_ADMIN, "贺知微", "成果转化部主任", "canglan"),
    Account("college@donghai", Role.COLLEGE_ADMIN, "陆行简", "科研秘书", "mechanical"),
    Account("branch2@donghai", Role.BRANCH_ADMIN, "潘溪亭", "分校科研办主任", "qingyu"),
    Account("inventor@donghai", Role.INVENTOR, "许砚秋", "副教授", "mechanical"),
    Account("inventor-branch@donghai", Role.INVENTOR, "方听澜", "研究员", "marine"),
    Account("inventor@canglan", Role.INVENTOR, "顾怀瑾", "研究员", "intelligent"),
    Account("expert@lanzhu", Role.ENTERPRISE, "唐既明", "研发经理", None, ENTERPRISES[1]),
)
"""The first seven have one role each."""

TEAM_SIZE = 26
WITH_ACCOUNT = 9
"""How many of a team have accounts, the most productive."""
HOMONYMS = {
    "王磊": ("materials", "mechanical", "intelligent"),
    "李娜": ("life", "medical"),
    "陈静": ("electrical", "chemistry"),
}
"""One name, several people: the first two across institutions, the last within one."""


def teams() -> Sequence[Team]:
    """Every unit that invents, as the patent generator takes it."""
    return [
        team_of(unit, owner, institution)
        for institution in INSTITUTIONS
        for owner in institution
        if owner.owner_names
        for unit in owner.children
        if unit.fields
    ]


def team_of(unit: Unit, owner: Unit, institution: Unit) -> Team:
    return Team(
        owner=owner.owner_names[0],
        old_name=owner.owner_names[1] if len(owner.owner_names) > 1 else None,
        fields=unit.fields,
        inventors=inventors()[unit.slug],
        weight=unit.weight,
        address=institution.address,
        region_code=institution.region_code,
    )


@cache
def inventors() -> Mapping[str, tuple[str, ...]]:
    """The people of each unit that invents, by its slug, the most productive first."""
    ready = {account.unit: account.name for account in READY_ACCOUNTS if account.role is Role.INVENTOR}
    taken = {account.name for account in READY_ACCOUNTS} | set(HOMONYMS)
    names = people(Random(2008), taken)  # noqa: S311
    found = {}
    for unit in (unit for institution in INSTITUTIONS for unit in institution if unit.fields):
        known = [ready[unit.slug]] if unit.slug in ready else []
        known += [name for name, slugs in HOMONYMS.items() if unit.slug in slugs]
        found[unit.slug] = (*known, *islice(names, TEAM_SIZE - len(known)))
    return found


def inventor_accounts() -> list[Account]:
    """Accounts of the most productive inventors beyond the ready ones; they still have to set a password."""
    ready = {(account.unit, account.name) for account in READY_ACCOUNTS}
    return [
        Account(f"{slug}-{rank}@{institution.slug}", Role.INVENTOR, name, "教师", slug)
        for institution in INSTITUTIONS
        for slug in (unit.slug for unit in institution if unit.fields)
        for rank, name in enumerate(inventors()[slug][:WITH_ACCOUNT], 1)
        if (slug, name) not in ready
    ]
