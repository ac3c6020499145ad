"""`python -m bench accounts`: a file of accounts through the whole of it, counted and timed (S42–S46)."""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from bench.account_file import Planted, account_rows, filled, plant, reported
from bench.accounts import token_of
from bench.servers import free_port
from panhuo.auth import statements
from panhuo.auth.sessions import token_hash
from panhuo.clock import now_ms
from panhuo.models import OrgUnit, Session, User
from panhuo.rules.vocabulary import OrgUnitKind, Role
from panhuo.settings import get_settings

UNITS = ("物理学院", "化学学院", "材料学院", "青岚大学")
TOKEN = token_of("batch")
HOUR_MS = 3_600_000
BESIDE = ("lease_until = $3", "pg_notify")
"""Parts of statements that belong to waiting, not to the work: how many there are is a matter of time."""
CREATE = """mutation ($upload: ID!) {
  createUsersFromFile(input: { upload: $upload }) { job { id } userErrors { code } }
}"""
CONFIRM = """mutation ($id: ID!, $version: Int!) {
  confirmJob(input: { id: $id, version: $version }) { userErrors { code } }
}"""
JOB = """query ($id: ID!) { job(id: $id) {
  state version figures { name count } files { name secret download { url } }
} }"""
PROGRESS = "subscription ($id: ID!) { jobProgress(id: $id) { state done total phase } }"
ENDS = ("WAITING", "SUCCEEDED", "FAILED", "CANCELLED", "DEAD")


class BatchError(Exception):
    """Something came out otherwise than was planted."""


@dataclass
class Measured:
    """What a stage took: of this one process, client and server together."""

    name: str
    cpu: float = 0.0
    seconds: float = 0.0
    statements: int = 0
    events: int = 0
    figures: dict[str, int] = field(default_factory=dict)

    def line(self) -> str:
        told = ", ".join(f"{count:,} {name}" for name, count in self.figures.items())
        return (
            f"{self.name}: {self.cpu:.1f} s CPU, {self.seconds:.1f} s, {self.statements} statements, "
            f"{self.events} events of progress; {told}"
        )


