"""A PostgreSQL that dies under load and comes back: coded answers meanwhile, and nothing to restart after."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.auth.passwords import hash_password
from panhuo.db import database
from panhuo.migrate import migrate
from panhuo.readiness import KEPT_SECONDS
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.services import OwnPostgres, binaries, own_postgres, wait_for
from tests.serving.load import Answer, Ask, every_client_served, load, once
from tests.serving.process import serving

pytestmark = pytest.mark.anyio

OUTAGE_SECONDS = float(os.environ.get("PANHUO_TEST_OUTAGE_SECONDS", "30"))
LONGEST_SECONDS = 5.0
"""What any request may take, with the database or without."""
RECOVERED_SECONDS = 5.0
"""How long after the database answers again every client must be served."""
POOL = 4
PASSWORD = "Panhuo-test-2026"
LIST = Ask("visitor", {"query": "{ orgUnits { totalCount } }"})
LOGIN = Ask(
    "login",
    {"query": f'mutation {{ login(input: {{username: "admin", password: "{PASSWORD}"}}) {{ token }} }}'},
)
SESSION = {"query": "{ viewer { username } patents { totalCount } }"}
READY = Ask("ready", path="/readyz")


@pytest.fixture
def server() -> Iterator[OwnPostgres]:
    """A PostgreSQL of this test's own, migrated."""
    with own_postgres(binaries()) as own:
        asyncio.run(migrate(own.url))
        yield own


async def test_a_database_stopped_under_load_and_started_again(server: OwnPostgres, tmp_path: Path) -> None:
    # given
    asks = [LIST, LIST, LOGIN, Ask("session", SESSION, await somebody(server.url)), READY]
    async with serving(tmp_path, server.url, PANHUO_DATABASE_POOL_MAX=str(POOL)) as web:
        async with load(web.url, asks) as answers:
            await every_client_served(answers, asks)

            # when
            await asyncio.to_thread(server.stop)
            stopped_at = time.monotonic()
            await asyncio.sleep(OUTAGE_SECONDS)
            starting_at = time.monotonic()
            await asyncio.to_thread(server.start)
            await asyncio.to_thread(wait_for, server.url)
            started_at = time.monotonic()
            await asyncio.sleep(RECOVERED_SECONDS + 3)

        # then
        before = [each for each in answers if each.asked_at + each.seconds < stopped_at - 1]
        noticed_at = stopped_at + 2 * KEPT_SECONDS
        during = [each for each in answers if noticed_at < each.asked_at < starting_at - 1]
        after = [each for each in answers if each.asked_at > started_at + RECOVERED_SECONDS]
        for phase in (before, during, after):
            assert {each.name for each in phase} == {ask.name for ask in asks}
        assert [each for each in (*before, *after) if each.status != 200 or each.codes] == []
        assert [each for each in answers if each.failure or each.seconds > LONGEST_SECONDS] == []
        assert {told(each) for each in during} == {(503, ("DATABASE_UNAVAILABLE",)), (503, "not ready")}
        assert {told(each) for each in answers if told(each)[0] != 200} <= {told(each) for each in during}
        assert all(each.data["login"]["token"] for each in after if each.name == "login")
        await nothing_leaked(web.url, server.url)
        assert web.logged("unexpected error") == []


def told(answer: Answer) -> tuple[int | None, object]:
    return (
        answer.status,
        answer.codes if answer.name != "ready" else "ready" if answer.status == 200 else "not ready",
    )


async def somebody(url: str) -> dict[str, str]:
    """An administrator's account with a password, and the headers of its open session."""
    EXECUTOR_CACHE.clear()
    async with database(url):
        school = await institution("甲大学", open_showcase=True)
        hashed = await hash_password(PASSWORD)
        admin = await user(Role.INSTITUTION_ADMIN, school, username="admin", password_hash=hashed)
        return await sign_in(admin)


async def nothing_leaked(web: str, database_url: str) -> None:
    """Every connection of the pool can still be had, and there are no more than those."""
    async with httpx.AsyncClient(base_url=web, timeout=LONGEST_SECONDS) as http:
        answers = await asyncio.gather(*(once(http, LIST) for _ in range(POOL * 8)))
    assert {(each.status, each.codes) for each in answers} == {(200, ())}
    admin = await asyncpg.connect(database_url)
    open_now = await admin.fetchval(
        "select count(*) from pg_stat_activity where datname = current_database() "
        "and pid <> pg_backend_pid() and backend_type = 'client backend'"
    )
    await admin.close()
    assert open_now <= POOL
