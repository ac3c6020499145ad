"""What time does to jobs: those nobody confirms end, files expire, and jobs long over are forgotten."""

from panhuo.auth.statements import run
from panhuo.files.store import file_store
from panhuo.jobs.files import DAY_MS
from panhuo.jobs.table import changed
from panhuo.settings import get_settings

GRACE_MS = 5 * 60 * 1000
"""How far the clocks of two machines may differ, and how long a download may begin late."""
AT_ONCE = 500

UNCONFIRMED = """
update job set state = 'CANCELLED', finished_at = $1, expires_at = null, version = version + 1
where state = 'WAITING' and expires_at <= $1 returning id
"""
EXPIRED = "select id, store_key from job_file where expires_at <= $1 order by expires_at limit $2"
DELETE_FILE = "delete from job_file where id = $1"
EXPIRE_FILES = """
update job_file set expires_at = 0
where expires_at > 0 and job_id in (select id from job where finished_at < $1)
"""
DELETE_ROWS = "delete from job_row where job_id in (select id from job where finished_at < $1)"
DELETE_JOBS = """
delete from job where finished_at < $1 and not exists (select 1 from job_file f where f.job_id = job.id)
"""


async def forget_old_jobs(now: int) -> None:
    """End what waited for its confirmation too long; remove files that expired, and jobs long over."""
    for row in await run(UNCONFIRMED, now):
        await changed([row])
    old = now - get_settings().job_keep_days * DAY_MS
    await run(EXPIRE_FILES, old)
    while rows := await run(EXPIRED, now - GRACE_MS, AT_ONCE):
        for row in rows:
            await file_store().delete(row["store_key"])
            await run(DELETE_FILE, row["id"])
    await run(DELETE_ROWS, old)
    await run(DELETE_JOBS, old)
