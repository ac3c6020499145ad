"""Where plans fetch from: the process's Tortoise connection, without its model layer."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.borrowing import PlainConnection, is_plain, taken_from
from panhuo.compiler.plan import Record
from panhuo.compiler.statement import PlannedAnew
from panhuo.db import Dialect, connection, dialect_of
from panhuo.observing.observed import count_statement
from panhuo.observing.tracing import statement_span


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

    @property
    def dialect(self) -> Dialect:
        """Which database it is; looked up once a block, for that costs as much as a small query's plan."""
        if self.client is None:
            self.client = connection()
        return dialect_of(self.client)

    async def __aenter__(self) -> "HeldDatabase":
        self.depth += 1
        return self

    async def __aexit__(self, *error: Any) -> None:
        self.depth -= 1
        if self.depth == 0:
            self.counter.held = None
            await self.give_back(*error)
            self.client = None

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
            elif not isinstance(sql, PlannedAnew):
                records = await self.raw.fetch(sql, *arguments)
            elif is_plain(self.raw):
                records = await self.raw.fetch(self.raw.planned_anew(sql), *arguments)
            else:
                records = await (await self.raw.prepare(str(sql), name="")).fetch(*arguments)
        return records

    async def take(self) -> None:
        self.sqlite = self.dialect == "sqlite"
        taken = taken_from(self.client)
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


def use_plain_connections(client: Any = None) -> None:
    """Let the pool of an opened database hold plain connections. Call it before the first statement."""
    client = client or connection()
    if client.capabilities.dialect == "postgres":
        client.connection_class = PlainConnection
