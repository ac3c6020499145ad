"""Files that somebody sent, waiting to be used.

The row comes before the bytes and leaves after them, so that nothing is ever lost sight of; one that has
expired never comes back, so whoever removes it races with nobody.
"""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import Session, User


class Upload(Model):
    """A file that somebody sent: visible while stored, not consumed, and before it expires."""

    id = fields.BigIntField(primary_key=True)
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="uploads", on_delete=fields.RESTRICT
    )
    session: fields.ForeignKeyNullableRelation[Session] = fields.ForeignKeyField(
        "panhuo.Session", null=True, related_name="uploads", on_delete=fields.SET_NULL
    )
    """The session it was sent in, for the record."""
    name = fields.CharField(max_length=255)
    """As its owner calls it, cleaned."""
    media_type = fields.CharField(max_length=100, db_default="")
    """As its bytes say; empty until they are there."""
    size = fields.BigIntField(db_default=0)
    """In bytes."""
    sha256 = fields.CharField(max_length=64, db_default="")
    store_key = fields.CharField(max_length=100, unique=True)
    """Where it lies in the file store; nobody outside ever sees it."""
    stored = fields.BooleanField(db_default=False)
    """Whether all of it lies in the store."""
    created_at = fields.BigIntField()
    expires_at = fields.BigIntField()
    consumed_at = fields.BigIntField(null=True)

    class Meta:
        table = "upload"
