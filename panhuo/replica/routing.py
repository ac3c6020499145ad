"""Which server a query reads, and what later reads of the same reader must show."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic
from typing import Any, TypeVar

import asyncpg
import structlog
from tortoise.exceptions import BaseORMException

from panhuo.compiler.database import HeldDatabase, PooledDatabase
from panhuo.compiler.faults import is_away
from panhuo.observing.metrics import count_read
from panhuo.observing.observed import current
from panhuo.replica import floors, replica
from panhuo.replica.following import Replica
from panhuo.replica.positions import WRITTEN

log = structlog.get_logger("panhuo")

T = TypeVar("T")
LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
LOST_TO_THE_MODELS = (*LOST, BaseORMException)
WAIT_SECONDS = 0.01
POSITIONED = f"select x.*, ({WRITTEN}) as written from ({{}}) x"


async def read(
    database: PooledDatabase, keys: Sequence[str], position: int | None, answer: Callable[[], Awaitable[T]]
) -> T:
    """What a block reads, all of it from one server: from the replica where the reader of these keys may.

    `position`: where the primary was in this request, if that is known. Where the replica fails, whatever the
    reason, the block runs again on the primary.
    """
    chosen = await choice(database, keys, position)
    if chosen is not None:
        try:
            async with database.operation() as held, chosen.reading(), held.elsewhere(chosen.client):
                found = await answer()
            return read_from("replica", found)
        except LOST_TO_THE_MODELS as error:
            log.warning("replica failed, the primary is asked", error=repr(error))
            if is_away(error) and not isinstance(error, TimeoutError):  # that is known by whoever watches it
                chosen.lost(error)
    found = await answer()
    await seen(database, keys)
    return read_from("primary", found) if replica() else found


def read_from(server: str, found: T) -> T:
    """The same, counted and told."""
    current().read_from = server
    count_read(server)
    return found


async def choice(database: PooledDatabase, keys: Sequence[str], position: int | None) -> Replica | None:
    """The replica, if it shows what the reader of these keys must see; None where the primary is to be asked.

    Where nobody knows what the reader wrote, it must show whatever is committed by now.
    """
    found = replica()
    if found is None or not found.fit:
        return None
    if position is not None and found.freshness.covers(position):
        return found  # it shows everything, whoever asks
    known = floors()
    floor = await known.of(keys[0]) if known else None
    if floor is None:
        floor = await written(database) if position is None else position
    return found if await found.reached(floor) else None


async def seen(database: PooledDatabase, keys: Sequence[str], wrote: bool = False) -> None:
    """Let later reads under these keys show whatever is committed by now.

    Where Redis cannot tell others of it, a writer waits until a replica that may be read shows it. Nothing is
    raised: what was done is done.
    """
    following, known = replica(), floors()
    if following is None or known is None:
        return
    try:
        position = await written(database)
    except LOST_TO_THE_MODELS as error:
        log.warning("what was written is not noted", error=repr(error))
        return
    if not await known.lift(keys, position) and wrote:
        await caught_up(following, position)


async def caught_up(following: Replica, position: int) -> None:
    """Return when a replica shows what was committed at a position, or is too far behind to be read."""
    until = monotonic() + following.lag_seconds
    while monotonic() < until and not await following.reached(position):  # noqa: ASYNC110
        await asyncio.sleep(WAIT_SECONDS)


class Positioned:
    """Reads on the primary, and learns by the same statement where that is."""

    def __init__(self, database: HeldDatabase) -> None:
        self.database = database
        self.dialect = database.dialect
        self.position: int | None = None

    async def fetch(self, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        records = await self.database.fetch(POSITIONED.format(sql), arguments)
        if records:
            self.position = records[0]["written"]  # type: ignore[call-overload]
        return records


async def written(database: PooledDatabase) -> int:
    """Where the primary is."""
    async with database.operation() as held:
        [[position]] = await held.uncounted(WRITTEN, [])
    return int(position)
