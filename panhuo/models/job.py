"""Jobs: work that outlives a request. The row is the truth; a broker carries nothing but its id."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import User


class Job(Model):
    """A piece of work somebody asked for, how far it is, and what came of it.

    Whoever runs it holds its lease: every change by a run compares the lease, so that a run that was given up
    changes nothing more.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=40)
    """A `JobKind`."""
    state = fields.CharField(max_length=12)
    """A `JobState`."""
    stage = fields.CharField(max_length=12)
    """A `JobStage`: the one that runs, or comes next, or ended it."""
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="jobs", on_delete=fields.RESTRICT
    )
    institution_id = fields.BigIntField(null=True)
    """Where its owner stood when asking."""
    standing = fields.CharField(max_length=120)
    """As whom its owner asked: role and place. A job of somebody who stands elsewhere by now is refused."""
    token_id = fields.BigIntField(null=True)
    """The API token that asked, whose abilities are all it has; null for a session."""
    upload_id = fields.BigIntField(null=True)
    """The file it reads, which may be gone when the job is over."""
    name = fields.CharField(max_length=255)
    """What it is about: the name of its file, as a rule."""
    parameters = fields.TextField(db_default="{}")
    """A JSON object of what was asked for."""
    attempts = fields.IntField(db_default=0)
    """Runs of the present stage, the one under way included."""
    lease = fields.CharField(max_length=32, null=True)
    """Names the run under way."""
    lease_until = fields.BigIntField(null=True)
    """When that run is given up, unless it says meanwhile that it lives."""
    done = fields.BigIntField(db_default=0)
    total = fields.BigIntField(db_default=0)
    """Of how many; 0 while nobody knows."""
    phase = fields.CharField(max_length=40, db_default="")
    cancel_requested = fields.BooleanField(db_default=False)
    applied_at = fields.BigIntField(null=True)
    """When its effect was committed; set in the effect's own transaction, so that it comes about once."""
    figures = fields.TextField(null=True)
    """A JSON object of name and number: what came of the last stage that ended well."""
    error_code = fields.CharField(max_length=60, null=True)
    error_detail = fields.TextField(null=True)
    """What the error adds to its message: a JSON array of the English and the Chinese."""
    version = fields.IntField(db_default=1)
    """Counts the changes of state."""
    created_at = fields.BigIntField()
    due_at = fields.BigIntField()
    """Queued: not before."""
    sent_at = fields.BigIntField(null=True)
    """When its id was last given to the broker; null where it waits for that."""
    started_at = fields.BigIntField(null=True)
    finished_at = fields.BigIntField(null=True)
    expires_at = fields.BigIntField(null=True)
    """Until when it waits for its confirmation."""

    class Meta:
        table = "job"


class JobRow(Model):
    """A row of the file a job reads, as its check found it or its effect left it."""

    id = fields.BigIntField(primary_key=True)
    job: fields.ForeignKeyRelation[Job] = fields.ForeignKeyField(
        "panhuo.Job", related_name="rows", on_delete=fields.CASCADE
    )
    owner_id = fields.BigIntField()
    """The job's."""
    lease = fields.CharField(max_length=32)
    """The run that wrote it."""
    ready = fields.BooleanField(db_default=False)
    first_row = fields.BigIntField()
    """As the file counts rows, from 1."""
    last_row = fields.BigIntField()
    """The last of its continuation rows, or the same (S94)."""
    number = fields.CharField(max_length=20, null=True)
    """The application number it names."""
    title = fields.CharField(max_length=200, null=True)
    """As the file says it."""
    outcome = fields.CharField(max_length=12)
    """A `JobRowOutcome`."""
    errors = fields.IntField()
    warnings = fields.IntField()
    issues = fields.TextField(db_default="[]")
    """A JSON array of `[row, column, code, English detail, Chinese detail, fatal]`."""
    patent_id = fields.BigIntField(null=True)
    dossier_id = fields.BigIntField(null=True)
    """The dossier it goes on with, or made."""

    class Meta:
        table = "job_row"


class JobFile(Model):
    """A file that a job made: shown once the stage that made it ended well, and until it expires."""

    id = fields.BigIntField(primary_key=True)
    job: fields.ForeignKeyRelation[Job] = fields.ForeignKeyField(
        "panhuo.Job", related_name="files", on_delete=fields.RESTRICT
    )
    owner_id = fields.BigIntField()
    """The job's."""
    lease = fields.CharField(max_length=32)
    """The run that wrote it."""
    name = fields.CharField(max_length=255)
    media_type = fields.CharField(max_length=100)
    size = fields.BigIntField(db_default=0)
    """In bytes."""
    store_key = fields.CharField(max_length=100, unique=True)
    """Where it lies in the file store, and the key its links are signed with; nobody outside ever sees it."""
    ready = fields.BooleanField(db_default=False)
    secret = fields.BooleanField(db_default=False)
    """Served once."""
    created_at = fields.BigIntField()
    expires_at = fields.BigIntField()

    class Meta:
        table = "job_file"
