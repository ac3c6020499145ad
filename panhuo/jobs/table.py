"""The statements by which a job changes. Each compares what it rests on: of two that race, one wins."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.rules.vocabulary import JobStage, JobState
from panhuo.settings import get_settings
from panhuo.signals import job_topic, signal

HOUR_MS = 3600 * 1000
Row = dict[str, Any]

CREATE = """
insert into job (kind, state, stage, owner_id, institution_id, standing, upload_id, name, parameters,
                 created_at, due_at, token_id)
values ($1, 'QUEUED', $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) returning *
"""
CLAIM = """
update job set state = 'RUNNING', lease = $2, lease_until = $4, attempts = attempts + 1,
               started_at = coalesce(started_at, $3), version = version + 1
where id = $1 and (attempts < $5 or applied_at is not null)
  and ((state = 'QUEUED' and due_at <= $3) or (state = 'RUNNING' and lease_until < $3))
returning *
"""
MINE = "id = $1 and lease = $2 and state = 'RUNNING'"
KEEP = f"""
update job set lease_until = $3, done = $4, total = $5, phase = $6 where {MINE} returning cancel_requested
"""
APPLIED = f"""
update job set applied_at = $3, figures = $4 where {MINE} and applied_at is null and not cancel_requested
returning id
"""
END = f"""
update job set state = $3, lease = null, lease_until = null, finished_at = $4, error_code = $5,
               error_detail = $6, figures = coalesce($7, figures), version = version + 1
where {MINE} and (applied_at is null or $3 = 'SUCCEEDED') returning *
"""
WAIT = f"""
update job set state = 'WAITING', stage = 'APPLY', lease = null, lease_until = null, attempts = 0,
               figures = $3, expires_at = $4, version = version + 1
where {MINE} and not cancel_requested returning *
"""
AGAIN = f"""
update job set state = 'QUEUED', lease = null, lease_until = null, due_at = $3, sent_at = null,
               attempts = attempts - $4, version = version + 1
where {MINE} returning *
"""
QUEUE = """
update job set state = 'QUEUED', stage = $3, parameters = $4, attempts = 0, due_at = $5, sent_at = null,
               finished_at = null, expires_at = null, error_code = null, error_detail = null,
               cancel_requested = false, done = 0, total = 0, phase = '', version = version + 1
where id = $1 and version = $2 returning *
"""
CANCEL = """
update job set state = 'CANCELLED', finished_at = $3, expires_at = null, version = version + 1
where id = $1 and version = $2 and state in ('QUEUED', 'WAITING') and applied_at is null returning *
"""
REQUEST_CANCEL = """
update job set cancel_requested = true where id = $1 and state = 'RUNNING' and applied_at is null returning *
"""
BURY = """
update job set state = case when cancel_requested then 'CANCELLED' else 'DEAD' end, lease = null,
               lease_until = null, finished_at = $1, error_code = $3, version = version + 1
where id in (select id from job where state = 'RUNNING' and lease_until < $1 and attempts >= $2
             and applied_at is null order by id limit 100)
  and state = 'RUNNING' and lease_until < $1
returning *
"""
DEAD = """
select id from job
where state = 'RUNNING' and lease_until < $1 and attempts >= $2 and applied_at is null limit 1
"""
UNSENT = """
state in ('QUEUED', 'RUNNING') and (sent_at is null or sent_at < $2)
  and ((state = 'QUEUED' and due_at <= $1) or lease_until < $1)
