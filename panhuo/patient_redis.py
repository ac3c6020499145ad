"""A Redis that shares what is good to share and not needed: it is waited for briefly, and then left alone."""

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError

log = structlog.get_logger("panhuo")

PATIENCE_SECONDS = 0.25
AWAY_SECONDS = 5.0
"""How long a Redis that did not answer is left alone, unless whoever asks wants it longer."""


class RedisAway(Exception):
    """It does not answer, or did not just now."""


class PatientRedis:
    """The scripts of a Redis, for one event loop each its own connections."""

    def __init__(self, url: str, instead: str, away_seconds: float = AWAY_SECONDS) -> None:
        """`instead`: what is done without it, for the log."""
        self.url = url
        self.instead = instead
        self.away_seconds = away_seconds
        self.away_until = 0.0
        self.scripts: WeakKeyDictionary[asyncio.AbstractEventLoop, dict[str, Any]] = WeakKeyDictionary()

    async def call(self, script: str, keys: Sequence[str], values: Sequence[Any]) -> Any:
        """What a script answers. Raises RedisAway."""
        if monotonic() < self.away_until:
            raise RedisAway
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self.script(script)(keys=keys, args=values)
        except (RedisError, OSError, TimeoutError) as error:
            log.warning(self.instead, error=repr(error))
            self.away_until = monotonic() + self.away_seconds
            raise RedisAway from None

    def script(self, text: str) -> Any:
        known = self.scripts.setdefault(asyncio.get_running_loop(), {})
        if text not in known:
            client = next(iter(known.values())).registered_client if known else redis.from_url(self.url)
            known[text] = client.register_script(text)
        return known[text]
