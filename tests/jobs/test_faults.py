"""Jobs amid faults: each ends, its effect comes about once, its report is whole.

The process that runs them is killed (SIGKILL) four times a kind and broker, at random points of check and
effect, and PostgreSQL is stopped at once and started again twice meanwhile. PANHUO_TEST_SEED repeats a run,
whose seed is in its output; PANHUO_TEST_KILLS sets how often.
"""

import asyncio
import os
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.jobs.kinds import kind_of
from panhuo.rules.vocabulary import JobKind
from panhuo.settings import get_settings
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.factories import sign_in
from tests.jobs.asking import CONFIRM, Answer, Headers, change, job
from tests.jobs.faulted import FAULTED, Faulted
from tests.jobs.working import Broker, Working, patiently, row_of, until_state
from tests.services import OwnPostgres, ServiceMissing, binaries, own_postgres, services_required

pytestmark = pytest.mark.anyio

KILLS = int(os.environ.get("PANHUO_TEST_KILLS", "4"))
KILLS_ON_SQLITE = 3
OUTAGES = 2
SEED = int(os.environ.get("PANHUO_TEST_SEED", random.randrange(2**32)))
STAGE_SECONDS = 0.7
"""About as long as a stage takes here: faults come in that time."""
JOBS_AT_MOST = 40

Fault = Callable[[], Awaitable[None]]


@pytest.fixture(scope="session")
def own_server() -> Iterator[OwnPostgres]:
    """A PostgreSQL that these tests may stop."""
    try:
        with own_postgres(binaries()) as server:
            yield server
    except ServiceMissing as missing:
        if services_required():
            pytest.fail(f"PANHUO_REQUIRE_SERVICES is set, and {missing}")
        pytest.skip(str(missing))


@dataclass
class Faults:
    """What is still to happen, in a random order."""

    chance: random.Random
    coming: list[Fault]
    hits: int = 0
    """How many met a run under way."""

    async def befall(self, number: int, end: str, left: int = 0) -> None:
        """Let faults meet the runs of a job's stage at random points, until it ends or so many are left."""
        held: str | None = None
        while len(self.coming) > left:
            row = await until_state(number, "RUNNING", end, other_than=held)
            if row["state"] == end:
                return
            held = row["lease"]
            await asyncio.sleep(self.chance.uniform(0, STAGE_SECONDS))
            if (await row_of(number))["lease"] == held:
                self.hits += 1
                await self.coming.pop()()
        await until_state(number, end)


def stopped(server: OwnPostgres) -> Fault:
    """The database gone and back again."""

    async def outage() -> None:
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(0.3)
        await asyncio.to_thread(server.start)

    return outage


def killed(working: Working) -> Fault:
    async def kill() -> None:
        await working.kill()
        await working.begin()

    return kill


@pytest.fixture(scope="session")
def own_databases(own_server: OwnPostgres) -> Iterator[PostgresDatabases]:
    databases = PostgresDatabases(own_server.url)
    yield databases
    databases.close()


@pytest.fixture
def postgres_url(own_databases: PostgresDatabases) -> str:
    """It goes with the server: whatever else is done there may meet a fault."""
    return own_databases.fresh()


@pytest.fixture
def sqlite_url(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    url = sqlite_databases.fresh()
    yield url
    sqlite_databases.drop(url)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """In place of the usual one: a database whose server may be stopped."""
    EXECUTOR_CACHE.clear()
    url: str = request.getfixturevalue(f"{request.param}_url")
    monkeypatch.setenv("PANHUO_DATABASE_URL", url)
    get_settings.cache_clear()
    yield url
    get_settings.cache_clear()


async def done(
    client: httpx.AsyncClient, headers: Headers, started: Answer, faults: Faults, faulted: Faulted
) -> Answer:
    """A job that was checked, confirmed and carried out, and what it asked for, whatever befell them.

    One without a check just ran.
    """
    number = int(started["id"].removeprefix("Job:"))
    if kind_of(started["kind"]).check is None:
        await faults.befall(number, "SUCCEEDED")
        return await patiently(lambda: job(client, headers, started["id"]))
    await faults.befall(number, "WAITING", left=len(faults.coming) // 2)
    waiting = await patiently(lambda: job(client, headers, started["id"]))
    payload = await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    assert payload["userErrors"] == []
    await faults.befall(number, "SUCCEEDED", left=1 if faulted.follows else 0)
    if faulted.follows is not None:
        await faults.befall(await patiently(faulted.follows), "SUCCEEDED")
    return await patiently(lambda: job(client, headers, started["id"]))


@pytest.mark.parametrize("kind", FAULTED)
@pytest.mark.parametrize(
    ("database_url", "broker"),
    [("postgres", "redis"), ("postgres", "rabbitmq"), ("postgres", "inside"), ("sqlite", "inside")],
    indirect=True,
)
async def test_jobs_amid_faults(
    request: pytest.FixtureRequest, client: httpx.AsyncClient, db: str, broker: Broker, kind: JobKind
) -> None:
    # given
    faulted, began = FAULTED[kind], time.monotonic()
    headers = await sign_in(await faulted.owner())
    async with broker.working() as working:
        if db.startswith("postgres"):
            coming = [killed(working)] * KILLS
            coming += [stopped(request.getfixturevalue("own_server"))] * OUTAGES
        else:
            coming = [killed(working)] * KILLS_ON_SQLITE
        chance = random.Random(SEED)
        chance.shuffle(coming)
        faults = Faults(chance, coming)

        # when job after job is done, until all has happened
        jobs: list[Answer] = []
        while faults.coming:
            assert len(jobs) < JOBS_AT_MOST
            started = await patiently(lambda: faulted.start(client, headers, len(jobs)))
            jobs.append(await done(client, headers, started, faults, faulted))
    took = time.monotonic() - began
    print(f"seed {SEED}: {faults.hits} faults that met a run, {len(jobs)} jobs, {took:.0f} s")

    # then
    assert [(each["state"], each["error"]) for each in jobs] == [("SUCCEEDED", None)] * len(jobs)
    await faulted.whole(client, headers, jobs)
