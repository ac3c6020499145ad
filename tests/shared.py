"""One database and one client for all the tests of a module, on both engines.

For tests that only read, or whose changes the module accounts for: a fresh database for each of some
hundred cases would cost more than the cases.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.app import create_app
from panhuo.db import connection, database, dialect
from panhuo.settings import get_settings
from tests.databases import Databases

TABLES = (
    *(
        "api_token",
        "approval_flow",
        "audit_entry",
        "code",
        "contact_access",
        "code_edition",
        "code_rule",
        "data_version",
        "demand",
        "demand_mode",
        "demand_step",
        "dossier",
        "dossier_choice",
        "dossier_patent",
        "dossier_version",
        "enterprise",
        "enterprise_application",
        "evaluation",
        "evaluation_version",
        "holding",
        "idempotency_key",
        "inventor_match",
        "job",
        "job_file",
        "legal_event",
        "notice",
        "org_unit",
        "owner_alias",
        "patent",
        "patent_code",
    ),
    *(
        "patent_inventor",
        "patent_owner",
        "patent_text",
        "performance",
        "performance_deal",
        "performance_option",
        "performance_patent",
        "performance_step",
        "push",
        "review",
        "review_step",
        "session",
        "sign_in_throttle",
        "upload",
        "user_account",
    ),
)
"""Every table, the text index included."""


FORGETFUL = {
    "postgres": "alter table {0} disable trigger user; grant all on {0} to current_user",
    "sqlite": "drop trigger {0}_not_updated; drop trigger {0}_not_deleted",
}


async def let_forget(*tables: str) -> None:
    """Tables that are append-only lose what keeps them so, in this database."""
    for table in tables:
        await connection().execute_script(FORGETFUL[dialect()].format(table))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shared_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database, named by PANHUO_DATABASE_URL for the module's length."""
    EXECUTOR_CACHE.clear()  # Tortoise keeps SQL by connection name, not by dialect
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    url = databases.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()
        yield url
    get_settings.cache_clear()
    databases.leave(url)


@pytest.fixture(scope="module")
async def shared_db(shared_url: str) -> AsyncIterator[str]:
    """The same, opened in this process."""
    async with database(shared_url):
        yield shared_url


@pytest.fixture(scope="module")
async def shared_client(shared_db: str) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of the application over it."""
    transport = httpx.ASGITransport(app=create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http:
        yield http


async def post(
    client: httpx.AsyncClient, query: str, headers: Mapping[str, str] | None = None, **variables: Any
) -> dict[str, Any]:
    """The answer to an operation that the server could execute, errors included."""
    body = {"query": query, "variables": variables}
    response = await client.post("/graphql", json=body, headers=dict(headers or {}))
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def row_counts() -> dict[str, int]:
    """How many rows each table holds."""
    text = " union all ".join(f"select '{table}' as name, count(*) as n from {table}" for table in TABLES)
    return {row["name"]: row["n"] for row in await connection().execute_query_dict(text)}


async def contents(*tables: str) -> dict[str, list[str]]:
    """Everything some tables hold, as text, in order of the rows' ids."""
    return {
        table: [
            str(dict(row))
            for row in await connection().execute_query_dict(f"select * from {table} order by id")
        ]
        for table in tables
    }
