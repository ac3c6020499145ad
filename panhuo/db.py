"""The database: one Tortoise connection, named `default`, on SQLite or PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from tortoise import Tortoise, connections
from tortoise.backends.base.client import BaseDBAsyncClient

from panhuo.settings import get_settings

Dialect = Literal["sqlite", "postgres"]
MODELS = "panhuo.models"
MIGRATIONS = "panhuo.migrations"


def tortoise_config(url: str) -> dict[str, Any]:
    """The Tortoise configuration for a database URL."""
    if url.startswith("postgres") and "maxsize" not in url:
        url += ("&" if "?" in url else "?") + f"minsize=1&maxsize={get_settings().database_pool_max}"
    return {
        "connections": {"default": url},
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
    if dialect() == "sqlite":
        await connection().create_connection(with_db=True)


async def close_database() -> None:
    """Close every connection."""
    await Tortoise.close_connections()


def connection() -> BaseDBAsyncClient:
    """The process's database client."""
    return connections.get("default")


def dialect() -> Dialect:
    """Which database this process speaks to."""
    return "sqlite" if connection().capabilities.dialect == "sqlite" else "postgres"


@asynccontextmanager
async def database(url: str | None = None) -> AsyncIterator[None]:
    """Open the database for the length of a block."""
    await open_database(url)
    try:
        yield
    finally:
        await close_database()
