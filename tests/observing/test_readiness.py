"""`/readyz`: each check by name, at most once a second, in bounded time, and without a word of why."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx
import pytest

from panhuo import readiness
from panhuo.db import connection
from panhuo.draining import Draining
from panhuo.readiness import Readiness
from tests.observing.conftest import Lines

pytestmark = pytest.mark.anyio


@dataclass
class Counted:
    """A check that counts how often it was made."""

    outcome: Callable[[], Awaitable[bool]]
    times: int = field(default=0)

    async def __call__(self) -> bool:
        self.times += 1
        return await self.outcome()


async def good() -> bool:
    return True


async def away() -> bool:
    raise OSError("postgres://panhuo:secret@db refused")


async def hanging() -> bool:
    await asyncio.sleep(3600)
    return True


async def test_a_database_at_our_schema_is_ready(client: httpx.AsyncClient) -> None:
    response = await client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "checks": {"database": "ok", "migrations": "ok"}}
    assert response.headers["cache-control"] == "no-store"


async def test_a_database_that_lacks_a_migration_is_not(client: httpx.AsyncClient) -> None:
    await connection().execute_script("delete from tortoise_migrations where name like '0002%'")

    response = await client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "checks": {"database": "ok", "migrations": "failed"}}


async def test_a_database_that_is_ahead_is_ready(client: httpx.AsyncClient) -> None:
    """A newer version is being rolled out; this one serves until it is stopped."""
    await connection().execute_script(
        "insert into tortoise_migrations (app, name, applied_at) values ('panhuo', '9999_next', '2026-01-01')"
    )

    assert (await client.get("/readyz")).status_code == 200


async def test_a_crowd_of_probes_makes_one_check() -> None:
    check = Counted(good)
    found = Readiness(Draining(), {"database": check})

    states = await asyncio.gather(*(found.state() for _ in range(100)))

    assert {state.ready for state in states} == {True}
    assert check.times == 1


async def test_why_is_for_the_log_alone(lines: Lines, client: httpx.AsyncClient) -> None:
    found = Readiness(Draining(), {"database": away, "migrations": good})

    state = await found.state()

    assert not state.ready
    assert state.answer == {"status": "unavailable", "checks": {"database": "failed", "migrations": "ok"}}
    (line,) = lines("not ready")
    assert (line["check"], line["level"]) == ("database", "warning")


async def test_a_check_that_hangs_fails_and_is_not_begun_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    monkeypatch.setattr(readiness, "CHECK_SECONDS", 0.05)
    monkeypatch.setattr(readiness, "KEPT_SECONDS", 0.0)
    check = Counted(hanging)
    found = Readiness(Draining(), {"database": check})

    # when
    began = time.monotonic()
    states = [await found.state() for _ in range(3)]

    # then
    assert time.monotonic() - began < 1
    assert {state.ready for state in states} == {False}
    assert check.times == 1
    for task in found.running.values():
        task.cancel()


async def test_draining_is_not_ready() -> None:
    draining = Draining()
    found = Readiness(draining, {"database": good})
    assert (await found.state()).ready

    draining.begun = True

    state = await found.state()
    assert (state.ready, state.answer["status"]) == (False, "draining")
