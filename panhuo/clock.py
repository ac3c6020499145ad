"""The one clock. Code asks it for the time; tests stop it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Offset of Asia/Shanghai, fixed since 1991; needs no time zone files on the machine."""


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
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at)).astimezone(CHINA).date()


@contextmanager
def stopped(at: int | None = None) -> Iterator[StoppedClock]:
    """For tests: stop the process's clock, at an instant or at the present."""
    global _stopped
    before, _stopped = _stopped, StoppedClock(now_ms() if at is None else at)
    try:
        yield _stopped
    finally:
        _stopped = before
