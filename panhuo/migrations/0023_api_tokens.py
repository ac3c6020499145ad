"""API tokens, and which one asked for a job."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_api_token_owner on api_token (owner_id, id desc)",
    "create index ix_api_token_enterprise on api_token (enterprise_id, id desc)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0022_contact_access_append_only")]

    operations = [
        ops.CreateModel(
            name="ApiToken",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("session", fields.OneToOneField("panhuo.Session", source_field="session_id", db_constraint=True, to_field="id", related_name="api_token", on_delete=OnDelete.CASCADE)),
                ("owner", fields.ForeignKeyField("panhuo.User", source_field="owner_id", db_constraint=True, to_field="id", related_name="api_tokens", on_delete=OnDelete.CASCADE)),
                ("enterprise_id", fields.BigIntField(null=True)),
                ("name", fields.CharField(max_length=60)),
                ("prefix", fields.CharField(max_length=12)),
                ("abilities", fields.TextField(unique=False)),
                ("origins", fields.TextField(unique=False, db_default="[]")),
                ("created_at", fields.BigIntField()),
                ("expires_at", fields.BigIntField()),
                ("revoked_at", fields.BigIntField(null=True)),
                ("last_used_at", fields.BigIntField(null=True)),
            ],
            options={"table": "api_token", "app": "panhuo", "pk_attr": "id", "table_description": "What a token may, on whose pages, and until when. It opens the session that its row names."},
            bases=["Model"],
        ),
        ops.AddField(model_name="Job", name="token_id", field=fields.BigIntField(null=True)),
        ops.RunPython(create_indexes),
    ]
