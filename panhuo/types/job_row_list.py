"""What the list of a job's rows takes: `where` and paging."""

import strawberry

from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.types import job_words  # noqa: F401  # it describes the enumeration
from panhuo.types.declare import Arguments, physical
from panhuo.types.filters import enum_operators, filter_input
from panhuo.types.node import PAGING

BY_ROW = SortKey("ROW", "first_row", "int", False)


def has_errors(place: Place) -> str:
    return f"({place['errors']} > 0)"


def has_warnings(place: Place) -> str:
    return f"({place['warnings']} > 0)"


ROW_CONDITIONS = {
    "row": (Condition(physical("first_row"), "int"), "Its number in the file (行号)."),
    "outcome": (Condition(physical("outcome"), "enum"), "What it becomes, or became (行结果)."),
    "hasErrors": (Condition(has_errors, "bool"), "Whether it is left out for something (有错误)."),
    "hasWarnings": (Condition(has_warnings, "bool"), "Whether something in it deserves a look (有提示)."),
    "applicationNumber": (
        Condition(physical("number"), "text", nullable=True),
        "The application number it names (申请号).",
    ),
}
ROW_HIDDEN = {"first_row": Condition(physical("first_row"), "int")}
JobRowFilter = filter_input(
    "JobRowFilter",
    __name__,
    "Which rows (数据行筛选).",
    ROW_CONDITIONS,
    {"outcome": enum_operators(JobRowOutcome, "Comparisons of outcomes of rows (行结果条件).")},
)
ROW_ARGUMENTS: Arguments = {
    "where": (JobRowFilter | None, strawberry.UNSET, "Which rows (筛选)."),
    **PAGING,
}
