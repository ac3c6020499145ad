"""Bring a database to the current schema: one migrator at a time, all text in byte order."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pkgutil import iter_modules

import asyncpg
from tortoise import Tortoise, connections
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.exceptions import OperationalError
from tortoise.migrations.api import migrate as run_migrations

from panhuo import migrations
from panhuo.db import connection, tortoise_config

MIGRATION_LOCK = 0x70616E68756F
"""Key of the PostgreSQL advisory lock; the bytes spell "panhuo"."""
MIGRATION_SECONDS = 600
"""How long to wait for another migrator of the same SQLite file."""

TEXT_COLUMNS_NOT_IN_BYTE_ORDER = """
select c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_collation l on l.oid = a.attcollation
where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and a.attnum > 0
  and l.collname <> 'C'
"""


APPLIED = "select name from tortoise_migrations where app = 'panhuo'"


async def applied_migrations() -> set[str]:
    """The migrations the open database has seen; none where it has no tables at all."""
    await connection().execute_query("select 1")  # a database that is away raises here
    try:
        return {row["name"] for row in await connection().execute_query_dict(APPLIED)}
    except OperationalError:
        return set()


@cache
def known_migrations() -> frozenset[str]:
    """The migrations this program has."""
    return frozenset(module.name for module in iter_modules(migrations.__path__))


async def migrate(url: str, target: str | None = None) -> None:
    """Apply every migration that is missing (or up to `target`, as `panhuo.0001_initial`).

    Safe to run again, and by several processes at once.
    """
    config = tortoise_config(url)
    async with one_migrator(url):
        try:
            await run_migrations(config=config, target=target)
            await use_byte_order(connections.get("default"))
        finally:
            await Tortoise.close_connections()


@asynccontextmanager
async def one_migrator(url: str) -> AsyncIterator[None]:
    """One at a time: PostgreSQL's advisory lock, or for SQLite a lock of a file beside its own."""
    lock = file_lock(url) if url.startswith("sqlite") else advisory_lock(url)
    async with lock:
        yield


@asynccontextmanager
async def advisory_lock(url: str) -> AsyncIterator[None]:
    """Held on a connection of its own, since migrating closes the pool's."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("select pg_advisory_lock($1)", MIGRATION_LOCK)
        yield
    finally:
        await connection.close()


@asynccontextmanager
async def file_lock(url: str) -> AsyncIterator[None]:
    """SQLite's own locks last a transaction, and each migration is one of its own."""
    path = expand_db_url(url)["credentials"]["file_path"]
    if path == ":memory:":
        yield
        return
    beside = sqlite3.connect(
        f"{path}.migrating", timeout=MIGRATION_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        await asyncio.to_thread(beside.execute, "begin exclusive")
        yield
    finally:
        beside.close()


async def use_byte_order(client: BaseDBAsyncClient) -> None:
    """Give every text column of PostgreSQL collation C, so both databases order and range alike."""
    if client.capabilities.dialect == "sqlite":
        return
    rows = await client.execute_query_dict(TEXT_COLUMNS_NOT_IN_BYTE_ORDER)
    for table, column, kind in (row.values() for row in rows):
        await client.execute_script(f'alter table "{table}" alter column "{column}" type {kind} collate "C"')
