"""The logical columns of patents: what lists filter, sort, count by, and drive from (S107, S109)."""

from typing import Any

from panhuo.compiler.binding import Condition, Dimension, Source, Sql
from panhuo.compiler.nothing import OrNothing
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Scope
from panhuo.types import patent_dossier as filing
from panhuo.types import patent_sql as see
from panhuo.types.declare import physical
from panhuo.types.evaluation_summary import ORDERS as EVALUATION_ORDERS

CONDITIONS: dict[str, tuple[Condition, str]] = {
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
    **filing.CONDITIONS,
}
HIDDEN = {
    "branch": Condition(see.branch, "int", nullable=True),
    "application_sort": Condition(physical("application_sort"), "date"),
    "grant_sort": Condition(physical("grant_sort"), "date"),
    "registered_sort": Condition(see.registered_sort, "instant"),
    **filing.HIDDEN,
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
    **EVALUATION_ORDERS,
}
DEFAULT_ORDER = (SortKey("GRANT_DATE", "grant_sort", "date", True),)


def dated(column: str) -> Sql:
    """A NOT NULL sort column of a source read as the nullable date it stands for."""
    return lambda place: OrNothing(place[column], place.dialect.no_date)


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
    }
    | filing.ON_HOLDING,
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
        "In force on 2023-12-31; null where unknown (截止2023年底有效).",
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
