"""A replica of this process's database: whether it may be read by now, watched beside everything else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic

import asyncpg
import structlog

from panhuo.compiler.database import use_plain_connections
from panhuo.db import own_connection, separate_client
from panhuo.observing import metrics
from panhuo.replica.positions import IDENTITY, NUDGE, REPLAYED, WRITTEN, Freshness

log = structlog.get_logger("panhuo")

PATIENCE_SECONDS = 2.0
"""How long either server may take to say where it is."""
RETRY_SECONDS = 1.0
LOOKS_A_SECOND = 100
LONGEST_PAUSE_SECONDS = 0.5
FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)


class NoReplica(Exception):
    """What answers there is no replica of our database; the text says why."""


class Replica:
    """One replica, over a pool of its own, and two connections that watch it."""

    def __init__(self, url: str, lag_seconds: float) -> None:
        self.client = separate_client(url)
        use_plain_connections(self.client)
        self.lag_seconds = lag_seconds
        self.freshness = Freshness()
        self.watching: asyncpg.Connection | None = None
        self.looking = asyncio.Lock()
        self.looked_at = 0.0
        self.limits: set[asyncio.Timeout] = set()
        self.stand: tuple[float, float] | None = None
        self.told: bool | None = None

    @property
    def lag(self) -> float:
        """Seconds by which what it shows is old at most."""
        return monotonic() - self.freshness.as_of

    @property
    def fit(self) -> bool:
        """Whether it may be read."""
        return self.lag <= self.lag_seconds

    async def reached(self, position: int) -> bool:
        """Whether it shows what was committed when the primary was at a position; asked again if need be."""
        if not self.freshness.covers(position) and monotonic() - self.looked_at > 1 / LOOKS_A_SECOND:
            try:
                await self.look()
            except (NoReplica, *FAILURES) as error:
                self.lost(error)
        return self.freshness.covers(position)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """A block that reads it. Raises TimeoutError as soon as it is known to be away."""
        async with asyncio.timeout(None) as limit:
            self.limits.add(limit)
            try:
                yield
            finally:
                self.limits.discard(limit)

    def lost(self, error: BaseException) -> None:
        """It is away, or no replica: whoever reads it stops."""
        self.freshness.forget()
        self.tell(repr(error))
        if self.watching is not None:
            self.watching.terminate()
            self.watching = None
        limits, self.limits = self.limits, set()
        for limit in limits:
            limit.reschedule(asyncio.get_running_loop().time())

    async def follow(self) -> None:
        """Watch it, until cancelled."""
        pause = min(LONGEST_PAUSE_SECONDS, self.lag_seconds / 4)
        while True:
            try:
                async with self.connected() as primary:
                    while self.watching is not None:
                        await self.compare(primary)
                        await asyncio.sleep(pause)
            except (NoReplica, *FAILURES) as error:
                self.lost(error)
            await asyncio.sleep(RETRY_SECONDS)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection to the primary, and one to the replica. Raises NoReplica where it is none of ours."""
        primary = await own_connection(PATIENCE_SECONDS)
        try:
            self.watching = await own_connection(PATIENCE_SECONDS, self.client)
            if await primary.fetchrow(IDENTITY) != await self.watching.fetchrow(IDENTITY):
                raise NoReplica("it holds another database")
            yield primary
        finally:
            primary.terminate()
            if self.watching is not None:
                self.watching.terminate()
                self.watching = None

    async def compare(self, primary: asyncpg.Connection) -> None:
        """Note where the primary is, and look where the replica is."""
        asked_at = monotonic()
        position = await primary.fetchval(WRITTEN, timeout=PATIENCE_SECONDS)
        self.freshness.written(asked_at, position)
        await self.look()
        await self.nudge(primary, position)
        self.tell(None if self.fit else "too far behind")

    async def nudge(self, primary: asyncpg.Connection, position: int) -> None:
        """Where neither moves, the log may be written out up to the middle of a record, as after a large read
        that cleans up: have the rest written, or the replica would look old until somebody commits."""
        stand, self.stand = self.stand, (position, self.freshness.position)
        if stand == self.stand and not self.freshness.covers(position):
            await primary.execute(NUDGE, timeout=PATIENCE_SECONDS)

    async def look(self) -> None:
        """Ask the replica where it is; of many at once one asks."""
        came_at = monotonic()
        async with self.looking:
            if self.looked_at > came_at or self.watching is None:
                return
            self.looked_at = monotonic()
            row = await self.watching.fetchrow(REPLAYED, timeout=PATIENCE_SECONDS)
        if not row["standby"]:
            raise NoReplica("it is a primary")
        self.freshness.replayed(row["position"])

    def tell(self, trouble: str | None) -> None:
        """Tell of a change; the lag always."""
        metrics.note_replica_lag(min(self.lag, 24 * 3600))
        if self.told != (trouble is None):
            self.told = trouble is None
            if trouble is None:
                log.info("replica read", lag_seconds=round(self.lag, 3))
            else:
                log.warning("replica not read", error=trouble)


@asynccontextmanager
async def followed(replica: Replica) -> AsyncIterator[None]:
    """Watch a replica for the length of a block."""
    task = asyncio.create_task(replica.follow())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await replica.client.close()
