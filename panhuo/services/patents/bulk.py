"""Bulk work on either database: one connection, plain SQL, rows in and out in large numbers.

An import does its work on a connection of its own. On SQLite the process's connection stays free: readers go on
reading what was there before, where they would otherwise wait for the one connection, or see half of the file.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import aiosqlite
import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient

from panhuo.db import Dialect, connection, dialect

Row = Sequence[Any]
IMPORT_LOCK = 0x70616E687570
"""Key of the PostgreSQL advisory lock: one import at a time, so that two never wait for each other's rows."""
PENDING_TEXT = "1GB"
"""How much PostgreSQL's text index may put off until the import is over; ordering it by then is ten times cheaper."""


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

    dialect: Dialect = "sqlite"

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self.raw = raw

    async def run(self, statement: str) -> None:
        await self.raw.execute(statement)

    async def rows(self, statement: str) -> Sequence[Row]:
        return [tuple(row) for row in await self.raw.execute_fetchall(statement)]

    async def copy(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        marks = ", ".join("?" * len(columns))
        await self.raw.executemany(f"insert into {table} ({', '.join(columns)}) values ({marks})", rows)


@asynccontextmanager
async def importing() -> AsyncIterator[Bulk]:
    """A connection of its own in one transaction: committed at the end of the block, rolled back on an error.

    Afterwards the indexes and statistics are brought into order, which readers need not wait for.
    """
    if dialect() == "sqlite":
        async with sqlite_import(connection()) as sqlite:
            yield sqlite
    else:
        async with postgres_import(connection()) as postgres:
            yield postgres


@asynccontextmanager
async def postgres_import(client: BaseDBAsyncClient) -> AsyncIterator[Bulk]:
    async with client.acquire_connection() as raw:
        async with raw.transaction():
            await raw.execute("select pg_advisory_xact_lock($1)", IMPORT_LOCK)
            await tune_postgres(raw)
            yield PostgresBulk(raw)
        await raw.execute("select gin_clean_pending_list('ix_patent_text')")


async def tune_postgres(raw: asyncpg.Connection) -> None:
    """Settings of this transaction alone.

    A million foreign keys are not looked up one by one where the account may say so (a superuser, or one granted
    `set on parameter session_replication_role`): every id written here was read or made in this transaction.
    """
    await raw.execute("set local jit = off")
    await raw.execute(f"set local gin_pending_list_limit = '{PENDING_TEXT}'")
    with suppress(asyncpg.InsufficientPrivilegeError):
        async with raw.transaction():
            await raw.execute("set local session_replication_role = replica")


@asynccontextmanager
async def sqlite_import(client: Any) -> AsyncIterator[Bulk]:
    """The write lock is taken at once: a transaction that begins by reading could not become a writer later."""
    async with aiosqlite.connect(client.filename, isolation_level=None) as raw:
        for name, value in {**client.pragmas, "foreign_keys": "off", "cache_size": -64_000}.items():
            await raw.execute(f"pragma {name} = {value}")
        await raw.execute("begin immediate")
        try:
            yield SqliteBulk(raw)
        except BaseException:
            await raw.execute("rollback")
            raise
        await raw.execute("commit")


@asynccontextmanager
async def within(client: BaseDBAsyncClient) -> AsyncIterator[Bulk]:
    """The same over a client that is in a transaction of the caller's."""
    async with client.acquire_connection() as raw:
        yield SqliteBulk(raw) if dialect() == "sqlite" else PostgresBulk(raw)
