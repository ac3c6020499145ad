"""Bulk work on either database: one connection, plain SQL, rows in and out in large numbers.

An import does its work on a connection of its own. On SQLite the process's connection stays free: readers go
on reading what was there before, where they would otherwise wait for it, or see half of the file. Others
cannot write to SQLite meanwhile.
"""

import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import chain, islice
from typing import Any, Protocol

import aiosqlite
import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import OperationalError

from panhuo.db import Dialect, connection, dialect
from panhuo.errors import ErrorCode, PanhuoError

Row = Sequence[Any]
IMPORT_LOCK = 0x70616E687570
"""Key of the PostgreSQL advisory lock: one import at a time, so that two never wait for each other's rows."""

WAIT_SECONDS = 30.0
"""How long an import waits for another writer of SQLite."""
STATISTICS_AFTER = 1_000
"""Patents written until the planner's statistics are taken anew."""
WRITTEN = (
    "patent",
    "patent_owner",
    "holding",
    "patent_inventor",
    "patent_code",
    "patent_text",
    "legal_event",
    "inventor_match",
)


class Bulk(Protocol):
    """What an import asks of a database."""

    dialect: Dialect

    async def run(self, statement: str) -> None:
        """Execute one statement."""

    async def rows(self, statement: str) -> Sequence[Row]:
        """Execute one statement and take its rows."""

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Append rows to a table."""


class PostgresBulk:
    """Over an asyncpg connection; rows arrive by COPY."""

    dialect: Dialect = "postgres"

    def __init__(self, raw: asyncpg.Connection) -> None:
        self.raw = raw

    async def run(self, statement: str) -> None:
        await self.raw.execute(statement)

    async def rows(self, statement: str) -> Sequence[Row]:
        return list(await self.raw.fetch(statement))

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        await self.raw.copy_records_to_table(table, columns=columns, records=rows)


class SqliteBulk:
    """Over an aiosqlite connection. Dates are written as ISO 8601 text."""

    values_at_most = 32_000
    """In one statement: a statement a row would wait for the interpreter at each, while a file is read."""

    dialect: Dialect = "sqlite"

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self.raw = raw

    async def run(self, statement: str) -> None:
        await self.raw.execute(statement)

    async def rows(self, statement: str) -> Sequence[Row]:
        return [tuple(row) for row in await self.raw.execute_fetchall(statement)]

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        insert = f"insert into {table} ({', '.join(columns)}) values "
        marks = f"({', '.join('?' * len(columns))})"
        remaining = iter(rows)
        while some := list(islice(remaining, self.values_at_most // len(columns))):
            values = list(chain.from_iterable(some))
            await self.raw.execute(insert + ", ".join([marks] * len(some)), values)


@asynccontextmanager
async def importing() -> AsyncIterator[Bulk]:
    """A connection in one transaction: committed at the end of the block, rolled back on an error."""
    if dialect() == "sqlite":
        async with sqlite_import(connection()) as sqlite:
            yield sqlite
    else:
        async with postgres_import(connection()) as postgres:
            yield postgres


@asynccontextmanager
async def postgres_import(client: BaseDBAsyncClient) -> AsyncIterator[Bulk]:
    async with client.acquire_connection() as raw, raw.transaction():
        bulk = PostgresBulk(raw)
        await lock(bulk)
        await tune_postgres(raw)
        yield bulk


async def lock(bulk: Bulk) -> None:
    """Wait until nobody else imports, and keep others waiting until this transaction ends."""
    if bulk.dialect == "postgres":
        await bulk.run(f"select pg_advisory_xact_lock({IMPORT_LOCK})")


SETTINGS = {
    "jit": "off",
    "work_mem": "'32MB'",
    "gin_pending_list_limit": "'8MB'",
    "random_page_cost": "1",
    "seq_page_cost": "10",
}
"""Of an import's transaction alone. The text index takes words in larger portions; a few thousand patents are
looked up by index, though the planner has no statistics of what this transaction wrote."""


async def tune_postgres(raw: asyncpg.Connection) -> None:
    """Settings for a bulk load.

    A million foreign keys are not looked up one by one where the account may say so (a superuser, or one that
    was granted `set on parameter session_replication_role`): every id written was read or made here.
    """
    await raw.execute("; ".join(f"set local {name} = {value}" for name, value in SETTINGS.items()))
    with suppress(asyncpg.InsufficientPrivilegeError):
        async with raw.transaction():
            await raw.execute("set local session_replication_role = replica")


@asynccontextmanager
async def sqlite_import(client: Any) -> AsyncIterator[Bulk]:
    """The write lock is taken at once: a transaction that began by reading may fail to become a writer.

    Raises DATABASE_UNAVAILABLE where somebody else keeps writing.
    """
    async with aiosqlite.connect(client.filename, isolation_level=None, timeout=WAIT_SECONDS) as raw:
        for name, value in {**client.pragmas, "foreign_keys": "off", "cache_size": -64_000}.items():
            await raw.execute(f"pragma {name} = {value}")
        try:
            await raw.execute("begin immediate")
        except sqlite3.OperationalError as error:
            raise PanhuoError(ErrorCode.DATABASE_UNAVAILABLE, f"({error})") from error
        try:
            yield SqliteBulk(raw)
        except BaseException:
            await raw.execute("rollback")
            raise
        await raw.execute("commit")


async def take_statistics(patents_written: int) -> None:
    """After a commit with many changes: what PostgreSQL's planner knows of the tables.

    It would find out by itself, a minute later.
    """
    if dialect() == "postgres" and patents_written > STATISTICS_AFTER:
        with suppress(OperationalError):
            await connection().execute_script(f"analyze {', '.join(WRITTEN)}")


@asynccontextmanager
async def within(client: BaseDBAsyncClient) -> AsyncIterator[Bulk]:
    """The same over a client that is in a transaction of the caller's."""
    async with client.acquire_connection() as raw:
        yield SqliteBulk(raw) if dialect() == "sqlite" else PostgresBulk(raw)
