"""What a delivery of patents was and did; at which rank each fact of a patent is known."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from panhuo.rules.push_kind import PushKind

COUNTS = ("transferred", "lapsed", "restored", "licensed", "flagged", "unflagged", "unknown")


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0017_covering_indexes")]

    operations = [
        ops.AddField(model_name="Patent", name="basis", field=fields.CharField(null=True, max_length=11)),
        ops.AddField(model_name="Patent", name="remembered", field=fields.TextField(null=True, unique=False)),
        ops.AddField(model_name="LegalEvent", name="as_of", field=fields.DateField(null=True)),
        ops.AddField(model_name="Push", name="kind", field=fields.CharEnumField(db_default="FACTS", description="FACTS: FACTS\nLEGAL_STATES: LEGAL_STATES", enum_type=PushKind, max_length=12)),
        ops.AddField(model_name="Push", name="batch", field=fields.CharField(null=True, max_length=60)),
        ops.AddField(model_name="Push", name="parts", field=fields.IntField(db_default=1)),
        ops.AddField(model_name="Push", name="digest", field=fields.CharField(null=True, max_length=64)),
        ops.AddField(model_name="Push", name="repeats_id", field=fields.BigIntField(null=True)),
        *(ops.AddField(model_name="Push", name=name, field=fields.IntField(db_default=0)) for name in COUNTS),
    ]
