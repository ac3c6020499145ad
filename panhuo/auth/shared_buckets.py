"""Buckets in Redis, shared by all processes; those of the process stand in while it is away."""

from panhuo.auth.bucket import SECONDS, Buckets, Spent
from panhuo.patient_redis import PatientRedis, RedisAway

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
    """The buckets of a Redis."""

    def __init__(self, url: str, prefix: str) -> None:
        self.redis = PatientRedis(url, "budgets: no Redis, each process counts alone")
        self.prefix = prefix
        self.own = Buckets()

    async def spend(self, key: str, size: int, points: int) -> Spent:
        """The same as `Buckets.spend`."""
        try:
            given = [size, points, SECONDS * 1000]
            allowed, level = await self.redis.call(SPEND, [f"{self.prefix}:{key}"], given)
        except RedisAway:
            return self.own.spend(key, size, points)
        return Spent(bool(allowed), float(level), size)
