"""Who waits in this process, and for what."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from panhuo.db import dialect
from panhuo.signals.attended import Attended


class Hub:
    """The listeners of one event loop. The backend runs as long as there is one."""

    def __init__(self) -> None:
        self.listeners: set[Wakes] = set()
        self.by_topic: defaultdict[str, set[Wakes]] = defaultdict(set)
        self.backend = Attended("signals", self.run_backend)

    def wake(self, topics: Iterable[str]) -> None:
        """Wake the listeners of some topics."""
        for topic in topics:
            for wakes in self.by_topic.get(topic, ()):
                wakes.wake()

    def wake_all(self) -> None:
        """Wake everybody: something may have been missed."""
        for wakes in self.listeners:
            wakes.wake()

    def listen(self, wakes: "Wakes", topics: Iterable[str]) -> None:
        """Let a listener hear these topics, and no longer others."""
        self.forget(wakes)
        self.listeners.add(wakes)
        wakes.topics = frozenset(topics)
        for topic in wakes.topics:
            self.by_topic[topic].add(wakes)

    def forget(self, wakes: "Wakes") -> None:
        """Let a listener hear nothing more."""
        self.listeners.discard(wakes)
        for topic in wakes.topics:
            self.by_topic[topic].discard(wakes)
            if not self.by_topic[topic]:
                del self.by_topic[topic]

    async def run_backend(self) -> None:
        from panhuo.signals import postgres, sqlite  # they wake a hub

        await (sqlite.poll(self) if dialect() == "sqlite" else postgres.listen(self))


class Wakes:
    """What one listener waits on. Signals that come while it is busy are one wake-up."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.topics: frozenset[str] = frozenset()
        self._woken = asyncio.Event()
        self._waiting = False

    def listen(self, topics: Iterable[str]) -> None:
        """Hear these topics instead of those before."""
        if self.topics != frozenset(topics):
            self.hub.listen(self, topics)

    def wake(self) -> None:
        """Let the listener read again, now or when it next waits."""
        self._woken.set()

    async def wait(self) -> None:
        """Return at the next wake-up, at once where one came since the last."""
        self._waiting = True
        try:
            await self._woken.wait()
        finally:
            self._waiting = False
        self._woken.clear()

    @property
    def idle(self) -> bool:
        """Whether the listener has dealt with every wake-up so far."""
        return self._waiting and not self._woken.is_set()


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


@asynccontextmanager
async def listening(topics: Iterable[str]) -> AsyncIterator[Wakes]:
    """Wake-ups for topics, from now on.

    What was read before this block may be old by then: read inside it. The database need not be there yet;
    when it comes, everybody is woken.
    """
    wakes = Wakes(hub())
    wakes.hub.listen(wakes, topics)
    try:
        async with wakes.hub.backend.attended():
            yield wakes
    finally:
        wakes.hub.forget(wakes)
