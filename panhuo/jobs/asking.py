"""What people do with jobs: start, confirm, cancel, start again."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs import table
from panhuo.jobs.kinds import Kind, kind_of
from panhuo.jobs.owner import require, require_standing, standing
from panhuo.jobs.relay import send_due
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import AuditAction, JobStage, JobState
from panhuo.services.acting import Subject, acting
from panhuo.services.uploads import consume_upload, keep_upload
from panhuo.settings import get_settings

LOCK_OWNER = "select id from user_account where id = $1 for no key update"
UNDER_WAY = """
select count(*) as many from job
where owner_id = $1 and kind = $2 and state in ('QUEUED', 'RUNNING', 'WAITING')
"""
AGAIN = (JobState.FAILED, JobState.DEAD)


async def start_job(
    viewer: Viewer,
    kind: Kind,
    upload: int | None,
    parameters: Mapping[str, Any],
    key: str | None = None,
    parts: Sequence[int] = (),
    name: str = "",
) -> int:
    """Queue a job, over an upload of the viewer's own or under a name; its id.

    `key` makes asking again harmless; `parts` are further uploads that belong to it. Raises UNAUTHENTICATED,
    FORBIDDEN; NOT_FOUND where there is no such upload waiting; JOBS_TOO_MANY; CONFLICT (see `once`).
    """
    require(viewer, kind)
    if parts:
        parameters = {**parameters, "parts": list(parts)}
    async with acting(viewer) as action:
        known = await action.once(key, kind.name, [upload, dict(parameters)])
        if known is not None:
            return known
        await require_room(viewer, kind)
        used = None if upload is None else await consume_upload(viewer, upload)
        for part in parts:
            await consume_upload(viewer, part)
        job = await table.create(
            (
                kind.name.value,
                kind.first_stage.value,
                viewer.user_id,
                viewer.institution_id,
                standing(viewer),
                used.id if used else None,
                used.name if used else name,
                orjson.dumps(dict(parameters)).decode(),
                action.now,
                viewer.token.id if viewer.token else None,
            )
        )
        await action.made(key, job["id"])
        after = {"kind": kind.name.value, **parameters}
        await action.audit(AuditAction.JOB_STARTED, subject(viewer, job), None, after)
    await send_due()
    return int(job["id"])


async def require_room(viewer: Viewer, kind: Kind) -> None:
    """Raise JOBS_TOO_MANY where as many jobs of a kind are under way as an account may have at once."""
    if kind.at_once is None:
        return
    if dialect() == "postgres":  # two at once must count one another; SQLite writes one at a time
        await run(LOCK_OWNER, viewer.user_id)
    [found] = await run(UNDER_WAY, viewer.user_id, kind.name.value)
    if found["many"] >= kind.at_once():
        raise PanhuoError(ErrorCode.JOBS_TOO_MANY, f"({kind.at_once()})", limit=kind.at_once())


async def confirm_job(
    viewer: Viewer, number: int, version: int, choice: Mapping[str, Any] | None = None
) -> None:
    """Let a checked job do what it found. `choice` joins its parameters.

    Raises NOT_FOUND; CONFLICT where it does not wait any more, or is not the version that was looked at;
    INVALID_VALUE where its kind leaves no choice.
    """
    async with acting(viewer) as action:
        job = await action.one(Ability.JOB_RUN, "job", number)
        require_standing(viewer, job)
        if job["state"] != JobState.WAITING or job["version"] != version or job["expires_at"] <= now_ms():
            raise PanhuoError(ErrorCode.CONFLICT, NOT_WAITING, field="version")
        if choice and not kind_of(job["kind"]).choosable:
            raise PanhuoError(ErrorCode.INVALID_VALUE, NO_CHOICE, field="rows")
        await keep(job)
        parameters = orjson.dumps(orjson.loads(job["parameters"]) | dict(choice or {})).decode()
        await table.queue(job, JobStage.APPLY, parameters)
        await action.audit(AuditAction.JOB_CONFIRMED, subject(viewer, job), None, dict(choice or {}))
    await send_due()


async def retry_job(viewer: Viewer, number: int) -> None:
    """Queue a job again, at the stage at which it failed. Raises NOT_FOUND, and CONFLICT where it did not."""
    async with acting(viewer) as action:
        job = await action.one(Ability.JOB_RUN, "job", number)
        require_standing(viewer, job)
        if job["state"] not in AGAIN:
            raise PanhuoError(ErrorCode.CONFLICT, NOT_FAILED, field="id")
        await require_room(viewer, kind_of(job["kind"]))
        await keep(job)
        await table.queue(job, JobStage(job["stage"]), job["parameters"])
        after = {"kind": job["kind"], "stage": job["stage"]}
        await action.audit(AuditAction.JOB_STARTED, subject(viewer, job), None, after)
    await send_due()


async def cancel_job(viewer: Viewer, number: int) -> None:
    """End a job before it has any effect. One that runs ends a moment later.

    Raises NOT_FOUND, and CONFLICT where it is over, or its effect is there.
    """
    async with acting(viewer) as action:
        job = await action.one(Ability.JOB_CANCEL, "job", number)
        if await table.cancel(job) is None:
            raise PanhuoError(ErrorCode.CONFLICT, OVER, field="id")
        await action.audit(AuditAction.JOB_CANCELLED, subject(viewer, job), {"state": job["state"]}, None)


async def keep(job: table.Row) -> None:
    """Keep the file of a job that goes on. Raises CONFLICT where it is gone."""
    for number in table.uploads_of(job):
        if not await keep_upload(number, get_settings().upload_hours):
            raise PanhuoError(ErrorCode.CONFLICT, FILE_GONE, field="id")


def subject(viewer: Viewer, job: table.Row) -> Subject:
    """A job as the audit log speaks of it: it stands at the place of whoever acts on it."""
    place = {"branch_id": viewer.branch_id, "unit_id": viewer.unit_id}
    return Subject("Job", {**place, **job})


NOT_WAITING = (
    "The job does not wait for this confirmation; read it again.",
    "任务当前不在等待该确认，请刷新后查看。",
)
NO_CHOICE = (
    "A job of this kind is confirmed as a whole: leave rows out.",
    "该类任务只能整体确认，请勿填写 rows。",
)
NOT_FAILED = ("Only a job that failed can be started again.", "只有失败的任务才能重新发起。")
OVER = ("The job is over, or its result is there already.", "任务已结束或已执行完成，无法取消。")
FILE_GONE = ("Its file is gone; send it again.", "任务的文件已过期，请重新上传。")
