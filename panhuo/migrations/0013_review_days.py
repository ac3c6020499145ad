"""Days within which each level of a review chain is to review."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

LEVELS = ("college", "branch_college", "branch", "institution")


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0012_dossiers")]

    operations = [
        ops.AddField(model_name="ApprovalFlow", name=f"{level}_days", field=fields.IntField(null=True)) for level in LEVELS
    ]
