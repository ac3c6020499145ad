"""A generated world of thousands of patents on each database, and how its statements are explained."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from bench.database import sink_of
from bench.world import fill
from bench.worlds import reading
from panhuo.auth.sessions import viewer_of_account
from panhuo.compiler.database import HeldDatabase
from panhuo.compiler.statement import PlannedAnew
from panhuo.context import Context
from panhuo.db import WITHOUT_JIT, database
from panhuo.permissions.viewer import Viewer
from panhuo.schema import schema
from panhuo.settings import get_settings
from tests.plans import on_postgres, on_sqlite
from tests.plans.explained import Plan, merged

PATENTS = 20_000
"""So many that PostgreSQL does not read whole tables for want of anything dearer."""
Explain = Callable[[str, Sequence[Any]], Awaitable[Plan]]


@dataclass
class Statements:
    """What the application fetched last."""

    kept: list[tuple[str, Sequence[Any]]] = field(default_factory=list)

    async def replayed(self, explain: Explain) -> Plan:
        """The plan of them all."""
        return merged([await explain(str(sql), arguments) for sql, arguments in self.kept])

    async def replayed_in_time(self, explain: Explain) -> Plan:
        """The plan of those that are not planned for their values each time."""
        often = [each for each in self.kept if not isinstance(each[0], PlannedAnew)]
        return merged([await explain(sql, arguments) for sql, arguments in often])


@dataclass
class Nation:
    """The open world."""

    url: str
    fetched: Statements
    explain: Explain
    explain_in_time: Explain
    """The plan that PostgreSQL comes to; of SQLite the same one."""

    async def ask(self, query: str, username: str, variables: dict[str, Any]) -> None:
        """Carry an operation out, so that its statements are known."""
        async with reading(self.url) as world:
            number = await world.fetchval("select id from user_account where username = $1", username)
        viewer = await viewer_of_account(number) if username else Viewer()
        assert viewer is not None
        self.fetched.kept.clear()
        context = Context(request=None, viewer=viewer)  # type: ignore[arg-type]
        answer = await schema.execute(query, variable_values=variables, context_value=context)
        assert answer.errors is None


@pytest.fixture(scope="module", params=["postgres", "sqlite"])
def world_url(request: pytest.FixtureRequest) -> Iterator[str]:
    EXECUTOR_CACHE.clear()
    databases = request.getfixturevalue(f"{request.param}_databases")
    url = databases.fresh()
    asyncio.run(build(url))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()
        yield url
    get_settings.cache_clear()
    databases.drop(url)


async def build(url: str) -> None:
    async with sink_of(url) as sink:
        await fill(sink, PATENTS, with_text=True)


@pytest.fixture(scope="module")
async def nation(world_url: str) -> AsyncIterator[Nation]:
    fetched, fetch = Statements(), HeldDatabase.fetch

    async def noted(held: HeldDatabase, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        fetched.kept.append((sql, list(arguments)))
        return await fetch(held, sql, arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeldDatabase, "fetch", noted)
        async with database(world_url):
            opened = on_file if world_url.startswith("sqlite") else on_server
            async for found in opened(world_url, fetched):
                yield found


async def on_server(url: str, fetched: Statements) -> AsyncIterator[Nation]:
    connection = await asyncpg.connect(url, server_settings=WITHOUT_JIT)
    yield Nation(
        url,
        fetched,
        lambda sql, arguments: on_postgres.explain(connection, sql, arguments),
        lambda sql, arguments: on_postgres.explain_in_time(connection, sql, arguments),
    )
    await connection.close()


async def on_file(url: str, fetched: Statements) -> AsyncIterator[Nation]:
    connection = sqlite3.connect(url.removeprefix("sqlite://"))

    async def explain(sql: str, arguments: Sequence[Any]) -> Plan:
        return on_sqlite.explain(connection, sql, arguments)

    yield Nation(url, fetched, explain, explain)
    connection.close()
