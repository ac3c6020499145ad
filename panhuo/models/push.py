"""Deliveries of patent files (S50, S51)."""

from tortoise import fields
from tortoise.models import Model


class Push(Model):
    """One patent file that was read: its date, its size, what it changed."""

    id = fields.BigIntField(primary_key=True)
    file_name = fields.CharField(max_length=255)
    as_of = fields.DateField()
    """The date the file's data are of (数据截止日)."""
    rows = fields.IntField(db_default=0)
    created = fields.IntField(db_default=0)
    updated = fields.IntField(db_default=0)
    unchanged = fields.IntField(db_default=0)
    rejected = fields.IntField(db_default=0)
    warnings = fields.IntField(db_default=0)
    started_at = fields.BigIntField()
    published_at = fields.BigIntField(null=True)
    """Null until every row was published, in one transaction."""

    class Meta:
        table = "push"
