"""What actions leave behind beside their effect: who did what, who is told, and what was asked for once."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import User


class AuditEntry(Model):
    """One thing somebody changed. Rows are only ever added.

    The database itself refuses anything else.

    It stands at the unit the subject stood at, so that whoever administers that unit may read it.
    """

    id = fields.BigIntField(primary_key=True)
    at = fields.BigIntField()
    """Milliseconds since the epoch, UTC."""
    actor_id = fields.BigIntField(null=True)
    """The account that did it; null for the command line and the platform's own jobs."""
    actor_name = fields.CharField(max_length=60)
    """Its name at the time."""
    institution_id = fields.BigIntField(null=True)
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField(null=True)
    action = fields.CharField(max_length=40)
    """An `AuditAction`."""
    subject_type = fields.CharField(max_length=40)
    """The GraphQL type of what was changed."""
    subject_id = fields.BigIntField()
    subject_name = fields.CharField(max_length=300)
    """What it was called at the time."""
    before = fields.TextField(null=True)
    """A JSON object of the columns that changed, as they were; phones masked. Null for what was made."""
    after = fields.TextField(null=True)
    """The same as they are now; null for what is gone."""

    class Meta:
        table = "audit_entry"


class Notice(Model):
    """Something an account is told."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="notices", on_delete=fields.CASCADE
    )
    kind = fields.CharField(max_length=40)
    """A `NoticeKind`."""
    subject_type = fields.CharField(max_length=40)
    """The GraphQL type of what it speaks of; whoever reads it asks for that under the usual permissions."""
    subject_id = fields.BigIntField()
    words = fields.TextField(db_default="{}")
    """A JSON object of what its text names: nothing its reader could not read by query."""
    created_at = fields.BigIntField()
    read_at = fields.BigIntField(null=True)

    class Meta:
        table = "notice"


class IdempotencyKey(Model):
    """A creating mutation that was asked for under a key, so that asking again does nothing."""

    id = fields.BigIntField(primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="idempotency_keys", on_delete=fields.CASCADE
    )
    key = fields.CharField(max_length=100)
    mutation = fields.CharField(max_length=60)
    input_hash = fields.CharField(max_length=64)
    """SHA-256 of the input: the same key with another input is a mistake of the client's."""
    subject_id = fields.BigIntField(null=True)
    created_at = fields.BigIntField()

    class Meta:
        table = "idempotency_key"
        unique_together = (("user_id", "key"),)