"""
SENDING = f"""
update job set sent_at = $1 where id in (select id from job where {UNSENT} order by id limit 100) and {UNSENT}
returning id
"""
NOT_SENT = "update job set sent_at = null where id = $1"
FORGET_SENT = "update job set sent_at = null where state = 'QUEUED'"
OVER = (JobState.CANCELLED, JobState.DEAD, JobState.FAILED, JobState.SUCCEEDED)


def uploads_of(row: Row) -> list[int]:
    """The uploads a job reads: its own, and the further parts of a delivery."""
    if row["upload_id"] is None:
        return []
    return [row["upload_id"], *orjson.loads(row["parameters"]).get("parts", ())]


async def create(values: Sequence[Any]) -> Row:
    """A queued job, from the values of CREATE."""
    [row] = await run(CREATE, *values)
    return row


async def claim(number: int, lease: str) -> Row | None:
    """Take a job that is due, or whose run was given up; None where there is nothing to do."""
    now, settings = now_ms(), get_settings()
    rows = await run(CLAIM, number, lease, now, lease_end(now), settings.job_attempts)
    return await changed(rows)


async def keep(row: Row, done: int, total: int, phase: str) -> bool | None:
    """Say that a run lives and how far it is. Whether it shall end; None where it holds the job no more."""
    rows = await run(KEEP, row["id"], row["lease"], lease_end(now_ms()), done, total, phase)
    await changed(rows, row["id"])
    return bool(rows[0]["cancel_requested"]) if rows else None


async def mark_applied(row: Row, figures: Mapping[str, int]) -> bool:
    """Within the transaction of the effect: that it came about. False where it must not be committed."""
    return bool(await run(APPLIED, row["id"], row["lease"], now_ms(), as_text(figures)))


def applied_text(row: Row, figures: Mapping[str, int]) -> str:
    """The same without parameters, for a transaction on another connection; it gives a row where it may."""
    number, lease, text = int(row["id"]), str(row["lease"]), as_text(figures)
    if not lease.isalnum() or "'" in text or "\\" in text:
        raise ValueError("not to be written into a statement")
    values = {"$1": str(number), "$2": f"'{lease}'", "$3": str(now_ms()), "$4": f"'{text}'"}
    return re.sub(r"\$[1-4]", lambda found: values[found[0]], APPLIED)


async def end(row: Row, state: JobState, code: str | None, detail: str | None, figures: Any) -> Row | None:
    """The end of a job; None where the run that says so does not hold it, or its effect says otherwise."""
    text = None if figures is None else as_text(figures)
    return await changed(await run(END, row["id"], row["lease"], state.value, now_ms(), code, detail, text))


async def wait(row: Row, figures: Mapping[str, int]) -> Row | None:
    """Checked: it waits for its confirmation."""
    until = now_ms() + get_settings().job_confirm_hours * HOUR_MS
    return await changed(await run(WAIT, row["id"], row["lease"], as_text(figures), until))


async def again(row: Row, pause_seconds: float, uncounted: bool = False) -> Row | None:
    """Put a job back into the queue; `uncounted` where its run was none of its own failing."""
    due_at = now_ms() + round(pause_seconds * 1000)
    return await changed(await run(AGAIN, row["id"], row["lease"], due_at, int(uncounted)))


async def queue(row: Row, stage: JobStage, parameters: str) -> Row | None:
    """Queue a job anew that no run holds."""
    rows = await run(QUEUE, row["id"], row["version"], stage.value, parameters, now_ms())
    return await changed(rows)


async def cancel(row: Row) -> Row | None:
    """Cancel a job at once where none runs it, else ask its run to end; None where it is too late."""
    rows = await run(CANCEL, row["id"], row["version"], now_ms()) or await run(REQUEST_CANCEL, row["id"])
    return await changed(rows)


async def any_dead(now: int) -> bool:
    """Whether the last run of a job was given up."""
    return bool(await run(DEAD, now, get_settings().job_attempts))


async def bury(now: int) -> list[Row]:
    """End jobs whose last run was given up."""
    rows = await run(BURY, now, get_settings().job_attempts, "INTERNAL")
    for row in rows:
        await changed([row])
    return rows


async def sending(now: int, before: int) -> list[int]:
    """Jobs that a run is due for and that the broker was not told since a time: they count as told."""
    return [row["id"] for row in await run(SENDING, now, before)]


async def not_sent(number: int) -> None:
    """The broker did not take a job's id after all."""
    await run(NOT_SENT, number)


async def forget_sent() -> None:
    """What the broker was told is lost."""
    await run(FORGET_SENT)


async def changed(rows: Sequence[Row], number: int | None = None) -> Row | None:
    """The row of a statement that changed one; whoever follows the job hears of it."""
    if not rows:
        return None
    await signal(run, [job_topic(number or rows[0]["id"])])
    return rows[0]


def lease_end(now: int) -> int:
    return now + round(get_settings().job_lease_seconds * 1000)


def as_text(figures: Mapping[str, int]) -> str:
    return orjson.dumps(dict(figures)).decode()
