"""What the mutations of performance reports take and answer."""

from datetime import date

import strawberry

from panhuo.resolvers.dossier_content import amount
from panhuo.resolvers.telling import numbered
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_options import ConversionMode
from panhuo.services.performances.content import Deal, PerformanceContent
from panhuo.types.performance import Performance
from panhuo.types.user_error import UserError, user_errors

REPORT = "Id of the report (业绩编号)."
VERSION = "The version that was looked at (版本); CONFLICT where it is another by now."


@strawberry.input(description="A way of conversion with its amount (转化方式, S154, S156).")
class PerformanceDealInput:
    """What `licence` and `transfer` take."""

    options: list[ImplementationDetail] = strawberry.field(
        description="Ticked options of this way, at least one (转化情况, S155, S156, S159)."
    )
    amount: str | None = strawberry.field(
        default=None, description="Amount in 万元, as digits such as `12.5` (金额)."
    )
    remark: str | None = strawberry.field(
        default=None,
        description="Remark, required where there is no amount: how it is paid, such as a share of sales or "
        "of profit; up to 500 letters (备注).",
    )


@strawberry.input(description="What a report says (业绩内容).")
class PerformanceReportInput:
    """What both ways of submitting take."""

    name: str = strawberry.field(description="Name of the project, up to 200 letters (项目名称, S152).")
    patents: list[strawberry.ID] = strawberry.field(
        description="Ids of 1–50 registered patents, in order (关联专利, S153, S161)."
    )
    licence: PerformanceDealInput | None = strawberry.field(
        default=None, description="What was licensed (已许可, S154, S155); with `transfer`, or instead of it."
    )
    transfer: PerformanceDealInput | None = strawberry.field(
        default=None, description="What was transferred (已转让, S156)."
    )
    demand: strawberry.ID | None = strawberry.field(
        default=None, description="The signed demand it came of (来源需求)."
    )
    partner: str | None = strawberry.field(
        default=None, description="With whom, up to 200 letters (合作企业)."
    )
    signed_on: date | None = strawberry.field(
        default=None, description="When the contract was signed (签约日期)."
    )
    ends_on: date | None = strawberry.field(
        default=None, description="Until when it runs, not before it was signed (合同截止日期)."
    )
    terms: str | None = strawberry.field(
        default=None, description="Terms worth telling, up to 2,000 letters (合同条款)."
    )


@strawberry.input(description="A report to submit (业绩填报).")
class SubmitPerformanceInput(PerformanceReportInput):
    """What `submitPerformance` takes."""

    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A word of the client's own: asking again under it submits nothing twice (幂等键).",
    )


@strawberry.input(description="A returned report, changed (重新提交业绩).")
class ResubmitPerformanceInput(PerformanceReportInput):
    """What `resubmitPerformance` takes: the whole report."""

    id: strawberry.ID = strawberry.field(description=REPORT)
    version: int = strawberry.field(description=VERSION)


@strawberry.input(description="A report to confirm (确认业绩).")
class ConfirmPerformanceInput:
    """What `confirmPerformance` takes."""

    id: strawberry.ID = strawberry.field(description=REPORT)
    version: int = strawberry.field(description=VERSION)


@strawberry.input(description="A report to return (退回业绩).")
class ReturnPerformanceInput:
    """What `returnPerformance` takes."""

    id: strawberry.ID = strawberry.field(description=REPORT)
    version: int = strawberry.field(description=VERSION)
    reason: str = strawberry.field(description="Why, up to 500 letters (原因).")


@strawberry.type(description="The report (业绩), or why nothing happened.")
class PerformancePayload:
    """What mutations of a report answer."""

    performance: Performance | None = strawberry.field(default=None, description="The report (业绩).")
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")


def content_of(input: PerformanceReportInput) -> PerformanceContent:
    """What a form sent. Raises BAD_ID."""
    deals = {ConversionMode.LICENCE: input.licence, ConversionMode.TRANSFER: input.transfer}
    return PerformanceContent(
        name=input.name,
        patents=[numbered(each, "Patent", "patents") for each in input.patents],
        deals=[deal_of(mode, deal) for mode, deal in deals.items() if deal is not None],
        demand=None if input.demand is None else numbered(input.demand, "Demand", "demand"),
        partner=input.partner,
        signed_on=input.signed_on,
        ends_on=input.ends_on,
        terms=input.terms,
    )


def deal_of(mode: ConversionMode, deal: PerformanceDealInput) -> Deal:
    figure = None if deal.amount is None else amount(deal.amount)
    return Deal(mode, deal.options, figure, deal.remark)
