"""Performance reports (业绩填报, S147, S152–S161)."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.weights import TOP
from panhuo.permissions.ability import Ability
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_lifecycle import (
    PERFORMANCE_REFUSALS,
    PerformanceAct,
    PerformanceRefusal,
    PerformanceState,
)
from panhuo.rules.performance_options import MODE_LABELS, ConversionMode, label
from panhuo.types import performance_sql as see
from panhuo.types.declare import column, decision, declared, derived, embedded, entity, to_many, to_one
from panhuo.types.demand import Demand
from panhuo.types.member_patent import MemberPatent
from panhuo.types.node import Connection, Node
from panhuo.types.org_unit import OrgUnit
from panhuo.types.patent import Patent
from panhuo.types.performance_columns import (
    CONDITIONS,
    DATED,
    DIMENSIONS,
    HIDDEN,
    MEASURES,
    NEWEST,
    ORDERS,
    PerformanceDimension,
)
from panhuo.types.scalars import Date, Instant

REASONS = {reason.value: words for reason, words in PERFORMANCE_REFUSALS.items()}
SUBMIT, CONFIRM = Ability.PERFORMANCE_SUBMIT, Ability.PERFORMANCE_CONFIRM


def option_label(chinese: bool, option: str) -> str:
    return label(ImplementationDetail(option))


def mode_label(chinese: bool, mode: str) -> str:
    return MODE_LABELS[ConversionMode(mode)]


@entity("performance_option", None, "A ticked option of a report (转化情况, S155, S156).")
class PerformanceOption:
    """One code for each option, whatever form it stands in (S158)."""

    option: ImplementationDetail = column("Which (转化情况).")
    label: str = declared(
        bind.Computed(option_label, ("option",)), "The same as this form has it, in Chinese (名称, S158)."
    )


@entity("performance_deal", None, "One way of conversion in a report (转化方式, S154, S156).")
class PerformanceDeal:
    """Licensed or transferred, for how much."""

    mode: ConversionMode = column("Licensed or transferred (转化方式).")
    mode_label: str = declared(
        bind.Computed(mode_label, ("mode",)), "The same as this form has it, in Chinese (名称)."
    )
    amount: str | None = column("Amount in 万元, a decimal number (金额).")
    remark: str | None = column("Remark, such as how it is paid where there is no figure (备注).")
    options: list[PerformanceOption] = to_many(
        "What was ticked, in the order of the form (转化情况, S159).",
        "PerformanceOption",
        "deal_id",
        "position",
    )


@entity("performance_patent", None, "A patent of a report (关联专利, S153).")
class PerformancePatent:
    """A row of 关联专利."""

    position: int = column("Position, from 1 (序号).")
    facts: MemberPatent = to_one(
        "Application number, title, first inventor, grant date (专利信息).", "MemberPatent", "patent_id"
    )
    institution_name: str | None = derived("Whose it is reported as (所属院校).", see.of_report)
    registered_at: Instant = column("Since when it was in the library then (登记入库时间).")
    patent: Patent | None = to_one("The patent, where the viewer reads it (专利详情).", "Patent", "patent_id")


@entity("performance_step", None, "A step of a report's life as it was taken (处理记录).")
class PerformanceStep:
    """An entry of the history."""

    at: Instant = column("When (时间).")
    act: PerformanceAct = column("What was done (操作).")
    to_state: PerformanceState = column("After (变更后状态).")
    by_name: str = column("Who, by the name of then (操作人).")
    reason: str | None = column("Why it was returned (原因).")


@strawberry.type(description="Whether an act on a report is open to the viewer (操作许可), and why not.")
class PerformanceDecision:
    """A decision about a report."""

    allowed: bool = declared(None, "Whether it is open (是否允许).")
    reason: PerformanceRefusal | None = declared(None, "Why not (原因代码).")
    message: str | None = declared(None, "Why not, in words (原因).")


@strawberry.type(description="What the viewer may do with a report (可执行操作).")
class PerformanceViewerCan:
    """Acts on a report."""

    resubmit: PerformanceDecision = decision(
        "Change it and submit it again (重新提交).", see.held_back(SUBMIT, PerformanceAct.RESUBMIT), REASONS
    )
    confirm: PerformanceDecision = decision(
        "Confirm it (确认).", see.held_back(CONFIRM, PerformanceAct.CONFIRM), REASONS
    )
    return_: PerformanceDecision = decision(
        "Return it with a reason (退回).", see.held_back(CONFIRM, PerformanceAct.RETURN), REASONS, "return"
    )


@entity(
    "performance",
    Ability.PERFORMANCE_READ,
    "What an institution reports to have licensed or transferred (业绩填报, S152). Until it is returned its "
    "patents count as converted (S178).",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()} | HIDDEN,
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=NEWEST,
    dimensions={name: dimension for name, (dimension, _) in DIMENSIONS.items()},
    measures={name: measure for name, (measure, *_) in MEASURES.items()},
    dated={name: dated for name, (dated, _) in DATED.items()},
)
class Performance(Node):
    """A report."""

    state: PerformanceState = column("Where it stands (业绩状态, S160).")
    name: str = column("Name of the project (项目名称, S152).")
    institution_name: str = derived("Whose report it is (所属院校).", see.institution_name)
    partner: str | None = column("With whom (合作企业).")
    signed_on: Date | None = column("When the contract was signed (签约日期).")
    ends_on: Date | None = column("Until when it runs (合同截止日期).")
    terms: str | None = column("Terms worth telling (合同条款).")
    deals: list[PerformanceDeal] = to_many(
        "Ways of conversion, one or both (转化方式, S159).", "PerformanceDeal", "performance_id", "position"
    )
    patents: list[PerformancePatent] = to_many(
        "The patents, in order (关联专利, S153, S161).", "PerformancePatent", "performance_id", "position"
    )
    steps: list[PerformanceStep] = to_many(
        "What was done with it, in order (处理记录).", "PerformanceStep", "performance_id", "id"
    )
    reason: str | None = column("Why it was returned, until it is submitted again (退回原因).")
    author_name: str = column("Who submitted it last (填报人).")
    version: int = column("Rises with each change; changes name it (版本).")
    submitted_at: Instant = column("When it was submitted last (提交时间).")
    updated_at: Instant = column("Last change (更新时间).")
    decided_at: Instant | None = column("When it was confirmed or returned (处理时间).")
    demand: Demand | None = to_one("The signed demand it came of (来源需求).", "Demand", "demand_id")
    institution: OrgUnit | None = to_one("The institution (院校).", "OrgUnit", "institution_id")
    viewer_can: PerformanceViewerCan = embedded("What the viewer may do with it, and why not (可执行操作).")


@strawberry.type(description="How many reports share a key (计数).")
class PerformanceCount:
    """One group."""

    key: str | None = declared(None, "The key (键).")
    count: int = declared(None, "Reports (数量).")


@strawberry.type(description="A page of reports (业绩列表).")
class PerformanceConnection(Connection[Performance]):
    """Reports, and counts of the whole list."""

    counts: list[PerformanceCount] = declared(
        None,
        "The whole list counted by one dimension, largest first (分组统计).",
        arguments={
            "by": (PerformanceDimension, strawberry.UNSET, "The dimension (维度)."),
            "top": (int, 20, "Groups at most, 1–1000 (前 n 组)."),
        },
        cost=1_000,
        size=TOP,
    )


__all__ = ["Performance", "PerformanceConnection"]
