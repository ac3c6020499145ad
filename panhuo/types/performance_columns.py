"""The logical columns of performance reports, and what their list takes."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry

from panhuo.compiler.arguments import Tree
from panhuo.compiler.binding import Condition, Dimension
from panhuo.compiler.grouping import Dated, Measure
from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import SortKey
from panhuo.enums import described
from panhuo.rules.performance_lifecycle import PerformanceState
from panhuo.rules.performance_options import ConversionMode
from panhuo.types import performance_sql as see
from panhuo.types import performance_words  # noqa: F401  # it describes the enumerations
from panhuo.types.declare import Arguments, physical
from panhuo.types.dimensions import as_text, at_unit, yearly
from panhuo.types.dossier_choices import CHOICES
from panhuo.types.filters import choice_operators, enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING
from panhuo.types.search_part import any_holds

CONDITIONS = {
    "state": (Condition(physical("state"), "enum"), "Where it stands (业绩状态, S160)."),
    "mode": (
        Condition(physical("id"), "ticked:performance_deal:performance_id:mode"),
        "Way of conversion, any of those reported (转化方式).",
    ),
    "option": (
        Condition(physical("id"), "ticked:performance_option:performance_id:option"),
        "Ticked option, any of them (转化情况, S155, S156).",
    ),
    "institution": (Condition(physical("institution_id"), "unit"), "Whose report it is (所属院校)."),
    "signedOn": (
        Condition(physical("signed_on"), "date", nullable=True),
        "When the contract was signed (签约日期).",
    ),
    "submittedAt": (Condition(physical("submitted_at"), "instant"), "When it was submitted (提交时间)."),
}
ORDERS = {
    "SUBMITTED_AT": (
        SortKey("SUBMITTED_AT", "submitted_at", "instant", False),
        "When it was submitted (提交时间).",
    ),
    "UPDATED_AT": (SortKey("UPDATED_AT", "updated_at", "instant", False), "Last change (更新时间)."),
}
NEWEST = (SortKey("SUBMITTED_AT", "submitted_at", "instant", True),)
HIDDEN = {
    "amount": Condition(see.amount, "int", nullable=True),
    "patentCount": Condition(see.patent_count, "int"),
}
DIMENSIONS = {
    "STATE": (Dimension("state", as_text), "Where they stand (业绩状态)."),
    "INSTITUTION": (at_unit("institution"), "Whose report it is (所属院校)."),
    "YEAR": (yearly("signedOn"), "Year in which the contract was signed (签约年份)."),
}
MEASURES = {
    "AMOUNT": (Measure("amount", 10_000), "amount in 万元, licences and transfers together", "金额（万元）"),
    "PATENTS": (Measure("patentCount"), "patents reported", "专利数量"),
}
DATED = {
    "SIGNED_ON": (Dated("signedOn"), "When the contract was signed (签约日期)."),
    "SUBMITTED_AT": (Dated("submittedAt"), "When it was submitted last (提交时间)."),
}
PerformanceFilter = filter_input(
    "PerformanceFilter",
    __name__,
    "Which reports (业绩筛选).",
    CONDITIONS,
    {
        "state": enum_operators(PerformanceState, "Comparisons of states of reports (业绩状态条件)."),
        "mode": choice_operators(ConversionMode, "Reported ways of conversion (转化方式条件)."),
        "option": CHOICES["statusDetail"],
    },
)
PerformanceOrder = order_input("PerformanceOrder", __name__, "A sort of reports (业绩排序).", ORDERS)
LIST_ARGUMENTS: Arguments = {
    "search": (
        str | None,
        strawberry.UNSET,
        "Part of the name or of the partner's, at most 200 characters (搜索项目名称或合作企业).",
    ),
    "where": (PerformanceFilter | None, strawberry.UNSET, "Which reports (筛选)."),
    "order_by": (
        many(PerformanceOrder),
        strawberry.UNSET,
        "Sorts, the newest first where none is given (排序).",
    ),
    **PAGING,
}
PerformanceDimension = described(
    StrEnum("PerformanceDimension", {name: name for name in DIMENSIONS}),
    "What reports can be counted by (统计维度).",
    {name: text for name, (_, text) in DIMENSIONS.items()},
)


def performance_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`search`."""
    return any_holds(rows, arguments, rows.column("name"), f"coalesce({rows.column('partner')}, '')")
