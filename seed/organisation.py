"""Puts the world's institutions, companies and accounts into the database."""

from collections.abc import Mapping, Sequence

from panhuo.models import ApprovalFlow, Enterprise, OrgUnit, OwnerAlias, User
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import OrgUnitKind
from seed.accounts import READY_ACCOUNTS, Account, inventor_accounts
from seed.world import ENTERPRISES, INSTITUTIONS, Unit

MAIL = "example.com"
"""Reserved by RFC 2606: no mail goes anywhere."""
PHONE = "120000{:05d}"
"""Eleven digits of a range that has never been given out."""


async def create_organisation(now: int) -> Mapping[str, OrgUnit]:
    """Every unit with the names it owns patents under; by slug."""
    units: dict[str, OrgUnit] = {}
    for position, institution in enumerate(INSTITUTIONS):
        await add_unit(units, institution, None, position, now)
    return units


async def add_unit(
    units: dict[str, OrgUnit], unit: Unit, parent: OrgUnit | None, position: int, now: int
) -> None:
    made = await OrgUnit.create(
        kind=unit.kind,
        institution_type=unit.institution_type,
        name=unit.name,
        parent_id=parent and parent.id,
        institution_id=parent.institution_id if parent else 0,
        branch_id=parent and parent.branch_id,
        position=position,
        open_showcase=unit.open_showcase,
        activated_at=None if parent else now,
    )
    if unit.kind is OrgUnitKind.INSTITUTION:
        made.institution_id = made.id
        await ApprovalFlow.create(id=made.id, branch=unit.branch_reviews)
    if unit.kind is OrgUnitKind.BRANCH:
        made.branch_id = made.id
    await made.save(update_fields=["institution_id", "branch_id"])
    await OwnerAlias.bulk_create(
        OwnerAlias(org_unit_id=made.id, name=name, folded=fold_name(name)) for name in unit.owner_names
    )
    units[unit.slug] = made
    for place, child in enumerate(unit.children):
        await add_unit(units, child, made, place, now)


async def create_accounts(units: Mapping[str, OrgUnit], password_hash: str, now: int) -> None:
    """The enterprises, the ready accounts with their password, the other inventors without one."""
    await Enterprise.bulk_create(Enterprise(name=name) for name in ENTERPRISES)
    enterprises = {enterprise.name: enterprise.id for enterprise in await Enterprise.all()}
    accounts: Sequence[Account] = [*READY_ACCOUNTS, *inventor_accounts()]
    await User.bulk_create(
        User(
            username=account.username,
            password_hash=password_hash if number < len(READY_ACCOUNTS) else None,
            role=account.role,
            name=account.name,
            folded=fold_name(account.name),
            job_title=account.job_title,
            phone=PHONE.format(number),
            email=f"{account.username.replace('@', '.')}@{MAIL}",
            enterprise_id=account.enterprise and enterprises[account.enterprise],
            is_manager=account.is_manager,
            created_at=now,
            **place_of(units[account.unit] if account.unit else None),
        )
        for number, account in enumerate(accounts)
    )


def place_of(unit: OrgUnit | None) -> dict[str, int | None]:
    """The columns of an account that stands at a unit."""
    if unit is None:
        return {}
    return {"institution_id": unit.institution_id, "branch_id": unit.branch_id, "unit_id": unit.id}
