"""A server told to stop under load: it says so first, then finishes what it began, and nothing is lost."""

import asyncio
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.serving.load import Answer, Ask, load
from tests.serving.process import Served, serving

pytestmark = pytest.mark.anyio

DRAIN_SECONDS = 2.0
LIST = Ask("visitor", {"query": "{ orgUnits { totalCount } }"})
LOGIN = Ask("login", {"query": 'mutation { login(input: {username: "a", password: "b"}) { token } }'})
READY = Ask("ready", path="/readyz")
ASKS = [LIST, LIST, LOGIN, READY]
STOPPED = {0, -signal.SIGTERM}


async def until_stopped(server: Served) -> float:
    """When it ended."""
    await asyncio.to_thread(server.process.wait, 30)
    return time.monotonic()


@pytest.mark.parametrize("workers", ["1", "2"])
async def test_told_to_stop_under_load(workers: str, database_url: str, tmp_path: Path) -> None:
    # given
    settings = {"PANHUO_DRAIN_SECONDS": str(DRAIN_SECONDS), "PANHUO_PASSWORD_COST": "strong"}
    settings |= {"PANHUO_SIGN_IN_ACCOUNT_FAILURES": "1000", "PANHUO_SIGN_IN_ADDRESS_FAILURES": "1000"}
    async with (
        serving(tmp_path, database_url, "--workers", workers, **settings) as web,
        load(web.url, ASKS, pause=0.01) as answers,
    ):
        await asyncio.sleep(1.5)

        # when
        web.process.send_signal(signal.SIGTERM)
        told_at = time.monotonic()
        await asyncio.sleep(DRAIN_SECONDS / 2)
        web.process.send_signal(signal.SIGTERM)  # asked twice, it still takes its time
        ended_at = await until_stopped(web)
        await asyncio.sleep(0.3)

    # then
    assert web.process.returncode in STOPPED
    assert DRAIN_SECONDS <= ended_at - told_at < DRAIN_SECONDS + 8
    refused = [each for each in answers if each.failure]
    assert [each for each in refused if not isinstance(each.failure, httpx.ConnectError)] == []
    assert min(each.asked_at + each.seconds for each in refused) > told_at + DRAIN_SECONDS
    served = [each for each in answers if not each.failure]
    assert {each.status for each in served if each.name != "ready"} == {200}
    draining = [each for each in served if told_at + 1 < each.asked_at < told_at + DRAIN_SECONDS]
    assert {each.name for each in draining} >= {"visitor", "ready"}
    assert readiness(draining) == {503}
    assert readiness([each for each in served if each.asked_at < told_at - 0.2]) == {200}
    assert {line["level"] for line in web.logged()} == {"info"}


def readiness(answers: list[Answer]) -> set[int | None]:
    return {each.status for each in answers if each.name == "ready"}


async def test_connections_end_with_their_answer_meanwhile(database_url: str, tmp_path: Path) -> None:
    async with (
        serving(tmp_path, database_url, PANHUO_DRAIN_SECONDS="3") as web,
        httpx.AsyncClient(base_url=web.url) as http,
    ):
        before = await http.get("/readyz")
        web.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        after = await http.get("/readyz")
        query = await http.post("/graphql", json=LIST.body)

    assert "connection" not in before.headers
    assert (after.status_code, after.json()["status"]) == (503, "draining")
    assert (query.status_code, query.headers["connection"]) == (200, "close")


async def test_interrupted_it_stops_at_once(database_url: str, tmp_path: Path) -> None:
    async with serving(tmp_path, database_url, PANHUO_DRAIN_SECONDS="20") as web:
        began = time.monotonic()
        web.process.send_signal(signal.SIGINT)
        ended = await until_stopped(web)

    assert ended - began < 5
