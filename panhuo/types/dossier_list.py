"""What lists of dossiers take: `where`, `orderBy`, `search`, `kind`, and which dossiers each list holds."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.encoding import one
from panhuo.compiler.listing import Listing
from panhuo.enums import described
from panhuo.rules import dossier_options as options
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.types import dossier_words  # noqa: F401  # it describes the enumerations
from panhuo.types.declare import Arguments
from panhuo.types.dossier_choices import CHOICES, KINDS, MATURITIES
from panhuo.types.dossier_columns import CONDITIONS, DIMENSIONS, ORDERS
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.member_patent import MemberFilter
from panhuo.types.node import PAGING
from panhuo.types.patent_list import SEARCHING, text_query
from panhuo.types.search_part import POSITION, part

DossierFilter = filter_input(
    "DossierFilter",
    __name__,
    "Which dossiers (建档信息搜索, S106, S108).",
    CONDITIONS,
    {
        "kind": KINDS,
        "state": enum_operators(DossierState, "Comparisons of states of dossiers (档案状态条件)."),
        "maturity": MATURITIES,
        "price": enum_operators(options.PriceRange, "Comparisons of prices (意向价格条件)."),
        "members": MemberFilter,
        **CHOICES,
    },
)
DossierOrder = order_input("DossierOrder", __name__, "A sort of dossiers (档案排序, S109).", ORDERS)
LIST_ARGUMENTS: Arguments = {
    "kind": (
        DossierKind | None,
        strawberry.UNSET,
        "Only single patents, or only portfolios (单条专利或组合专利, S133).",
    ),
    "search": (
        str | None,
        strawberry.UNSET,
        "Part of the title or name, or words in one of its patents: title, abstract, inventors, owners, "
        "application number in any form (快速搜索, S105, S111).",
        SEARCHING,
    ),
    "where": (DossierFilter | None, strawberry.UNSET, "Which dossiers (筛选, S108)."),
    "order_by": (many(DossierOrder), strawberry.UNSET, "Sorts (排序, S109)."),
    **PAGING,
}


class ReviewedState(StrEnum):
    """Tabs of the reviewers' side beside the queue."""

    REJECTED = "REJECTED"
    DELISTED = "DELISTED"


described(
    ReviewedState,
    "A tab of the reviewers' side beside what waits (由我审核, S140).",
    {"REJECTED": "Returned to their filers (已驳回).", "DELISTED": "Taken out of the library (已下架)."},
)
Restriction = Callable[[Listing, Mapping[str, Tree]], list[str]]


def dossier_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """`kind` and `search`."""
    return [*equal(rows, arguments, "kind"), *search_sql(rows, arguments.get("search"))]


def equal(rows: Listing, arguments: Mapping[str, Tree], name: str) -> list[str]:
    """A column equals the argument of its name, where that is given."""
    given, statement = arguments.get(name), rows.statement
    if not isinstance(given, Leaf):
        return []
    return [f"{rows.column(name)} = {statement.param(one(given, 'enum', statement.dialect))}"]


def search_sql(rows: Listing, search: Tree) -> list[str]:
    if not isinstance(search, Leaf):
        return []
    statement, position = rows.statement, POSITION[rows.statement.dialect.name]
    typed = statement.param(lambda env: part(search.read(env.variables)))
    matching = statement.dialect.matches("m.patent_id", text_query(statement, search))
    return [
        f"({position}({rows.column('title')}, {statement.dialect.cast(typed, 'text')}) > 0"
        f" or {rows.row_id} in (select m.dossier_id from dossier_patent m where m.current and {matching}))"
    ]


def holding(*conditions: str) -> Restriction:
    """The arguments every list has, and fixed conditions over `{d}`, the dossier, and `{me}`, the viewer."""

    def restricted(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
        names = {"d": rows.own().alias, "me": rows.statement.viewer("user_id")}
        fixed = [condition.format(**names) for condition in conditions]
        return [*fixed, *equal(rows, arguments, "state"), *dossier_conditions(rows, arguments)]

    return restricted


WAITING = holding("{d}.state = 'PENDING'")
REVIEWED = holding("{d}.base_id is null", "{d}.filer_id <> {me}")
FILED = holding()
READ = holding("{d}.base_id is null")
REGISTERED = holding("{d}.registered_sort > 0", "{d}.state = 'REGISTERED'", "{d}.base_id is null")
PUBLISHED = holding("{d}.published")
PORTFOLIOS = holding("{d}.kind = 'PORTFOLIO'", "{d}.base_id is null")


def has_member(dossier: str, patent: str) -> str:
    """Whether a dossier holds a patent."""
    return (
        f"{dossier} in (select m.dossier_id from dossier_patent m where m.patent_id = {patent} and m.current)"
    )


DossierDimension = described(
    StrEnum("DossierDimension", {name: name for name in DIMENSIONS}),
    "What dossiers can be counted by (统计维度).",
    {name: text for name, (_, text) in DIMENSIONS.items()},
)
