"""Where plans fetch from: the process's Tortoise connection, without its model layer."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

import asyncpg

from panhuo.compiler.plan import Record
from panhuo.db import connection


@dataclass
class PooledDatabase:
    """Counts the statements of one request."""

    statements: int = 0

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        async with self.operation() as database:
            return await database.fetch(sql, arguments)

    def operation(self) -> "HeldDatabase":
        """For a block of statements one after another: they share a connection."""
        return HeldDatabase(self)


class HeldDatabase:
    """Takes a connection at its first statement and gives it back at the end of the block."""

    def __init__(self, counter: PooledDatabase) -> None:
        self.counter = counter
        self.taken: AbstractAsyncContextManager[Any] | None = None
        self.raw: Any = None
        self.sqlite = False

    async def __aenter__(self) -> "HeldDatabase":
        return self

    async def __aexit__(self, *error: Any) -> None:
        if self.taken is not None:
            await self.taken.__aexit__(*error)

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Record]:
        self.counter.statements += 1
        if self.taken is None:
            await self.take()
        if self.sqlite:
            return list(await self.raw.execute_fetchall(sql, arguments))
        return await self.raw.fetch(sql, *arguments)  # type: ignore[no-any-return]

    async def take(self) -> None:
        client = connection()
        self.sqlite = client.capabilities.dialect == "sqlite"
        taken = client.acquire_connection()
        self.raw = await taken.__aenter__()
        self.taken = taken


class PlainConnection(asyncpg.Connection):
    """A PostgreSQL connection whose session nothing changes: giving it back to the pool costs no statement.

    We set nothing but by `set local`, lock by transaction and drop temporary tables on commit; a transaction
    left open is rolled back all the same. Whoever listens, or locks a session, takes a connection of its own.
    """

    def get_reset_query(self) -> str:
        return ""


def use_plain_connections() -> None:
    """Let the pool of an opened database hold plain connections. Call it before the first statement."""
    client: Any = connection()
    if client.capabilities.dialect == "postgres":
        client.connection_class = PlainConnection
