"""What every change of an institution's tree asks first: one at a time, units in use, names that are free."""

from collections.abc import Iterable, Mapping
from typing import Any

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.names import fold_name
from panhuo.rules.org_tree import OWNERS, clean_unit_name
from panhuo.rules.vocabulary import OrgUnitKind
from panhuo.services.acting import Action, Subject

Unit = dict[str, Any]
"""A row of org_unit."""

ROOTS = "select id from org_unit where id in (select institution_id from org_unit where id in ({marks}))"
SIBLINGS = "select id, name from org_unit where parent_id = $1 and not archived and id <> $2"
OWNER_UNITS = """
select name from org_unit where kind in ('INSTITUTION', 'BRANCH') and not archived and id <> $1
union all select name from owner_alias where org_unit_id <> $1
"""
ARCHIVED = ("The unit is archived.", "该机构已归档。")


async def one_at_a_time(numbers: Iterable[int]) -> None:
    """Let nobody else change the trees of these units until this is committed.

    Institutions are locked before the units below, in the order of their ids; SQLite has one writer.
    """
    chosen = sorted(set(numbers))
    if chosen and dialect() == "postgres":
        marks = ", ".join(f"cast(${place} as bigint)" for place in range(1, len(chosen) + 1))
        await run(f"{ROOTS.format(marks=marks)} order by id for no key update", *chosen)


async def unit_in_use(action: Action, number: int, field: str) -> Unit:
    """A unit that the viewer manages. Raises NOT_FOUND, or INVALID_VALUE where it is archived."""
    unit = await action.one(Ability.ORG_UNIT_MANAGE, "org_unit", number, field)
    if unit["archived"]:
        raise PanhuoError(ErrorCode.INVALID_VALUE, ARCHIVED, field=field)
    return unit


async def require_activated(action: Action, institution: int, field: str) -> None:
    """Raise NOT_ACTIVATED for members of an institution whose space has not been opened yet (S6)."""
    if action.viewer.institution_id != institution:
        return
    [found] = await run("select activated_at from org_unit where id = $1", institution)
    if found["activated_at"] is None:
        raise PanhuoError(ErrorCode.NOT_ACTIVATED, field=field)


async def unit_name(typed: str, parent_id: int | None, itself: int = 0) -> str:
    """A name as it is kept. Raises INVALID_VALUE, or NAME_TAKEN where a sibling bears it."""
    name = clean_unit_name(typed)
    if name is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, "(name: 1–120)", field="name")
    siblings = await run(SIBLINGS, parent_id, itself) if parent_id is not None else []
    if fold_name(name) in {fold_name(row["name"]) for row in siblings}:
        raise PanhuoError(ErrorCode.NAME_TAKEN, f"({name})", field="name")
    return name


async def owner_name_is_free(name: str, itself: int = 0) -> bool:
    """Whether no other institution or branch has a name, or an alias, that is compared as equal."""
    folded = fold_name(name)
    return all(fold_name(row["name"]) != folded for row in await run(OWNER_UNITS, itself))


async def require_free_owner_name(name: str, field: str, itself: int = 0) -> None:
    """Raise NAME_TAKEN where another institution or branch owns patents under a name."""
    if not await owner_name_is_free(name, itself):
        raise PanhuoError(ErrorCode.NAME_TAKEN, f"({name})", field=field)


def owns(unit: Mapping[str, Any]) -> bool:
    """Whether a unit owns patents under its name."""
    return OrgUnitKind(unit["kind"]) in OWNERS


def unit_subject(unit: Mapping[str, Any]) -> Subject:
    """A unit as the audit log tells of it."""
    return Subject("OrgUnit", {**unit, "unit_id": unit["id"]})


def require_version(row: Mapping[str, Any], version: int) -> None:
    """Raise CONFLICT where somebody changed a row since it was read."""
    if row["version"] != version:
        raise PanhuoError(ErrorCode.CONFLICT, field="version")
