"""A filled world as the benchmark reads and touches it, on either database."""

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import asyncpg

from bench.scopes import Reader
from bench.servers import database_cpu
from bench.sqlite_file import is_sqlite, opened
from panhuo.services.dossiers.patents import RAISE

TOUCH = "update holding set registered_sort = registered_sort where patent_id = {patent}"
VERSIONS = RAISE.replace("$1", "{at}").replace("{known}", "true").replace("{held}", "h.patent_id = {patent}")
RAISED = VERSIONS.replace("{marks}", "{patent}")


class World(Reader, Protocol):
    """A filled database."""

    async def cpu(self) -> dict[int, float] | None:
        """Processor seconds of each process that serves it but ours; None where they cannot be told apart."""

    async def touch(self, patent: int, at: int) -> None:
        """Write a patent's holdings, and let whoever reads them hear of it as the services do."""


class PostgresWorld:
    """One connection, whose own processor time is not counted."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    async def fetch(self, sql: str, *arguments: Any) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = await self.connection.fetch(sql, *arguments)
        return rows

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        return await self.connection.fetchval(sql, *arguments)

    async def cpu(self) -> dict[int, float] | None:
        return await database_cpu(self.connection)

    async def touch(self, patent: int, at: int) -> None:
        async with self.connection.transaction():
            await self.connection.execute(TOUCH.format(patent=patent))
            await self.connection.execute(RAISED.format(patent=patent, at=at))


class SqliteWorld:
    """The file, beside the server that has it open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.row_factory = sqlite3.Row

    async def fetch(self, sql: str, *arguments: Any) -> Sequence[Mapping[str, Any]]:
        named = {str(place): value for place, value in enumerate(arguments, 1)}
        return [dict(row) for row in self.connection.execute(sql, named)]

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        rows = await self.fetch(sql, *arguments)
        return next(iter(rows[0].values())) if rows else None

    async def cpu(self) -> dict[int, float] | None:
        return None

    async def touch(self, patent: int, at: int) -> None:
        for statement in ("begin immediate", TOUCH, RAISED, "commit"):
            self.connection.execute(statement.format(patent=patent, at=at))


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[World]:
    """The world in a database."""
    if is_sqlite(url):
        with opened(url) as file:
            yield SqliteWorld(file)
        return
    connection = await asyncpg.connect(url)
    try:
        yield PostgresWorld(connection)
    finally:
        await connection.close()
