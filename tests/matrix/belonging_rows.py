"""The rows of what belongs to accounts and units."""

from typing import Any

from panhuo.models import AuditEntry, Job, JobFile, JobRow, Notice, OrgUnit, Push, Upload, User
from panhuo.rules.push_kind import PushKind
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import AuditAction, JobKind, JobStage, JobState, NoticeKind
from tests.factories import now
from tests.matrix.belongings import (
    ENTRIES,
    FILES,
    JOBS,
    NOTICES,
    PUSHED_ON,
    PUSHES,
    ROWS,
    UPLOADS,
    owner_of,
    state_of,
)
from tests.matrix.facts import role_of

LONG_AGO = 1_700_000_000_000
HOUR_MS = 3_600_000
UPLOAD_STATES: dict[str, dict[str, Any]] = {
    "expired": {"expires_at": 1},
    "used": {"consumed_at": 1},
    "arriving": {"stored": False},
}
JOB_STATES: dict[str, dict[str, Any]] = {
    "waiting": {"state": JobState.WAITING.value},
    "failed": {"state": JobState.FAILED.value, "error_code": "INVALID_VALUE"},
}
FILE_STATES: dict[str, dict[str, Any]] = {
    "secret": {"secret": True},
    "expired": {"expires_at": 1},
    "unfinished": {"ready": False},
}
FIGURES = '{"rows": 3, "valid": 2}'

Rows = dict[str, int]
"""Ids by name."""


async def make_belongings(units: dict[str, OrgUnit], users: dict[str, User]) -> dict[str, Rows]:
    """Ids by type and name."""
    jobs = {name: await make_job(name, users[owner_of(name)]) for name in JOBS}
    return {
        "FileUpload": {name: await make_upload(name, users[owner_of(name)]) for name in UPLOADS},
        "Job": jobs,
        "JobFile": {name: await make_file(name, users[owner_of(name)], jobs) for name in FILES},
        "JobRow": {name: await make_row(name, users[owner_of(name)], jobs) for name in ROWS},
        "Notice": {name: await make_notice(name, users[owner_of(name)]) for name in NOTICES},
        "AuditEntry": {
            name: await make_entry(name, units.get(name.removeprefix("at ")), users) for name in ENTRIES
        },
        "Push": {name: await make_push(name) for name in PUSHES},
        "ApprovalFlow": {name: unit.id for name, unit in units.items() if unit.id == unit.institution_id},
    }


async def make_push(name: str) -> int:
    row = await Push.create(
        file_name="专利.xlsx",
        kind=PushKind.LEGAL_STATES if name == "a week's" else PushKind.FACTS,
        batch="2026-01",
        as_of=PUSHED_ON,
        rows=3,
        created=2,
        unchanged=1,
        started_at=LONG_AGO,
        published_at=LONG_AGO,
    )
    return row.id


async def make_upload(name: str, owner: User) -> int:
    columns = {"stored": True, "expires_at": now() + HOUR_MS} | UPLOAD_STATES.get(state_of(name), {})
    row = await Upload.create(
        owner_id=owner.id,
        name="a.csv",
        media_type="text/csv",
        size=1,
        store_key=f"uploads/{name}",
        created_at=now(),
        **columns,
    )
    return row.id


async def make_job(name: str, owner: User) -> int:
    """One that imports patents, whoever may; what it stood at is the operator's place, which is none."""
    row = await Job.create(
        kind=JobKind.PATENT_IMPORT.value,
        stage=JobStage.APPLY.value,
        owner_id=owner.id,
        institution_id=owner.institution_id,
        standing="PLATFORM_OPERATOR:::::0" if role_of(owner_of(name)) == "OP" else "",
        name="专利.csv",
        phase="reading",
        figures=FIGURES,
        created_at=now(),
        due_at=now(),
        started_at=LONG_AGO,
        finished_at=LONG_AGO,
        expires_at=now() + HOUR_MS,
        **JOB_STATES[state_of(name)],
    )
    return row.id


async def make_file(name: str, owner: User, jobs: Rows) -> int:
    columns = {"ready": True, "expires_at": now() + HOUR_MS} | FILE_STATES.get(state_of(name), {})
    row = await JobFile.create(
        job_id=jobs[f"{owner_of(name)}, waiting"],
        owner_id=owner.id,
        lease="",
        name="专利.report.csv",
        media_type="text/csv",
        size=1,
        store_key=f"jobs/{name}",
        created_at=now(),
        **columns,
    )
    return row.id


async def make_row(name: str, owner: User, jobs: Rows) -> int:
    """Of a patent and a dossier that not everybody reads, which are there later."""
    row = await JobRow.create(
        job_id=jobs[f"{owner_of(name)}, waiting"],
        owner_id=owner.id,
        lease="",
        ready=state_of(name) == "row",
        first_row=4,
        last_row=5,
        number="202310123456.6",
        title="一种电池",
        outcome=JobRowOutcome.ERROR.value,
        errors=1,
        warnings=0,
        issues='[[4,"申请号","DOSSIER_PATENT_UNKNOWN","[1]","[1]",true]]',
    )
    return row.id


async def make_notice(name: str, owner: User) -> int:
    row = await Notice.create(
        user_id=owner.id,
        kind=NoticeKind.JOB_DONE.value,
        subject_type="Job",
        subject_id=1,
        words='{"name": "专利.csv"}',
        created_at=now(),
        read_at=LONG_AGO if state_of(name) == "read" else None,
    )
    return row.id


async def make_entry(name: str, unit: OrgUnit | None, users: dict[str, User]) -> int:
    row = await AuditEntry.create(
        at=now(),
        actor_id=users["OP"].id,
        actor_name="OP",
        institution_id=unit and unit.institution_id,
        branch_id=unit and unit.branch_id,
        unit_id=unit and unit.id,
        action=AuditAction.UNIT_RENAMED.value,
        subject_type="OrgUnit",
        subject_id=unit.id if unit else 1,
        subject_name=name,
        before='{"name": "旧"}',
        after='{"name": "新"}',
    )
    return row.id
