"""A budget as a bucket: it fills evenly within a minute, and what is spent is taken out of it."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

SECONDS = 60
"""From empty to full."""
KEPT = 10_000
"""Buckets in a process; the one longest unused is forgotten, which fills it."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What came of spending."""

    allowed: bool
    level: float
    """Points left."""
    size: int

    @property
    def remaining(self) -> int:
        return int(self.level)

    @property
    def resets(self) -> int:
        """Seconds until the bucket is full again."""
        return self.seconds_to(self.size)

    def seconds_to(self, points: float) -> int:
        """Seconds until it holds so much, a whole one at least."""
        return max(1, -int(-(points - self.level) * SECONDS // self.size))


class Buckets:
    """The buckets of one process, for where there is no Redis."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, key: str, size: int, points: int) -> Spent:
        """Take points out of a bucket, if it holds them; what exceeds a full one takes all of it."""
        now = self.clock()
        level, at = self.levels.pop(key, (float(size), now))
        level = min(float(size), level + (now - at) * size / SECONDS)
        needed = min(points, size)
        allowed = level >= needed
        level -= needed if allowed else 0
        self.levels[key] = (level, now)
        if len(self.levels) > KEPT:
            self.levels.popitem(last=False)
        return Spent(allowed, level, size)
