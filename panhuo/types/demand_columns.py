"""The logical columns of demands, and what their list takes (S163)."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry

from panhuo.compiler.arguments import Tree
from panhuo.compiler.binding import Condition, Dimension
from panhuo.compiler.grouping import Dated
from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.enums import described
from panhuo.rules.vocabulary import DemandState
from panhuo.types import demand_sql as see
from panhuo.types import demand_words  # noqa: F401  # it describes the enumerations
from panhuo.types.declare import Arguments, physical
from panhuo.types.dimensions import as_text, at_unit
from panhuo.types.dossier_choices import CHOICES, KINDS
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING
from panhuo.types.search_part import any_holds

CONDITIONS = {
    "kind": (
        Condition(physical("kind"), "enum", nullable=True),
        "Of a single patent or of a portfolio; missing for general ones (是否组合专利, S163).",
    ),
    "state": (Condition(physical("state"), "enum"), "Where it stands (需求状态)."),
    "region": (Condition(physical("region"), "region"), "Region of the enterprise (企业所在地区, S163)."),
    "cooperation": (
        Condition(physical("id"), "ticked:demand_mode:demand_id:mode"),
        "Ways of working together, any of those named (合作方式, S163, S165).",
    ),
    "unit": (Condition(physical("unit_id"), "unit", nullable=True), "Unit of the dossier (所属学院, S164)."),
    "institution": (
        Condition(physical("institution_id"), "unit", nullable=True),
        "Institution it is directed to (定向院校).",
    ),
    "withdrawn": (Condition(physical("withdrawn"), "bool"), "Withdrawn by its enterprise (已撤回)."),
    "createdAt": (Condition(physical("created_at"), "instant"), "When it was sent (提交时间)."),
}
HIDDEN = {"enterprise_name": Condition(see.enterprise_name, "text")}
ORDERS = {
    "CREATED_AT": (SortKey("CREATED_AT", "created_at", "instant", False), "When it was sent (提交时间)."),
    "UPDATED_AT": (SortKey("UPDATED_AT", "updated_at", "instant", False), "Last change (更新时间)."),
}


def province(place: Place, value: str) -> str:
    """The code of a region's province."""
    return f"substr({value}, 1, 2) || '0000'"


NEWEST = (SortKey("CREATED_AT", "created_at", "instant", True),)
DIMENSIONS = {
    "KIND": (Dimension("kind", as_text), "Single or portfolio; null for general ones (是否组合专利)."),
    "STATE": (Dimension("state", as_text), "Where they stand (需求状态)."),
    "REGION": (Dimension("region", as_text, "REGION"), "Region of the enterprise (企业所在地区)."),
    "PROVINCE": (
        Dimension("region", province, "REGION", lambda key: {"under": key}),
        "Province of the enterprise (企业所在省份).",
    ),
    "INSTITUTION": (at_unit("institution"), "Institution it is directed to (定向院校)."),
    "UNIT": (at_unit("unit"), "Unit of the dossier (所属学院)."),
}
DATED = {"CREATED_AT": (Dated("createdAt"), "When it was sent (提交时间).")}
DemandFilter = filter_input(
    "DemandFilter",
    __name__,
    "Which demands (企业需求筛选, S163).",
    CONDITIONS,
    {
        "kind": KINDS,
        "state": enum_operators(DemandState, "Comparisons of states of demands (需求状态条件)."),
        "cooperation": CHOICES["willingnessDetail"],
    },
)
DemandOrder = order_input("DemandOrder", __name__, "A sort of demands (需求排序).", ORDERS)
LIST_ARGUMENTS: Arguments = {
    "search": (
        str | None,
        strawberry.UNSET,
        "Part of the technology's or of the enterprise's name, at most 200 characters "
        "(专利技术或意向合作企业关键词, S163).",
    ),
    "where": (DemandFilter | None, strawberry.UNSET, "Which demands (筛选, S163)."),
    "order_by": (many(DemandOrder), strawberry.UNSET, "Sorts, the newest first where none is given (排序)."),
    **PAGING,
}
DemandDimension = described(
    StrEnum("DemandDimension", {name: name for name in DIMENSIONS}),
    "What demands can be counted by (统计维度).",
    {name: text for name, (_, text) in DIMENSIONS.items()},
)


def demand_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`search`."""
    return any_holds(rows, arguments, rows.column("technology"), rows.column("enterprise_name"))
