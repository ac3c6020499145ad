"""The logical columns of patents: what lists filter, sort, count by, and drive from (S107, S109)."""

from panhuo.compiler.binding import Condition, Dimension, Source, Sql
from panhuo.compiler.grouping import Dated, Measure
from panhuo.compiler.nothing import OrNothing
from panhuo.compiler.ordering import SortKey
from panhuo.permissions.ability import Scope
from panhuo.types import patent_as_of as as_of
from panhuo.types import patent_dossier as filing
from panhuo.types import patent_sql as see
from panhuo.types.declare import physical
from panhuo.types.dimensions import as_it_is, as_text, at_unit, begun, counted, flag, yearly
from panhuo.types.evaluation_summary import ORDERS as EVALUATION_ORDERS
from panhuo.types.patent_related import INVENTORS

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
    "institution": (
        Condition(physical("institution_id"), "unit", nullable=True),
        "Institution of the first owner (第一权利人院校).",
    ),
    "branch": (
        Condition(see.branch, "unit", nullable=True),
        "Branch at which it stands; missing on the main campus (分校).",
    ),
    "regionCode": (
        Condition(physical("region_code"), "text", nullable=True),
        "Country or province code (国省代码).",
    ),
    "mainIpc": (Condition(physical("main_ipc"), "text", nullable=True), "Main IPC code (主分类号)."),
    "technicalField": (
        Condition(see.main_group, "text", nullable=True),
        "IPC main group of the main code (技术领域, S184).",
    ),
    "mainIndustry": (
        Condition(physical("main_industry"), "text", nullable=True),
        "Main national industry (国民经济行业主分类号).",
    ),
    "mainStrategicIndustry": (
        Condition(physical("main_strategic_industry"), "text", nullable=True),
        "Main strategic emerging industry (战新产业主分类号).",
    ),
    "inventors": (
        Condition(physical("id"), "related", related=INVENTORS),
        "Inventors, any of whom is one of these (发明人).",
    ),
    **filing.CONDITIONS,
    **as_of.CONDITIONS,
}
HIDDEN = {
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
    "mainIpc": "main_ipc",
    "mainIndustry": "main_industry",
    "mainStrategicIndustry": "main_strategic_industry",
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
        "technicalField": see.main_group,
        "institution": lambda place: (
            f"(case when {place['current']} and {place['rank']} = 1 then {place['institution_id']} end)"
        ),
        "transferredOut": lambda place: f"(not {place['current']})",
        "firstOwner": lambda place: f"({place['current']} and {place['rank']} = 1)",
    }
    | filing.ON_HOLDING,
)
NATION = Source(
    "patent",
    "id",
    {"applicationDate": dated("application_sort"), "grantDate": dated("grant_sort")},
)
"""All patents: dates are compared as the index has them."""
SOURCES = {
    Scope.SUBTREE: HOLDING,
    Scope.OWN: Source("patent_inventor", "patent_id"),
    Scope.ALL: NATION,
}


DIMENSIONS = {
    "TYPE": (Dimension("type", as_text), "Patent type (专利类型)."),
    "LEGAL_STATUS": (Dimension("legalStatus", as_text), "Legal status (法律状态)."),
    "FILING_STATE": (Dimension("filingState", as_text), "Where the dossier stands (建档情况)."),
    "VALID_AT_END_OF_2023": (
        flag("validAtEndOf2023"),
        "In force on 2023-12-31; null where unknown (截止2023年底有效).",
    ),
    "CO_OWNED": (flag("coOwned"), "Several owners (是否共有)."),
    "IPC_SECTION": (begun("mainIpc", 1, "IPC"), "IPC section of the main code (部)."),
    "IPC_CLASS": (begun("mainIpc", 3, "IPC"), "IPC class of the main code (大类)."),
    "IPC_SUBCLASS": (begun("mainIpc", 4, "IPC"), "IPC subclass of the main code (小类)."),
    "IPC_MAIN_GROUP": (
        Dimension("technicalField", as_it_is, "IPC"),
        "IPC main group of the main code (技术领域, S184).",
    ),
    "INDUSTRY_SECTION": (
        begun("mainIndustry", 1, "INDUSTRY"),
        "Section of the main industry (国民经济门类).",
    ),
    "INDUSTRY_DIVISION": (
        begun("mainIndustry", 3, "INDUSTRY"),
        "Division of the main industry (国民经济大类).",
    ),
    "INDUSTRY": (Dimension("mainIndustry", as_text, "INDUSTRY"), "Main industry (国民经济行业)."),
    "STRATEGIC_INDUSTRY": (
        Dimension("mainStrategicIndustry", as_text, "STRATEGIC_INDUSTRY"),
        "Main strategic emerging industry (战新产业, S183).",
    ),
    "MAINTENANCE_YEARS": (counted("maintenanceYears"), "Completed years of maintenance (维持年限)."),
    "APPLICATION_YEAR": (yearly("applicationDate"), "Year of the filing date (申请年)."),
    "GRANT_YEAR": (yearly("grantDate"), "Year of the grant date (授权年)."),
    "INSTITUTION": (at_unit("institution"), "Institution of the first owner, where readable (院校)."),
    "BRANCH": (at_unit("branch"), "Branch at which it stands; null for the main campus (分校)."),
    "UNIT": (at_unit("unit"), "Org unit at which it stands (所属组织机构)."),
    "PROVINCE": (Dimension("regionCode", as_text), "Country or province code (国省代码)."),
}
MEASURES = {
    "MAINTENANCE_YEARS": (Measure("maintenanceYears"), "completed years of maintenance", "维持年限"),
    "RATING": (Measure("rating"), "self-assessment in stars", "院校评价星级"),
    "EVALUATIONS": (Measure("evaluationCount"), "evaluations received", "企业评价数量"),
}
DATED = {
    "APPLICATION_DATE": (Dated("applicationDate"), "Filing date (申请日)."),
    "GRANT_DATE": (Dated("grantDate"), "Grant date (授权日)."),
    "REGISTERED_AT": (Dated("registeredAt"), "When it was registered (登记入库时间)."),
}
