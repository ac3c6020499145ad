"""Operations end in time: reads are cut off in the database too, changes are finished."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from panhuo.compiler.database import HeldDatabase
from panhuo.compiler.deadline import UNDER_WAY
from panhuo.db import connection, dialect
from panhuo.models import Session
from panhuo.rules.vocabulary import Role
from panhuo.services import sign_in as services
from tests.factories import institution, user
from tests.limits.conftest import ask, codes_of
from tests.settings import settings
from tests.shared import row_counts

pytestmark = pytest.mark.anyio

SLOW = {
    "postgres": "select pg_sleep(30)",
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1e9) select max(i)"
    " from n",
}
"""Half a minute of the database's time, or more."""
UNITS = "{ orgUnits { totalCount } }"


@asynccontextmanager
async def slow(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Every statement of a query takes its time."""
    original = HeldDatabase.fetch

    async def fetch(self: Any, sql: str, arguments: Any) -> Any:
        return await original(self, SLOW[dialect()], [])

    with monkeypatch.context() as patch, settings(max_operation_seconds=0.3):
        patch.setattr(HeldDatabase, "fetch", fetch)
        yield


@pytest.mark.parametrize(("language", "word"), [("en", "too long"), ("zh-CN", "超时")])
async def test_a_query_that_takes_too_long_is_cut_off(
    language: str, word: str, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # when
    began = time.monotonic()
    async with slow(monkeypatch):
        response = await ask(client, UNITS, {"Accept-Language": language})

    # then
    assert (response.status_code, codes_of(response)) == (504, ["TIMEOUT"])
    assert word in response.json()["errors"][0]["message"]
    assert time.monotonic() - began < 5


async def test_its_statement_is_cut_off_with_it(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite has one connection: were it still at work, the next query would wait for it."""
    async with slow(monkeypatch):
        await asyncio.gather(*(ask(client, UNITS) for _ in range(3)))
    began = time.monotonic()
    after = await ask(client, UNITS)

    assert (after.status_code, after.json()["data"]) == (200, {"orgUnits": {"totalCount": 0}})
    assert time.monotonic() - began < 5
    if dialect() == "postgres":
        running = "select query from pg_stat_activity where datname = current_database() and state = 'active'"
        rows = await connection().execute_query_dict(running)
        assert [row["query"] for row in rows] == [running]


async def test_a_query_in_time_is_answered(client: httpx.AsyncClient) -> None:
    with settings(max_operation_seconds=20):
        response = await ask(client, UNITS)

    assert response.status_code == 200


async def test_a_change_that_takes_too_long_is_finished(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited is told to look; nothing is half done, and nothing stays locked."""
    # given an account whose password takes a while to check
    account = await user(Role.INSTITUTION_ADMIN, await institution())
    verified = services.verify_password

    async def verify(password: str, stored: str | None) -> bool:
        await asyncio.sleep(0.6)
        await verified(password, stored)
        return True

    monkeypatch.setattr(services, "verify_password", verify)
    login = f'mutation {{ login(input: {{username: "{account.username}", password: "x"}}) {{ token }} }}'
    counts = await row_counts()

    # when
    with settings(max_operation_seconds=0.2):
        response = await ask(client, login)
    meanwhile = await Session.all().count()
    await asyncio.gather(*UNDER_WAY)

    # then
    assert (response.status_code, codes_of(response)) == (504, ["TIMEOUT"])
    assert meanwhile == 0
    assert await row_counts() == {**counts, "session": 1, "sign_in_throttle": 1}
    assert (await ask(client, UNITS)).status_code == 200
