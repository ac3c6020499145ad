"""Institutions as the platform's own people open them from the command line (S1, S5, S7)."""

from collections.abc import Sequence

from tortoise.transactions import in_transaction

from panhuo.auth.passwords import hash_password
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import OrgUnit, OwnerAlias, User
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind, Role
from panhuo.services.operator_accounts import valid_account_name, valid_password
from panhuo.services.patents.rematch import rematch_owners

MAX_NAME = 120


async def create_institution(
    name: str, kind: InstitutionType, aliases: Sequence[str] = ()
) -> tuple[int, int]:
    """Open an institution with the names it owns patents under; its id, and how many patents that matched.

    Patents that were imported before get their holdings at once. Raises INVALID_VALUE for a name or
    alias that is empty, too long, or taken by another institution or branch.
    """
    names = [each.strip() for each in dict.fromkeys((name, *aliases))]
    async with in_transaction() as client:
        for each in names:
            await require_free(each)
        unit = await OrgUnit.create(
            kind=OrgUnitKind.INSTITUTION,
            institution_type=kind,
            name=names[0],
            institution_id=0,
            activated_at=now_ms(),
        )
        await OrgUnit.filter(id=unit.id).update(institution_id=unit.id)
        for alias in names[1:]:
            await OwnerAlias.create(org_unit=unit, name=alias, folded=fold_name(alias))
        return unit.id, await rematch_owners(client, names)


async def require_free(name: str) -> None:
    """Raise INVALID_VALUE unless a name may be an owner's and is nobody's yet."""
    if not 0 < len(name) <= MAX_NAME:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(name: 1–{MAX_NAME})", field="name")
    folded = fold_name(name)
    owners = await OrgUnit.filter(kind__in=[OrgUnitKind.INSTITUTION, OrgUnitKind.BRANCH]).values_list(
        "name", flat=True
    )
    taken = any(fold_name(str(each)) == folded for each in owners)
    if taken or await OwnerAlias.exists(folded=folded):
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"({name}: exists, 已存在)", field="name")


async def create_institution_admin(institution: str, username: str, name: str, password: str) -> str:
    """Open an INSTITUTION_ADMIN account; the account name as it is stored.

    Raises NOT_FOUND where no institution has that name, INVALID_VALUE as for an operator.
    """
    stored = valid_account_name(username)
    hashed = await hash_password(valid_password(password))
    async with in_transaction():
        unit = await OrgUnit.get_or_none(kind=OrgUnitKind.INSTITUTION, name=institution)
        if unit is None:
            raise PanhuoError(ErrorCode.NOT_FOUND, f"({institution})", field="institution")
        if await User.exists(username=stored):
            raise PanhuoError(ErrorCode.INVALID_VALUE, f"({stored}: exists, 已存在)", field="username")
        await User.create(
            username=stored,
            password_hash=hashed,
            role=Role.INSTITUTION_ADMIN,
            name=name.strip(),
            institution_id=unit.id,
            unit_id=unit.id,
            created_at=now_ms(),
        )
    return stored
