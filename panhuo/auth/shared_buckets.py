"""Buckets in Redis, shared by all processes; those of the process stand in while it is away."""

import asyncio
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import redis.asyncio as redis
import structlog
from redis.exceptions import RedisError

from panhuo.auth.bucket import SECONDS, Buckets, Spent

log = structlog.get_logger("panhuo")

PATIENCE_SECONDS = 0.25
AWAY_SECONDS = 5.0
"""How long a Redis that did not answer is left alone."""
SPEND = """
local size, points = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local found = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = size
if found[1] then
  level = math.min(size, tonumber(found[1]) + math.max(0, now - tonumber(found[2])) * size / ARGV[3])
end
local needed = math.min(points, size)
local allowed = level >= needed
if allowed then level = level - needed end
redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', now)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {allowed and 1 or 0, tostring(level)}
"""
"""One bucket: its size, the points, the milliseconds in which it fills. A forgotten one is full."""


class SharedBuckets:
    """The buckets of a Redis, for one event loop each its own connections."""

    def __init__(self, url: str, prefix: str) -> None:
        self.url = url
        self.prefix = prefix
        self.own = Buckets()
        self.away_until = 0.0
        self.scripts: WeakKeyDictionary[asyncio.AbstractEventLoop, Any] = WeakKeyDictionary()

    async def spend(self, key: str, size: int, points: int) -> Spent:
        """The same as `Buckets.spend`."""
        if monotonic() < self.away_until:
            return self.own.spend(key, size, points)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                given = [size, points, SECONDS * 1000]
                allowed, level = await self.script()(keys=[f"{self.prefix}:{key}"], args=given)
        except (RedisError, OSError, TimeoutError) as error:
            log.warning("budgets: no Redis, each process counts alone", error=repr(error))
            self.away_until = monotonic() + AWAY_SECONDS
            return self.own.spend(key, size, points)
        return Spent(bool(allowed), float(level), size)

    def script(self) -> Any:
        loop = asyncio.get_running_loop()
        if loop not in self.scripts:
            self.scripts[loop] = redis.from_url(self.url).register_script(SPEND)
        return self.scripts[loop]
