"""The database: one Tortoise connection, named `default`, on SQLite or PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import asyncpg
from tortoise import Tortoise
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.context import TortoiseContext, require_context

from panhuo.settings import get_settings

Dialect = Literal["sqlite", "postgres"]
MODELS = "panhuo.models"
MIGRATIONS = "panhuo.migrations"

CONNECT_SECONDS = 3
"""How long a PostgreSQL may take to accept a connection, unless `timeout` in its URL says otherwise."""


def pooled(url: str) -> str:
    """A database URL with what it leaves to us: the size of a PostgreSQL's pool, a connection's patience."""
    if url.startswith("postgres") and "maxsize" not in url:
        url += ("&" if "?" in url else "?") + f"minsize=1&maxsize={get_settings().database_pool_max}"
    if url.startswith("postgres") and "timeout=" not in url:
        url += f"&timeout={CONNECT_SECONDS}"
    return url


def tortoise_config(url: str) -> dict[str, Any]:
    """The Tortoise configuration for a database URL."""
    return {
        "connections": {"default": pooled(url)},
        "apps": {"panhuo": {"models": [MODELS], "migrations": MIGRATIONS}},
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE_ORM = tortoise_config(get_settings().database_url)
"""For the `tortoise` command line (writing migrations)."""


async def open_database(url: str | None = None) -> None:
    """Connect this process to its database; the schema must be there already.

    A file of SQLite is opened at once, and the driver's error raised: were it only opened by the first
    statement and that failed, Tortoise would keep its lock, and every later statement wait for ever.
    """
    await Tortoise.init(
        config=tortoise_config(url or get_settings().database_url), _enable_global_fallback=True
    )
    client: Any = connection()
    if dialect() == "sqlite":
        await client.create_connection(with_db=True)
    else:
        client.server_settings |= WITHOUT_JIT


WITHOUT_JIT = {"jit": "off"}
"""Compiling a statement costs PostgreSQL a second where its estimate of a page is high. A setting of the
session's start outlives the RESET ALL with which a connection goes back to its pool."""


async def close_database() -> None:
    """Close every connection."""
    await Tortoise.close_connections()


def connection() -> BaseDBAsyncClient:
    """The process's database client."""
    return require_context().connections.get("default")


def dialect() -> Dialect:
    """Which database this process speaks to."""
    return dialect_of(connection())


def dialect_of(client: BaseDBAsyncClient) -> Dialect:
    """Which database a client speaks to."""
    return "sqlite" if client.capabilities.dialect == "sqlite" else "postgres"


def pool_counts() -> tuple[int, int]:
    """Connections of this process's pool that are in use, and that are free; none while there is no pool."""
    pool: Any = getattr(connection(), "_pool", None)
    return (pool.get_size() - pool.get_idle_size(), pool.get_idle_size()) if pool else (0, 0)


POOL_ONLY = frozenset({"init", "max_queries", "max_inactive_connection_lifetime"})
"""Words of a database URL that a pool takes and a connection does not."""


def separate_client(url: str) -> AsyncpgDBClient:
    """A client of another PostgreSQL, which models do not know; it connects at its first statement."""
    client = AsyncpgDBClient(**expand_db_url(pooled(url))["credentials"], connection_name="separate")
    client.server_settings |= WITHOUT_JIT
    return client


async def own_connection(
    timeout_seconds: float, client: BaseDBAsyncClient | None = None
) -> asyncpg.Connection:
    """A connection outside any pool, the caller's to end: to this process's PostgreSQL, or a client's."""
    of: Any = client or connection()
    options = {name: value for name, value in of.extra.items() if name not in POOL_ONLY}
    return await asyncpg.connect(
        host=of.host,
        port=of.port,
        user=of.user,
        password=of.password,
        database=of.database,
        server_settings=of.server_settings,
        **{"timeout": timeout_seconds, **options},
    )


def sqlite_file() -> str:
    """The path of this process's SQLite database."""
    client: Any = connection()
    return str(client.filename)


@asynccontextmanager
async def separate_database() -> AsyncIterator[None]:
    """For the length of a block, connections of this task's own to the database of the settings.

    For work on another event loop than the one that opened the process's database.
    """
    async with TortoiseContext() as context:
        await context.init(config=tortoise_config(get_settings().database_url))
        if dialect() == "sqlite":
            await connection().create_connection(with_db=True)
        yield


@asynccontextmanager
async def database(url: str | None = None) -> AsyncIterator[None]:
    """Open the database for the length of a block."""
    await open_database(url)
    try:
        yield
    finally:
        await close_database()
