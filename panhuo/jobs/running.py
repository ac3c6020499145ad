"""Running a job: take it, do its stage, say what came of it. Run twice, or cut anywhere, it does no harm."""

import asyncio
import secrets
from typing import Any

import orjson
import structlog

from panhuo.db import separate_database
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs import table
from panhuo.jobs.files import hide_unfinished, show_files
from panhuo.jobs.kinds import Figures, kind_of
from panhuo.jobs.owner import owner_now
from panhuo.jobs.rows import drop_unfinished_rows, show_rows
from panhuo.jobs.run import JobRun, Stopped, Why
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import JobStage, JobState, NoticeKind
from panhuo.services.acting import Action, Subject, acting
from panhuo.services.uploads import keep_upload
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

PROGRESS_SECONDS = 0.3
"""How often progress is written."""
LONGEST_PAUSE_SECONDS = 300
"""Before a job is tried again."""
DETAIL_CHARACTERS = 300
NOT_THE_JOBS = (ErrorCode.DATABASE_UNAVAILABLE, ErrorCode.FILES_UNAVAILABLE, ErrorCode.INTERNAL)
"""Errors of the machinery: the job is run again."""
NOTICES = {
    JobState.SUCCEEDED: NoticeKind.JOB_DONE,
    JobState.FAILED: NoticeKind.JOB_FAILED,
    JobState.DEAD: NoticeKind.JOB_FAILED,
}
UNDER_WAY: set[JobRun] = set()
"""The runs of this process."""


async def run_job(number: int) -> None:
    """Run a stage of a job, if it is this one's turn. Nothing is raised: the row says what came of it."""
    try:
        async with separate_database():
            row = await table.claim(number, secrets.token_hex(16))
            if row is not None:
                await carry_out(row)
    except Exception as error:  # the lease runs out, and the job is run again
        log.warning("job not run", job=number, error=repr(error))


async def carry_out(row: table.Row) -> None:
    """Do the stage of a job whose lease is ours."""
    log.info("job begun", job=row["id"], kind=row["kind"], stage=row["stage"], attempt=row["attempts"])
    try:
        figures = await outcome(row)
    except Stopped as stopped:
        await give_up(row, stopped.args[0])
    except PanhuoError as error:
        await (try_again(row, error) if error.code in NOT_THE_JOBS else fail(row, error))
    except Exception as error:
        await try_again(row, error)
    else:
        await finish(row, figures)


async def outcome(row: table.Row) -> Figures | None:
    """What the stage makes; None where its effect came about in an earlier run."""
    if row["applied_at"] is not None:
        return None
    if row["cancel_requested"]:
        raise Stopped(Why.CANCELLED)
    kind = kind_of(row["kind"])
    run = JobRun(row, await owner_now(row))
    for number in table.uploads_of(row):
        await keep_upload(number, get_settings().upload_hours)
    run.task = asyncio.create_task(staged(kind.stage(JobStage(row["stage"])), run))
    keeper = asyncio.create_task(keep(run))
    UNDER_WAY.add(run)
    try:
        figures = await run.task
        await table.keep(row, run.done, run.total, run.phase)
        return figures
    except asyncio.CancelledError:
        if run.stopped is None:
            raise TimeoutError("the stage took too long") from None
        raise Stopped(run.stopped) from None
    except Stopped:
        raise Stopped(run.stopped or Why.LOST) from None
    finally:
        UNDER_WAY.discard(run)
        keeper.cancel()
        await asyncio.wait([keeper])


async def staged(stage: Any, run: JobRun) -> Figures:
    found: Figures = await stage(run)
    return found


async def keep(run: JobRun) -> None:
    """While a stage runs: renew its lease, write its progress, and end it where it shall end."""
    patience = get_settings().job_lease_seconds / 3
    written: tuple[int, int, str] | None = None
    silent = 0.0
    while run.stopped is None:
        await asyncio.sleep(min(PROGRESS_SECONDS, patience))
        silent += PROGRESS_SECONDS
        now = (run.done, run.total, run.phase)
        if now == written and silent < patience:
            continue
        try:
            ending = await table.keep(run.row, *now)
        except Exception as error:  # the database may be away, or SQLite's file be written
            log.info("lease not renewed", job=run.id, error=repr(error))
            continue
        written, silent = now, 0.0
        if ending is not False:
            run.stop(Why.LOST if ending is None else Why.CANCELLED)


async def finish(row: table.Row, figures: Figures | None) -> None:
    """A stage ended well: wait for the confirmation, or be done."""
    async with acting(ANONYMOUS) as action:
        if row["stage"] == JobStage.CHECK and figures is not None:
            ended = await table.wait(row, figures)
        else:
            ended = await table.end(row, JobState.SUCCEEDED, None, None, figures)
        if ended is not None:
            await show_files(row)
            await hide_unfinished(row)
            await show_rows(row)
            for number in table.uploads_of(row):
                settings = get_settings()
                await keep_upload(number, settings.job_confirm_hours + settings.upload_hours)
            await tell(action, ended)
    if ended is None:
        await give_up(row, Why.LOST)


async def fail(row: table.Row, error: PanhuoError) -> None:
    """The job cannot be done as it was asked for."""
    detail = [error.detail] * 2 if isinstance(error.detail, str) else list(error.detail)
    await over(row, JobState.FAILED, error.code, detail)


async def give_up(row: table.Row, why: Why) -> None:
    """A run that shall end did; one that may not commit may have been cancelled just now."""
    if why is Why.LOST and await table.keep(row, 0, 0, ""):
        why = Why.CANCELLED
    if why is Why.CANCELLED:
        await over(row, JobState.CANCELLED, None, None)
    elif why is Why.STOPPING:
        await table.again(row, 0, uncounted=True)
    log.info("job given up", job=row["id"], why=why.value)


async def try_again(row: table.Row, error: Exception) -> None:
    """The machinery failed: again a little later, a few times."""
    settings = get_settings()
    log.warning("job failed", job=row["id"], attempt=row["attempts"], exc_info=error)
    if row["attempts"] < settings.job_attempts:
        pause = settings.job_retry_seconds * 2 ** min(row["attempts"] - 1, 20)
        await table.again(row, min(pause, LONGEST_PAUSE_SECONDS))
    else:
        await over(row, JobState.DEAD, ErrorCode.INTERNAL, ["", ""])


async def over(row: table.Row, state: JobState, code: str | None, detail: list[str] | None) -> None:
    async with acting(ANONYMOUS) as action:
        text = (
            None if detail is None else orjson.dumps([each[:DETAIL_CHARACTERS] for each in detail]).decode()
        )
        ended = await table.end(row, state, code, text, None)
        if ended is not None:
            await hide_unfinished(row)
            await drop_unfinished_rows(row)
            await tell(action, ended)


async def tell(action: Action, row: table.Row) -> None:
    """Tell the owner that the job is over, in the transaction in which it ends."""
    log.info("job ended", job=row["id"], state=row["state"], error=row["error_code"])
    if (kind := NOTICES.get(JobState(row["state"]))) is not None:
        await action.notify([row["owner_id"]], kind, Subject("Job", row), name=row["name"])
