"""A PostgreSQL that falls silent: connections stand, nothing answers; and then it does again."""

import asyncio
import time
from pathlib import Path

import pytest

from panhuo.readiness import KEPT_SECONDS
from tests.databases import PostgresDatabases
from tests.serving.gate import gate
from tests.serving.load import Ask, every_client_served, load
from tests.serving.process import serving
from tests.serving.test_database_stopped import LIST, LOGIN, READY, SESSION, nothing_leaked, somebody

pytestmark = pytest.mark.anyio

ALLOWED_SECONDS = 1.0
"""What an operation may take by the server's settings."""
LONGEST_SECONDS = 5.0
TOLD = {("TIMEOUT",), ("DATABASE_UNAVAILABLE",)}


async def test_a_database_that_falls_silent_under_load(
    postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    # given
    url = await asyncio.to_thread(postgres_databases.fresh)
    asks = [LIST, LIST, LOGIN, Ask("session", SESSION, await somebody(url)), READY]
    settings = {"PANHUO_MAX_OPERATION_SECONDS": str(ALLOWED_SECONDS), "PANHUO_DATABASE_POOL_MAX": "4"}
    async with gate(url) as (door, through), serving(tmp_path, through, **settings) as web:
        async with load(web.url, asks) as answers:
            await every_client_served(answers, asks)

            # when
            door.shut()
            shut_at = time.monotonic()
            await asyncio.sleep(8)
            door.open()
            opened_at = time.monotonic()
            await asyncio.sleep(8)

        # then
        hanging = [each for each in answers if shut_at + 2 * KEPT_SECONDS < each.asked_at < opened_at - 1]
        after = [each for each in answers if each.asked_at > opened_at + LONGEST_SECONDS]
        assert [each for each in answers if each.failure or each.seconds > LONGEST_SECONDS] == []
        for phase in (hanging, after):
            assert {each.name for each in phase} == {ask.name for ask in asks}
        assert {each.status for each in hanging if each.name == "ready"} == {503}
        assert {each.codes for each in hanging if each.name != "ready"} <= TOLD
        assert [each for each in after if each.status != 200 or each.codes] == []
        assert all(each.data["login"]["token"] for each in after if each.name == "login")
        await nothing_leaked(web.url, url)
        assert web.logged("unexpected error") == []
    await asyncio.to_thread(postgres_databases.drop, url)
