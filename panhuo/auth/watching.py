"""Sessions that subscriptions rest on: whatever ends or changes one is noticed within a second or so.

A session ends by signing out, which says so (`panhuo.signals`), but also by time, by closing the account, or
by a hand in the database. So all that are in use are read again every second, in one statement a process.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

import structlog

from panhuo.auth.sessions import viewers_of
from panhuo.permissions.viewer import Viewer
from panhuo.signals import Attended, hub, session_topic

log = structlog.get_logger("panhuo")

PAUSE_SECONDS = 1.0


class Watch:
    """The sessions in use by the subscriptions of one event loop."""

    def __init__(self) -> None:
        self.users: Counter[int] = Counter()
        self.known: dict[int, Viewer | None] = {}
        self.task = Attended("watch of sessions", self.work)

    async def work(self) -> None:
        """Read the sessions again and again, and wake those that speak for somebody else than before."""
        while True:
            try:
                await self.compare()
            except Exception as error:  # a database that is away sends no events either
                log.warning("sessions not checked", error=repr(error))
            await asyncio.sleep(PAUSE_SECONDS)

    async def compare(self) -> None:
        found = await viewers_of(asked := list(self.users))
        for session_id in self.users.keys() & set(asked):
            viewer = found.get(session_id)
            if session_id not in self.known or self.known[session_id] != viewer:
                hub().wake([session_topic(session_id)])
            self.known[session_id] = viewer

    def forget(self, session_id: int) -> None:
        self.users[session_id] -= 1
        if not self.users[session_id]:
            del self.users[session_id]
            self.known.pop(session_id, None)


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, Watch] = WeakKeyDictionary()


@asynccontextmanager
async def watched(session_id: int | None) -> AsyncIterator[None]:
    """For the length of the block, let a change of the session wake who listens to its topic.

    A change before the block may go unnoticed: read the session inside it.
    """
    if session_id is None:
        yield
        return
    watch = _watches.setdefault(asyncio.get_running_loop(), Watch())
    watch.users[session_id] += 1
    try:
        async with watch.task.attended():
            yield
    finally:
        watch.forget(session_id)
