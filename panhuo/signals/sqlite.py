"""SQLite: its counter of commits is looked at, ten times a second.

`PRAGMA data_version` differs once another connection has committed, whichever process that is in. This one
never writes, so it sees all of them; which topics they concern it cannot tell, so everybody reads again.
"""

import asyncio
import sqlite3

import aiosqlite
import structlog

from panhuo.db import sqlite_file
from panhuo.signals.hub import Hub

log = structlog.get_logger("panhuo")

PAUSE_SECONDS = 0.1
RETRY_SECONDS = 1.0


async def poll(hub: Hub) -> None:
    """Wake the hub's listeners after every commit, and when the file can be read again."""
    while True:
        try:
            async with aiosqlite.connect(sqlite_file()) as raw:
                hub.wake_all()
                await watch(raw, hub)
        except sqlite3.Error as error:
            log.warning("signals: the file cannot be read", error=repr(error))
        await asyncio.sleep(RETRY_SECONDS)


async def watch(raw: aiosqlite.Connection, hub: Hub) -> None:
    known = None
    while True:
        [[version]] = await raw.execute_fetchall("pragma data_version")
        if known not in (None, version):
            hub.wake_all()
        known = version
        await asyncio.sleep(PAUSE_SECONDS)
