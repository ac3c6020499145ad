"""The database as it was at one instant, for long reads: no writer waits for them, nor they for one.

PostgreSQL: a read-only REPEATABLE READ transaction. SQLite: a read transaction of its write-ahead log, on a
connection of its own, for a job's other connection goes on saying that it lives.
"""

import asyncio
from array import array
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol
from urllib.parse import quote

import aiosqlite

from panhuo import db
from panhuo.compiler.database import fetch_or_interrupt, interrupt
from panhuo.compiler.plan import Record
from panhuo.observing.observed import count_statement
from panhuo.observing.tracing import statement_span

CONNECT_SECONDS = 10.0
AT_ONCE = 10_000
"""Ids taken from the database at a time."""


class Snapshot(Protocol):
    """Reads of one instant."""

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]: ...

    async def numbers(self, sql: str, arguments: Sequence[Any]) -> "array[int]":
        """The first column of all rows, eight bytes each."""
        ...


def snapshot() -> AbstractAsyncContextManager[Snapshot]:
    """A snapshot for the length of a block."""
    return sqlite_snapshot() if db.dialect() == "sqlite" else postgres_snapshot()


class PostgresSnapshot:
    """Over a connection in its transaction."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        with statement_span(sql):
            records: Sequence[Record] = await self.raw.fetch(str(sql), *arguments)
        count_statement(len(records))
        return records

    async def numbers(self, sql: str, arguments: Sequence[Any]) -> "array[int]":
        found = array("q")
        with statement_span(sql):
            cursor = await self.raw.cursor(sql, *arguments)
            while records := await cursor.fetch(AT_ONCE):
                found.extend(record[0] for record in records)
        count_statement(len(found))
        return found


class SqliteSnapshot:
    """Over a connection in its transaction."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self.raw = raw

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        with statement_span(sql):
            records = await fetch_or_interrupt(self.raw, sql, arguments)
        count_statement(len(records))
        return records

    async def numbers(self, sql: str, arguments: Sequence[Any]) -> "array[int]":
        found = array("q")
        try:
            with statement_span(sql):
                async with self.raw.execute(sql, arguments) as cursor:
                    while records := await cursor.fetchmany(AT_ONCE):
                        found.extend(record[0] for record in records)
        except asyncio.CancelledError:
            await interrupt(self.raw)
            raise
        count_statement(len(found))
        return found


@asynccontextmanager
async def postgres_snapshot() -> AsyncIterator[Snapshot]:
    raw = await db.own_connection(CONNECT_SECONDS)
    try:
        await raw.execute("set jit = off")  # see `db.WITHOUT_JIT`
        async with raw.transaction(isolation="repeatable_read", readonly=True):
            yield PostgresSnapshot(raw)
    finally:
        await raw.close()


@asynccontextmanager
async def sqlite_snapshot() -> AsyncIterator[Snapshot]:
    uri = f"file:{quote(db.sqlite_file())}?mode=ro"
    async with aiosqlite.connect(uri, uri=True, isolation_level=None) as raw:
        await raw.execute("pragma busy_timeout = 5000")
        await raw.execute("begin")
        yield SqliteSnapshot(raw)
