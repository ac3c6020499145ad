from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = (
    "create index ix_upload_owner on upload (owner_id, created_at desc, id desc)",
    "create index ix_upload_expires on upload (expires_at)",
    "create index ix_upload_session on upload (session_id)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0004_data_versions")]

    operations = [
        ops.CreateModel(
            name='Upload',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('owner', fields.ForeignKeyField('panhuo.User', source_field='owner_id', db_constraint=True, to_field='id', related_name='uploads', on_delete=OnDelete.RESTRICT)),
                ('session', fields.ForeignKeyField('panhuo.Session', source_field='session_id', null=True, db_constraint=True, to_field='id', related_name='uploads', on_delete=OnDelete.SET_NULL)),
                ('name', fields.CharField(max_length=255)),
                ('media_type', fields.CharField(db_default='', max_length=100)),
                ('size', fields.BigIntField(db_default=0)),
                ('sha256', fields.CharField(db_default='', max_length=64)),
                ('store_key', fields.CharField(unique=True, max_length=100)),
                ('stored', fields.BooleanField(db_default=False)),
                ('created_at', fields.BigIntField()),
                ('expires_at', fields.BigIntField()),
                ('consumed_at', fields.BigIntField(null=True)),
            ],
            options={'table': 'upload', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': 'A file that somebody sent: visible while stored, not consumed, and before it expires.'},
            bases=['Model'],
        ),
        ops.RunPython(create_indexes),
    ]
