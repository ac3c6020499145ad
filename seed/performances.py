"""What the demo's institutions report to have licensed and transferred: confirmed, waiting, returned."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from panhuo.models import (
    Performance,
    PerformanceDeal,
    PerformanceOption,
    PerformancePatent,
    PerformanceStep,
)
from panhuo.rules.dossier_options import ImplementationDetail as Detail
from panhuo.rules.performance_lifecycle import PerformanceAct as Act
from panhuo.rules.performance_lifecycle import PerformanceState as State
from panhuo.rules.performance_options import ConversionMode as Mode
from seed.world import AS_OF, ENTERPRISES

DAY_MS = 86_400_000
OF_EACH = 6
STATES = (State.CONFIRMED, State.CONFIRMED, State.SUBMITTED, State.SUBMITTED, State.RETURNED)
DEALS: tuple[tuple[Mode, tuple[Detail, ...]], ...] = (
    (Mode.LICENCE, (Detail.OPEN_LICENCE_SIGNED,)),
    (Mode.LICENCE, (Detail.ORDINARY_LICENCE_SIGNED, Detail.INDUSTRIALISED_BY_LICENSEE)),
    (Mode.LICENCE, (Detail.EXCLUSIVE_LICENCE_SIGNED,)),
    (Mode.TRANSFER, (Detail.ASSIGNMENT_SIGNED,)),
    (Mode.TRANSFER, (Detail.CONTRIBUTED_AS_EQUITY,)),
)
REASON = "合同扫描件不清晰，请重新填报。"
SHARE = "按销售额的3%提成，按年支付"
LIBRARY = """
select d.institution_id, d.title, d.registered_at, d.id from dossier d
where d.state = 'REGISTERED' and d.base_id is null order by d.institution_id, d.registered_sort, d.id
"""
MEMBERS = "select patent_id from dossier_patent where dossier_id = {id} and current order by position"
PEOPLE = "select id, name, unit_id, role from user_account where password_hash is not null order by id"


async def report_performances(rng: Random, now: int) -> None:
    """A few of each institution, of dossiers that have long been in the library."""
    async with in_transaction() as client:
        people = await client.execute_query_dict(PEOPLE)
        admins = {row["unit_id"]: row for row in people if row["role"] == "INSTITUTION_ADMIN"}
        operator = next(row for row in people if row["role"] == "PLATFORM_OPERATOR")
        libraries: dict[int, list[dict[str, Any]]] = {}
        for row in await client.execute_query_dict(LIBRARY):
            libraries.setdefault(row["institution_id"], []).append(row)
        for institution, rows in libraries.items():
            chosen = rng.sample(rows, min(OF_EACH, len(rows)))
            for place, dossier in enumerate(chosen if institution in admins else ()):
                state = STATES[place % len(STATES)]
                await report(client, rng, now, dossier, state, admins[institution], operator)


async def report(
    client: BaseDBAsyncClient,
    rng: Random,
    now: int,
    dossier: dict[str, Any],
    state: State,
    author: dict[str, Any],
    operator: dict[str, Any],
) -> None:
    """A report with its deal, its patents and what was done with it."""
    since = now - rng.randint(10, 120) * DAY_MS
    signed = AS_OF - timedelta(days=rng.randint(60, 600))
    decided = None if state is State.SUBMITTED else since + 3 * DAY_MS
    made = Performance(
        state=state,
        institution_id=dossier["institution_id"],
        author_id=author["id"],
        author_name=author["name"],
        name=dossier["title"][:200],
        partner=rng.choice(ENTERPRISES),
        signed_on=signed,
        ends_on=date(signed.year + 5, signed.month, 1),
        version=1 if decided is None else 2,
        reason=REASON if state is State.RETURNED else None,
        submitted_at=since,
        updated_at=decided or since,
        decided_at=decided,
    )
    await made.save(using_db=client)
    await add_deal(client, rng, made.id)
    members = await client.execute_query_dict(MEMBERS.format(id=dossier["id"]))
    for place, row in enumerate(members, 1):
        await PerformancePatent(
            performance_id=made.id,
            position=place,
            patent_id=row["patent_id"],
            registered_at=dossier["registered_at"],
        ).save(using_db=client)
    await add_step(client, made.id, Act.SUBMIT, State.SUBMITTED, since, author)
    if decided is not None:
        act = Act.CONFIRM if state is State.CONFIRMED else Act.RETURN
        await add_step(client, made.id, act, state, decided, operator)


async def add_deal(client: BaseDBAsyncClient, rng: Random, performance: int) -> None:
    """An amount, or a share of sales where there is no figure (S154)."""
    mode, options = rng.choice(DEALS)
    amount = rng.choice((None, 8, 15, 30, 60, 120))
    deal = PerformanceDeal(
        performance_id=performance,
        position=1,
        mode=mode,
        amount=None if amount is None else str(amount),
        amount_yuan=None if amount is None else amount * 10_000,
        remark=SHARE if amount is None else None,
    )
    await deal.save(using_db=client)
    for place, option in enumerate(options, 1):
        ticked = PerformanceOption(deal_id=deal.id, performance_id=performance, position=place, option=option)
        await ticked.save(using_db=client)


async def add_step(
    client: BaseDBAsyncClient, performance: int, act: Act, state: State, at: int, by: dict[str, Any]
) -> None:
    step = PerformanceStep(
        performance_id=performance,
        at=at,
        act=act,
        to_state=state,
        by_id=by["id"],
        by_name=by["name"],
        reason=REASON if act is Act.RETURN else None,
    )
    await step.save(using_db=client)
