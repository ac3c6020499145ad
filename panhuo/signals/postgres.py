"""PostgreSQL: one listening connection a process, kept up through restarts of the server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import structlog

from panhuo.db import own_connection
from panhuo.signals.hub import Hub
from panhuo.signals.sending import CHANNEL

log = structlog.get_logger("panhuo")

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds between tries to reach the server; doubled after each."""
BEAT_SECONDS = 15.0
"""How often a silent connection is tried: a network that went away says nothing."""
PATIENCE_SECONDS = 5.0


async def listen(hub: Hub) -> None:
    """Wake the hub's listeners by what is notified, and all of them whenever a connection begins."""
    pause = FIRST_PAUSE
    while True:
        try:
            async with connected(hub) as (connection, gone):
                pause = FIRST_PAUSE
                hub.wake_all()
                await keep(connection, gone)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("signals: no connection", error=repr(error), next_try_seconds=pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


@asynccontextmanager
async def connected(hub: Hub) -> AsyncIterator[tuple[asyncpg.Connection, asyncio.Event]]:
    """A connection that listens, and what is set when it has ended."""
    gone = asyncio.Event()
    connection = await own_connection(PATIENCE_SECONDS)

    def heard(connection: Any, process: int, channel: str, payload: Any) -> None:
        hub.wake(str(payload).split())

    try:
        connection.add_termination_listener(lambda _: gone.set())
        await connection.add_listener(CHANNEL, heard)
        yield connection, gone
    finally:
        connection.terminate()  # a polite end would wait for a server that may be away


async def keep(connection: asyncpg.Connection, gone: asyncio.Event) -> None:
    """Return when the connection has ended. Raises TimeoutError where the server answers no longer."""
    while True:
        try:
            async with asyncio.timeout(BEAT_SECONDS):
                await gone.wait()
                return
        except TimeoutError:
            await connection.execute("select 1", timeout=PATIENCE_SECONDS)
