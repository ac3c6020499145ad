"""Work in the background that is done as long as somebody needs it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

log = structlog.get_logger("panhuo")

RETRY_SECONDS = 1.0


class Attended:
    """A coroutine that runs from the first who attends it to the last."""

    def __init__(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        self.name = name
        self.work = work
        self.attending = 0
        self.task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def attended(self) -> AsyncIterator[None]:
        """Keep it running for the length of the block."""
        self.attending += 1
        if self.task is None:
            self.task = asyncio.create_task(self.run(), name=self.name)
        try:
            yield
        finally:
            self.attending -= 1
            if not self.attending:
                task, self.task = self.task, None
                task.cancel()
                await asyncio.wait([task])

    async def run(self) -> None:
        while True:
            try:
                await self.work()
            except Exception as error:  # those who attend it would wait for ever
                log.error(f"{self.name} failed", exc_info=error)
            await asyncio.sleep(RETRY_SECONDS)
