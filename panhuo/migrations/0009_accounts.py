"""Activation codes, and passwords that somebody else set."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0008_organisation")]

    operations = [
        ops.AddField(model_name="User", name="password_temporary", field=fields.BooleanField(db_default=False)),
        ops.AddField(model_name="User", name="activation_hash", field=fields.CharField(null=True, max_length=64)),
        ops.AddField(model_name="User", name="activation_expires_at", field=fields.BigIntField(null=True)),
    ]
