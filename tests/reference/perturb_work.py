"""What other accounts upload, run, are told and did; and the review chains of other institutions."""

from tests.reference.change import Change
from tests.reference.world_audit import ACTIONS, add_entry
from tests.reference.world_jobs import add_job
from tests.reference.world_notices import add_key, add_notice
from tests.reference.world_tokens import add_token
from tests.reference.world_uploads import LONG_AGO, add_upload


def uploads(change: Change) -> None:
    """Uploads of others, and one's own that are over, change and go; others send more."""
    for upload in change.outside("FileUpload"):
        upload |= {"name": "改名.csv", "size": 1, "created_at": LONG_AGO}
        if change.chance(0.3):
            change.remove("upload", id=upload["id"])
    for user in change.outside("User"):
        add_upload(change.builder, user)


def tokens(change: Change) -> None:
    """Tokens of others are of another name and go; others make more."""
    for token in change.outside("ApiToken"):
        token |= {"name": "改名", "created_at": LONG_AGO, "origins": '["https://b.example"]'}
        if change.chance(0.3):
            change.remove("api_token", id=token["id"])
    for user in change.outside("User"):
        add_token(change.builder, user)


def jobs(change: Change) -> None:
    """Jobs of others and files that are not shown change and go; others start more."""
    for file in change.outside("JobFile"):
        file |= {"name": "改名.csv", "size": 1, "store_key": f"other/{file['id']}"}
        if change.chance(0.3):
            change.remove("job_file", id=file["id"])
    for row in change.outside("JobRow"):
        row |= {"title": "改名", "outcome": "ERROR", "errors": 7, "first_row": 77, "number": None}
        if change.chance(0.3):
            change.remove("job_row", id=row["id"])
    for job in change.outside("Job"):
        job |= {"name": "改名.csv", "state": "DEAD", "done": 77, "figures": None, "created_at": LONG_AGO}
        if change.chance(0.3):
            change.remove_job(job["id"])
    for user in change.outside("User"):
        add_job(change.builder, user)


def notices(change: Change) -> None:
    """Others are told something else, and more."""
    for notice in change.outside("Notice"):
        notice |= {"kind": "JOB_DONE", "words": '{"name": "改名"}', "read_at": None, "created_at": LONG_AGO}
        if change.chance(0.3):
            change.remove("notice", id=notice["id"])
    for user in change.outside("User"):
        add_notice(change.builder, user)


def keys(change: Change) -> None:
    """Others used other keys, or the same."""
    mine = change.ask.account and change.ask.account["id"]
    for key in change.world.rows("idempotency_key"):
        if key["user_id"] != mine:
            change.remove("idempotency_key", id=key["id"])
    for user in change.world.rows("user_account"):
        if user["id"] != mine and change.chance(0.5):
            add_key(change.builder, user)


def entries(change: Change) -> None:
    """Elsewhere, other things were done, by others, and more of them."""
    for entry in change.outside("AuditEntry"):
        entry |= {
            "action": change.random.choice(ACTIONS),
            "actor_name": "改名",
            "at": LONG_AGO,
            "after": None,
        }
        if change.chance(0.3):
            change.remove("audit_entry", id=entry["id"])
    for unit in change.world.rows("org_unit"):
        if unit["institution_id"] != change.ask.institution_id:
            add_entry(change.builder, "OrgUnit", unit | {"unit_id": unit["id"]})


def pushes(change: Change) -> None:
    """Deliveries were of other files and did something else; their dates are everybody's to know."""
    for push in change.outside("Push"):
        push |= {"batch": "2099-01", "file_name": "改名.csv", "rows": 99, "flagged": 5, "kind": "FACTS"}


def flows(change: Change) -> None:
    """Other institutions review otherwise."""
    for flow in change.outside("ApprovalFlow"):
        flow |= {name: change.chance(0.5) for name in ("college", "branch_college", "branch")}
        flow["version"] = change.random.randrange(1, 9)
