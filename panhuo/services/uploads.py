"""Uploads: files that an account sends, and that wait for a while to be used.

The row is written before the file and removed after it, and an upload that has expired never comes back.
So a crash at any point leaves a row, by which `forget_expired_uploads` finds and removes the rest.
"""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tortoise.transactions import in_transaction

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.files.store import Stored, file_store, new_key
from panhuo.permissions.viewer import Viewer
from panhuo.rules.file_name import clean_file_name
from panhuo.settings import get_settings
from panhuo.sheets.file_kind import FileKind, Sniffer

HOUR_MS = 3600 * 1000
ARRIVING_SECONDS = 15 * 60
"""How long a file may take to arrive."""
ARRIVING_MS = HOUR_MS
"""How long its row waits for it: longer, so that nothing is still arriving when the chores come."""
GRACE_MS = 5 * 60 * 1000
"""How far the clocks of two machines may differ."""
AT_ONCE = 500
OVER = 0
"""The `expires_at` of what is thrown away: past by every clock, also that of a request begun earlier."""
TOO_SLOW = ("The file took longer than 15 minutes to arrive.", "文件传输超过 15 分钟。")

UPLOAD_GONE = ("The uploaded file is gone; send it again.", "上传的文件已过期，请重新上传。")

LOCK_OWNER = "select id from user_account where id = $1 for no key update"
RESERVE = """
insert into upload (owner_id, session_id, name, store_key, created_at, expires_at)
select cast($1 as bigint), cast($2 as bigint), cast($3 as varchar(255)), cast($4 as varchar(100)),
       cast($5 as bigint), cast($6 as bigint)
where (select count(*) from upload where owner_id = $1 and consumed_at is null and expires_at > $5) < $7
returning id
"""
COMPLETE = """
update upload set stored = true, media_type = $3, size = $4, sha256 = $5, expires_at = $6
where id = $1 and expires_at > $2 and exists (
  select 1 from session s join user_account u on u.id = s.user_id
  where s.id = upload.session_id and s.revoked_at is null and s.expires_at > $2 and u.active)
returning id, name, media_type, size, expires_at
"""
WAITING = "id = $1 and owner_id = $2 and stored and consumed_at is null and expires_at > $3"
DISCARD = f"update upload set expires_at = {OVER} where {WAITING} returning id, store_key"
CONSUME = f"""
update upload set consumed_at = $3, expires_at = $4 where {WAITING}
returning id, name, media_type, size, sha256, store_key
"""
USED = """
select id, name, media_type, size, sha256, store_key from upload
where id = $1 and owner_id = $2 and consumed_at is not null and expires_at > $3
"""
KEEP = """
update upload set expires_at = $3 where id = $1 and consumed_at is not null and expires_at > $2 returning id
"""
EXPIRED = "select id, store_key from upload where expires_at <= $1 order by expires_at limit $2"
EXPIRE = f"update upload set expires_at = {OVER} where id = $1 and not stored returning id"
DELETE = "delete from upload where id = $1 and expires_at <= $2 returning id"


