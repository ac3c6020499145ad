"""A database that is away: every request gets a coded answer, and all is well again when it comes back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.app import create_app
from panhuo.db import close_database, connection, database, open_database
from panhuo.settings import get_settings
from tests.answers import content
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.factories import institution
from tests.http.answers import codes_of
from tests.services import free_port

pytestmark = pytest.mark.anyio

TOKEN = {"Authorization": f"Bearer {'x' * 43}"}
COOKIE = {"Cookie": f"panhuo_session={'x' * 43}"}
LOGIN = 'mutation { login(input: {username: "a", password: "b"}) { token } }'
OPERATIONS = {
    "a list": "{ patents { totalCount } }",
    "several": "{ patents { totalCount } orgUnits { totalCount } }",
    "an object": '{ node(id: "Patent:1") { id } }',
    "signing in": LOGIN,
    "introspection beside data": '{ __schema { queryType { name } } nodes(ids: ["Patent:1"]) { id } }',
}
CUT = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1"
LISTS = "{ orgUnits { totalCount } }"


@pytest.fixture
async def away(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application at whose database's port nobody answers."""
    EXECUTOR_CACHE.clear()
    monkeypatch.setenv("PANHUO_OPEN_INTROSPECTION", "true")
    get_settings.cache_clear()
    async with database(f"postgres://postgres@127.0.0.1:{free_port()}/panhuo"), client() as http:
        yield http
    monkeypatch.undo()
    get_settings.cache_clear()


def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app())
    return httpx.AsyncClient(transport=transport, base_url="http://panhuo.test")


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("headers", [{}, TOKEN, COOKIE], ids=["visitor", "token", "cookie"])
async def test_every_operation_is_told_so(
    operation: str, headers: dict[str, str], away: httpx.AsyncClient
) -> None:
    responses = [
        await away.post("/graphql", json={"query": OPERATIONS[operation]}, headers=headers) for _ in range(2)
    ]

    for response in responses:
        assert (response.status_code, codes_of(response)) == (503, ["DATABASE_UNAVAILABLE"])
        assert "data" not in response.json()


async def test_what_needs_no_database_is_answered(away: httpx.AsyncClient) -> None:
    schema = await away.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
    bad = await away.post("/graphql", json={"query": "{ nothing }"})

    assert content(schema) == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert codes_of(bad) == ["VALIDATION_FAILED"]
    assert (await away.get("/healthz")).status_code == 200
    assert (await away.get("/readyz")).status_code == 503


async def test_a_database_dropped_and_made_again(postgres_databases: PostgresDatabases) -> None:
    """It is dropped under the application's open connections, which need no restart once it is back."""
    # given
    EXECUTOR_CACHE.clear()
    url = await asyncio.to_thread(postgres_databases.fresh)
    name = url.rpartition("/")[2]
    async with database(url), client() as http:
        await institution("甲大学", open_showcase=True)
        before = await http.post("/graphql", json={"query": LISTS})

        # when
        await asyncio.to_thread(postgres_databases.drop, url)
        gone = [await http.post("/graphql", json={"query": each}) for each in (LISTS, LISTS, LOGIN, LISTS)]
        await asyncio.to_thread(
            postgres_databases.execute, f'create database "{name}" template "{postgres_databases.template}"'
        )
        after = [await http.post("/graphql", json={"query": LISTS}) for _ in range(3)]

    # then
    answer = {"data": {"orgUnits": {"totalCount": 0}}}
    assert content(before) == answer
    assert [(each.status_code, codes_of(each)) for each in gone] == [(503, ["DATABASE_UNAVAILABLE"])] * 4
    assert [content(each) for each in after] == [answer] * 3
    await asyncio.to_thread(postgres_databases.drop, url)


async def test_connections_cut_between_requests(postgres_databases: PostgresDatabases) -> None:
    # given
    EXECUTOR_CACHE.clear()
    url = await asyncio.to_thread(postgres_databases.fresh)
    async with database(url), client() as http:
        before = await http.post("/graphql", json={"query": LISTS})

        # when
        admin = await asyncpg.connect(postgres_databases.server)
        await admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1",
            url.rpartition("/")[2],
        )
        await admin.close()
        after = [await http.post("/graphql", json={"query": LISTS}) for _ in range(3)]

    # then
    assert before.status_code == 200
    assert all(each.status_code == 200 or codes_of(each) == ["DATABASE_UNAVAILABLE"] for each in after)
    assert [each.status_code for each in after[1:]] == [200, 200]
    await asyncio.to_thread(postgres_databases.drop, url)


async def test_a_file_held_by_another_process(sqlite_databases: SqliteDatabases) -> None:
    """Who reads goes on reading; who writes is told to come back."""
    # given
    EXECUTOR_CACHE.clear()
    url = sqlite_databases.fresh()
    async with database(url), client() as http:
        await connection().execute_query("pragma busy_timeout = 0")
        other = sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None)
        other.execute("begin immediate")

        # when
        reads = await http.post("/graphql", json={"query": LISTS})
        writes = await http.post("/graphql", json={"query": LOGIN})
        other.execute("rollback")
        again = await http.post("/graphql", json={"query": LOGIN})

    # then
    assert content(reads) == {"data": {"orgUnits": {"totalCount": 0}}}
    assert (writes.status_code, codes_of(writes)) == (503, ["DATABASE_UNAVAILABLE"])
    assert content(again) == {"data": {"login": {"token": None}}}
    other.close()
    sqlite_databases.drop(url)


async def test_a_file_that_cannot_be_opened_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await open_database(f"sqlite://{tmp_path / 'gone' / 'panhuo.sqlite3'}")

    await close_database()
    await asyncio.sleep(0.05)  # the driver's thread ends
