"""Deliveries of patent files (S50, S51)."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.push_kind import PushKind


class Push(Model):
    """One delivery that was published, of one file or of several parts: its date, its size, what it changed.

    `rows`, `rejected`, `warnings` and `unknown` count rows of its files, the others patents; `flagged` and
    `unflagged` count dossiers.
    """

    id = fields.BigIntField(primary_key=True)
    file_name = fields.CharField(max_length=255)
    """Of the first part."""
    kind = fields.CharEnumField(PushKind, max_length=12, db_default="FACTS")
    batch = fields.CharField(max_length=60, null=True)
    """批次号, as its files or the operator say."""
    parts = fields.IntField(db_default=1)
    digest = fields.CharField(max_length=64, null=True)
    """SHA-256 of its parts' contents, by which it is recognised."""
    repeats_id = fields.BigIntField(null=True)
    """The earlier delivery of the same contents."""
    as_of = fields.DateField()
    """The date the file's data are of (数据截止日)."""
    rows = fields.IntField(db_default=0)
    created = fields.IntField(db_default=0)
    updated = fields.IntField(db_default=0)
    unchanged = fields.IntField(db_default=0)
    transferred = fields.IntField(db_default=0)
    """Known patents whose owners changed."""
    lapsed = fields.IntField(db_default=0)
    restored = fields.IntField(db_default=0)
    licensed = fields.IntField(db_default=0)
    """Patents with a licence not told before."""
    flagged = fields.IntField(db_default=0)
    unflagged = fields.IntField(db_default=0)
    unknown = fields.IntField(db_default=0)
    """Rows of states of patents whose facts nobody delivered yet: left out."""
    rejected = fields.IntField(db_default=0)
    warnings = fields.IntField(db_default=0)
    started_at = fields.BigIntField()
    published_at = fields.BigIntField(null=True)
    """Null until every row was published, in one transaction."""

    class Meta:
        table = "push"
