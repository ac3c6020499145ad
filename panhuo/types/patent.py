"""Patents: the 存量专利基础库's rows and their detail (S59, S119, S120)."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.weights import TOP
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import FilingState, LegalStatus, PatentType
from panhuo.types import dossier_list as lists
from panhuo.types import patent_dossier as filing
from panhuo.types import patent_sql as see
from panhuo.types.declare import column, declared, derived, embedded, entity, to_many, to_one
from panhuo.types.dossier_can import MENU, AvailableAction
from panhuo.types.evaluation_summary import ASKS, EvaluationSummary
from panhuo.types.node import Connection, Node
from panhuo.types.org_unit import OrgUnit
from panhuo.types.patent_can import ACTIONS, PatentViewerCan
from panhuo.types.patent_columns import (
    CONDITIONS,
    DATED,
    DEFAULT_ORDER,
    DIMENSIONS,
    HIDDEN,
    MEASURES,
    ORDERS,
    SOURCES,
)
from panhuo.types.patent_list import PatentDimension
from panhuo.types.patent_parts import NAMES, LegalEvent, PatentCode, PatentInventor, PatentOwner
from panhuo.types.scalars import Date, Instant

if TYPE_CHECKING:
    from panhuo.types.dossier import Dossier, DossierConnection


@entity(
    "patent",
    Ability.PATENT_READ,
    "A patent (专利). Its facts come from the patent office, CNIPA (国家知识产权局, S56).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=DEFAULT_ORDER,
    dimensions={name: dimension for name, (dimension, _) in DIMENSIONS.items()},
    measures={name: measure for name, (measure, *_) in MEASURES.items()},
    dated={name: dated for name, (dated, _) in DATED.items()},
    sources=SOURCES,
)
class Patent(Node):
    """One patent application with its facts as last pushed."""

    application_number: str = column("Application number, canonical (申请号): `202310123456.6`.")
    publication_number: str | None = column(
        "Publication number, the grant's where there is one (公开（公告）号)."
    )
    title: str = column("Title (专利名称).")
    abstract: str | None = column("Abstract (摘要).", cost=10)
    independent_claim: str | None = column("First independent claim (独立权利要求).", cost=10)
    type: PatentType = column("Patent type (专利类型).")
    legal_status: LegalStatus = column("Legal status (法律状态).")
    legal_text: str | None = column("Legal status or events as written in the file (法律状态/事件).")
    application_date: Date | None = column("Filing date (申请日).")
    publication_date: Date | None = column("Publication date (公开（公告）日).")
    grant_date: Date | None = column("Grant date (授权日).")
    expiry_date: Date | None = column("Expected expiry (预估到期日).")
    lapse_date: Date | None = column("Date it lapsed (失效日期).")
    agency: str | None = column("Patent agency (专利代理机构).")
    agent: str | None = column("Agent (代理人).")
    address: str | None = column("Applicant's address (地址).")
    region_code: str | None = column("Country or province code (国省代码).")
    priority: str | None = column("Priority (优先权).")
    valid_at_end_of_2023: bool | None = column(
        "In force on 2023-12-31, lapsed later or not; null where unknown (截止2023年底有效, S47, S55).",
        "valid_at_2023_end",
    )
    co_owned: bool = column("Several owners (是否共有专利, S176).")
    as_of: Date = column("Date of the data these facts come from (数据截止日, S51).")
    owner_names: list[str] = column("Owners in order (专利权人).", size=NAMES)
    co_owner_names: list[str] = derived(
        "Owners after the first (共有权利人).",
        lambda place: place.dialect.tail_of_list(place["owner_names"]),
        size=NAMES,
    )
    inventor_names: list[str] = column("Inventors in order (发明人).", size=NAMES)
    first_inventor: str | None = column("First inventor (第一发明人).")
    affiliation: str = derived(
        "Owning institution or branch (所属院校): `--` to a co-owner or former owner, "
        "and where no institution is first owner (S70, S71).",
        see.affiliation,
    )
    first_owner: bool = derived(
        "First owner is the viewer's institution; outside institutions: one of the platform's (第一权利人).",
        see.first_owner,
    )
    transferred_out: bool = derived(
        "The viewer's institution no longer owns it (已转让, S70).", see.transferred_out
    )
    main_ipc: str | None = column("Main IPC code (主分类号).")
    technical_field: str | None = derived("IPC main group of the main code (技术领域, S184).", see.main_group)
    main_industry: str | None = column("Main national industry code (国民经济行业分类).")
    main_strategic_industry: str | None = column(
        "Main strategic emerging industry code (战新产业分类, S183)."
    )
    maintenance_years: int | None = derived(
        "Completed years in force from the filing date to today or the lapse date; "
        "null where not granted or unknown (维持年限, S185–S186).",
        see.maintenance_years,
    )
    maintenance_days: int | None = derived("The same in days (维持天数, S186).", see.maintenance_days)
    filing_state: FilingState = derived(
        "Where its own dossier stands; one that was delisted reads inventoried (建档情况, S121–S124, S188).",
        see.filing_state,
    )
    filer_name: str | None = derived(
        "Who is filing it or has filed it, for viewers of its institution (建档人, S72).", filing.filer_name
    )
    in_portfolio: bool = derived(
        "In a portfolio that the viewer reads (是否组合专利, S83, S86).", filing.in_portfolio, cost=20
    )
    dossier: Annotated["Dossier", strawberry.lazy("panhuo.types.dossier")] | None = to_one(
        "Its own dossier in the viewer's institution, where readable (档案).", "Dossier", filing.own_dossier
    )
    portfolios: Annotated["DossierConnection", strawberry.lazy("panhuo.types.dossier")] | None = declared(
        bind.Connection("Dossier", "patent_id", lists.PORTFOLIOS, link=lists.has_member),
        "Portfolios that hold it and that the viewer reads; what may be done follows from each one's own "
        "state (组合信息, S86, S125).",
        arguments=lists.LIST_ARGUMENTS,
    )
    evaluation_summary: EvaluationSummary | None = declared(
        filing.EVALUATIONS,
        "What enterprises' evaluations of its own dossier come to; those of portfolios stand with these "
        "(企业评价汇总).",
        permission_classes=ASKS,
        cost=20,
    )
    registered_at: Instant | None = derived(
        "When it was registered (登记入库时间).", see.registered_at, codec="instant"
    )
    unit: OrgUnit | None = to_one(
        "College or unit of the first confirmed inventor (所属学院, S59, S190).", "OrgUnit", "unit_id"
    )
    institution: OrgUnit | None = to_one(
        "Institution of the first owner (所属院校).", "OrgUnit", "institution_id"
    )
    branch: OrgUnit | None = to_one(
        "Branch of the first owner; null on the main campus (所属分校).", "OrgUnit", "branch_id"
    )
    owners: list[PatentOwner] = to_many(
        "Owners with their institutions (专利权人).", "PatentOwner", "patent_id", "position"
    )
    inventors: list[PatentInventor] = to_many(
        "Inventors with their accounts (发明人).", "PatentInventor", "patent_id", "position"
    )
    codes: list[PatentCode] = to_many(
        "Classifications of every table (分类号).", "PatentCode", "patent_id", "position"
    )
    legal_events: list[LegalEvent] = to_many(
        "Legal events in order of date (法律事件).", "LegalEvent", "patent_id", "date"
    )
    viewer_can: PatentViewerCan = embedded("What the viewer may do with it (可执行操作).")
    available_actions: list[AvailableAction] = declared(
        ACTIONS,
        "The menu that follows from that and from its own dossier (操作菜单, S121–S124).",
        size=MENU,
        cost=50,
    )


@strawberry.type(description="How many patents share a key (计数).")
class PatentCount:
    """One group."""

    key: str | None = declared(None, "The key; null for patents without one (键).")
    label: str | None = declared(None, "Title of the key where it is a code (名称).")
    count: int = declared(None, "Patents (数量).")


@strawberry.type(description="A page of patents (专利列表).")
class PatentConnection(Connection[Patent]):
    """Patents, and counts of the whole list."""

    total_count: int = declared(
        None, "Patents of the whole list, within the viewer's scope (总数).", cost=1_000
    )
    counts: list[PatentCount] = declared(
        None,
        "The whole list counted by one dimension, largest first (分组统计). "
        "A patent with several codes counts under its main one (S172).",
        arguments={
            "by": (PatentDimension, strawberry.UNSET, "The dimension (维度)."),
            "top": (int, 20, "Groups at most, 1–1000 (前 n 组)."),
        },
        cost=3_000,
        size=TOP,
    )


__all__ = ["Patent", "PatentConnection"]
