"""A PostgreSQL with a streaming replica, and the application over both."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg
import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo import replica as following
from panhuo.app import create_app
from panhuo.db import database
from panhuo.replica import floors, replicated, routing
from panhuo.replica.positions import WRITTEN
from tests.databases import PostgresDatabases
from tests.jobs.conftest import redis_url
from tests.services import OwnPostgres, ServiceMissing, binaries, own_replica, services_required, wait_for
from tests.settings import settings
from tests.waiting import until

__all__ = ["redis_url"]

LAG_SECONDS = 60.0
"""In tests that are not about the lag: none is reached."""


@dataclass(frozen=True)
class Servers:
    """Both, with databases on the primary."""

    primary: OwnPostgres
    replica: OwnPostgres
    databases: PostgresDatabases

    def fresh(self) -> str:
        """A new database, which the replica has too."""
        url = self.databases.fresh()
        wait_for(self.replica_of(url))
        return url

    def replica_of(self, url: str, replica: str = "") -> str:
        """The replica's URL of a database."""
        return f"{replica or self.replica.url.rpartition('/')[0]}/{url.rpartition('/')[2]}"


async def execute(url: str, statement: str) -> Any:
    """What a statement gives, over a connection of its own."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


@dataclass
class Stage:
    """The application over a database that has a replica."""

    servers: Servers
    url: str
    http: httpx.AsyncClient
    reads: list[str]
    """The server that each query was read from."""

    async def pause(self) -> None:
        """Let the replica stand still."""
        await execute(self.servers.replica_of(self.url), "select pg_wal_replay_pause()")

    async def resume(self) -> None:
        await execute(self.servers.replica_of(self.url), "select pg_wal_replay_resume()")

    async def caught_up(self) -> None:
        """Return once the replica may be read, and shows everything."""
        position = await execute(self.url, WRITTEN)

        async def shown() -> bool:
            found = following.replica()
            return found is not None and found.fit and await found.reached(position)

        await until(shown)


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Skips where no PostgreSQL can be started; with PANHUO_REQUIRE_SERVICES=1 it fails instead."""
    try:
        with own_replica(binaries()) as (primary, replica):
            databases = PostgresDatabases(primary.url)
            yield Servers(primary, replica, databases)
            databases.close()
    except ServiceMissing as missing:
        if services_required():
            pytest.fail(f"PANHUO_REQUIRE_SERVICES is set, and {missing}")
        pytest.skip(str(missing))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    monkeypatch.setattr(routing, "count_read", found.append)
    return found


@asynccontextmanager
async def staged(
    servers: Servers, reads: list[str], *, replica: str = "", **given: object
) -> AsyncIterator[Stage]:
    """A new database, the application, and its replica caught up, reached by a way of its own if need be."""
    url = await asyncio.to_thread(servers.fresh)
    given = {"database_url": url, "replica_url": servers.replica_of(url, replica), **given}
    EXECUTOR_CACHE.clear()
    floors.cache_clear()
    with settings(**given):
        transport = httpx.ASGITransport(app=create_app())
        http = httpx.AsyncClient(transport=transport, base_url="http://panhuo.test")
        async with database(url), replicated(), http:
            stage = Stage(servers, url, http, reads)
            try:
                await stage.caught_up()
                yield stage
            finally:
                await stage.resume()
    floors.cache_clear()
    await asyncio.to_thread(servers.databases.leave, url)


@pytest.fixture
async def stage(servers: Servers, reads: list[str], redis_url: str) -> AsyncIterator[Stage]:
    """With a Redis, in which the processes tell each other what was written."""
    names = {"budget_url": redis_url, "job_queue": f"panhuo-test-{id(reads)}"}
    async with staged(servers, reads, replica_lag_seconds=LAG_SECONDS, **names) as found:
        yield found


@pytest.fixture
async def stage_without_redis(servers: Servers, reads: list[str]) -> AsyncIterator[Stage]:
    async with staged(servers, reads, replica_lag_seconds=LAG_SECONDS, budget_url="") as found:
        yield found
