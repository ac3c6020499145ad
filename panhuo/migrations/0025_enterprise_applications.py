"""Enterprises that apply for accounts; credit codes of enterprises."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from panhuo.rules.enterprise_application import EnterpriseApplicationState

INDEXES = (
    "create unique index ux_enterprise_credit_code on enterprise (credit_code) where credit_code is not null",
    "create unique index ux_application_credit_code on enterprise_application (credit_code) where state = 'PENDING'",
    "create unique index ux_application_username on enterprise_application (username) where state = 'PENDING'",
    "create index ix_application_applied on enterprise_application (applied_at desc, id desc)",
    "create index ix_application_expires on enterprise_application (expires_at)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0024_dashboard_indexes")]

    operations = [
        ops.AddField(model_name="Enterprise", name="credit_code", field=fields.CharField(null=True, max_length=18)),
        ops.CreateModel(
            name="EnterpriseApplication",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("state", fields.CharEnumField(enum_type=EnterpriseApplicationState, db_default="PENDING", max_length=10)),
                ("enterprise_name", fields.CharField(max_length=200)),
                ("credit_code", fields.CharField(max_length=18)),
                ("contact_name", fields.CharField(max_length=60)),
                ("job_title", fields.CharField(null=True, max_length=60)),
                ("phone", fields.CharField(max_length=30)),
                ("email", fields.CharField(max_length=120)),
                ("username", fields.CharField(max_length=64)),
                ("password_hash", fields.CharField(null=True, max_length=200)),
                ("reference_hash", fields.CharField(unique=True, max_length=64)),
                ("reason", fields.CharField(null=True, max_length=500)),
                ("version", fields.IntField(db_default=1)),
                ("applied_at", fields.BigIntField()),
                ("expires_at", fields.BigIntField()),
                ("decided_at", fields.BigIntField(null=True)),
                ("decider_name", fields.CharField(null=True, max_length=60)),
            ],
            options={"table": "enterprise_application", "app": "panhuo", "pk_attr": "id", "table_description": "What a visitor asked for an enterprise. Its password is forgotten once it is decided."},
            bases=["Model"],
        ),
        ops.RunPython(create_indexes),
    ]
