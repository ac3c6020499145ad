"""Marking notices as read, and forgetting what time has passed over."""

from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.permissions.viewer import Viewer
from panhuo.services.acting import acting

DAY_MS = 24 * 3600 * 1000
KEEP_NOTICES_DAYS = 400
KEEP_KEYS_DAYS = 7
"""How long a creating mutation may be sent again under its idempotencyKey."""

READ = "update notice set read_at = $2 where user_id = $1 and read_at is null and {which} returning id"
FORGET_NOTICES = "delete from notice where created_at < $1"
FORGET_KEYS = "delete from idempotency_key where created_at < $1"


async def mark_read(viewer: Viewer, numbers: Sequence[int]) -> int:
    """Mark some of the viewer's own notices as read; how many were not yet. Ids of others' count as none."""
    marks = ", ".join(f"${place}" for place in range(3, len(numbers) + 3))
    return await mark(viewer, f"id in ({marks})", *numbers)


async def mark_all_read(viewer: Viewer, newest: int) -> int:
    """Mark everything up to a notice as read: what came after it was not seen. How many were not yet."""
    return await mark(viewer, "id <= $3", newest)


async def mark(viewer: Viewer, which: str, *numbers: int) -> int:
    async with acting(viewer) as action:
        return len(await run(READ.format(which=which), viewer.user_id, action.now, *numbers))


async def forget_old_notices(now: int) -> None:
    """Delete notices, and keys of what was asked for once, that are long over."""
    await run(FORGET_NOTICES, now - KEEP_NOTICES_DAYS * DAY_MS)
    await run(FORGET_KEYS, now - KEEP_KEYS_DAYS * DAY_MS)
