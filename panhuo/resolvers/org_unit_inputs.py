"""What the mutations of the tree take and answer."""

import strawberry

from panhuo.rules.vocabulary import OrgUnitKind
from panhuo.types.org_unit import OrgUnit
from panhuo.types.user_error import UserError, user_errors

UNIT = "Id of the unit (机构编号)."
KEY = "A word of the client's own: asking again under it makes nothing new (幂等键)."
VERSION = "The version that was looked at (版本)."


@strawberry.input(description="A unit to add (待添加子机构, S8).")
class CreateOrgUnitInput:
    """What `createOrgUnit` takes."""

    parent: strawberry.ID = strawberry.field(description="Id of the unit it stands below (上级机构编号).")
    kind: OrgUnitKind = strawberry.field(
        description="College or branch of an institution, branch college of a branch (机构类型, S9)."
    )
    name: str = strawberry.field(description="Name, unlike its siblings', 1–120 letters (名称).")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A unit's new name (机构更名).")
class RenameOrgUnitInput:
    """What `renameOrgUnit` takes."""

    id: strawberry.ID = strawberry.field(description=UNIT)
    name: str = strawberry.field(description="The new name, 1–120 letters (新名称).")
    version: int = strawberry.field(description=VERSION)
    keep_old_name: bool = strawberry.field(
        default=True,
        description="An institution or branch goes on owning patents under the old one (保留原名为别名).",
    )


@strawberry.input(description="The order of the units below another (机构排序).")
class ReorderOrgUnitsInput:
    """What `reorderOrgUnits` takes."""

    parent: strawberry.ID = strawberry.field(description="Id of the unit they stand below (上级机构编号).")
    order: list[strawberry.ID] = strawberry.field(
        description="Ids of all units in use below it, as they shall stand (次序)."
    )


@strawberry.input(description="Two units to merge (合并机构).")
class MergeOrgUnitsInput:
    """What `mergeOrgUnits` takes."""

    id: strawberry.ID = strawberry.field(
        description="Id of the unit that goes up in the other (被合并机构编号)."
    )
    into: strawberry.ID = strawberry.field(
        description="Id of the unit that stays, of the same kind (保留机构编号)."
    )


@strawberry.input(description="A unit to move (移动机构).")
class MoveOrgUnitInput:
    """What `moveOrgUnit` takes."""

    id: strawberry.ID = strawberry.field(description=UNIT)
    parent: strawberry.ID = strawberry.field(description="Id of the unit to stand below (新上级机构编号).")


@strawberry.input(description="A unit to take out of use (归档机构).")
class ArchiveOrgUnitInput:
    """What `archiveOrgUnit` takes."""

    id: strawberry.ID = strawberry.field(description=UNIT)


@strawberry.input(description="Patents and the college they go to (分配所属学院).")
class AssignPatentsInput:
    """What `assignPatents` takes: some patents, or all of a pool."""

    unit: strawberry.ID = strawberry.field(
        description="Id of the college they go to; their own pool's unit takes them back (机构编号)."
    )
    patents: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Ids of patents, at most 1,000 (专利编号)."
    )
    pool: strawberry.ID | None = strawberry.field(
        default=None,
        description="Id of the institution or branch whose whole pool is handed out (待分配池所属机构编号).",
    )


@strawberry.type(description="The unit (机构), or why nothing happened.")
class OrgUnitPayload:
    """What mutations of units answer."""

    org_unit: OrgUnit | None = strawberry.field(default=None, description="The unit (机构).")
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")


@strawberry.type(description="How many patents were handed out (分配结果), or why none.")
class AssignPatentsPayload:
    """What `assignPatents` answers."""

    count: int | None = strawberry.field(default=None, description="Patents that stand there now (专利数).")
    org_unit: OrgUnit | None = strawberry.field(default=None, description="Where they stand (机构).")
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")
