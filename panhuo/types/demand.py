"""Enterprises' demands (企业需求, S162–S166)."""

from typing import Any

import orjson
import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.weights import TOP, Size
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import Requires
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.dossier_options import COOPERATION_LABELS, WillingnessDetail
from panhuo.rules.vocabulary import CodeKind, DemandState, DossierKind
from panhuo.types import demand_sql as see
from panhuo.types.declare import column, declared, derived, embedded, entity, to_many, to_one
from panhuo.types.demand_can import DemandViewerCan
from panhuo.types.demand_columns import CONDITIONS, DATED, DIMENSIONS, HIDDEN, NEWEST, ORDERS, DemandDimension
from panhuo.types.dossier import Dossier
from panhuo.types.node import Connection, Node
from panhuo.types.org_unit import OrgUnit
from panhuo.types.patent import Patent
from panhuo.types.patent_parts import NAMES
from panhuo.types.scalars import Instant
from panhuo.types.user import User

WORDS = Size(3, 8)
"""Keywords and classes of a general demand."""


def cooperation_label(chinese: bool, mode: str) -> str:
    return COOPERATION_LABELS[WillingnessDetail(mode)]


def classes(chinese: bool, text: str) -> list[Any]:
    """A general demand's classes, of its JSON."""
    return [DemandClass(kind=kind, code=code) for kind, code in orjson.loads(text)]


@entity("demand_mode", None, "A way of working together that a demand names (合作方式, S165).")
class DemandMode:
    """An entry of 合作方式."""

    mode: WillingnessDetail = column("Which (合作方式).")
    label: str = declared(
        bind.Computed(cooperation_label, ("mode",)), "The same as the list has it, in Chinese (名称)."
    )
    custom: str | None = column("A text of one's own where CUSTOM is named (自定义内容).")


@strawberry.type(description="A class of technology or industry that is looked for (分类).")
class DemandClass:
    """An entry of a general demand's classes."""

    kind: CodeKind = declared(None, "The code table (分类表).")
    code: str = declared(None, "The code; everything below it counts (代码).")


@entity("demand_step", None, "A step of a demand's life as it was taken (需求进展).")
class DemandStep:
    """What both sides see of the history."""

    at: Instant = column("When (时间).")
    act: DemandAct = column("What was done (操作).")
    from_state: DemandState | None = column("Before; null for its first (变更前状态).")
    to_state: DemandState = column("After (变更后状态).")


@entity("demand_step", None, "A note of the institution's on a demand (处理备注).")
class DemandNote:
    """What the institution's own people wrote."""

    at: Instant = column("When (时间).")
    act: DemandAct = column("At what (操作).")
    by_name: str = column("Who, by the name of then (处理人).")
    note: str | None = column("What (备注).")


@entity(
    "demand",
    Ability.DEMAND_READ,
    "What an enterprise wants of a registered patent or portfolio, or looks for at all (企业需求, S162).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=NEWEST,
    dimensions={name: dimension for name, (dimension, _) in DIMENSIONS.items()},
    dated={name: dated for name, (dated, _) in DATED.items()},
)
class Demand(Node):
    """A demand (合作意向详情, S164, S166)."""

    kind: DossierKind | None = column(
        "Of a single patent or of a portfolio; null for a general one (是否组合专利, S164)."
    )
    state: DemandState = column("Where it stands (需求状态).")
    technology: str = column(
        "The patent's title or portfolio's name when it was sent; of a general one what is looked for "
        "(专利技术, S164)."
    )
    inventor_names: list[str] = column(
        "Inventors of the patent, of a portfolio's first, when it was sent (发明人, S164).",
        "inventors",
        size=NAMES,
    )
    unit_name: str | None = derived("Unit of the dossier (所属学院, S164).", see.unit_name)
    enterprise_name: str = derived("The enterprise (意向合作企业, S164).", see.enterprise_name)
    region: str = column("Code of the enterprise's region (企业所在地区代码).")
    region_name: str | None = derived("Its name (企业所在地区, S164).", see.region_name)
    cooperation: list[DemandMode] = to_many(
        "Ways of working together (合作方式, S164, S165).", "DemandMode", "demand_id", "position"
    )
    description: str | None = column("What it has in mind (合作意向说明, S166).")
    contact: str = column("Whom to ask at the enterprise (联系人, S166).")
    phone: str = column("Phone to call (联系电话, S166).")
    keywords: list[str] = column("Of a general one: words patents are found by (关键词).", size=WORDS)
    classes: list[DemandClass] = declared(
        bind.Computed(classes, ("classes",)), "Of a general one: classes it looks in (分类).", size=WORDS
    )
    withdrawn: bool = column("Its enterprise withdrew it (已撤回).")
    reason: str | None = column("Why it was closed or withdrawn (关闭原因).")
    version: int = column("Rises with each change; changes name it (版本).")
    created_at: Instant = column("When it was sent (提交时间).")
    updated_at: Instant = column("Last change (更新时间).")
    signed_at: Instant | None = column("When a contract was signed (签约时间).")
    closed_at: Instant | None = column("When it was closed (关闭时间).")
    dossier: Dossier | None = to_one(
        "The dossier it is directed to, where the viewer still reads it (定向档案, S162).",
        "Dossier",
        "dossier_id",
    )
    patent: Patent | None = to_one("The patent, of a portfolio the first (专利).", "Patent", "patent_id")
    institution: OrgUnit | None = to_one(
        "The institution it is directed to (定向院校).", "OrgUnit", "institution_id"
    )
    unit: OrgUnit | None = to_one("Unit of the dossier, where readable (所属学院).", "OrgUnit", "unit_id")
    author: User | None = to_one("Who sent it, where readable (提交人).", "User", "author_id")
    steps: list[DemandStep] = to_many(
        "What was done with it, in order (需求进展).",
        "DemandStep",
        "demand_id",
        "id",
        where=lambda place: f"{place['act']} <> 'NOTE'",
    )
    notes: list[DemandNote] | None = to_many(
        "The institution's notes, in order (处理备注, S166).",
        "DemandNote",
        "demand_id",
        "id",
        permission_classes=[Requires(Ability.DEMAND_NOTES_READ)],
        where=lambda place: f"{place['note']} is not null",
    )
    viewer_can: DemandViewerCan = embedded("What the viewer may do with it, and why not (可执行操作).")


@strawberry.type(description="How many demands share a key (计数).")
class DemandCount:
    """One group."""

    key: str | None = declared(None, "The key; null for demands without one (键).")
    label: str | None = declared(None, "Title of a code (名称).")
    count: int = declared(None, "Demands (数量).")


@strawberry.type(description="A page of demands (企业需求列表, S164).")
class DemandConnection(Connection[Demand]):
    """Demands, and counts of the whole list."""

    counts: list[DemandCount] = declared(
        None,
        "The whole list counted by one dimension, largest first (分组统计).",
        arguments={
            "by": (DemandDimension, strawberry.UNSET, "The dimension (维度)."),
            "top": (int, 20, "Groups at most, 1–1000 (前 n 组)."),
        },
        cost=1_000,
        size=TOP,
    )


__all__ = ["Demand", "DemandConnection"]
