"""Several processes over a database with a replica: they write while they read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.db import database
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.replica.conftest import Servers, execute
from tests.serving.load import Ask, load
from tests.serving.process import serving
from tests.waiting import until

pytestmark = pytest.mark.anyio

SECRET = "panhuo-test-secret"
UNITS = {"query": "{ orgUnits(first: 100) { totalCount nodes { id } } }"}
CREATE = """mutation ($input: CreateOrgUnitInput!) { createOrgUnit(input: $input) {
  orgUnit { id } userErrors { code } } }"""
WRITES = 15


async def setting(url: str) -> tuple[int, list[dict[str, str]]]:
    """An institution, and the headers of two of its administrators and the operator."""
    EXECUTOR_CACHE.clear()
    async with database(url):
        school = await institution("甲大学")
        accounts = [await user(Role.INSTITUTION_ADMIN, school) for _ in range(2)]
        accounts.append(await user(Role.PLATFORM_OPERATOR))
        return school.id, [await sign_in(each) for each in accounts]


async def write_and_read(url: str, headers: dict[str, str], school: int) -> list[int]:
    """After each write, how many units the next read on a new connection misses."""
    missed = []
    for number in range(WRITES):
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=20) as http:
            given = {"parent": f"OrgUnit:{school}", "kind": "COLLEGE", "name": f"第{number}学院"}
            body = {"query": CREATE, "variables": {"input": given}}
            made = (await http.post("/graphql", json=body)).json()["data"]["createOrgUnit"]["orgUnit"]["id"]
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=20) as http:
            for _ in range(3):
                found = (await http.post("/graphql", json=UNITS)).json()["data"]["orgUnits"]
                missed.append(made not in [each["id"] for each in found["nodes"]])
    return missed


@asynccontextmanager
async def stuttering(url: str) -> AsyncIterator[None]:
    """Let the replica stand still for a moment again and again, for the length of a block."""

    async def stutter() -> None:
        while True:
            for act in ("pause", "resume"):
                await execute(url, f"select pg_wal_replay_{act}()")
                await asyncio.sleep(0.2)

    task = asyncio.create_task(stutter())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await execute(url, "select pg_wal_replay_resume()")


def disagreeing(answers: list[Any]) -> list[Any]:
    found = [each.data["orgUnits"] for each in answers]
    return [each for each in found if each["totalCount"] != len(each["nodes"])]


@pytest.mark.parametrize("shared", [True, False])
async def test_processes_that_write_while_they_read(
    shared: bool, servers: Servers, redis_url: str, tmp_path: Path
) -> None:
    # given
    url = await asyncio.to_thread(servers.fresh)
    school, [mine, theirs, operators] = await setting(url)
    given = {
        "PANHUO_REPLICA_URL": servers.replica_of(url),
        "PANHUO_BUDGET_URL": redis_url if shared else "",
        "PANHUO_JOB_QUEUE": f"panhuo-test-{tmp_path.name}",
        "PANHUO_METRICS_TOKEN": SECRET,
    }
    async with serving(tmp_path, url, "--workers", "2", **given) as web:
        await asyncio.sleep(1.5)

        # when
        asks = [Ask("theirs", UNITS, theirs), Ask("operator's", UNITS, operators)]
        async with load(web.url, asks, pause=0.01) as answers, stuttering(servers.replica_of(url)):
            missed = await write_and_read(web.url, mine, school)

        # then
        assert not any(missed)
        assert [each for each in answers if each.status != 200 or each.codes] == []
        assert disagreeing(answers) == []
        lines = [each for each in web.logged("operation") if each["type"] == "query"]
        assert {each["read_from"] for each in lines} == {"primary", "replica"}
        assert all("read_from" not in each for each in web.logged("operation") if each["type"] != "query")
        async with httpx.AsyncClient(base_url=web.url) as http:
            page = await http.get("/metrics", headers={"Authorization": f"Bearer {SECRET}"})
        assert 'panhuo_reads_total{server="replica"}' in page.text
        assert "panhuo_replica_lag_seconds" in page.text
    await asyncio.to_thread(servers.databases.leave, url)


async def test_a_server_is_ready_without_its_replica(servers: Servers, tmp_path: Path) -> None:
    url = await asyncio.to_thread(servers.fresh)
    headers = (await setting(url))[1][0]
    nowhere = "postgres://postgres@127.0.0.1:1/postgres"
    async with (
        serving(tmp_path, url, PANHUO_REPLICA_URL=nowhere) as web,
        httpx.AsyncClient(base_url=web.url, timeout=20) as http,
    ):
        ready = await http.get("/readyz")
        answer = await http.post("/graphql", json=UNITS, headers=headers)

        assert (ready.status_code, ready.json()["status"]) == (200, "ready")
        assert answer.json()["data"]["orgUnits"]["totalCount"] == 1
        await until(lambda: bool(web.logged("operation")))
        assert [each["read_from"] for each in web.logged("operation")] == ["primary"]
    await asyncio.to_thread(servers.databases.leave, url)
