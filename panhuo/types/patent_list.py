"""How lists of patents are filtered, sorted, counted and driven (S105, S107, S109; S53, S54)."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import strawberry

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Condition, Dimension, Source, Sql
from panhuo.compiler.encoding import clean_text
from panhuo.compiler.ids import number_of
from panhuo.compiler.listing import Listing
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.enums import described
from panhuo.permissions.ability import Scope
from panhuo.rules.vocabulary import FilingState, LegalStatus, PatentType, Role
from panhuo.search.query import postgres_query, sqlite_query
from panhuo.types import patent_sql as see
from panhuo.types.declare import physical
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING
from panhuo.types.vocabulary import Campus, FiledFilter

CONDITIONS = {
    "applicationNumber": (
        Condition(physical("application_number"), "text"),
        "Application number, canonical (申请号).",
    ),
    "type": (Condition(physical("type"), "enum"), "Patent type (专利类型)."),
    "legalStatus": (Condition(physical("legal_status"), "enum"), "Legal status (法律状态)."),
    "validAtEndOf2023": (
        Condition(physical("valid_at_2023_end"), "bool", nullable=True),
        "In force on 2023-12-31 (是否截止2023年底有效).",
    ),
    "coOwned": (Condition(physical("co_owned"), "bool"), "Several owners (是否共有专利)."),
    "applicationDate": (
        Condition(physical("application_date"), "date", nullable=True),
        "Filing date (申请日).",
    ),
    "grantDate": (Condition(physical("grant_date"), "date", nullable=True), "Grant date (授权日)."),
    "maintenanceYears": (
        Condition(see.maintenance_years, "int", nullable=True),
        "Completed years of maintenance (维持年限, S186).",
    ),
    "ipc": (Condition(physical("main_ipc"), "code:IPC", nullable=True), "IPC, any of its codes (技术领域)."),
    "industry": (
        Condition(physical("main_industry"), "code:INDUSTRY", nullable=True),
        "National industry (国民经济行业).",
    ),
    "strategicIndustry": (
        Condition(physical("main_strategic_industry"), "code:STRATEGIC_INDUSTRY", nullable=True),
        "Strategic emerging industry (战新产业).",
    ),
    "firstInventor": (
        Condition(physical("first_inventor"), "text", nullable=True),
        "First inventor's name (第一发明人).",
    ),
    "transferredOut": (
        Condition(see.transferred_out, "bool"),
        "No longer owned by the viewer's institution (已转让).",
    ),
    "firstOwner": (
        Condition(see.first_owner, "bool"),
        "First owner is the viewer's institution (第一权利人).",
    ),
    "filingState": (Condition(see.filing_state, "enum"), "Where its own dossier stands (建档情况)."),
    "unit": (
        Condition(see.standing_unit, "unit", nullable=True),
        "The org unit at which it stands (所属组织机构).",
    ),
}
HIDDEN = {
    "branch": Condition(see.branch, "int", nullable=True),
    "application_sort": Condition(physical("application_sort"), "date"),
    "grant_sort": Condition(physical("grant_sort"), "date"),
    "registered_sort": Condition(see.registered_sort, "instant"),
}
ORDERS = {
    "GRANT_DATE": (
        SortKey("GRANT_DATE", "grant_sort", "date", False),
        "Grant date; those without one are earliest (专利授权日).",
    ),
    "APPLICATION_DATE": (
        SortKey("APPLICATION_DATE", "application_sort", "date", False),
        "Filing date (申请日).",
    ),
    "REGISTERED_AT": (
        SortKey("REGISTERED_AT", "registered_sort", "instant", False),
        "When it was registered; those never registered are earliest (登记入库时间).",
    ),
    "APPLICATION_NUMBER": (
        SortKey("APPLICATION_NUMBER", "applicationNumber", "text", False),
        "Application number (申请号).",
    ),
}
DEFAULT_ORDER = (SortKey("GRANT_DATE", "grant_sort", "date", True),)


def dated(column: str) -> Sql:
    """A NOT NULL sort column of a source read as the nullable date it stands for."""
    return lambda place: f"nullif({place[column]}, {place.dialect.no_date})"


SAME_ON_HOLDING = {
    "type": "type",
    "legalStatus": "legal_status",
    "validAtEndOf2023": "valid_at_2023_end",
    "coOwned": "co_owned",
    "filingState": "filing_state",
    "ipc": "main_ipc",
    "industry": "main_industry",
    "strategicIndustry": "main_strategic_industry",
    "unit": "unit_id",
    "branch": "branch_id",
    "application_sort": "application_sort",
    "grant_sort": "grant_sort",
    "registered_sort": "registered_sort",
}
HOLDING = Source(
    "holding",
    "patent_id",
    {name: physical(column) for name, column in SAME_ON_HOLDING.items()}
    | {
        "applicationDate": dated("application_sort"),
        "grantDate": dated("grant_sort"),
        "transferredOut": lambda place: f"(not {place['current']})",
        "firstOwner": lambda place: f"({place['current']} and {place['rank']} = 1)",
    },
)
SOURCES = {Scope.SUBTREE: HOLDING, Scope.OWN: Source("patent_inventor", "patent_id")}


def as_text(place: Place, value: str) -> str:
    return f"cast({value} as text)"


def yes_or_no(place: Place, value: str) -> str:
    return f"case when {value} then 'true' when not {value} then 'false' end"


def year(place: Place, value: str) -> str:
    return f"case when {value} > {place.dialect.no_date} then cast({place.dialect.year(value)} as text) end"


def prefix(length: int) -> Any:
    return lambda place, value: f"substr({value}, 1, {length})"


DIMENSIONS = {
    "TYPE": (Dimension("type", as_text), "Patent type (专利类型)."),
    "LEGAL_STATUS": (Dimension("legalStatus", as_text), "Legal status (法律状态)."),
    "FILING_STATE": (Dimension("filingState", as_text), "Where the dossier stands (建档情况)."),
    "VALID_AT_END_OF_2023": (
        Dimension("validAtEndOf2023", yes_or_no),
        "In force on 2023-12-31; null where unknown.",
    ),
    "CO_OWNED": (Dimension("coOwned", yes_or_no), "Several owners (是否共有)."),
    "IPC_SECTION": (Dimension("ipc", prefix(1), "IPC"), "IPC section of the main code (部)."),
    "IPC_SUBCLASS": (Dimension("ipc", prefix(4), "IPC"), "IPC subclass of the main code (小类)."),
    "IPC_MAIN_GROUP": (
        Dimension("ipc", lambda place, value: place.dialect.main_group(value), "IPC"),
        "IPC main group of the main code (技术领域, S184).",
    ),
    "INDUSTRY_SECTION": (
        Dimension("industry", prefix(1), "INDUSTRY"),
        "Section of the main industry (国民经济门类).",
    ),
    "INDUSTRY_DIVISION": (
        Dimension("industry", prefix(3), "INDUSTRY"),
        "Division of the main industry (国民经济大类).",
    ),
    "STRATEGIC_INDUSTRY": (
        Dimension("strategicIndustry", as_text, "STRATEGIC_INDUSTRY"),
        "Main strategic emerging industry (战新产业, S183).",
    ),
    "MAINTENANCE_YEARS": (
        Dimension("maintenanceYears", as_text),
        "Completed years of maintenance (维持年限).",
    ),
    "APPLICATION_YEAR": (Dimension("application_sort", year), "Year of the filing date (申请年)."),
    "GRANT_YEAR": (Dimension("grant_sort", year), "Year of the grant date (授权年)."),
}

PatentFilter = filter_input(
    "PatentFilter",
    __name__,
    "Which patents (专利高级搜索, S107).",
    CONDITIONS,
    {
        "type": enum_operators(PatentType, "Comparisons of patent types (专利类型条件)."),
        "legalStatus": enum_operators(LegalStatus, "Comparisons of legal statuses (法律状态条件)."),
        "filingState": enum_operators(FilingState, "Comparisons of filing states (建档情况条件)."),
    },
)
PatentOrder = order_input("PatentOrder", __name__, "A sort of patents (专利排序, S109).", ORDERS)
LIST_ARGUMENTS: Mapping[str, tuple[Any, Any, str]] = {
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
    parts = [filed_sql(rows, arguments["filed"]), campus_sql(rows, arguments)]
    search = arguments.get("search")
    if isinstance(search, Leaf):
        name = rows.statement.dialect.name
        query = rows.statement.param(
            lambda env: QUERIES[name](clean_text(search.read(env.variables))) or NOTHING[name]
        )
        parts.append(rows.statement.dialect.matches(rows.row_id, query))
    return parts


def filed_sql(rows: Listing, filed: Tree) -> str:
    assert isinstance(filed, Leaf)
    state = rows.column("filingState") if filed.value != FiledFilter.ALL else ""
    return {"UNFILED": f"{state} = 'UNFILED'", "FILED": f"{state} <> 'UNFILED'"}.get(str(filed.value), "true")


def campus_sql(rows: Listing, arguments: Mapping[str, Tree]) -> str:
    branch, campus = arguments.get("branch"), arguments["campus"]
    statement = rows.statement
    if isinstance(branch, Leaf):
        value = statement.param(lambda env: number_of(branch.read(env.variables), "OrgUnit"))
        return f"{rows.column('branch')} = {statement.dialect.cast(value, 'bigint')}"
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
