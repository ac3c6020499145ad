"""Waiting for what another task or process brings about."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

WITHIN_SECONDS = 30.0
PAUSE_SECONDS = 0.02


async def until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return once something holds. Raises AssertionError where it does not in time."""
    for _ in range(int(WITHIN_SECONDS / PAUSE_SECONDS)):
        found = holds()
        if await found if isawaitable(found) else found:
            return
        await asyncio.sleep(PAUSE_SECONDS)
    raise AssertionError(f"not within {WITHIN_SECONDS} s")
