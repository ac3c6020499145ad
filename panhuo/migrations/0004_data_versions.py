"""Counters of what changed in the patents that a unit, an inventor, or everybody reads."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from panhuo.rules.vocabulary import VersionKind


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0003_text_tokenizer")]

    operations = [
        ops.CreateModel(
            name="DataVersion",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharEnumField(description="INVENTOR: INVENTOR\nLIBRARY: LIBRARY\nUNIT: UNIT", enum_type=VersionKind, max_length=12)),
                ("key", fields.BigIntField()),
                ("version", fields.BigIntField()),
                ("as_of", fields.DateField(null=True)),
                ("changed_at", fields.BigIntField()),
            ],
            options={"table": "data_version", "app": "panhuo", "unique_together": (("kind", "key"),), "pk_attr": "id", "table_description": "How often the patents that somebody reads have changed, and when last."},
            bases=["Model"],
        ),
    ]
