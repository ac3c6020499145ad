"""The database that keeps the generated world: built once, recognised by its stamp, used again."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from urllib.parse import urlsplit

import asyncpg

from bench import sqlite_file
from bench.sinks import PostgresSink, Sink, SqliteSink
from bench.world import fill
from panhuo import migrations
from panhuo.migrate import migrate

DEFAULT_URL = "postgres://postgres@127.0.0.1:5432/panhuo_bench"
WORLD_VERSION = 3
"""Raise it whenever the same arguments would give other rows."""
MARK = "panhuo bench world"
"""Begins the comment on a database of ours; no other database is ever dropped."""
STAMP = "select shobj_description(oid, 'pg_database') from pg_database where datname = $1"
NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class BenchError(Exception):
    """Something a person can put right; the text says how."""


async def ensure_world(url: str, patents: int, with_text: bool = False) -> bool:
    """Build the world unless the database holds it already; whether it was built.

    Raises BenchError where the database exists and is not ours.
    """
    wanted = stamp(patents, with_text)
    found = await read_stamp(url)
    if found == wanted or (not with_text and found == stamp(patents, True)):
        return False
    await recreate(url)
    await migrate(url)
    async with sink_of(url) as sink:
        await fill(sink, patents, with_text)
    await write_stamp(url, wanted)
    return True


@asynccontextmanager
async def sink_of(url: str) -> AsyncIterator[Sink]:
    """What writes into a database."""
    if sqlite_file.is_sqlite(url):
        with sqlite_file.opened(url) as file:
            yield SqliteSink(file)
        return
    connection = await asyncpg.connect(url)
    try:
        yield PostgresSink(connection)
    finally:
        await connection.close()


async def empty_database(url: str) -> None:
    """A migrated database without rows. Raises BenchError where one exists that is not ours."""
    await recreate(url)
    await migrate(url)
    await write_stamp(url, f"{MARK}: none")


async def forget(url: str) -> None:
    """Let a world that was changed be built anew the next time."""
    await write_stamp(url, f"{MARK}, changed")


def stamp(patents: int, with_text: bool) -> str:
    """What a finished world says of itself: another schema or generator makes another stamp."""
    names = [entry.name for entry in files(migrations).iterdir() if entry.name[:1].isdigit()]
    text = "with" if with_text else "without"
    return f"{MARK} {WORLD_VERSION}: {patents} patents, {text} text index, {max(names).removesuffix('.py')}"


def name_of(url: str) -> str:
    """The database a URL names. Raises BenchError where it would need quoting."""
    name = urlsplit(url).path.lstrip("/")
    if not NAME.fullmatch(name):
        raise BenchError(f"{name!r}: name the database with lower-case letters, digits and _ only.")
    return name


async def on_server(url: str) -> asyncpg.Connection:
    """A connection to the server's own database."""
    try:
        return await asyncpg.connect(urlsplit(url)._replace(path="/postgres").geturl())
    except (OSError, asyncpg.PostgresError) as error:
        raise BenchError(f"The PostgreSQL server cannot be reached: {error}") from None


async def read_stamp(url: str) -> str | None:
    """The comment on a database; None where there is no such database, or no comment."""
    if sqlite_file.is_sqlite(url):
        return sqlite_file.read_stamp(url)
    connection = await on_server(url)
    try:
        found: str | None = await connection.fetchval(STAMP, name_of(url))
        return found
    finally:
        await connection.close()


async def write_stamp(url: str, text: str) -> None:
    if sqlite_file.is_sqlite(url):
        return sqlite_file.write_stamp(url, text)
    connection = await on_server(url)
    try:
        await connection.execute(f"comment on database {name_of(url)} is '{text}'")
    finally:
        await connection.close()


async def recreate(url: str) -> None:
    """An empty database under that name, in place of an older world."""
    if sqlite_file.is_sqlite(url):
        if not sqlite_file.removed(url):
            raise BenchError(f"{url} exists and is not a world of bench: choose another name.")
        return
    name, connection = name_of(url), await on_server(url)
    try:
        exists = await connection.fetchval("select true from pg_database where datname = $1", name)
        if exists and not str(await connection.fetchval(STAMP, name)).startswith(MARK):
            raise BenchError(f"The database {name} exists and is not a world of bench: choose another name.")
        await connection.execute(f"drop database if exists {name} with (force)")
        await connection.execute(f"create database {name} template template0 encoding utf8")
        await connection.execute(f"comment on database {name} is '{MARK}, unfinished'")
    finally:
        with suppress(asyncpg.PostgresError):
            await connection.close()