async def measure(rows: int, errors: int, port: int) -> list[str]:
    """Check and open a file of accounts on the database of the settings. Raises BatchError."""
    async with (
        serving(port),
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=600
        ) as client,
    ):
        taken = await world(errors // 8 + 1)
        template = (await client.get("/templates/accounts")).raise_for_status().content
        cells = account_rows(rows, UNITS)
        planted = plant(cells, errors, taken)
        content = await asyncio.to_thread(filled, template, cells)
        before = await User.all().count()
        checking, waiting = await check(client, content)
        await compare(client, waiting, planted)
        require(await User.all().count() == before, "accounts before the confirmation")
        opening, _ = await confirm(client, waiting)
        opened = await User.all().count() - before
        require(opened == rows - errors, f"{opened} accounts, not {rows - errors}")
    return [checking.line(), f"{len(planted)} errors, each at its row and column", opening.line()]


async def check(client: httpx.AsyncClient, content: bytes) -> tuple[Measured, dict[str, Any]]:
    sent = await client.post("/uploads", params={"name": "名单.xlsx"}, content=content)
    upload = sent.raise_for_status().json()["upload"]["id"]
    with measured("check") as found:
        id = (await ask(client, CREATE, upload=upload))["createUsersFromFile"]["job"]["id"]
        found.events = await followed(client, id, "WAITING")
    job = await of(client, id)
    found.figures = figures(job)
    return found, job


async def confirm(client: httpx.AsyncClient, waiting: dict[str, Any]) -> tuple[Measured, dict[str, Any]]:
    with measured("creation") as found:
        await ask(client, CONFIRM, id=waiting["id"], version=waiting["version"])
        found.events = await followed(client, waiting["id"], "SUCCEEDED")
    job = await of(client, waiting["id"])
    found.figures = figures(job)
    return found, job


async def compare(client: httpx.AsyncClient, job: dict[str, Any], planted: list[Planted]) -> None:
    report = await client.get(job["files"][0]["download"]["url"])
    found = await asyncio.to_thread(reported, report.raise_for_status().content)
    require(found == planted, f"the report differs: {sorted(set(found) ^ set(planted), key=str)[:5]}")


async def followed(client: httpx.AsyncClient, id: str, end: str) -> int:
    """Follow a job until it is in a state; how many events there were. Raises BatchError on another end."""
    events, body = 0, {"query": PROGRESS, "variables": {"id": id}}
    headers = {"Accept": "text/event-stream"}
    async with client.stream("POST", "/graphql", json=body, headers=headers) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: {"):
                events += 1
                state = json.loads(line.removeprefix("data: "))["data"]["jobProgress"]["state"]
                if state == end:
                    return events
                require(state not in ENDS, f"the job is {state}")
    raise BatchError("the subscription ended early")


async def of(client: httpx.AsyncClient, id: str) -> dict[str, Any]:
    return {"id": id, **(await ask(client, JOB, id=id))["job"]}


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    answer = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    require("errors" not in answer, str(answer))
    data: dict[str, Any] = answer["data"]
    return data


def figures(job: dict[str, Any]) -> dict[str, int]:
    return {figure["name"]: figure["count"] for figure in job["figures"]}


def require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise BatchError(otherwise)


@contextmanager
def measured(name: str) -> Iterator[Measured]:
    """Processor time, time and statements of a block."""
    found, seen, spelled = Measured(name), [], statements.spelled

    def noting(statement: str, *rest: Any) -> str:
        if not any(part in statement for part in BESIDE):
            seen.append(statement)
        return spelled(statement, *rest)

    statements.spelled = noting  # type: ignore[assignment]
    cpu, began = time.process_time(), time.monotonic()
    try:
        yield found
    finally:
        statements.spelled = spelled
        found.cpu, found.seconds = time.process_time() - cpu, time.monotonic() - began
        found.statements = len(seen)


async def world(names: int) -> list[str]:
    """A school with three colleges, its administrator with a session, and accounts whose names are taken."""
    school = await OrgUnit.create(
        kind=OrgUnitKind.INSTITUTION, name=UNITS[3], institution_id=0, activated_at=now_ms()
    )
    await OrgUnit.filter(id=school.id).update(institution_id=school.id)
    for name in UNITS[:3]:
        await OrgUnit.create(
            kind=OrgUnitKind.COLLEGE, name=name, parent_id=school.id, institution_id=school.id
        )
    place = {"institution_id": school.id, "unit_id": school.id}
    who = {"job_title": "教师", "phone": "13800000000", "email": "a@example.edu.cn", "created_at": now_ms()}
    admin = await User.create(username="admin", name="管理员", role=Role.INSTITUTION_ADMIN, **place, **who)
    await Session.create(
        token_hash=token_hash(TOKEN), user_id=admin.id, created_at=now_ms(), expires_at=now_ms() + HOUR_MS
    )
    taken = [f"taken{number}" for number in range(names)]
    for name in taken:
        await User.create(username=name, name="王五", role=Role.INVENTOR, **place, **who)
    return taken


@asynccontextmanager
async def serving(port: int) -> AsyncIterator[None]:
    """The application with its jobs, in this process."""
    config = uvicorn.Config("panhuo.app:create_app", factory=True, port=port, log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        require(not task.done(), "the server did not start")
        await asyncio.sleep(0.05)
    try:
        yield
    finally:
        server.should_exit = True
        await task


def accounts_on(database_url: str, rows: int, errors: int) -> list[str]:
    """Measure on an empty, migrated database; lines to print. Raises BatchError."""
    with settled(database_url):
        return asyncio.run(measure(rows, errors, free_port()))


@contextmanager
def settled(database_url: str) -> Iterator[None]:
    """The settings of a server in this process that runs its own jobs; its files go when it does."""
    with tempfile.TemporaryDirectory(prefix="panhuo-bench-") as folder:
        os.environ |= {
            "PANHUO_DATABASE_URL": database_url,
            "PANHUO_FILES_URL": str(Path(folder) / "files"),
            "PANHUO_BROKER_URL": "",
            "PANHUO_DRAIN_SECONDS": "0",
            "PANHUO_LOG_LEVEL": "error",
        }
        get_settings.cache_clear()
        yield
