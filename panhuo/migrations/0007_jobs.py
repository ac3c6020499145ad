"""Jobs and the files they make."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_job_owner on job (owner_id, created_at desc, id desc)",
    "create index ix_job_created on job (created_at desc, id desc)",
    "create index ix_job_underway on job (id) where state in ('QUEUED', 'RUNNING')",
    "create index ix_job_waiting on job (expires_at) where state = 'WAITING'",
    "create index ix_job_finished on job (finished_at)",
    "create index ix_job_file_job on job_file (job_id, id)",
    "create index ix_job_file_expires on job_file (expires_at)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0006_actions")]

    operations = [
        ops.CreateModel(
            name="Job",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=40)),
                ("state", fields.CharField(max_length=12)),
                ("stage", fields.CharField(max_length=12)),
                ("owner", fields.ForeignKeyField("panhuo.User", source_field="owner_id", db_constraint=True, to_field="id", related_name="jobs", on_delete=OnDelete.RESTRICT)),
                ("institution_id", fields.BigIntField(null=True)),
                ("standing", fields.CharField(max_length=120)),
                ("upload_id", fields.BigIntField(null=True)),
                ("name", fields.CharField(max_length=255)),
                ("parameters", fields.TextField(db_default="{}", unique=False)),
                ("attempts", fields.IntField(db_default=0)),
                ("lease", fields.CharField(null=True, max_length=32)),
                ("lease_until", fields.BigIntField(null=True)),
                ("done", fields.BigIntField(db_default=0)),
                ("total", fields.BigIntField(db_default=0)),
                ("phase", fields.CharField(db_default="", max_length=40)),
                ("cancel_requested", fields.BooleanField(db_default=False)),
                ("applied_at", fields.BigIntField(null=True)),
                ("figures", fields.TextField(null=True, unique=False)),
                ("error_code", fields.CharField(null=True, max_length=60)),
                ("error_detail", fields.TextField(null=True, unique=False)),
                ("version", fields.IntField(db_default=1)),
                ("created_at", fields.BigIntField()),
                ("due_at", fields.BigIntField()),
                ("sent_at", fields.BigIntField(null=True)),
                ("started_at", fields.BigIntField(null=True)),
                ("finished_at", fields.BigIntField(null=True)),
                ("expires_at", fields.BigIntField(null=True)),
            ],
            options={"table": "job", "app": "panhuo", "pk_attr": "id", "table_description": "A piece of work somebody asked for, how far it is, and what came of it."},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="JobFile",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("job", fields.ForeignKeyField("panhuo.Job", source_field="job_id", db_constraint=True, to_field="id", related_name="files", on_delete=OnDelete.RESTRICT)),
                ("owner_id", fields.BigIntField()),
                ("lease", fields.CharField(max_length=32)),
                ("name", fields.CharField(max_length=255)),
                ("media_type", fields.CharField(max_length=100)),
                ("size", fields.BigIntField(db_default=0)),
                ("store_key", fields.CharField(unique=True, max_length=100)),
                ("ready", fields.BooleanField(db_default=False)),
                ("secret", fields.BooleanField(db_default=False)),
                ("created_at", fields.BigIntField()),
                ("expires_at", fields.BigIntField()),
            ],
            options={"table": "job_file", "app": "panhuo", "pk_attr": "id", "table_description": "A file that a job made: shown once the stage that made it ended well, and until it expires."},
            bases=["Model"],
        ),
        ops.RunPython(create_indexes),
    ]
