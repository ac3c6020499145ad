"""How many subscriptions each viewer has open in this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from panhuo.auth.http import client_address
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.settings import get_settings

OPEN: Counter[int | str] = Counter()
"""By account; of visitors by address."""


@contextmanager
def one_more(context: Context) -> Iterator[None]:
    """Count a subscription for the length of the block. Raises SUBSCRIPTIONS_TOO_MANY."""
    key = context.viewer.user_id or client_address(context.request)
    limit = get_settings().subscriptions_per_viewer
    if OPEN[key] >= limit:
        raise PanhuoError(ErrorCode.SUBSCRIPTIONS_TOO_MANY, limit=limit)
    OPEN[key] += 1
    try:
        yield
    finally:
        OPEN[key] -= 1
        if not OPEN[key]:
            del OPEN[key]
