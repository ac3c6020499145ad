"""Performance reports in any state, with their deals, patents and steps."""

from collections.abc import Sequence
from datetime import date

from panhuo.models import (
    Demand,
    OrgUnit,
    Patent,
    Performance,
    PerformanceDeal,
    PerformanceOption,
    PerformancePatent,
    PerformanceStep,
    User,
)
from panhuo.rules.dossier_options import ImplementationDetail as Detail
from panhuo.rules.performance_lifecycle import PerformanceAct, PerformanceState
from panhuo.rules.performance_options import ConversionMode
from tests.factories.org import now

DEALS = {
    ConversionMode.LICENCE: (Detail.OPEN_LICENCE_SIGNED, Detail.PATENT_POOL),
    ConversionMode.TRANSFER: (Detail.ASSIGNMENT_SIGNED,),
}


async def performance(
    school: OrgUnit,
    author: User,
    *patents: Patent,
    state: PerformanceState = PerformanceState.SUBMITTED,
    of: Demand | None = None,
    modes: Sequence[ConversionMode] = tuple(DEALS),
) -> Performance:
    """A report of an institution, every column filled where its state fills it."""
    submitted = state is PerformanceState.SUBMITTED
    made = await Performance.create(
        state=state,
        institution_id=school.id,
        author_id=author.id,
        author_name=author.name,
        demand_id=of.id if of else None,
        name="储能项目",
        partner="某公司",
        signed_on=date(2024, 5, 6),
        ends_on=date(2029, 5, 5),
        terms="分期支付",
        reason="材料不全" if state is PerformanceState.RETURNED else None,
        submitted_at=now(),
        updated_at=now(),
        decided_at=None if submitted else now(),
    )
    for place, mode in enumerate(modes, 1):
        await add_deal(made, place, mode)
    for place, patent in enumerate(patents, 1):
        await PerformancePatent.create(
            performance_id=made.id, position=place, patent_id=patent.id, registered_at=now()
        )
    await add_step(made, PerformanceAct.SUBMIT, PerformanceState.SUBMITTED, author)
    if not submitted:
        confirmed = state is PerformanceState.CONFIRMED
        await add_step(made, PerformanceAct.CONFIRM if confirmed else PerformanceAct.RETURN, state, author)
    return made


async def add_deal(made: Performance, place: int, mode: ConversionMode) -> None:
    deal = await PerformanceDeal.create(
        performance_id=made.id, position=place, mode=mode, amount="12.5", amount_yuan=125_000, remark="备注"
    )
    for position, option in enumerate(DEALS[mode], 1):
        await PerformanceOption.create(
            deal_id=deal.id, performance_id=made.id, position=position, option=option
        )


async def add_step(made: Performance, act: PerformanceAct, state: PerformanceState, by: User) -> None:
    await PerformanceStep.create(
        performance_id=made.id, at=now(), act=act, to_state=state, by_id=by.id, by_name=by.name, reason="原因"
    )
