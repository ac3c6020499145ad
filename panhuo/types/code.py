"""Code tables as trees."""

from typing import Annotated, Optional

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Ability
from panhuo.rules.code_table import BUILTIN
from panhuo.rules.vocabulary import CodeKind
from panhuo.types.declare import Place, column, declared, derived, entity, physical, to_one
from panhuo.types.filters import filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node

CONDITIONS = {
    "code": (Condition(physical("code"), "text"), "Code (代码)."),
    "title": (Condition(physical("title"), "text"), "Title (名称)."),
    "level": (Condition(physical("level"), "int"), "Level, 1 at the root (层级)."),
    "retired": (Condition(physical("retired"), "bool"), "No longer in the edition in force (已停用)."),
}
HIDDEN = {
    "kind": Condition(physical("kind"), "enum"),
    "parent": Condition(physical("parent_id"), "id", nullable=True),
}
ORDERS = {"CODE": (SortKey("CODE", "code", "text", False), "Code (代码).")}
CodeFilter = filter_input("CodeFilter", __name__, "Which codes (代码筛选).", CONDITIONS, {})
CodeOrder = order_input("CodeOrder", __name__, "A sort of codes (代码排序).", ORDERS)
LIST_ARGUMENTS = {
    "where": (CodeFilter | None, strawberry.UNSET, "Which codes (筛选)."),
    "order_by": (many(CodeOrder), strawberry.UNSET, "Sorts, by code where none is given (排序)."),
    **PAGING,
}


def edition(place: Place) -> str:
    """The name of the edition a row names; one without an edition stems from the built-in one."""
    alias = place.join("edition", "code_edition", lambda alias: f"{alias}.id = {place['edition_id']}")
    return f"coalesce({alias}.name, '{BUILTIN}')"


@entity(
    "code",
    Ability.CODE_TABLE_READ,
    "An entry of a code table (分类代码).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=(ORDERS["CODE"][0],),
)
class Code(Node):
    """One code of a tree."""

    kind: CodeKind = column("The table it belongs to (分类表).")
    code: str = column("Code (代码).")
    title: str = column("Title (名称).")
    level: int = column("Level, 1 at the root (层级).")
    retired: bool = column("No longer in the edition in force; what names it still shows its title (已停用).")
    edition: str = derived("Name of the latest edition that has it (所属版本).", edition)
    parent: Optional["Code"] = to_one("The next level up (上级).", "Code", "parent_id")
    children: Annotated["CodeConnection", strawberry.lazy(__name__)] = declared(
        bind.Connection("Code", "parent"), "The next level down (下级).", arguments=LIST_ARGUMENTS
    )


@strawberry.type(description="A page of codes (代码列表).")
class CodeConnection(Connection[Code]):
    """Codes."""
