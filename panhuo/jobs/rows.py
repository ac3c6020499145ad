"""Rows of a job's file, for the preview and for what came of them: shown when their stage ended well."""

from collections.abc import Iterable, Sequence
from typing import Any

from tortoise.transactions import in_transaction

from panhuo.auth.statements import run
from panhuo.db import connection
from panhuo.jobs.table import Row
from panhuo.services.patents.bulk import within

AT_ONCE = 2_000
"""Rows of one transaction."""
COLUMNS = (
    *("first_row", "last_row", "number", "title", "outcome", "errors", "warnings", "issues", "patent_id"),
    "dossier_id",
)
"""What a kind of job says of each row."""
SHOW = "update job_row set ready = true where job_id = $1 and lease = $2 and not ready"
DROP_OTHERS = """
delete from job_row where job_id = $1 and lease <> $2
  and exists (select 1 from job_row m where m.job_id = $1 and m.lease = $2)
"""
DROP_UNFINISHED = "delete from job_row where job_id = $1 and not ready"
DROP_ALL = "delete from job_row where job_id = $1"


async def add_rows(job: Row, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of the run that holds a job, which show once its stage ended well; values of COLUMNS."""
    for start in range(0, len(rows), AT_ONCE):
        async with in_transaction():
            await write(job, rows[start : start + AT_ONCE], ready=False)


async def replace_rows(job: Row, rows: Iterable[Sequence[Any]]) -> None:
    """Within the transaction of an effect: what it left of each row, in place of what the check found."""
    await run(DROP_ALL, job["id"])
    await write(job, rows, ready=True)


async def write(job: Row, rows: Iterable[Sequence[Any]], ready: bool) -> None:
    head = job["id"], job["owner_id"], job["lease"], ready
    async with within(connection()) as bulk:
        names = ("job_id", "owner_id", "lease", "ready", *COLUMNS)
        await bulk.copy("job_row", names, ((*head, *row) for row in rows))


async def show_rows(job: Row) -> None:
    """Let the owner see the rows of the run that holds the job, in place of those of earlier ones."""
    await run(SHOW, job["id"], job["lease"])
    await run(DROP_OTHERS, job["id"], job["lease"])


async def drop_unfinished_rows(job: Row) -> None:
    """Remove what runs wrote that were given up."""
    await run(DROP_UNFINISHED, job["id"])
