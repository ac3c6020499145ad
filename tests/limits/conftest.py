"""A small world, and every statement that reaches a database."""

import sqlite3
from threading import get_ident
from typing import Any

import aiosqlite
import asyncpg
import httpx
import pytest

from panhuo.compiler.documents import KNOWN
from panhuo.compiler.operation import PLANS
from panhuo.rules.vocabulary import Role
from tests.factories import college, institution, patent, sign_in, user
from tests.shared import shared_client, shared_db, shared_url

__all__ = ["shared_client", "shared_db", "shared_url"]

Headers = dict[str, str]
RESET = "SELECT pg_advisory_unlock_all()"
"""How a pool of asyncpg begins to clean a connection, where the application's lifespan did not run."""


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every SQL text from here on, whoever sends it: noted where the drivers are handed it.

    What another thread sends is of tests that are over, whose databases are dropped meanwhile.
    """
    seen: list[str] = []
    here = get_ident()

    def noting(owner: type, name: str) -> None:
        original = getattr(owner, name)

        def noted(self: Any, sql: Any, *arguments: Any, **options: Any) -> Any:
            if get_ident() == here and not str(sql).startswith(RESET):
                seen.append(str(sql))
            return original(self, sql, *arguments, **options)

        monkeypatch.setattr(owner, name, noted)

    for name in ("execute", "executemany", "_execute", "_prepare"):
        noting(asyncpg.Connection, name)
    for name in ("execute", "execute_fetchall", "execute_insert", "executemany", "executescript"):
        noting(aiosqlite.Connection, name)
    assert sqlite3.threadsafety > 0  # one thread a connection
    return seen


@pytest.fixture
def nothing_planned() -> None:
    """As in a process that just started."""
    for cache in (KNOWN, PLANS):
        cache.clear()


@pytest.fixture(scope="module")
async def admin(shared_db: str) -> Headers:
    """An institution's admin, whose institution has patents and a college."""
    school = await institution("甲大学", open_showcase=True)
    unit = await college(school, "材料学院")
    account = await user(Role.INSTITUTION_ADMIN, school)
    for inventors in (["张三", "李四"], ["王五"]):
        await patent(school, inventors=inventors, unit=unit)
    return await sign_in(account)


async def ask(
    client: httpx.AsyncClient, query: str, headers: Headers | None = None, **body: Any
) -> httpx.Response:
    """The answer in the media type in which a status of 400 says that nothing was executed."""
    accept = {"Accept": "application/graphql-response+json"}
    return await client.post("/graphql", json={"query": query, **body}, headers=accept | (headers or {}))


def codes_of(response: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json().get("errors", [])]
