"""Performance reports: what institutions report to have licensed or transferred."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_lifecycle import PerformanceAct, PerformanceState
from panhuo.rules.performance_options import ConversionMode
from tortoise.fields.base import OnDelete
from tortoise import fields

INDEXES = (
    "create index ix_performance_submitted on performance (submitted_at desc, id desc)",
    "create index ix_performance_institution on performance (institution_id, submitted_at desc, id desc)",
    "create index ix_performance_patent on performance_patent (patent_id, performance_id)",
    "create index ix_performance_step on performance_step (performance_id, id)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [('panhuo', '0018_pushes')]

    operations = [
        ops.CreateModel(
            name='Performance',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('state', fields.CharEnumField(description='SUBMITTED: SUBMITTED\nCONFIRMED: CONFIRMED\nRETURNED: RETURNED', db_default='SUBMITTED', enum_type=PerformanceState, max_length=10)),
                ('institution_id', fields.BigIntField()),
                ('author_id', fields.BigIntField()),
                ('author_name', fields.CharField(max_length=60)),
                ('demand', fields.ForeignKeyField('panhuo.Demand', source_field='demand_id', null=True, db_constraint=True, to_field='id', related_name='performances', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=200)),
                ('partner', fields.CharField(null=True, max_length=200)),
                ('signed_on', fields.DateField(null=True)),
                ('ends_on', fields.DateField(null=True)),
                ('terms', fields.TextField(null=True, unique=False)),
                ('version', fields.IntField(db_default=1)),
                ('reason', fields.CharField(null=True, max_length=500)),
                ('submitted_at', fields.BigIntField()),
                ('updated_at', fields.BigIntField()),
                ('decided_at', fields.BigIntField(null=True)),
            ],
            options={'table': 'performance', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': 'A report to the platform. Its patents count as converted until it is returned (S178).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PerformanceDeal',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('performance', fields.ForeignKeyField('panhuo.Performance', source_field='performance_id', db_constraint=True, to_field='id', related_name='deals', on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('mode', fields.CharEnumField(description='LICENCE: LICENCE\nTRANSFER: TRANSFER', enum_type=ConversionMode, max_length=10)),
                ('amount', fields.CharField(null=True, max_length=20)),
                ('amount_yuan', fields.BigIntField(null=True)),
                ('remark', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'performance_deal', 'app': 'panhuo', 'unique_together': (('performance', 'mode'),), 'pk_attr': 'id', 'table_description': 'One way of conversion in a report, with its amount (S154, S156).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PerformanceOption',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('deal', fields.ForeignKeyField('panhuo.PerformanceDeal', source_field='deal_id', db_constraint=True, to_field='id', related_name='options', on_delete=OnDelete.CASCADE)),
                ('performance_id', fields.BigIntField(db_index=True)),
                ('position', fields.IntField()),
                ('option', fields.CharEnumField(description='OPEN_LICENCE_SIGNED: OPEN_LICENCE_SIGNED\nORDINARY_LICENCE_SIGNED: ORDINARY_LICENCE_SIGNED\nSOLE_LICENCE_SIGNED: SOLE_LICENCE_SIGNED\nEXCLUSIVE_LICENCE_SIGNED: EXCLUSIVE_LICENCE_SIGNED\nOPEN_LICENCE_PLANNED: OPEN_LICENCE_PLANNED\nORDINARY_LICENCE_PLANNED: ORDINARY_LICENCE_PLANNED\nSOLE_LICENCE_PLANNED: SOLE_LICENCE_PLANNED\nEXCLUSIVE_LICENCE_PLANNED: EXCLUSIVE_LICENCE_PLANNED\nINDUSTRIALISED_BY_LICENSEE: INDUSTRIALISED_BY_LICENSEE\nINDUSTRIALISED_BY_PARTNER: INDUSTRIALISED_BY_PARTNER\nPATENT_POOL: PATENT_POOL\nASSIGNMENT_SIGNED: ASSIGNMENT_SIGNED\nCONTRIBUTED_AS_EQUITY: CONTRIBUTED_AS_EQUITY\nASSIGNMENT_PLANNED: ASSIGNMENT_PLANNED\nCUSTOM: CUSTOM', enum_type=ImplementationDetail, max_length=32)),
            ],
            options={'table': 'performance_option', 'app': 'panhuo', 'unique_together': (('deal', 'option'),), 'pk_attr': 'id', 'table_description': 'One ticked option of a deal (S155, S156, S159).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PerformancePatent',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('performance', fields.ForeignKeyField('panhuo.Performance', source_field='performance_id', db_constraint=True, to_field='id', related_name='patents', on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('patent', fields.ForeignKeyField('panhuo.Patent', source_field='patent_id', db_constraint=True, to_field='id', related_name='performances', on_delete=OnDelete.RESTRICT)),
                ('registered_at', fields.BigIntField()),
            ],
            options={'table': 'performance_patent', 'app': 'panhuo', 'unique_together': (('performance', 'patent'),), 'pk_attr': 'id', 'table_description': 'A patent of a report (关联专利, S153), in the library when the report was submitted.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PerformanceStep',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('performance', fields.ForeignKeyField('panhuo.Performance', source_field='performance_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.CASCADE)),
                ('at', fields.BigIntField()),
                ('act', fields.CharEnumField(description='CONFIRM: CONFIRM\nRESUBMIT: RESUBMIT\nRETURN: RETURN\nSUBMIT: SUBMIT', enum_type=PerformanceAct, max_length=10)),
                ('to_state', fields.CharEnumField(description='SUBMITTED: SUBMITTED\nCONFIRMED: CONFIRMED\nRETURNED: RETURNED', enum_type=PerformanceState, max_length=10)),
                ('by_id', fields.BigIntField(null=True)),
                ('by_name', fields.CharField(max_length=60)),
                ('reason', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'performance_step', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': "A step of a report's life, as it was taken."},
            bases=['Model'],
        ),
        ops.RunPython(create_indexes),
    ]
