"""Rows of the files that jobs read."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = ("create index ix_job_row_job on job_row (job_id, first_row, id)",)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0015_code_editions")]

    operations = [
        ops.CreateModel(
            name="JobRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("job", fields.ForeignKeyField("panhuo.Job", source_field="job_id", db_constraint=True, to_field="id", related_name="rows", on_delete=OnDelete.CASCADE)),
                ("owner_id", fields.BigIntField()),
                ("lease", fields.CharField(max_length=32)),
                ("ready", fields.BooleanField(db_default=False)),
                ("first_row", fields.BigIntField()),
                ("last_row", fields.BigIntField()),
                ("number", fields.CharField(null=True, max_length=20)),
                ("title", fields.CharField(null=True, max_length=200)),
                ("outcome", fields.CharField(max_length=12)),
                ("errors", fields.IntField()),
                ("warnings", fields.IntField()),
                ("issues", fields.TextField(db_default="[]", unique=False)),
                ("patent_id", fields.BigIntField(null=True)),
                ("dossier_id", fields.BigIntField(null=True)),
            ],
            options={"table": "job_row", "app": "panhuo", "pk_attr": "id", "table_description": "A row of the file a job reads, as its check found it or its effect left it."},
            bases=["Model"],
        ),
        ops.RunPython(create_indexes),
    ]
