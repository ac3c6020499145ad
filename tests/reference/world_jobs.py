"""The jobs of a generated world, in every state, and their files: shown, not yet shown, secret, expired."""

import json
from typing import Any

from tests.reference.world import Builder, Row
from tests.reference.world_uploads import CREATED, LONG_AGO, LONG_HENCE, NAMES

STATES = ("QUEUED", "RUNNING", "WAITING", "SUCCEEDED", "FAILED", "CANCELLED", "DEAD")
ERRORS = {
    "FAILED": ("SHEET_HEADINGS_MISSING", json.dumps(["申请号"] * 2)),
    "DEAD": ("INTERNAL", None),
}
OUTCOMES = ("DRAFT", "ERROR", "INVENTORIED", "LEFT_OUT", "PENDING", "REGISTERED", "UNCHANGED")
ISSUES: tuple[list[list[Any]], ...] = (
    [],
    [[4, "申请号", "DOSSIER_PATENT_UNKNOWN", "[1]", "[1]", True]],
    [[4, None, "DOSSIER_UNCHANGED", "", "", False], [5, "*联系人", "DOSSIER_FIELD_MISSING", "", "", False]],
)
"""Row, column, code, the English and the Chinese that follow its words, whether fatal."""
FILES = ({}, {}, {"ready": False}, {"secret": True}, {"expires_at": LONG_AGO})


def add_jobs(builder: Builder) -> None:
    """A few of some accounts."""
    for account in builder.world.rows("user_account"):
        for _ in range(builder.random.choice((0, 0, 1, 2))):
            add_job(builder, account)


def add_job(builder: Builder, owner: Row) -> Row:
    random, state = builder.random, builder.random.choice(STATES)
    code, detail = ERRORS.get(state, (None, None))
    job = builder.add(
        "job",
        kind="PATENT_IMPORT",
        state=state,
        stage=random.choice(("CHECK", "APPLY")),
        owner_id=owner["id"],
        institution_id=owner["institution_id"],
        standing="",
        upload_id=None,
        name=random.choice(NAMES),
        parameters="{}",
        attempts=random.randrange(3),
        lease=None,
        lease_until=None,
        done=random.randrange(5),
        total=random.choice((0, 5)),
        phase=random.choice(("", "checking")),
        cancel_requested=builder.chance(0.2),
        applied_at=None,
        figures=random.choice((None, '{"rows":3,"valid":2}')),
        error_code=code,
        error_detail=detail,
        version=random.randrange(1, 4),
        created_at=random.choice(CREATED),
        due_at=CREATED[0],
        sent_at=None,
        started_at=random.choice((None, CREATED[0])),
        finished_at=random.choice((None, CREATED[1])),
        expires_at=random.choice((None, LONG_HENCE)),
    )
    for _ in range(random.choice((0, 1, 2))):
        add_file(builder, job)
    for number in range(random.choice((0, 0, 3))):
        add_row(builder, job, number + 4)
    return job


def add_row(builder: Builder, job: Row, number: int) -> None:
    """A row of its file, of any patent and dossier there is."""
    random, issues = builder.random, builder.random.choice(ISSUES)
    patents, dossiers = builder.world.rows("patent"), builder.world.rows("dossier")
    builder.add(
        "job_row",
        job_id=job["id"],
        owner_id=job["owner_id"],
        lease="",
        ready=builder.chance(0.8),
        first_row=number,
        last_row=number,
        number=random.choice((None, "202310123456.7")),
        title=random.choice((None, "一种电池")),
        outcome=random.choice(OUTCOMES),
        errors=sum(fatal for *_, fatal in issues),
        warnings=sum(not fatal for *_, fatal in issues),
        issues=json.dumps(issues),
        patent_id=random.choice([*patents, {"id": None}])["id"],
        dossier_id=random.choice([*dossiers, {"id": None}])["id"],
    )


def add_file(builder: Builder, job: Row) -> None:
    columns = {
        "job_id": job["id"],
        "owner_id": job["owner_id"],
        "lease": "",
        "name": builder.random.choice(NAMES),
        "media_type": "text/csv",
        "size": builder.random.randrange(1000),
        "ready": True,
        "secret": False,
        "created_at": builder.random.choice(CREATED),
        "expires_at": LONG_HENCE,
    }
    row = builder.add("job_file", **columns | builder.random.choice(FILES))
    row["store_key"] = f"jobs/{row['id']}"
