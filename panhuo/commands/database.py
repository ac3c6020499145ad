"""Opening the database for a command, and knowing whether its tables are those of this program."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TypeVar

from panhuo.commands.failures import CommandFailed
from panhuo.db import database
from panhuo.migrate import applied_migrations, known_migrations
from panhuo.settings import get_settings

T = TypeVar("T")


@asynccontextmanager
async def current_database() -> AsyncIterator[None]:
    """Open the database of the settings. Raises CommandFailed unless it is at this program's schema."""
    url = get_settings().database_url
    require_file(url)
    probe(url)
    async with database():
        await require_current()
        yield


def run_in_database(work: Coroutine[None, None, T]) -> T:
    """Do some work in that database, from code that is not asynchronous."""

    async def run() -> T:
        async with current_database():
            return await work

    try:
        return asyncio.run(run())
    finally:
        work.close()


def check_database() -> None:
    """Raise what `current_database` raises."""
    run_in_database(require_current())


async def require_current() -> None:
    """Raise CommandFailed unless the open database stands at this program's latest migration."""
    applied = await applied_migrations()
    refuse_newer(applied)
    if known_migrations() - applied:
        raise CommandFailed("The database is not at this version's schema. Run `panhuo migrate` first.")


def refuse_newer(applied: set[str]) -> None:
    """Raise CommandFailed where a database has seen migrations this program does not know."""
    if applied - known_migrations():
        raise CommandFailed("The database belongs to a newer version of Panhuo. Install that one.")


def require_file(url: str) -> None:
    """Raise CommandFailed where an SQLite file does not exist: opening it would make an empty one."""
    if (file := sqlite_file(url)) and not file.exists():
        raise CommandFailed(f"There is no database at {file}. Run `panhuo migrate` first.")


def probe(url: str) -> None:
    """Open an SQLite file once in this thread. Raises sqlite3.Error where that fails.

    Where aiosqlite fails to open a file, its thread ends with a traceback on the terminal, and Tortoise
    keeps the connection's lock, so that the next statement would wait for ever.
    """
    if file := sqlite_file(url):
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("pragma schema_version")


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite URL."""
    return Path(url.removeprefix("sqlite://").partition("?")[0]) if url.startswith("sqlite://") else None
