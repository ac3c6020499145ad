"""Review switches, certification and version of units; `assigned` becomes a person's decision alone."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

ROWS_IN_PLACE = (
    "insert into approval_flow (id) select id from org_unit where kind = 'INSTITUTION'",
    "update holding set assigned = false where assigned",
)
"""Until now `assigned` was true of whatever stood at a confirmed inventor's unit; nobody had assigned it."""


async def carry_over(apps: Any, editor: Any) -> None:
    for statement in ROWS_IN_PLACE:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0007_jobs")]

    operations = [
        ops.CreateModel(
            name="ApprovalFlow",
            fields=[
                ("id", fields.BigIntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("college", fields.BooleanField(db_default=True)),
                ("branch_college", fields.BooleanField(db_default=True)),
                ("branch", fields.BooleanField(db_default=True)),
                ("version", fields.IntField(db_default=1)),
            ],
            options={"table": "approval_flow", "app": "panhuo", "pk_attr": "id", "table_description": "The switches of an institution's two review chains (S11–S16): one row for each institution."},
            bases=["Model"],
        ),
        ops.AddField(model_name="OrgUnit", name="version", field=fields.IntField(db_default=1)),
        ops.AddField(model_name="OrgUnit", name="credit_code", field=fields.CharField(null=True, max_length=18)),
        ops.AddField(model_name="OrgUnit", name="address", field=fields.CharField(null=True, max_length=200)),
        ops.AddField(model_name="OrgUnit", name="contact_name", field=fields.CharField(null=True, max_length=60)),
        ops.AddField(model_name="OrgUnit", name="contact_phone", field=fields.CharField(null=True, max_length=30)),
        ops.AddField(model_name="OrgUnit", name="contact_email", field=fields.CharField(null=True, max_length=120)),
        ops.AddField(model_name="OrgUnit", name="certified_at", field=fields.BigIntField(null=True)),
        ops.RunPython(carry_over),
    ]
