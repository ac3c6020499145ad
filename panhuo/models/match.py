"""Accounts that may be inventors of patents."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import User
from panhuo.models.patent import Patent
from panhuo.rules.vocabulary import MatchState


class InventorMatch(Model):
    """An account and a patent that names an inventor of its name: proposed, then decided by people (S191).

    Namesakes have a match each. What people decided stays, whatever is imported later.
    """

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="matches", on_delete=fields.CASCADE
    )
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="matches", on_delete=fields.CASCADE
    )
    state = fields.CharEnumField(MatchState, max_length=10, db_default="PROPOSED")
    standing = fields.BooleanField(db_default=True)
    """Whether the patent names the account as far as one can tell: its institution owns the patent, and a
    place of its name is free there, or confirmed as its own."""
    folded = fields.CharField(max_length=200, null=True)
    nth = fields.IntField(null=True)
    """Where it is confirmed: the n-th inventor, from 1, of this name as it is compared. Null until then."""
    reason = fields.CharField(max_length=500, null=True)
    """Why it was refused, or its decision taken back."""
    decided_by = fields.BigIntField(null=True)
    """The account that decided last: confirmed, refused, or took that back."""
    changed_at = fields.BigIntField()

    class Meta:
        table = "inventor_match"
        unique_together = (("patent", "user"),)
