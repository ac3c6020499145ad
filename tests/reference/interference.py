"""The same request over a world and over another that must look the same: the answers, byte for byte."""

import pytest

from panhuo.clock import stopped
from panhuo.db import connection, dialect
from tests.reference.cases import Case
from tests.reference.compiled import response
from tests.reference.cursors import with_cursors
from tests.reference.insert import replace
from tests.reference.kinds import errors_in, kinds_of
from tests.reference.runs import Examples
from tests.reference.scopes import Ask
from tests.reference.smaller import smaller_query
from tests.reference.world import TABLES, World

NEW_IDS = f"""
select setval(pg_get_serial_sequence(name, 'id'), 1000000) from unnest(array{list(TABLES)}) name
where pg_get_serial_sequence(name, 'id') is not null
"""
"""Rows of a generated world have ids that PostgreSQL never gave."""


async def begin(world: World) -> None:
    """The database holds this world, in which nobody has tried to sign in."""
    await replace(world)
    await connection().execute_query("delete from sign_in_throttle")
    if dialect() == "postgres":
        await connection().execute_query(NEW_IDS)


async def answers(case: Case, query: str, other: World) -> tuple[bytes, bytes]:
    """The responses over the case's world and over the other, with cursors taken in the first.

    Some cursors were taken by somebody who reads everything, and are of rows outside the viewer's scope.
    """
    ask = case.ask
    await begin(ask.world)
    variables = await with_cursors(whose_cursors(case), case.operation.variables)
    before = await response(ask, query, variables)
    await begin(other)
    return before, await response(ask, query, variables)


def whose_cursors(case: Case) -> Ask:
    return operator(case.ask) if case.number % 4 == 0 else case.ask


def operator(ask: Ask) -> Ask:
    """The same request by somebody who reads everything."""
    return Ask(ask.world, ask.world.rows("user_account", role="PLATFORM_OPERATOR")[0], ask.today, ask.chinese)


async def unchanged(case: Case, other: World, examples: Examples) -> None:
    with stopped(case.now):
        before, after = await answers(case, case.operation.text, other)
        examples.note(kinds_of(case.operation) | errors_in(before) | others_cursor(case))
        if before != after:
            await fail(case, other)


def others_cursor(case: Case) -> set[str]:
    foreign = case.number % 4 == 0 and "argument cursor" in kinds_of(case.operation)
    return {"argument cursor, of the operator's"} if foreign else set()


async def fail(case: Case, other: World) -> None:
    async def fails(_: World, query: str) -> bool:
        before, after = await answers(case, query, other)
        return before != after

    query = await smaller_query(case.ask.world, case.operation.text, fails)
    before, after = await answers(case, query, other)
    pytest.fail(
        f"{before.decode()}\n{after.decode()}\n{query}\n{case.operation.variables}\n{case.ask.account}"
    )
