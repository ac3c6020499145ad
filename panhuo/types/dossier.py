"""Dossiers (档案): what is filed of a patent or a portfolio, where it stands, and who does what with it."""

from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.weights import TOP
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import Requires
from panhuo.rules.dossier_options import Maturity, PriceRange
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.types import dossier_sql as see
from panhuo.types.declare import column, declared, derived, embedded, entity, to_many, to_one
from panhuo.types.dossier_can import ACTIONS, MENU, AvailableAction, DossierViewerCan
from panhuo.types.dossier_columns import BY_UPDATED, CONDITIONS, DATED, DIMENSIONS, HIDDEN, MEASURES, ORDERS
from panhuo.types.dossier_content import DossierContent, DossierDraft, DossierMember
from panhuo.types.dossier_history import (
    DossierVersion,
    Review,
    ReviewStep,
    present_route,
    submitted_only,
)
from panhuo.types.dossier_list import DossierDimension
from panhuo.types.dossier_problem import DossierOutcome, expected
from panhuo.types.evaluation import LIST_ARGUMENTS as EVALUATION_ARGUMENTS
from panhuo.types.evaluation import EvaluationConnection
from panhuo.types.evaluation_summary import ASKS, OF_DOSSIER, EvaluationSummary
from panhuo.types.node import Connection, Node
from panhuo.types.org_unit import OrgUnit
from panhuo.types.scalars import Instant
from panhuo.types.user import User

if TYPE_CHECKING:
    from panhuo.types.patent import Patent

HISTORY = [Requires(Ability.REVIEW_HISTORY_READ)]
CONTACT = [Requires(Ability.CONTACT_READ)]


