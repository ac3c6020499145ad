"""What the demo's offices did of late, which its audit log, jobs and notices tell of."""

import orjson

from panhuo.auth.sessions import viewer_of_account
from panhuo.clock import now_ms
from panhuo.jobs.owner import standing
from panhuo.models import Job, User
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.rules.vocabulary import AuditAction, JobKind, JobStage, JobState, NoticeKind
from panhuo.services.acting import Subject, acting
from panhuo.services.approval_flow import Switches, update_approval_flow
from seed.uploads import send_workbook

OPERATOR = "operator@panhuo"
ADMIN = "admin@yunling"
COLLEGE = "college@yunling"
MINUTE_MS = 60_000


async def work_of_late(file_name: str, rows: int) -> None:
    """A delivery imported as a job, a review level that paused for a while, a workbook just sent."""
    await import_as_job(await signed_in(OPERATOR), file_name, rows)
    admin = await signed_in(ADMIN)
    institution = admin.institution_id or 0
    await update_approval_flow(admin, institution, Switches(college=False), 1)
    await update_approval_flow(admin, institution, Switches(college=True), 2)
    await send_workbook(await signed_in(COLLEGE))


async def signed_in(username: str) -> Viewer:
    """An account as it acts. Raises LookupError where the world has none of the name."""
    account = await User.get(username=username)
    viewer = await viewer_of_account(account.id)
    if viewer is None:
        raise LookupError(username)
    return viewer


async def import_as_job(operator: Viewer, file_name: str, rows: int) -> None:
    """The trace of an import that was checked, confirmed and published; its file is gone by now."""
    now = now_ms()
    job = await Job.create(
        kind=JobKind.PATENT_IMPORT,
        state=JobState.SUCCEEDED,
        stage=JobStage.APPLY,
        owner_id=operator.user_id,
        standing=standing(operator),
        name=file_name,
        parameters="{}",
        done=rows,
        total=rows,
        phase="publishing",
        figures=orjson.dumps({"rows": rows, "rejected": 0, "warnings": 0, "updated": rows}).decode(),
        created_at=now - 5 * MINUTE_MS,
        due_at=now - 5 * MINUTE_MS,
        started_at=now - 4 * MINUTE_MS,
        applied_at=now,
        finished_at=now,
    )
    subject = Subject("Job", {"id": job.id, "name": file_name})
    async with acting(operator) as action:
        for step in (AuditAction.JOB_STARTED, AuditAction.JOB_CONFIRMED):
            await action.audit(step, subject, None, {"kind": JobKind.PATENT_IMPORT.value})
    async with acting(ANONYMOUS) as action:
        await action.notify([operator.user_id or 0], NoticeKind.JOB_DONE, subject, name=file_name)
