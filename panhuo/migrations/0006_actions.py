"""What actions leave behind: the audit log, notices, and keys of what was asked for once."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_audit_at on audit_entry (at desc, id desc)",
    "create index ix_audit_institution on audit_entry (institution_id, at desc, id desc)",
    "create index ix_audit_subject on audit_entry (subject_type, subject_id, id desc)",
    "create index ix_notice_user on notice (user_id, created_at desc, id desc)",
    "create index ix_notice_unread on notice (user_id) where read_at is null",
    "create index ix_notice_created on notice (created_at)",
    "create index ix_idempotency_key_created on idempotency_key (created_at)",
)
APPEND_ONLY_POSTGRES = """
create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_entry_not_emptied before truncate on audit_entry
  for each statement execute function refuse_change();
revoke update, delete, truncate on audit_entry from current_user, public
"""
APPEND_ONLY_SQLITE = """
create trigger audit_entry_not_updated before update on audit_entry
  begin select raise(abort, 'audit_entry is append-only'); end;
create trigger audit_entry_not_deleted before delete on audit_entry
  begin select raise(abort, 'audit_entry is append-only'); end;
create trigger audit_entry_not_replaced before insert on audit_entry
  when exists (select 1 from audit_entry where id = new.id)
  begin select raise(abort, 'audit_entry is append-only'); end
"""


async def complete(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)
    postgres = editor.client.capabilities.dialect == "postgres"
    await editor.client.execute_script(APPEND_ONLY_POSTGRES if postgres else APPEND_ONLY_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0005_uploads")]

    operations = [
        ops.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("at", fields.BigIntField()),
                ("actor_id", fields.BigIntField(null=True)),
                ("actor_name", fields.CharField(max_length=60)),
                ("institution_id", fields.BigIntField(null=True)),
                ("branch_id", fields.BigIntField(null=True)),
                ("unit_id", fields.BigIntField(null=True)),
                ("action", fields.CharField(max_length=40)),
                ("subject_type", fields.CharField(max_length=40)),
                ("subject_id", fields.BigIntField()),
                ("subject_name", fields.CharField(max_length=300)),
                ("before", fields.TextField(null=True, unique=False)),
                ("after", fields.TextField(null=True, unique=False)),
            ],
            options={"table": "audit_entry", "app": "panhuo", "pk_attr": "id", "table_description": "One thing somebody changed. Rows are only ever added."},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("user", fields.ForeignKeyField("panhuo.User", source_field="user_id", db_constraint=True, to_field="id", related_name="idempotency_keys", on_delete=OnDelete.CASCADE)),
                ("key", fields.CharField(max_length=100)),
                ("mutation", fields.CharField(max_length=60)),
                ("input_hash", fields.CharField(max_length=64)),
                ("subject_id", fields.BigIntField(null=True)),
                ("created_at", fields.BigIntField()),
            ],
            options={"table": "idempotency_key", "app": "panhuo", "unique_together": (("user_id", "key"),), "pk_attr": "id", "table_description": "A creating mutation that was asked for under a key, so that asking again does nothing."},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Notice",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("user", fields.ForeignKeyField("panhuo.User", source_field="user_id", db_constraint=True, to_field="id", related_name="notices", on_delete=OnDelete.CASCADE)),
                ("kind", fields.CharField(max_length=40)),
                ("subject_type", fields.CharField(max_length=40)),
                ("subject_id", fields.BigIntField()),
                ("words", fields.TextField(db_default="{}", unique=False)),
                ("created_at", fields.BigIntField()),
                ("read_at", fields.BigIntField(null=True)),
            ],
            options={"table": "notice", "app": "panhuo", "pk_attr": "id", "table_description": "Something an account is told."},
            bases=["Model"],
        ),
        ops.RunPython(complete),
    ]