@entity(
    "dossier",
    Ability.DOSSIER_READ,
    "A dossier (档案): one patent's or a portfolio's. Before it is submitted its filer alone reads it.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=BY_UPDATED,
    dimensions={name: dimension for name, (dimension, _) in DIMENSIONS.items()},
    measures={name: measure for name, (measure, *_) in MEASURES.items()},
    dated={name: dated for name, (dated, _) in DATED.items()},
    by_scope=True,
)
class Dossier(Node):
    """A dossier's shell, what it says, and its history."""

    kind: DossierKind = column("Single or portfolio (档案类型).")
    state: DossierState = column("Where it stands (档案状态).")
    title: str = column("Title of the patent, or name of the portfolio; empty while it has none (名称).")
    member_count: int = column("Patents in it (组合专利数量, S134).", "members")
    version: int = column("Rises with each change; changes name it (版本).")
    fiscal_funding: bool | None = column("Funded by the state (是否属于财政资助科研项目形成专利).")
    price: PriceRange | None = column("Price one has in mind (意向价格).")
    maturity: Maturity | None = column("Maturity of the technology (技术成熟度).")
    rating: int | None = derived("Self-assessment in stars (院校评价星级, S110).", see.zero_as_null("rating"))
    flagged: bool = column("A patent of it lapsed or was transferred; see `members` (失效或转让标记, S189).")
    published: bool = column("Shown in the showcase: registered and not flagged (已公开).")
    created_at: Instant = column("When it was begun (建档时间).")
    updated_at: Instant = column("Last change (更新时间).")
    submitted_at: Instant | None = column("When it was submitted last (提交时间).")
    inventoried_at: Instant | None = column("When it was inventoried (盘点时间).")
    registered_at: Instant | None = column(
        "When it was registered; null for what is not in the library, shown as `--` (登记入库时间, S142)."
    )
    delisted_at: Instant | None = column("When it was taken out of the library (下架时间).")
    waiting_since: Instant | None = derived(
        "While it is reviewed: since when it waits at its step (待审时间).",
        see.zero_as_null("waiting_since"),
        codec="instant",
    )
    due_at: Instant | None = derived(
        "Until when it is to be reviewed, where its level has a limit of days (审核期限).",
        see.due_at,
        codec="instant",
    )
    reason: str | None = column(
        "Why it was last returned or delisted, until it is submitted again (驳回原因、下架原因, S138–S140).",
        permission_classes=HISTORY,
    )
    filer_name: str | None = derived("Whose it is (建档人, S72).", see.filer_name, permission_classes=HISTORY)
    contact: str | None = derived(
        "Contact (联系人, S65).", see.content("contact"), permission_classes=CONTACT
    )
    phone: str | None = derived(
        "Its phone (联系电话, S65).", see.content("phone"), permission_classes=CONTACT
    )
    filer: User | None = to_one("The filer's account, where readable (建档人账号).", "User", "filer_id")
    institution: OrgUnit | None = to_one(
        "Its institution (所属院校).", "OrgUnit", "institution_id", along=True
    )
    branch: OrgUnit | None = to_one(
        "Its branch; null on the main campus (所属分校).", "OrgUnit", "branch_id", along=True
    )
    unit: OrgUnit | None = to_one(
        "The filer's unit when it was submitted (所属组织机构).", "OrgUnit", "unit_id", along=True
    )
    patent: Annotated["Patent", strawberry.lazy("panhuo.types.patent")] | None = to_one(
        "The patent, of a portfolio the first; see `members` for those out of scope (专利).",
        "Patent",
        "patent_id",
    )
    content: DossierContent | None = to_one(
        "What it said when it was last submitted; null before (档案内容).", "DossierContent", "content_id"
    )
    draft: DossierDraft | None = to_one(
        "What its filer is working on, for the filer alone; null where there is nothing (草稿内容).",
        "DossierDraft",
        "draft_id",
        permission_classes=[Requires(Ability.DOSSIER_DRAFT_READ)],
    )
    members: list[DossierMember] = to_many(
        "Its patents, in order (所含专利, S78, S125).",
        "DossierMember",
        "dossier_id",
        "position",
        where=lambda place: place["current"],
    )
    outcome: DossierOutcome | None = declared(
        bind.Computed(expected, (see.content("content"),)),
        "What approval makes of what was submitted; null before (审核结果, S112–S115).",
    )
    route: list[ReviewStep] | None = to_many(
        "The route it was last submitted to, bottom-up (审核路径, S18).",
        "ReviewStep",
        "dossier_id",
        "position",
        permission_classes=HISTORY,
        where=present_route,
    )
    reviews: list[Review] | None = to_many(
        "Everything that was done with it, in order (审核记录).",
        "Review",
        "dossier_id",
        "id",
        permission_classes=HISTORY,
    )
    versions: list[DossierVersion] | None = to_many(
        "What it said at each submission (历史版本).",
        "DossierVersion",
        "dossier_id",
        "number",
        permission_classes=HISTORY,
        where=submitted_only,
    )
    revision_of: Optional["Dossier"] = to_one(
        "Of a revision: the inventoried dossier, which stands until it is approved (原档案, S127).",
        "Dossier",
        "base_id",
    )
    open_revision: Optional["Dossier"] = to_one(
        "The revision beside it, where there is one the viewer reads (再次盘点, S127).",
        "Dossier",
        see.open_revision,
    )
    evaluation_summary: EvaluationSummary | None = declared(
        OF_DOSSIER, "What enterprises' evaluations of it come to (企业评价汇总).", permission_classes=ASKS
    )
    evaluations: EvaluationConnection | None = declared(
        bind.Connection("Evaluation", "dossier_id"),
        "What enterprises say of it, as far as the viewer reads it, the newest first (企业评价, S30, S149).",
        arguments=EVALUATION_ARGUMENTS,
    )
    viewer_can: DossierViewerCan = embedded("What the viewer may do with it, and why not (可执行操作).")
    available_actions: list[AvailableAction] = declared(
        ACTIONS, "The menu that follows from that (操作菜单, S121–S125, S136–S140).", size=MENU, cost=50
    )


@strawberry.type(description="How many dossiers share a key (计数).")
class DossierCount:
    """One group."""

    key: str | None = declared(None, "The key; null for dossiers without one (键).")
    count: int = declared(None, "Dossiers (数量).")


@strawberry.type(description="A page of dossiers (档案列表).")
class DossierConnection(Connection[Dossier]):
    """Dossiers, and counts of the whole list."""

    counts: list[DossierCount] = declared(
        None,
        "The whole list counted by one dimension, largest first (分组统计).",
        arguments={
            "by": (DossierDimension, strawberry.UNSET, "The dimension (维度)."),
            "top": (int, 20, "Groups at most, 1–1000 (前 n 组)."),
        },
        cost=3_000,
        size=TOP,
    )


__all__ = ["Dossier", "DossierConnection"]
