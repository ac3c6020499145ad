"""How long an operation may take: a read is cut off, a change is always finished."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

T = TypeVar("T")


class Deadline:
    """Cancels its block when the time is over: TIMEOUT. The running statement is cancelled with it."""

    async def __aenter__(self) -> None:
        self.limit = asyncio.timeout(get_settings().max_operation_seconds)
        await self.limit.__aenter__()

    async def __aexit__(self, *error: Any) -> None:
        try:
            await self.limit.__aexit__(*error)
        except TimeoutError:  # what the block itself raised passes by
            raise PanhuoError(ErrorCode.TIMEOUT) from None


UNDER_WAY: set[asyncio.Task[Any]] = set()
"""The loop itself holds its tasks weakly."""


async def to_the_end(change: Coroutine[Any, Any, T]) -> T:
    """The result of a change. Whoever waits may be cancelled; the change goes on, and commits or fails.

    Tortoise leaves its lock or connection taken where a transaction is cancelled while it begins.
    """
    task = asyncio.create_task(change)
    UNDER_WAY.add(task)
    task.add_done_callback(forget)
    return await asyncio.shield(task)


def forget(task: asyncio.Task[Any]) -> None:
    """Look at what a task raised, too: somebody may have stopped waiting for it."""
    UNDER_WAY.discard(task)
    if not task.cancelled():
        task.exception()
