"""Performance reports: submitted by institutions, decided by the platform, and how they are read."""

from typing import Annotated

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.resolvers.performance_draft import asked, find_draft
from panhuo.resolvers.performance_inputs import (
    ConfirmPerformanceInput,
    PerformancePayload,
    ResubmitPerformanceInput,
    ReturnPerformanceInput,
    SubmitPerformanceInput,
    content_of,
)
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.performance_lifecycle import PerformanceAct
from panhuo.services.performances.deciding import decide_performance
from panhuo.services.performances.reporting import resubmit_performance, submit_performance
from panhuo.types.declare import declared, mutation
from panhuo.types.performance import Performance, PerformanceConnection
from panhuo.types.performance_columns import LIST_ARGUMENTS, performance_conditions
from panhuo.types.performance_draft import PerformanceDraft


async def submit(
    info: Info,
    input: Annotated[SubmitPerformanceInput, strawberry.argument(description="The report (业绩).")],
) -> PerformancePayload:
    """Submit a report to the platform."""
    payload = PerformancePayload()
    with told_in(payload, info):
        number = await submit_performance(info.context.viewer, content_of(input), input.idempotency_key)
        payload.performance = shown("Performance", number)
    return payload


async def resubmit(
    info: Info,
    input: Annotated[ResubmitPerformanceInput, strawberry.argument(description="The report (业绩).")],
) -> PerformancePayload:
    """Change a returned report and submit it again."""
    payload = PerformancePayload()
    with told_in(payload, info):
        number = numbered(input.id, "Performance", "id")
        await resubmit_performance(info.context.viewer, number, input.version, content_of(input))
        payload.performance = shown("Performance", number)
    return payload


async def confirm(
    info: Info,
    input: Annotated[ConfirmPerformanceInput, strawberry.argument(description="The report (业绩).")],
) -> PerformancePayload:
    """Confirm a report."""
    return await decided(info, input, PerformanceAct.CONFIRM)


async def give_back(
    info: Info,
    input: Annotated[ReturnPerformanceInput, strawberry.argument(description="The report (业绩).")],
) -> PerformancePayload:
    """Return a report with a reason."""
    return await decided(info, input, PerformanceAct.RETURN, input.reason)


async def decided(
    info: Info,
    input: ConfirmPerformanceInput | ReturnPerformanceInput,
    act: PerformanceAct,
    reason: str | None = None,
) -> PerformancePayload:
    payload = PerformancePayload()
    with told_in(payload, info):
        number = numbered(input.id, "Performance", "id")
        await decide_performance(info.context.viewer, number, input.version, act, reason)
        payload.performance = shown("Performance", number)
    return payload


@strawberry.type
class PerformanceQuery:
    """How reports are read."""

    performance: Performance | None = declared(
        bind.ById("Performance", {"id": "id"}),
        "A report by its id (业绩详情).",
        Ability.PERFORMANCE_READ,
        {"id": (strawberry.ID, strawberry.UNSET, "Id, `Performance:number` (编号).")},
    )
    performances: PerformanceConnection | None = declared(
        bind.Connection("Performance", None, performance_conditions),
        "What the institution reported, the newest first; the operator sees everybody's (业绩列表, S147).",
        Ability.PERFORMANCE_READ,
        LIST_ARGUMENTS,
        cost=1_000,
    )
    performance_draft: PerformanceDraft | None = declared(
        bind.Worked(asked, find_draft),
        "What a form of a report begins with: of a dossier of the library, or of a signed demand; exactly "
        "one of the two is given. Nothing is written (业绩填报预填, S147, S152).",
        Ability.PERFORMANCE_SUBMIT,
        {
            "dossier": (strawberry.ID | None, strawberry.UNSET, "The dossier, `Dossier:number` (档案)."),
            "demand": (strawberry.ID | None, strawberry.UNSET, "The demand, `Demand:number` (需求)."),
        },
    )


@strawberry.type(description="What is done with performance reports (业绩操作).")
class PerformanceMutations:
    """Submitting and deciding."""

    submit_performance: PerformancePayload | None = mutation(
        submit,
        "Report licences and transfers of registered patents to the platform; they count at once "
        "(业绩填报, S32, S147, S157).",
        Ability.PERFORMANCE_SUBMIT,
        cost=40_000,
    )
    resubmit_performance: PerformancePayload | None = mutation(
        resubmit,
        "Change a returned report and submit it again (重新提交业绩, S160).",
        Ability.PERFORMANCE_SUBMIT,
        cost=40_000,
    )
    confirm_performance: PerformancePayload | None = mutation(
        confirm, "Confirm a report (确认业绩, S160).", Ability.PERFORMANCE_CONFIRM
    )
    return_performance: PerformancePayload | None = mutation(
        give_back,
        "Return a report with a reason; its patents count no more (退回业绩, S160).",
        Ability.PERFORMANCE_CONFIRM,
    )
