"""Files that jobs make: written by a run, shown when its stage ended well, served by short-lived links."""

from collections.abc import AsyncIterable
from typing import Any

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.files.store import file_store, new_key
from panhuo.jobs.table import Row
from panhuo.rules.file_name import clean_file_name
from panhuo.settings import get_settings

DAY_MS = 24 * 3600 * 1000
LARGEST_BYTES = 1_000_000_000

ADD = """
insert into job_file (job_id, owner_id, lease, name, media_type, store_key, secret, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id
"""
SIZED = "update job_file set size = $2 where id = $1"
SHOW = "update job_file set ready = true where job_id = $1 and lease = $2"
HIDE_OTHERS = "update job_file set expires_at = 0 where job_id = $1 and not ready"
DROP = "update job_file set expires_at = 0 where id = $1"
TAKE = "update job_file set expires_at = 0 where id = $1 and expires_at > $2 returning id"


async def add_file(
    job: Row, name: str, media_type: str, chunks: AsyncIterable[bytes], secret: bool = False
) -> int:
    """Write a file of the run that holds a job; its id. The row comes first: nothing is lost sight of."""
    now, key = now_ms(), new_key("jobs")
    expires_at = now + get_settings().job_keep_days * DAY_MS
    values = (job["id"], job["owner_id"], job["lease"], clean_file_name(name), media_type, key, secret)
    [made] = await run(ADD, *values, now, expires_at)
    stored = await file_store().write(key, chunks, LARGEST_BYTES)
    await run(SIZED, made["id"], stored.size)
    return int(made["id"])


async def show_files(job: Row) -> None:
    """Let the owner see what the run wrote that holds the job."""
    await run(SHOW, job["id"], job["lease"])


async def hide_unfinished(job: Row) -> None:
    """Let the chores remove what runs wrote that were given up."""
    await run(HIDE_OTHERS, job["id"])


async def drop_file(number: int) -> None:
    """Let the chores remove a file that its run writes anew."""
    await run(DROP, number)


async def take_once(file: Row) -> bool:
    """Whether a secret file may be served: the first time alone."""
    taken: list[dict[str, Any]] = await run(TAKE, file["id"], now_ms())
    return bool(taken)
