"""Connections taken from the pool come back to it, whatever became of them."""

import asyncio
from typing import Any

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.transactions import in_transaction

from panhuo.compiler.borrowing import (
    CANCEL_SECONDS,
    CUSTOM_PLANS,
    STATEMENTS,
    Borrowed,
    is_plain,
    taken_from,
)
from panhuo.compiler.database import PooledDatabase
from panhuo.compiler.statement import PlannedAnew
from panhuo.db import connection, pool_counts
from tests.databases import PostgresDatabases

pytestmark = pytest.mark.anyio

ONE = "select 1"
PROCESS = "select pg_backend_pid()"


@pytest.fixture
def databases(postgres_databases: PostgresDatabases) -> PostgresDatabases:
    """In place of the fixture for both: SQLite has one connection and no pool."""
    EXECUTOR_CACHE.clear()
    return postgres_databases


@pytest.fixture(autouse=True)
async def pool(db: str) -> None:
    """The pool, which Tortoise makes at its first statement."""
    await connection().execute_query(ONE)


async def test_a_connection_is_given_back_and_taken_again() -> None:
    async with taken_from(connection()) as raw:
        assert is_plain(raw)
        assert pool_counts() == (1, 0)
        first = await raw.fetchval(PROCESS)
    assert pool_counts() == (0, 1)

    async with taken_from(connection()) as raw:
        assert await raw.fetchval(PROCESS) == first


async def test_no_task_is_made_to_give_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def shielded(*_: Any) -> Any:
        raise AssertionError

    monkeypatch.setattr("asyncpg.pool.asyncio.shield", shielded)
    async with taken_from(connection()) as raw:
        await raw.fetch(ONE)
    monkeypatch.undo()

    assert pool_counts() == (0, 1)


async def test_a_transaction_left_open_is_rolled_back() -> None:
    async with taken_from(connection()) as raw:
        await raw.execute("begin; create table left_open (id int)")

    async with taken_from(connection()) as raw:
        assert not raw.is_in_transaction()
        assert await raw.fetchval("select to_regclass('left_open')") is None


async def test_a_statement_that_is_cancelled_leaves_a_connection_of_use() -> None:
    async def asleep() -> None:
        async with taken_from(connection()) as raw:
            await raw.fetch("select pg_sleep(30)")

    task = asyncio.create_task(asleep())
    await asyncio.sleep(0.1)
    task.cancel()
    async with asyncio.timeout(CANCEL_SECONDS + 3):
        await asyncio.wait({task})

    async with taken_from(connection()) as raw:
        assert await raw.fetchval(ONE) == 1
    assert pool_counts() == (0, 1)


@pytest.mark.parametrize("ending", ["close", "terminate"])
async def test_a_connection_that_ends_is_replaced(ending: str) -> None:
    async with taken_from(connection()) as raw:
        if ending == "close":
            await raw.close()
        else:
            raw.terminate()

    async with taken_from(connection()) as raw:
        assert await raw.fetchval(ONE) == 1


async def test_within_a_transaction_it_is_the_transactions() -> None:
    async with in_transaction():
        await connection().execute_script("create table made_within (id int)")
        taken = taken_from(connection())
        assert not isinstance(taken, Borrowed)
        found = await PooledDatabase().fetch("select to_regclass('made_within')::text", [])
    assert found[0][0] == "made_within"


async def test_many_at_once_wait_for_one_another() -> None:
    async def ask(number: int) -> int:
        found = await PooledDatabase().fetch("select $1::int from pg_sleep(0.001)", [number])
        return int(found[0][0])

    assert await asyncio.gather(*map(ask, range(100))) == list(range(100))
    assert pool_counts()[0] == 0


COUNTED = "select sum(generic_plans)::int, sum(custom_plans)::int, count(*)::int from pg_prepared_statements"
MADE_ANEW = f"{COUNTED} where statement like 'select id from org_unit where kind%'"


async def test_what_is_planned_anew_never_takes_a_plan_for_any_values() -> None:
    sql = PlannedAnew("select id from org_unit where kind = $1::text")

    async with PooledDatabase().operation() as database:
        for _ in range(2 * CUSTOM_PLANS + 1):
            await database.fetch(sql, ["COLLEGE"])
        [(generic, custom, statements)] = await database.fetch(MADE_ANEW, [])
        counted = database.counter.statements

    assert (generic, custom, statements) == (0, 2 * CUSTOM_PLANS + 1, 3)
    assert counted == 2 * CUSTOM_PLANS + 2


async def test_a_connection_knows_so_many_of_them_and_no_more() -> None:
    async with taken_from(connection()) as raw:
        for number in range(2 * STATEMENTS):
            raw.planned_anew(f"select {number}")
        assert len(raw.texts.entries) == STATEMENTS
