"""The review chains of an institution, and the way of a dossier along them (S11–S19)."""

import strawberry

from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import OrgUnitKind, Role
from panhuo.types.declare import column, declared, entity, to_one
from panhuo.types.node import Node
from panhuo.types.org_unit import OrgUnit

LEVELS = Size(3, 3)
"""The tree is three levels deep at most."""
described(
    LevelOutcome,
    "What becomes of a dossier at a level above its filer (审核环节).",
    {
        "REVIEWS": "The level reviews it (审核).",
        "SWITCHED_OFF": "Left out: its switch is off (审批开关已关闭, S16).",
        "NO_ADMIN": "Left out: the unit has no active administrator (没有在用的管理员).",
    },
)


@entity(
    "approval_flow",
    Ability.APPROVAL_FLOW_READ,
    "Who reviews what an institution files (审批流程, S11–S17). Main campus: inventor, college, institution; "
    "branches: inventor, branch college, branch, institution. The institution's step is always on.",
)
class ApprovalFlow(Node):
    """The switches of one institution."""

    college: bool = column("Colleges of the main campus review (学院审批开关).")
    branch_college: bool = column("Colleges of branches review (分校学院审批开关).")
    branch: bool = column("Branches review (分校审批开关).")
    college_days: int | None = column(
        "Days within which colleges of the main campus are to review; null for no limit (学院审核期限)."
    )
    branch_college_days: int | None = column(
        "Days within which colleges of branches are to review; null for no limit (分校学院审核期限)."
    )
    branch_days: int | None = column(
        "Days within which branches are to review; null for no limit (分校审核期限)."
    )
    institution_days: int | None = column(
        "Days within which the institution is to review; null for no limit (高校审核期限)."
    )
    version: int = column("Rises with each change; changes name it (版本).")
    institution: OrgUnit | None = to_one("The institution (所属院校).", "OrgUnit", "id")


@strawberry.type(description="A unit above a filer, and what it does with a dossier (审核环节).")
class ReviewRouteLevel:
    """One level."""

    unit_id: strawberry.ID = declared(None, "Id of the unit (机构编号).")
    name: str = declared(None, "Its name (机构名称).")
    kind: OrgUnitKind = declared(None, "Its kind (机构类型).")
    outcome: LevelOutcome = declared(None, "Whether it reviews, and why not (是否审核).")
    message: str = declared(None, "The same in words (说明).")


@strawberry.type(description="Where a dossier goes when it is submitted (审核路径, S12–S19).")
class ReviewRoute:
    """A preview: switches and accounts as they are now."""

    role: Role = declared(None, "Who files (建档角色).")
    levels: list[ReviewRouteLevel] = declared(
        None, "Every level above the filer, bottom-up, those left out included (各级).", size=LEVELS
    )
    message: str = declared(None, "The whole route in words, with its reasons (说明, S15).")
