"""Where plans fetch from: the process's Tortoise connection, without its model layer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from panhuo.compiler.plan import Record
from panhuo.compiler.statement import PlannedAnew
from panhuo.db import connection
from panhuo.observing.observed import count_statement
from panhuo.observing.tracing import statement_span

CANCEL_SECONDS = 2
"""How long a request whose time is over waits for the server's word that its statement ended."""


@dataclass
class PooledDatabase:
    """Counts the statements of one request."""

    statements: int = 0
    held: "HeldDatabase | None" = None

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        async with HeldDatabase(self) as database:
            return await database.fetch(sql, arguments)

    def operation(self) -> "HeldDatabase":
        """For a block of statements one after another: they, and blocks within, share a connection."""
        if self.held is None:
            self.held = HeldDatabase(self)
        return self.held


class HeldDatabase:
    """Takes a connection at its first statement and gives it back at the end of the outermost block."""

    def __init__(self, counter: PooledDatabase) -> None:
        self.counter = counter
        self.client: Any = None
        self.taken: AbstractAsyncContextManager[Any] | None = None
        self.raw: Any = None
        self.sqlite = False
        self.depth = 0

    async def __aenter__(self) -> "HeldDatabase":
        self.depth += 1
        return self

    async def __aexit__(self, *error: Any) -> None:
        self.depth -= 1
        if self.depth == 0:
            self.counter.held = None
            await self.give_back(*error)

    async def give_back(self, *error: Any) -> None:
        taken, self.taken = self.taken, None
        if taken is not None:
            await taken.__aexit__(*error)

    @asynccontextmanager
    async def elsewhere(self, client: Any) -> AsyncIterator[None]:
        """For the length of a block, statements run on another server; what is held here is given back."""
        await self.give_back(None, None, None)
        self.client = client
        try:
            yield
        finally:
            self.client = None
            await self.give_back(*sys.exc_info())

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        self.counter.statements += 1
        records = await self.uncounted(sql, arguments)
        count_statement(len(records))
        return records

    async def uncounted(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        """The same for what is no part of an answer."""
        if self.taken is None:
            await self.take()
        records: Sequence[Record]
        with statement_span(sql):
            if self.sqlite:
                records = await fetch_or_interrupt(self.raw, sql, arguments)
            elif isinstance(sql, PlannedAnew):
                records = await (await self.raw.prepare(str(sql), name="")).fetch(*arguments)
            else:
                records = await self.raw.fetch(sql, *arguments)
        return records

    async def take(self) -> None:
        client = self.client or connection()
        self.sqlite = client.capabilities.dialect == "sqlite"
        taken = client.acquire_connection()
        self.raw = await taken.__aenter__()
        self.taken = taken


async def fetch_or_interrupt(raw: Any, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
    """SQLite's rows. Its thread does not notice that nobody waits any more: it is interrupted."""
    try:
        return list(await raw.execute_fetchall(sql, arguments))
    except asyncio.CancelledError:
        await interrupt(raw)
        raise


async def interrupt(raw: Any) -> None:
    """End what SQLite's thread is at, or is about to begin: the next in its queue tells that it is over."""
    following = asyncio.ensure_future(raw.execute_fetchall("select 1"))
    while not following.done():
        await raw.interrupt()
        await asyncio.wait({following}, timeout=0.01)
    following.exception()


class PlainConnection(asyncpg.Connection):
    """A PostgreSQL connection whose session nothing changes: giving it back to the pool costs no statement.

    We set nothing but by `set local`, lock by transaction and drop temporary tables on commit; a transaction
    left open is rolled back all the same. Whoever listens, or locks a session, takes a connection of its own.
    """

    def get_reset_query(self) -> str:
        return ""

    async def _cancel(self, *waiters: Any) -> None:
        """Ask the server to leave a statement off. One that is silent is given up with its connection."""
        async with asyncio.timeout(CANCEL_SECONDS) as limit:
            await super()._cancel(*waiters)
        if limit.expired():
            self.terminate()


def use_plain_connections(client: Any = None) -> None:
    """Let the pool of an opened database hold plain connections. Call it before the first statement."""
    client = client or connection()
    if client.capabilities.dialect == "postgres":
        client.connection_class = PlainConnection
