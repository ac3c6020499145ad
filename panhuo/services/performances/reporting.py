"""Reports submitted by an institution (S32, S157), and submitted again once they were returned."""

from datetime import date
from typing import Any

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import plain, yuan
from panhuo.rules.performance_lifecycle import PerformanceAct
from panhuo.rules.vocabulary import DemandState
from panhuo.services.acting import Action, acting
from panhuo.services.dossiers.patents import no_import_meanwhile
from panhuo.services.performances.content import PerformanceContent, cleaned
from panhuo.services.performances.steps import move, record, report_for, tell_operators

INSERT = """
insert into performance (institution_id, author_id, author_name, demand_id, name, partner, signed_on, ends_on,
                         terms, submitted_at, updated_at)
values ($1, $2, coalesce((select name from user_account where id = $2), ''), $3, $4, $5, $6, $7, $8, $9, $9)
returning *
"""
AUTHOR = "select name from user_account where id = $1"
DEAL = """
insert into performance_deal (performance_id, position, mode, amount, amount_yuan, remark)
values ($1, $2, $3, $4, $5, $6) returning id
"""
OPTION = """
insert into performance_option (deal_id, performance_id, position, option) values ($1, $2, $3, $4)
"""
PATENT = """
insert into performance_patent (performance_id, position, patent_id, registered_at) values ($1, $2, $3, $4)
"""
EMPTY = (
    "delete from performance_option where performance_id = $1",
    "delete from performance_deal where performance_id = $1",
    "delete from performance_patent where performance_id = $1",
)
REGISTERED = """
select m.patent_id, min(d.registered_at) as since from dossier_patent m join dossier d on d.id = m.dossier_id
where d.institution_id = $1 and d.state = 'REGISTERED' and d.base_id is null and m.current
  and m.patent_id in ({marks})
group by m.patent_id
"""
LINKED = "select patent_id, registered_at from performance_patent where performance_id = $1"


async def submit_performance(viewer: Viewer, content: PerformanceContent, key: str | None = None) -> int:
    """Submit a report to the platform; its id.

    Raises NOT_FOUND for a patent or demand out of sight, PERFORMANCE_NOT_REGISTERED, INVALID_VALUE,
    PERFORMANCE_OPTIONS_UNFIT, PERFORMANCE_AMOUNT_MISSING, DOSSIER_AMOUNT_INVALID.
    """
    async with acting(viewer) as action:
        await no_import_meanwhile()
        await action.reached(Ability.PERFORMANCE_SUBMIT, "performance", [])
        known = await action.once(key, "submitPerformance", given(content))
        if known is not None:
            return known
        since, said = await checked(action, content, {})
        [row] = await run(INSERT, viewer.institution_id, viewer.user_id, *columns_of(said), action.now)
        await action.made(key, row["id"])
        await fill(row["id"], said, since)
        await record(action, row, PerformanceAct.SUBMIT, None)
        await tell_operators(action, row)
        return int(row["id"])


async def resubmit_performance(
    viewer: Viewer, performance: int, version: int, content: PerformanceContent
) -> None:
    """Change a returned report and submit it again. Raises what `submit_performance` raises, NOT_FOUND,
    CONFLICT, PERFORMANCE_ACT_UNAVAILABLE."""
    async with acting(viewer) as action:
        await no_import_meanwhile()
        act = PerformanceAct.RESUBMIT
        row, step = await report_for(action, Ability.PERFORMANCE_SUBMIT, act, performance, version)
        linked = {each["patent_id"]: each["registered_at"] for each in await run(LINKED, performance)}
        since, said = await checked(action, content, linked)
        [author] = await run(AUTHOR, viewer.user_id)
        names = ("demand_id", "name", "partner", "signed_on", "ends_on", "terms")
        told = {"author_id": viewer.user_id, "author_name": author["name"], "submitted_at": action.now}
        state = {"state": step.target.value, "reason": None, "decided_at": None}
        after = await move(action, row, dict(zip(names, columns_of(said), strict=True)) | told | state)
        for statement in EMPTY:
            await run(statement, performance)
        await fill(performance, said, since)
        await record(action, after, act, row["state"])
        await tell_operators(action, after)


async def checked(
    action: Action, content: PerformanceContent, linked: dict[int, int]
) -> tuple[dict[int, int], PerformanceContent]:
    """Since when each patent is in the library, and what is kept (S161).

    Those linked before may have left it since.
    """
    seen = await action.reached(Ability.PATENT_READ, "patent", content.patents)
    if set(content.patents) - seen.keys():
        raise PanhuoError(ErrorCode.NOT_FOUND, field="patents")
    if content.demand is not None:
        demand = await action.one(Ability.DEMAND_READ, "demand", content.demand, "demand")
        if demand["state"] != DemandState.SIGNED:
            raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_SIGNED, field="demand")
    said = cleaned(content)
    marks = ", ".join(str(int(each)) for each in said.patents)
    rows = await run(REGISTERED.format(marks=marks), action.viewer.institution_id)
    since = linked | {each["patent_id"]: each["since"] for each in rows}
    missing = [seen[each] for each in said.patents if each not in since]
    if missing:
        number = missing[0]["application_number"]
        raise PanhuoError(ErrorCode.PERFORMANCE_NOT_REGISTERED, f"({number})", field="patents")
    return since, said


def columns_of(said: PerformanceContent) -> tuple[Any, ...]:
    return (said.demand, said.name, said.partner, day(said.signed_on), day(said.ends_on), said.terms)


def day(given: date | None) -> date | str | None:
    """A date as the database takes it."""
    return given.isoformat() if given and dialect() == "sqlite" else given


async def fill(performance: int, said: PerformanceContent, since: dict[int, int]) -> None:
    """Deals with their options, and patents."""
    for place, deal in enumerate(said.deals, 1):
        amount = None if deal.amount is None else plain(deal.amount)
        [row] = await run(DEAL, performance, place, deal.mode.value, amount, yuan(deal.amount), deal.remark)
        for position, option in enumerate(deal.options, 1):
            await run(OPTION, row["id"], performance, position, option.value)
    for place, patent in enumerate(said.patents, 1):
        await run(PATENT, performance, place, patent, since[patent])


def given(content: PerformanceContent) -> list[Any]:
    """What was sent, as an idempotency key remembers it."""
    deals = [
        [deal.mode.value, [each.value for each in deal.options], str(deal.amount), deal.remark]
        for deal in content.deals
    ]
    return [*map(str, columns_of(content)), list(content.patents), deals]


NOT_SIGNED = ("Only a signed demand starts a report.", "仅已签约的需求可填报业绩。")
