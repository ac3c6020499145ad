"""Editions of code tables and concordances; codes that an edition no longer has are retired."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from panhuo.rules.code_table import CodeTable


IN_FORCE = "create unique index ux_code_edition_in_force on code_edition (code_table) where in_force"


async def create_indexes(apps: Any, editor: Any) -> None:
    await editor.client.execute_script(IN_FORCE)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0014_demands")]

    operations = [
        ops.CreateModel(
            name="CodeEdition",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("code_table", fields.CharEnumField(enum_type=CodeTable, max_length=24)),
                ("name", fields.CharField(max_length=100)),
                ("file_name", fields.CharField(null=True, max_length=255)),
                ("codes", fields.IntField()),
                ("in_force", fields.BooleanField(db_default=False)),
                ("loaded_at", fields.BigIntField()),
                ("loaded_by", fields.BigIntField(null=True)),
                ("labelled_at", fields.BigIntField(null=True)),
            ],
            options={
                "table": "code_edition",
                "app": "panhuo",
                "unique_together": (("code_table", "name"),),
                "pk_attr": "id",
                "table_description": "An edition of a code table or a concordance that was loaded. One of each table is in force.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CodeRule",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "edition",
                    fields.ForeignKeyField(
                        "panhuo.CodeEdition",
                        source_field="edition_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="rules",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("prefix", fields.CharField(max_length=32)),
                ("level", fields.IntField()),
                ("position", fields.IntField()),
                ("code", fields.CharField(max_length=32)),
            ],
            options={
                "table": "code_rule",
                "app": "panhuo",
                "unique_together": (("edition", "prefix", "position"),),
                "pk_attr": "id",
                "table_description": "A line of a concordance: a place in the IPC, and the code it suggests, the likeliest first.",
            },
            bases=["Model"],
        ),
        ops.AddField(model_name="Code", name="edition_id", field=fields.BigIntField(null=True)),
        ops.AddField(model_name="Code", name="retired", field=fields.BooleanField(db_default=False)),
        ops.AddField(model_name="PatentCode", name="edition_id", field=fields.BigIntField(null=True)),
        ops.RunPython(create_indexes),
    ]
