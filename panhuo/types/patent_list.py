"""What lists of patents take: `where`, `orderBy`, `search`, the default filters (S53–S54, S105, S107)."""

from collections.abc import Mapping
from enum import StrEnum

import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.encoding import clean_text
from panhuo.compiler.filters import unit_sql
from panhuo.compiler.listing import Listing
from panhuo.compiler.statement import Statement
from panhuo.enums import described
from panhuo.rules.vocabulary import FilingState, LegalStatus, PatentType, Role
from panhuo.search.query import postgres_query, sqlite_query
from panhuo.types.declare import Arguments
from panhuo.types.dossier_choices import CHOICES, MATURITIES
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING
from panhuo.types.patent_columns import CONDITIONS, DIMENSIONS, ORDERS
from panhuo.types.patent_related import PatentInventorFilter
from panhuo.types.vocabulary import Campus, FiledFilter

PATENT_TYPES = enum_operators(PatentType, "Comparisons of patent types (专利类型条件).")
LEGAL_STATUSES = enum_operators(LegalStatus, "Comparisons of legal statuses (法律状态条件).")
PatentFilter = filter_input(
    "PatentFilter",
    __name__,
    "Which patents (专利高级搜索, S107).",
    CONDITIONS,
    {
        "type": PATENT_TYPES,
        "legalStatus": LEGAL_STATUSES,
        "maturity": MATURITIES,
        "inventors": PatentInventorFilter,
        **CHOICES,
        "filingState": enum_operators(FilingState, "Comparisons of filing states (建档情况条件)."),
    },
)
PatentOrder = order_input("PatentOrder", __name__, "A sort of patents (专利排序, S109).", ORDERS)
SEARCHING = 5_000
"""Points: the text index is read for all words before the scope narrows it."""
LIST_ARGUMENTS: Arguments = {
    "filed": (FiledFilter, FiledFilter.UNFILED, "By dossier; unfiled unless said otherwise (是否建档, S53)."),
    "campus": (Campus, Campus.MAIN, "By campus; the viewer's own unless said otherwise (校区, S54)."),
    "branch": (
        strawberry.ID | None,
        strawberry.UNSET,
        "One branch's; takes the place of `campus` (分校, S54).",
    ),
    "search": (
        str | None,
        strawberry.UNSET,
        "Words in title, abstract, inventors, owners, or an application number in any form; "
        "all must match (快速搜索, S105).",
        SEARCHING,
    ),
    "where": (PatentFilter | None, strawberry.UNSET, "Which patents (筛选, S107)."),
    "order_by": (
        many(PatentOrder),
        strawberry.UNSET,
        "Sorts, newest grant first where none is given (排序, S109).",
    ),
    **PAGING,
}


QUERIES = {"postgres": postgres_query, "sqlite": sqlite_query}
NOTHING = {"postgres": None, "sqlite": '"\ue000nothing"'}
"""Queries that find nothing: for a keyword without a letter or digit."""


def list_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """The conditions of `filed`, `campus`, `branch` and `search`."""
    parts = [filed_sql(rows, arguments["filed"]), *campus_conditions(rows, arguments)]
    search = arguments.get("search")
    if isinstance(search, Leaf):
        parts.append(rows.statement.dialect.matches(rows.row_id, text_query(rows.statement, search)))
    return parts


def campus_conditions(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """The condition of `campus` and `branch`."""
    return [campus_sql(rows, arguments)]


def text_query(statement: Statement, search: Leaf) -> str:
    """The parameter with what the text index is asked for."""
    name = statement.dialect.name
    return statement.param(lambda env: QUERIES[name](clean_text(search.read(env.variables))) or NOTHING[name])


def filed_sql(rows: Listing, filed: Tree) -> str:
    assert isinstance(filed, Leaf)
    state = rows.column("filingState") if filed.value != FiledFilter.ALL else ""
    return {"UNFILED": f"{state} = 'UNFILED'", "FILED": f"{state} <> 'UNFILED'"}.get(str(filed.value), "true")


def campus_sql(rows: Listing, arguments: Mapping[str, Tree]) -> str:
    branch, campus = arguments.get("branch"), arguments["campus"]
    statement = rows.statement
    if isinstance(branch, Leaf):
        return unit_sql("eq", branch, rows.column("branch"), statement)
    assert isinstance(campus, Leaf)
    own = {
        Role.INSTITUTION_ADMIN: lambda: f"{rows.column('branch')} is null",
        Role.INVENTOR: lambda: (
            f"coalesce({rows.column('branch')}, 0) = coalesce({statement.viewer('branch_id')}, 0)"
        ),
    }.get(statement.role)
    return own() if own is not None and campus.value == Campus.MAIN else "true"


PatentDimension = described(
    StrEnum("PatentDimension", {name: name for name in DIMENSIONS}),
    "What patents can be counted by (统计维度).",
    {name: text for name, (_, text) in DIMENSIONS.items()},
)
