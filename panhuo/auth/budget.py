"""What everybody may spend within a minute: a token, an account in all its sessions, a visitor's address."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.requests import HTTPConnection

from panhuo.auth.bucket import Buckets, Spent
from panhuo.auth.http import client_address
from panhuo.auth.throttle import address_key
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.limits import budget
from panhuo.permissions.viewer import Viewer
from panhuo.settings import get_settings

if TYPE_CHECKING:
    from panhuo.auth.shared_buckets import SharedBuckets

LEAST = 1_000
"""Points that any request takes at least, so that a budget is a limit of requests too."""
A_FILE = 20_000
"""Points for a file sent, fetched or made to be filled in."""


async def spend(request: HTTPConnection, viewer: Viewer, bill: dict[str, Any]) -> None:
    """Take what an operation costs (`bill`, as `extensions.cost` tells it) out of the viewer's budget.

    Adds `remaining`, points, and `resets`, seconds until all are there again. Raises RATE_LIMITED, with
    `retryAfter` in seconds, before anything ran.
    """
    size = budget(viewer.role)
    if not size:
        return
    points = max(LEAST, bill["requested"])
    spent = await spent_by(key_of(request, viewer), size, points)
    bill |= {"remaining": spent.remaining, "resets": spent.resets}
    if not spent.allowed:
        wait = spent.seconds_to(min(points, size))
        words = (f"Wait {wait} seconds.", f"请等待 {wait} 秒。")
        raise PanhuoError(ErrorCode.RATE_LIMITED, words, retryAfter=wait, cost=bill)


async def spend_on_file(request: HTTPConnection, viewer: Viewer) -> None:
    """The same for a file outside GraphQL."""
    await spend(request, viewer, {"requested": A_FILE})


def key_of(request: HTTPConnection, viewer: Viewer) -> str:
    """Whose budget it is. Many pages may use one token, and many visitors one address."""
    if viewer.token is not None:
        return f"token:{viewer.token.id}"
    if viewer.user_id is not None:
        return f"account:{viewer.user_id}"
    return address_key(client_address(request))


async def spent_by(key: str, size: int, points: int) -> Spent:
    found = buckets()
    if isinstance(found, Buckets):
        return found.spend(key, size, points)
    return await found.spend(key, size, points)


@lru_cache
def buckets() -> "Buckets | SharedBuckets":
    """Those of the settings: in Redis where there is one."""
    settings = get_settings()
    url = settings.budget_url or settings.broker_url
    if not url.startswith("redis"):
        return Buckets()
    from panhuo.auth.shared_buckets import SharedBuckets  # its client imports much that others do without

    return SharedBuckets(url, f"panhuo-budget:{settings.job_queue}")
