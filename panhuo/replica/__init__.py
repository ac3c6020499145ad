"""Reads from a streaming replica of PostgreSQL, where a setting names one.

A replica is read when what it shows is not older than the setting allows, and when it shows whatever the
reader wrote or was shown before (`floors`). Whatever else is asked, and while it is behind or away, the
primary answers.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from panhuo.replica.following import Replica, followed
from panhuo.settings import get_settings

if TYPE_CHECKING:
    from panhuo.replica.floors import Floors

_replica: Replica | None = None


def replica() -> Replica | None:
    """The one that this process follows; None where there is none."""
    return _replica


@asynccontextmanager
async def replicated() -> AsyncIterator[None]:
    """Follow the replica of the settings, if one is set, for the length of a block."""
    global _replica
    settings = get_settings()
    if not settings.replica_url:
        yield
        return
    _replica = Replica(settings.replica_url, settings.replica_lag_seconds)
    try:
        async with followed(_replica):
            yield
    finally:
        _replica = None


@lru_cache
def floors() -> "Floors | None":
    """Those of the settings; None where there is no Redis."""
    settings = get_settings()
    url = settings.budget_url or settings.broker_url
    if not url.startswith("redis"):
        return None
    from panhuo.replica.floors import Floors  # its client imports much that others do without

    return Floors(url, f"panhuo-floor:{settings.job_queue}", settings.replica_lag_seconds)
