"""The one clock. Code asks it for the time; tests stop it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Offset of Asia/Shanghai, fixed since 1991; needs no time zone files on the machine."""

AHEAD_MS = 8 * 3_600_000
DAY_MS = 24 * 3_600_000
EPOCH = date(1970, 1, 1).toordinal()


@dataclass
class StoppedClock:
    """A clock that moves only when told to."""

    at: int

    def advance(self, *, seconds: float = 0, milliseconds: int = 0) -> None:
        """Move forward, or back where negative."""
        self.at += round(seconds * 1000) + milliseconds


_stopped: StoppedClock | None = None


def now_ms() -> int:
    """Milliseconds since the epoch, UTC: what every `_at` column holds."""
    return _stopped.at if _stopped else time.time_ns() // 1_000_000


def today() -> date:
    """The date in China, against which terms and deadlines are counted."""
    return date_in_china(now_ms())


def date_in_china(at: int) -> date:
    """The date in China at an instant (milliseconds since the epoch)."""
    return date.fromordinal(EPOCH + (at + AHEAD_MS) // DAY_MS)


@contextmanager
def stopped(at: int | None = None) -> Iterator[StoppedClock]:
    """For tests: stop the process's clock, at an instant or at the present."""
    global _stopped
    before, _stopped = _stopped, StoppedClock(now_ms() if at is None else at)
    try:
        yield _stopped
    finally:
        _stopped = before
