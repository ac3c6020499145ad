"""A replica that is behind, away, silent, or none: the primary is read, and nobody is told of an error."""

import asyncio
import time

import asyncpg
import pytest

from panhuo import replica as following
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.replica.conftest import Servers, Stage, execute, staged
from tests.replica.test_reading import create, names
from tests.serving.gate import gate
from tests.waiting import until

pytestmark = pytest.mark.anyio

LEFT_SECONDS = 10.0
"""In which those who read a silent replica are answered; about five on a machine that has little to do."""


def fit() -> bool:
    found = following.replica()
    return found is not None and found.fit


async def test_one_that_is_too_far_behind_is_not_read(
    servers: Servers, reads: list[str], redis_url: str
) -> None:
    async with staged(servers, reads, replica_lag_seconds=3, budget_url=redis_url) as stage:
        # given
        school = await institution("甲大学")
        mine, theirs = [await sign_in(await user(Role.INSTITUTION_ADMIN, school)) for _ in range(2)]
        await stage.caught_up()
        await stage.pause()

        # when
        await create(stage, mine, school, "新学院")
        at_once = await names(stage, theirs)
        await asyncio.sleep(3.2)
        later = await names(stage, theirs)

        # then
        assert (at_once, later) == (["甲大学"], ["甲大学", "新学院"])
        assert reads == ["replica", "primary"]

        # and then
        await stage.resume()
        await stage.caught_up()
        assert await names(stage, theirs) == later and reads[-1] == "replica"


async def test_one_that_has_everything_is_not_old_because_nobody_writes(
    servers: Servers, reads: list[str]
) -> None:
    """Nor because the log is written out up to the middle of a record, as while others write much."""
    async with staged(servers, reads, replica_lag_seconds=1, budget_url="") as stage:
        writer = await asyncpg.connect(stage.url)
        await writer.execute("begin")
        await writer.execute("create table t as select repeat('x', 500) from generate_series(1, 2000)")

        await asyncio.sleep(2.5)

        await until(fit)
        await writer.close()


async def test_one_that_stops_costs_no_answer_and_is_read_again(stage: Stage) -> None:
    # given
    headers = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution("甲大学")))
    await stage.caught_up()
    found = [await names(stage, headers)]

    # when
    await asyncio.to_thread(stage.servers.replica.stop)
    try:
        found += [await names(stage, headers) for _ in range(3)]
    finally:
        await asyncio.to_thread(stage.servers.replica.start)
    await stage.caught_up()
    found.append(await names(stage, headers))

    # then
    assert found == [["甲大学"]] * 5
    assert stage.reads == ["replica", "primary", "primary", "primary", "replica"]


async def test_one_that_falls_silent_is_left_within_seconds(
    servers: Servers, reads: list[str], redis_url: str
) -> None:
    async with gate(servers.replica.url) as (door, through):
        port = through.rpartition(":")[2].partition("/")[0]
        url = f"postgres://postgres@127.0.0.1:{port}"
        async with staged(servers, reads, replica=url, budget_url=redis_url) as stage:
            headers = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution("甲大学")))
            await stage.caught_up()
            await names(stage, headers)

            door.shut()
            began = time.monotonic()
            found = await asyncio.gather(*(names(stage, headers) for _ in range(4)))
            took = time.monotonic() - began
            door.open()

        assert found == [["甲大学"]] * 4 and reads == ["replica"] + ["primary"] * 4
        assert took < LEFT_SECONDS


async def test_what_is_no_replica_of_ours_is_not_read(servers: Servers, reads: list[str]) -> None:
    """Another cluster's database may have any rows under our ids."""
    for other in ("the primary itself", "another database"):
        async with staged(servers, reads, budget_url=""):
            followed = following.replica()
            assert followed is not None
            if other == "another database":
                followed.client.database = "postgres"
            else:
                followed.client.port = int(servers.primary.url.rpartition(":")[2].partition("/")[0])
            followed.lost(OSError("look again"))

            await asyncio.sleep(1.5)

            assert not fit()


async def test_a_statement_that_the_replica_refuses_is_run_on_the_primary(stage: Stage) -> None:
    """As where a cleaning up that it replays stands in the way of a read."""
    headers = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution("甲大学")))
    await stage.caught_up()
    await names(stage, headers)
    url = stage.servers.replica_of(stage.url)

    stop = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
    await execute(url, stop + "and pid <> pg_backend_pid() and query like '%org_unit%'")

    assert await names(stage, headers) == ["甲大学"]
    assert stage.reads[0] == "replica"
    await until(fit)
