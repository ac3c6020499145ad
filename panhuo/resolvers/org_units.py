"""The tree's mutations (S8–S10), and `assignPatents` (S190)."""

from typing import Annotated

import strawberry

from panhuo.resolvers.org_unit_inputs import (
    ArchiveOrgUnitInput,
    AssignPatentsInput,
    AssignPatentsPayload,
    CreateOrgUnitInput,
    MergeOrgUnitsInput,
    MoveOrgUnitInput,
    OrgUnitPayload,
    RenameOrgUnitInput,
    ReorderOrgUnitsInput,
)
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.resolvers.unit_payloads import unit_after
from panhuo.services.org_unit_places import merge_org_units, move_org_unit
from panhuo.services.org_units import archive_org_unit, create_org_unit, rename_org_unit, reorder_org_units
from panhuo.services.pool import assign_patents


async def create(
    info: Info,
    input: Annotated[CreateOrgUnitInput, strawberry.argument(description="The unit (待添加子机构).")],
) -> OrgUnitPayload:
    """Add a unit below another."""
    payload = OrgUnitPayload()
    with told_in(payload, info):
        parent = numbered(input.parent, "OrgUnit", "parent")
        made = await create_org_unit(
            info.context.viewer, parent, input.kind, input.name, input.idempotency_key
        )
        payload.org_unit = shown("OrgUnit", made)
    return payload


async def rename(
    info: Info, input: Annotated[RenameOrgUnitInput, strawberry.argument(description="The name (机构更名).")]
) -> OrgUnitPayload:
    """Give a unit another name."""
    viewer, given = info.context.viewer, (input.name, input.version, input.keep_old_name)
    return await unit_after(info, input.id, lambda number: rename_org_unit(viewer, number, *given))


async def reorder(
    info: Info,
    input: Annotated[ReorderOrgUnitsInput, strawberry.argument(description="The order (机构排序).")],
) -> OrgUnitPayload:
    """Put the units below another in order."""

    async def act(parent: int) -> None:
        order = [numbered(each, "OrgUnit", "order") for each in input.order]
        await reorder_org_units(info.context.viewer, parent, order)

    return await unit_after(info, input.parent, act, "parent")


async def merge(
    info: Info, input: Annotated[MergeOrgUnitsInput, strawberry.argument(description="The units (合并机构).")]
) -> OrgUnitPayload:
    """Let one unit go up in another."""

    async def act(target: int) -> None:
        await merge_org_units(info.context.viewer, numbered(input.id, "OrgUnit", "id"), target)

    return await unit_after(info, input.into, act, "into")


async def move(
    info: Info,
    input: Annotated[MoveOrgUnitInput, strawberry.argument(description="The unit and its place (移动机构).")],
) -> OrgUnitPayload:
    """Put a unit below another parent."""

    async def act(number: int) -> None:
        await move_org_unit(info.context.viewer, number, numbered(input.parent, "OrgUnit", "parent"))

    return await unit_after(info, input.id, act)


async def archive(
    info: Info, input: Annotated[ArchiveOrgUnitInput, strawberry.argument(description="The unit (归档机构).")]
) -> OrgUnitPayload:
    """Take a unit out of use."""
    viewer = info.context.viewer
    return await unit_after(info, input.id, lambda number: archive_org_unit(viewer, number))


async def assign(
    info: Info,
    input: Annotated[
        AssignPatentsInput, strawberry.argument(description="Patents and where they go (分配所属学院).")
    ],
) -> AssignPatentsPayload:
    """Hand patents to a college."""
    payload = AssignPatentsPayload()
    with told_in(payload, info):
        unit = numbered(input.unit, "OrgUnit", "unit")
        pool = None if input.pool is None else numbered(input.pool, "OrgUnit", "pool")
        chosen = input.patents
        patents = None if chosen is None else [numbered(each, "Patent", "patents") for each in chosen]
        payload.count = await assign_patents(info.context.viewer, unit, patents, pool)
        payload.org_unit = shown("OrgUnit", unit)
    return payload