@dataclass(frozen=True, slots=True)
class Received:
    """An upload as its owner sees it. Bytes; milliseconds since the epoch."""

    id: int
    name: str
    media_type: str
    size: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class Consumed:
    """An upload that was just put to use: read it by its key from the file store."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    store_key: str


async def receive_upload(viewer: Viewer, file_name: str, chunks: AsyncIterable[bytes]) -> Received:
    """Keep a file for its owner, as it arrives.

    Raises UPLOADS_TOO_MANY, FILE_TOO_LARGE, FILES_UNAVAILABLE, SheetError for what is not an .xlsx, .csv or
    .csv.gz by name and by content, UNAUTHENTICATED where the session ended meanwhile, and whatever `chunks`
    raises. Nothing remains of the file then.
    """
    name = clean_file_name(file_name)
    sniffer = Sniffer(name)
    number, key = await reserve(viewer, name)
    try:
        async with asyncio.timeout(ARRIVING_SECONDS) as limit:
            return await arrive(number, key, sniffer, chunks)
    except TimeoutError:
        if not limit.expired():
            raise
        raise PanhuoError(ErrorCode.BAD_REQUEST, TOO_SLOW) from None


async def arrive(number: int, key: str, sniffer: Sniffer, chunks: AsyncIterable[bytes]) -> Received:
    """Write the file and complete its row. Where it is cut off from outside, the chores remove both."""
    try:
        stored = await file_store().write(key, sniffed(chunks, sniffer), get_settings().max_upload_bytes)
        return await complete(number, stored, sniffer.kind())
    except Exception:
        with suppress(Exception):  # else the chores will
            await run(EXPIRE, number)
            await remove(number, key, now_ms())
        raise


async def reserve(viewer: Viewer, name: str) -> tuple[int, str]:
    """The row of a file to come, and where it will lie. Raises UPLOADS_TOO_MANY."""
    key, now, most = new_key("uploads"), now_ms(), get_settings().uploads_per_account
    async with in_transaction():
        if dialect() == "postgres":  # two at once must count one another; SQLite writes one at a time
            await run(LOCK_OWNER, viewer.user_id)
        values = (viewer.user_id, viewer.session_id, name, key, now, now + ARRIVING_MS, most)
        rows = await run(RESERVE, *values)
    if not rows:
        raise PanhuoError(ErrorCode.UPLOADS_TOO_MANY, f"({most})", limit=most)
    return rows[0]["id"], key


async def sniffed(chunks: AsyncIterable[bytes], sniffer: Sniffer) -> AsyncIterator[bytes]:
    async for chunk in chunks:
        sniffer.feed(chunk)
        yield chunk


async def complete(number: int, stored: Stored, kind: FileKind) -> Received:
    """Let the owner see it, if the session it was sent in still stands."""
    now = now_ms()
    expires_at = now + get_settings().upload_hours * HOUR_MS
    rows = await run(COMPLETE, number, now, kind.media_type, stored.size, stored.sha256, expires_at)
    if not rows:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    return Received(**rows[0])


async def discard_upload(viewer: Viewer, number: int) -> None:
    """Throw away a waiting upload of the viewer's own. Raises NOT_FOUND: used, expired, another's, none."""
    now = now_ms()
    row = await waiting(DISCARD, number, viewer, now)
    with suppress(PanhuoError):  # the store may be away: nobody sees it any more, and the chores remove it
        await remove(number, row["store_key"], now)


async def consume_upload(viewer: Viewer, number: int) -> Consumed:
    """Put a waiting upload of the viewer's own to use; it is kept as long again from now on.

    Of two that try at once, or of one that consumes and one that discards, one wins. Raises NOT_FOUND.
    """
    now = now_ms()
    return Consumed(
        **await waiting(CONSUME, number, viewer, now, now + get_settings().upload_hours * HOUR_MS)
    )


async def used_upload(number: int | None, owner: int) -> Consumed:
    """An upload of an account's that was put to use. Raises NOT_FOUND once it is gone."""
    rows = await run(USED, number, owner, now_ms())
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND, UPLOAD_GONE)
    return Consumed(**rows[0])


async def keep_upload(number: int | None, hours: int) -> bool:
    """Keep an upload in use for so many hours from now; False once it is gone."""
    now = now_ms()
    return bool(await run(KEEP, number, now, now + hours * HOUR_MS))


async def waiting(statement: str, number: int, viewer: Viewer, *values: Any) -> dict[str, Any]:
    rows = await run(statement, number, viewer.user_id, *values)
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    return rows[0]


async def forget_expired_uploads(now: int) -> None:
    """Remove uploads that expired before `now`, file and row, and what crashes left half-written."""
    before = now - GRACE_MS
    while rows := await run(EXPIRED, before, AT_ONCE):
        for row in rows:
            await remove(row["id"], row["store_key"], before)
    file_store().delete_half_written((now - 24 * HOUR_MS) / 1000)


async def remove(number: int, key: str, expired: int) -> None:
    """Remove the file, then the row of an upload that had expired by a time."""
    await file_store().delete(key)
    await run(DELETE, number, expired)
