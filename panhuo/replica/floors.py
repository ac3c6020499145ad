"""How far a replica must be before somebody reads it: what they wrote, or were shown, must be there.

Kept in Redis for all processes, and not longer than the lag that is allowed: what is older, every replica
shows that may be read.
"""

from collections.abc import Iterable

from panhuo.patient_redis import AWAY_SECONDS, PatientRedis, RedisAway

MARGIN_SECONDS = 1.0
RAISE = """
local floor = tonumber(ARGV[1])
for _, key in ipairs(KEYS) do
  local known = tonumber(redis.call('GET', key) or '-1')
  redis.call('SET', key, string.format('%.0f', math.max(known, floor)), 'PX', ARGV[2])
end
"""
READ = "return redis.call('GET', KEYS[1])"
NOWHERE = "replica: no Redis, each reader waits for whatever is committed"


class Floors:
    """Positions in the primary's log, by whom they are for."""

    def __init__(self, url: str, prefix: str, lag_seconds: float) -> None:
        self.kept_seconds = lag_seconds + MARGIN_SECONDS
        self.redis = PatientRedis(url, NOWHERE, max(AWAY_SECONDS, self.kept_seconds))
        self.prefix = prefix

    async def of(self, key: str) -> int | None:
        """The least position that will do; None where that is not known."""
        try:
            found = await self.redis.call(READ, [f"{self.prefix}:{key}"], [])
        except RedisAway:
            return None
        return int(found or 0)

    async def lift(self, keys: Iterable[str], position: int) -> bool:
        """Let some read a replica only once it is there; whether everybody knows that now."""
        names, milliseconds = [f"{self.prefix}:{key}" for key in keys], round(self.kept_seconds * 1000)
        try:
            await self.redis.call(RAISE, names, [position, milliseconds])
        except RedisAway:
            return False
        return True
