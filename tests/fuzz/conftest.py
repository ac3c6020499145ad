"""The matrix's world behind a server of its own, and what must still be there when everything was sent."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from panhuo.clock import now_ms
from panhuo.db import connection, database
from panhuo.jobs.tidy import forget_old_jobs
from panhuo.models import Job, Notice, Session, User
from panhuo.services.sign_in import forget_old
from panhuo.services.uploads import forget_expired_uploads
from tests.matrix.world import World, fill_columns, make_world
from tests.reference.runs import SEED
from tests.serving.process import served
from tests.shared import TABLES, row_counts, shared_url
from tests.tallies import TALLIES

__all__ = ["shared_url"]

LATER = 4_102_444_800_000
"""After any test, in milliseconds."""
TRACES = ("unexpected error", "Traceback")
"""What the log says of an error nobody thought of."""
TEXT = {"patent_text"}
"""The index of texts, of which the rows' number must do."""
BY_MUTATIONS = (
    *("approval_flow", "audit_entry", "data_version", "dossier", "dossier_choice", "dossier_patent"),
    *("dossier_version", "enterprise", "holding", "idempotency_key", "patent_code", "review"),
    *("api_token", "contact_access", "enterprise_application", "evaluation", "evaluation_version"),
    "review_step",
    *("inventor_match", "job", "job_file", "notice", "org_unit", "owner_alias", "patent"),
    *("patent_inventor", "patent_owner", "session", "sign_in_throttle", "upload", "user_account"),
)
"""Tables that mutations may change: not what was imported of patents but industries, nor the code tables."""
SENT = "join dossier d on d.id = t.dossier_id and d.submitted and d.base_id is null"
"""Of what was submitted once: neither a draft nor a revision, which may be given up."""
KEPT = {
    "audit_entry": "select * from audit_entry",
    "dossier": "select id, institution_id, created_at from dossier where submitted and base_id is null",
    "dossier_version": f"select t.id, number, t.content, saved_at from dossier_version t {SENT} where frozen",
    "holding": "select id, patent_id, type, main_ipc, application_sort, grant_sort from holding",
    "patent": "select id, application_number, title, abstract, legal_status, owner_names from patent",
    "patent_code": "select * from patent_code where kind = 'IPC'",
    "patent_inventor": "select id, patent_id, position, name, folded from patent_inventor",
    "patent_owner": "select id, patent_id, position, name from patent_owner",
    "review": f"select t.id, at, act, from_state, to_state, by_id, t.reason from review t {SENT}",
}
"""What of those tables no mutation changes or deletes; histories, and who holds a patent, may grow."""


class Target:
    """A server, its world and its database."""

    def __init__(self, world: World, url: str, address: str, http: httpx.Client) -> None:
        self.world, self.url, self.address, self.http = world, url, address, http

    def __repr__(self) -> str:
        return self.url

    def holdings(self, *without: str) -> set[str]:
        """Everything the database holds, row by row, some tables left out."""
        return asyncio.run(everything(self.url, {*TABLES} - {*without}))

    def kept(self) -> set[str]:
        """What mutations leave as it is in tables that they change."""
        return asyncio.run(kept(self.url))

    def count(self) -> None:
        """One more was sent."""
        database = self.url.partition(":")[0]
        TALLIES[f"fuzzing: {{:,}} sent to {database}, PANHUO_SEED={SEED}"] += 1

    def revive(self) -> None:
        """Undo what mutations did to the accounts and sessions that the fuzzing needs."""
        asyncio.run(revive(self.url))


@pytest.fixture(scope="module")
def target(shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    world = asyncio.run(made(shared_url))
    folder = tmp_path_factory.mktemp("fuzz")
    with served(folder, shared_url) as server, httpx.Client(base_url=server.url, timeout=60) as http:
        yield Target(world, shared_url, server.url, http)
        assert server.process.poll() is None
        log = server.log.read_text(encoding="utf-8")
    assert [line for line in log.splitlines() if any(word in line for word in TRACES)] == []


@pytest.fixture
def nothing_changes(target: Target) -> Iterator[None]:
    """Whatever the test sends, the database holds the same afterwards."""
    before = target.holdings("contact_access")
    yield
    assert changed(before, target.holdings("contact_access")) == []


@pytest.fixture
def little_changes(target: Target) -> Iterator[None]:
    """Nothing but what mutations are for."""
    before, kept = target.holdings(*BY_MUTATIONS), target.kept()
    yield
    assert changed(before, target.holdings(*BY_MUTATIONS)) == []
    assert sorted(kept - target.kept()) == []


async def made(url: str) -> World:
    """The world, without what the server's chores would forget while the first test looks."""
    async with database(url):
        world = await make_world()
        await rest(now_ms())
        await forget_old(now_ms())
        await forget_expired_uploads(now_ms())
        await forget_old_jobs(now_ms())
        return world


async def rest(now: int) -> None:
    """Jobs are not due, and neither they nor notices are old: the server's chores leave them alone."""
    await Job.all().update(due_at=LATER, lease_until=LATER, sent_at=None)
    await Job.filter(finished_at__isnull=False).update(finished_at=now)
    await Job.filter(expires_at__isnull=False).update(expires_at=LATER)
    await Notice.all().update(created_at=now)


async def everything(url: str, tables: set[str]) -> set[str]:
    async with database(url):
        counts = await row_counts()
        rows = {f"{table}: {dict(row)}" for table in tables - TEXT for row in await rows_of(table)}
    return rows | {f"{table}: {counts[table]} rows" for table in tables}


async def kept(url: str) -> set[str]:
    async with database(url):
        return {
            f"{table}: {dict(row)}"
            for table, sql in KEPT.items()
            for row in await connection().execute_query_dict(sql)
        }


async def rows_of(table: str) -> list[dict[str, Any]]:
    return await connection().execute_query_dict(f"select * from {table}")


def changed(before: set[str], after: set[str]) -> list[str]:
    """The rows that went or changed, and those that came."""
    return sorted(before ^ after)


async def revive(url: str) -> None:
    async with database(url):
        await Session.all().update(revoked_at=None)
        await User.all().update(active=True, password_temporary=False)
        await fill_columns()
