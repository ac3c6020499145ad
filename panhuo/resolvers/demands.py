"""Demands: sent by enterprises, handled by institutions, and how they are read (S162–S166)."""

from typing import Annotated

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.resolvers.demand_inputs import (
    CreateDemandInput,
    DemandPayload,
    HandleDemandInput,
    WithdrawDemandInput,
)
from panhuo.resolvers.demand_suggestions import asked, find_suggestions
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.services.demands.content import DemandContent, Mode
from panhuo.services.demands.handling import handle_demand, withdraw_demand
from panhuo.services.demands.sending import create_demand
from panhuo.types.declare import declared, mutation
from panhuo.types.demand import Demand, DemandConnection
from panhuo.types.demand_columns import LIST_ARGUMENTS, demand_conditions
from panhuo.types.demand_suggestion import SUGGESTIONS, DemandSuggestion


async def create(
    info: Info,
    input: Annotated[CreateDemandInput, strawberry.argument(description="The demand (企业需求).")],
) -> DemandPayload:
    """Send a demand."""
    payload = DemandPayload()
    with told_in(payload, info):
        dossier = None if input.dossier is None else numbered(input.dossier, "Dossier", "dossier")
        key = input.idempotency_key
        number = await create_demand(info.context.viewer, dossier, content_of(input), key)
        payload.demand = shown("Demand", number)
    return payload


def content_of(input: CreateDemandInput) -> DemandContent:
    return DemandContent(
        modes=[Mode(each.mode, each.custom) for each in input.cooperation],
        region=input.region,
        contact=input.contact,
        phone=input.phone,
        description=input.description,
        topic=input.topic,
        keywords=input.keywords,
        classes=[(each.kind, each.code) for each in input.classes],
    )


async def handle(
    info: Info,
    input: Annotated[HandleDemandInput, strawberry.argument(description="The step (处理企业需求).")],
) -> DemandPayload:
    """Move a demand on, or write a note."""
    payload = DemandPayload()
    with told_in(payload, info):
        number, act = numbered(input.id, "Demand", "id"), DemandAct(input.act.value)
        await handle_demand(info.context.viewer, number, input.version, act, input.note)
        payload.demand = shown("Demand", number)
    return payload


async def withdraw(
    info: Info,
    input: Annotated[WithdrawDemandInput, strawberry.argument(description="The demand (撤回企业需求).")],
) -> DemandPayload:
    """Close a demand of one's own enterprise."""
    payload = DemandPayload()
    with told_in(payload, info):
        number = numbered(input.id, "Demand", "id")
        await withdraw_demand(info.context.viewer, number, input.version, input.reason)
        payload.demand = shown("Demand", number)
    return payload


@strawberry.type
class DemandQuery:
    """How demands are read."""

    demand: Demand | None = declared(
        bind.ById("Demand", {"id": "id"}),
        "A demand by its id (合作意向详情, S166).",
        Ability.DEMAND_READ,
        {"id": (strawberry.ID, strawberry.UNSET, "Id, `Demand:number` (编号).")},
    )
    demands: DemandConnection | None = declared(
        bind.Connection("Demand", None, demand_conditions),
        "What enterprises want of the institution, or of the branch, newest first; an enterprise's own "
        "(企业需求, S31, S162–S164).",
        Ability.DEMAND_READ,
        LIST_ARGUMENTS,
        cost=1_000,
    )
    demand_suggestions: list[DemandSuggestion] | None = declared(
        bind.Worked(asked, find_suggestions),
        "Registered patents that a general demand may mean, the likeliest first, each with its reasons; none "
        "of a directed one (推荐专利). A keyword found counts 2, a class 3.",
        Ability.DEMAND_READ,
        {
            "demand": (strawberry.ID, strawberry.UNSET, "The demand, `Demand:number` (需求编号)."),
            "top": (int, 20, "How many at most, 1–50 (前 n 条)."),
        },
        cost=20_000,
        size=SUGGESTIONS,
    )


@strawberry.type(description="What is done with enterprises' demands (企业需求操作).")
class DemandMutations:
    """Sending, handling, withdrawing."""

    create_demand: DemandPayload | None = mutation(
        create,
        "Say what one's enterprise wants of a registered patent or portfolio, or looks for at all; the "
        "institution is told (提交企业需求, S162).",
        Ability.DEMAND_CREATE,
    )
    handle_demand: DemandPayload | None = mutation(
        handle,
        "Take a demand up, talk, sign, close it, or write a note; its enterprise is told how it stands "
        "(处理企业需求, S31).",
        Ability.DEMAND_HANDLE,
    )
    withdraw_demand: DemandPayload | None = mutation(
        withdraw,
        "Withdraw a demand of one's own enterprise; its institution is told (撤回企业需求).",
        Ability.DEMAND_HANDLE,
    )
