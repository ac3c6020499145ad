"""Connections of PostgreSQL's pool, taken and given back at the least cost."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

import asyncpg
from tortoise.backends.base.client import PoolConnectionWrapper

from panhuo.compiler.cache import Recent

CANCEL_SECONDS = 2
"""How long a request whose time is over waits for the server's word that its statement ended."""


CUSTOM_PLANS = 5
"""How often PostgreSQL plans a prepared statement for the values at hand (its manual, PREPARE, Notes)."""
STATEMENTS = 50


@dataclass(slots=True)
class Text:
    """A text of a statement, and how often it was run."""

    sql: str
    runs: int = 0


class PlainConnection(asyncpg.Connection):
    """A PostgreSQL connection whose session nothing changes: giving it back to the pool costs no statement.

    We set nothing but by `set local`, lock by transaction and drop temporary tables on commit; a transaction
    left open is rolled back all the same. Whoever listens, or locks a session, takes a connection of its own.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self.texts: Recent[Text] = Recent(STATEMENTS)
        self.written = 0

    def get_reset_query(self) -> str:
        return ""

    def planned_anew(self, sql: str) -> str:
        """The text under which a statement is planned for the values at hand once more.

        It is another one before PostgreSQL would turn to a plan for any values. That spares preparing the
        statement each time, a message there and back; what is not asked for any more leaves asyncpg's cache.
        """
        text = self.texts.get(sql)
        if text is None:
            text = Text(sql, CUSTOM_PLANS)
            self.texts.put(sql, text, 1)
        if text.runs == CUSTOM_PLANS:
            self.written += 1
            text.sql, text.runs = f"{sql} -- {self.written}", 0
        text.runs += 1
        return text.sql

    async def _cancel(self, *waiters: Any) -> None:
        """Ask the server to leave a statement off. One that is silent is given up with its connection."""
        async with asyncio.timeout(CANCEL_SECONDS) as limit:
            await super()._cancel(*waiters)
        if limit.expired():
            self.terminate()


def is_plain(connection: Any) -> bool:
    """Whether a connection is a plain one; asyncpg lets `isinstance` say so of every connection and proxy."""
    return type(connection) is PlainConnection


def taken_from(client: Any) -> AbstractAsyncContextManager[Any]:
    """A connection of a Tortoise client for the length of a block: its pool's, or that of its transaction."""
    taken: AbstractAsyncContextManager[Any] = client.acquire_connection()
    return Borrowed(client._pool) if type(taken) is PoolConnectionWrapper and client._pool else taken


class Borrowed:
    """A connection of a pool, itself and not the pool's proxy of it."""

    def __init__(self, pool: Any) -> None:
        self.pool = pool

    async def __aenter__(self) -> Any:
        self.proxy = await self.pool.acquire()
        return self.proxy._con

    async def __aexit__(self, *error: Any) -> None:
        connection, holder = self.proxy._con, self.proxy._holder
        if connection is None or not is_at_rest(connection, holder, self.pool):
            await self.pool.release(self.proxy)
            return
        connection._on_release()
        await holder.release(None)


def is_at_rest(connection: Any, holder: Any, pool: Any) -> bool:
    """Whether giving a connection back awaits nothing.

    Only then can the task be spared in which asyncpg's pool shields what it awaits from being cancelled. That
    is half of what taking a connection and giving it back costs.
    """
    protocol = connection._protocol
    return (
        is_plain(connection)
        and not connection.is_closed()
        and not connection.is_in_transaction()
        and not protocol._is_cancelling()
        and protocol.queries_count < holder._max_queries
        and holder._generation == pool._generation
    )
