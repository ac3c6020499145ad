"""Which batch opened an account."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0010_inventor_matches")]

    operations = [
        ops.AddField(model_name="User", name="job_id", field=fields.BigIntField(null=True)),
    ]
