"""Which levels of an institution review dossiers."""

from tortoise import fields
from tortoise.models import Model


class ApprovalFlow(Model):
    """The switches of an institution's two review chains (S11–S16): one row for each institution.

    Main campus: inventor, college, institution. Branches: inventor, branch college, branch, institution. The
    institution's own step has no switch (S17).
    """

    id = fields.BigIntField(primary_key=True, generated=False)
    """The institution's own id."""
    college = fields.BooleanField(db_default=True)
    branch_college = fields.BooleanField(db_default=True)
    branch = fields.BooleanField(db_default=True)
    college_days = fields.IntField(null=True)
    """Days within which a level is to review, null for no such limit; nothing happens when they are over."""
    branch_college_days = fields.IntField(null=True)
    branch_days = fields.IntField(null=True)
    institution_days = fields.IntField(null=True)
    version = fields.IntField(db_default=1)

    class Meta:
        table = "approval_flow"
