"""Accounts."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.permissions.explain import permissions
from panhuo.rules.vocabulary import Role
from panhuo.types.access import ABILITIES, Permission
from panhuo.types.declare import (
    Arguments,
    Place,
    column,
    declared,
    derived,
    embedded,
    entity,
    physical,
    to_one,
)
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.org_unit import OrgUnit
from panhuo.types.scalars import Instant
from panhuo.types.user_can import UserViewerCan


def enterprise_name(place: Place) -> str:
    alias = place.join("enterprise", "enterprise", lambda alias: f"{alias}.id = {place['enterprise_id']}")
    return f"{alias}.name"


CONDITIONS = {
    "role": (Condition(physical("role"), "enum"), "Role (角色)."),
    "unit": (Condition(physical("unit_id"), "unit", nullable=True), "The unit it stands at (所属机构)."),
    "active": (Condition(physical("active"), "bool"), "Whether it may sign in (启用)."),
    "username": (Condition(physical("username"), "text"), "Account name, as it is kept (账号)."),
    "name": (Condition(physical("name"), "text"), "Name of the person (姓名)."),
}
ORDERS = {
    "CREATED_AT": (SortKey("CREATED_AT", "created_at", "instant", False), "When it was opened (创建时间)."),
    "NAME": (SortKey("NAME", "name", "text", False), "Name (姓名)."),
    "USERNAME": (SortKey("USERNAME", "username", "text", False), "Account name (账号)."),
}
UserFilter = filter_input(
    "UserFilter",
    __name__,
    "Which accounts (账号筛选).",
    CONDITIONS,
    {"role": enum_operators(Role, "Comparisons of roles (角色条件).")},
)
UserOrder = order_input("UserOrder", __name__, "A sort of accounts (账号排序).", ORDERS)
LIST_ARGUMENTS: Arguments = {
    "search": (
        str | None,
        strawberry.UNSET,
        "Part of a name or account name, at most 200 characters (搜索姓名或账号).",
    ),
    "where": (UserFilter | None, strawberry.UNSET, "Which accounts (筛选)."),
    "order_by": (
        many(UserOrder),
        strawberry.UNSET,
        "Sorts, by account name where none is given (排序).",
    ),
    **PAGING,
}


@entity(
    "user_account",
    Ability.USER_READ,
    "An account (账号).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()},
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=(ORDERS["USERNAME"][0],),
)
class User(Node):
    """An account."""

    username: str = column("Account name (账号).")
    name: str = column("Name of the person (姓名).")
    role: Role = column("Role (角色, S3–S5).")
    job_title: str | None = column("Department and title (部门职务).")
    phone: str | None = column("Mobile phone (手机号).")
    email: str | None = column("E-mail (邮箱).")
    active: bool = column("Whether it may sign in (启用).")
    is_manager: bool = column("Of an enterprise's accounts: may manage the others (企业管理员).")
    enterprise_name: str | None = derived("The enterprise it belongs to (企业名称).", enterprise_name)
    unit: OrgUnit | None = to_one("The unit it stands at (所属机构).", "OrgUnit", "unit_id")
    institution: OrgUnit | None = to_one("Its institution (所属院校).", "OrgUnit", "institution_id")
    can: list[Permission] = declared(
        bind.Computed(permissions, ("role", "is_manager", "active")),
        "What the account may do: every ability there is; of a disabled account, nothing (权限清单).",
        size=ABILITIES,
    )
    created_at: Instant = column("When it was opened (创建时间).")
    viewer_can: UserViewerCan = embedded("What the viewer may do with it (可执行操作).")


@strawberry.type(description="A page of accounts (账号列表).")
class UserConnection(Connection[User]):
    """Accounts."""
