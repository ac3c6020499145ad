"""Enterprises' demands: what they want of which dossier, and how far talks have come."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.vocabulary import DemandState, DossierKind
from tortoise.fields.base import OnDelete
from tortoise import fields

INDEXES = (
    # one open demand of an enterprise for each dossier
    "create unique index ux_demand_open on demand (enterprise_id, dossier_id)"
    " where dossier_id is not null and state in ('NEW', 'CONTACTED', 'IN_TALKS')",
    "create index ix_demand_created on demand (created_at desc, id desc)",
    *(
        f"create index ix_demand_{scope} on demand ({scope}_id, created_at desc, id desc)"
        for scope in ("institution", "branch", "unit", "enterprise")
    ),
    "create index ix_demand_dossier on demand (dossier_id)",
    "create index ix_demand_step on demand_step (demand_id, id)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [('panhuo', '0013_review_days')]

    operations = [
        ops.CreateModel(
            name='Demand',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharEnumField(null=True, description='SINGLE: SINGLE\nPORTFOLIO: PORTFOLIO', enum_type=DossierKind, max_length=10)),
                ('state', fields.CharEnumField(description='NEW: NEW\nCONTACTED: CONTACTED\nIN_TALKS: IN_TALKS\nSIGNED: SIGNED\nCLOSED: CLOSED', db_default='NEW', enum_type=DemandState, max_length=10)),
                ('enterprise', fields.ForeignKeyField('panhuo.Enterprise', source_field='enterprise_id', db_constraint=True, to_field='id', related_name='demands', on_delete=OnDelete.RESTRICT)),
                ('author_id', fields.BigIntField()),
                ('dossier', fields.ForeignKeyField('panhuo.Dossier', source_field='dossier_id', null=True, db_constraint=True, to_field='id', related_name='demands', on_delete=OnDelete.RESTRICT)),
                ('patent_id', fields.BigIntField(null=True)),
                ('institution_id', fields.BigIntField(null=True)),
                ('branch_id', fields.BigIntField(null=True)),
                ('unit_id', fields.BigIntField(null=True)),
                ('technology', fields.CharField(max_length=500)),
                ('inventors', fields.TextField(db_default='[]', unique=False)),
                ('description', fields.TextField(null=True, unique=False)),
                ('region', fields.CharField(max_length=20)),
                ('contact', fields.CharField(max_length=60)),
                ('phone', fields.CharField(max_length=30)),
                ('keywords', fields.TextField(db_default='[]', unique=False)),
                ('classes', fields.TextField(db_default='[]', unique=False)),
                ('version', fields.IntField(db_default=1)),
                ('withdrawn', fields.BooleanField(db_default=False)),
                ('reason', fields.CharField(null=True, max_length=500)),
                ('created_at', fields.BigIntField()),
                ('updated_at', fields.BigIntField()),
                ('signed_at', fields.BigIntField(null=True)),
                ('closed_at', fields.BigIntField(null=True)),
            ],
            options={'table': 'demand', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': 'A demand, directed to a registered dossier and so to its institution (S162), or general.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DemandMode',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('demand', fields.ForeignKeyField('panhuo.Demand', source_field='demand_id', db_constraint=True, to_field='id', related_name='modes', on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('mode', fields.CharEnumField(description='OPEN_LICENCE: OPEN_LICENCE\nORDINARY_LICENCE: ORDINARY_LICENCE\nSOLE_LICENCE: SOLE_LICENCE\nEXCLUSIVE_LICENCE: EXCLUSIVE_LICENCE\nPATENT_POOL: PATENT_POOL\nASSIGNMENT: ASSIGNMENT\nEQUITY: EQUITY\nCUSTOM: CUSTOM', enum_type=WillingnessDetail, max_length=32)),
                ('custom', fields.CharField(null=True, max_length=100)),
            ],
            options={'table': 'demand_mode', 'app': 'panhuo', 'unique_together': (('demand', 'position'),), 'pk_attr': 'id', 'table_description': 'One way of working together that a demand names (合作方式, S165).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DemandStep',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('demand', fields.ForeignKeyField('panhuo.Demand', source_field='demand_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.CASCADE)),
                ('at', fields.BigIntField()),
                ('act', fields.CharEnumField(description='CLOSE: CLOSE\nCONTACT: CONTACT\nNOTE: NOTE\nREOPEN: REOPEN\nSEND: SEND\nSIGN: SIGN\nTALK: TALK\nWITHDRAW: WITHDRAW', enum_type=DemandAct, max_length=10)),
                ('from_state', fields.CharEnumField(null=True, description='NEW: NEW\nCONTACTED: CONTACTED\nIN_TALKS: IN_TALKS\nSIGNED: SIGNED\nCLOSED: CLOSED', enum_type=DemandState, max_length=10)),
                ('to_state', fields.CharEnumField(description='NEW: NEW\nCONTACTED: CONTACTED\nIN_TALKS: IN_TALKS\nSIGNED: SIGNED\nCLOSED: CLOSED', enum_type=DemandState, max_length=10)),
                ('by_id', fields.BigIntField(null=True)),
                ('by_name', fields.CharField(max_length=60)),
                ('note', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'demand_step', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': "A step of a demand's life, as it was taken. Its rows replay to the state of the demand."},
            bases=['Model'],
        ),
        ops.RunPython(create_indexes),
    ]
