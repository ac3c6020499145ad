"""Who looked at whose contact."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_contact_access_at on contact_access (at desc, id desc)",
    "create index ix_contact_access_institution on contact_access (institution_id, at desc, id desc)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0020_evaluations")]

    operations = [
        ops.CreateModel(
            name="ContactAccess",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("at", fields.BigIntField()),
                ("dossier_id", fields.BigIntField()),
                ("dossier_title", fields.CharField(max_length=500)),
                ("user_id", fields.BigIntField()),
                ("reader_name", fields.CharField(max_length=60)),
                ("enterprise_name", fields.CharField(null=True, max_length=200)),
                ("institution_id", fields.BigIntField()),
                ("branch_id", fields.BigIntField(null=True)),
                ("unit_id", fields.BigIntField()),
            ],
            options={"table": "contact_access", "app": "panhuo", "pk_attr": "id", "table_description": "An enterprise or the platform was shown contact or phone of a dossier. Rows are only ever added."},
            bases=["Model"],
        ),
        ops.RunPython(create_indexes),
    ]
