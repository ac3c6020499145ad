"""Dossiers: what is filed of patents and portfolios, its versions, and its way through review."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_options import Maturity, PriceRange
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import ChoiceList, DossierFlag, DossierKind, DossierState, OrgUnitKind
from tortoise.fields.base import OnDelete
from tortoise import fields

INDEXES = (
    # one live single dossier for each patent and institution, one open revision of each
    "create unique index ux_dossier_single on dossier (patent_id, institution_id)"
    " where kind = 'SINGLE' and base_id is null",
    "create unique index ux_dossier_revision on dossier (base_id) where base_id is not null",
    "create index ix_dossier_updated on dossier (updated_at desc, id desc)",
    "create index ix_dossier_registered on dossier (registered_sort desc, id desc)",
    *(
        f"create index ix_dossier_{scope}_{order} on dossier ({scope}_id, {column} desc, id desc)"
        for scope in ("institution", "branch", "unit", "filer")
        for order, column in (("updated", "updated_at"), ("registered", "registered_sort"))
    ),
    "create index ix_dossier_published on dossier (registered_sort desc, id desc) where published",
    "create index ix_dossier_step on dossier (step_unit_id, waiting_since, id) where state = 'PENDING'",
    "create index ix_dossier_pending on dossier (institution_id, waiting_since, id) where state = 'PENDING'",
    "create index ix_dossier_patent_current on dossier_patent (patent_id, dossier_id) where current",
    "create index ix_dossier_patent_dossier on dossier_patent (dossier_id) where current",
    "create index ix_review_dossier on review (dossier_id, id)",
)


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


class Migration(migrations.Migration):
    dependencies = [('panhuo', '0011_account_batches')]

    operations = [
        ops.CreateModel(
            name='Dossier',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('kind', fields.CharEnumField(description='SINGLE: SINGLE\nPORTFOLIO: PORTFOLIO', enum_type=DossierKind, max_length=10)),
                ('state', fields.CharEnumField(description='DRAFT: DRAFT\nPENDING: PENDING\nREJECTED: REJECTED\nINVENTORIED: INVENTORIED\nREGISTERED: REGISTERED\nDELISTED: DELISTED', enum_type=DossierState, max_length=12)),
                ('base', fields.ForeignKeyField('panhuo.Dossier', source_field='base_id', null=True, db_constraint=True, to_field='id', related_name='revisions', on_delete=OnDelete.CASCADE)),
                ('institution_id', fields.BigIntField()),
                ('branch_id', fields.BigIntField(null=True)),
                ('unit_id', fields.BigIntField()),
                ('filer', fields.ForeignKeyField('panhuo.User', source_field='filer_id', db_constraint=True, to_field='id', related_name='dossiers', on_delete=OnDelete.RESTRICT)),
                ('patent_id', fields.BigIntField()),
                ('version', fields.IntField(db_default=1)),
                ('content_id', fields.BigIntField(null=True)),
                ('draft_id', fields.BigIntField(null=True)),
                ('title', fields.CharField(max_length=500)),
                ('members', fields.IntField(db_default=1)),
                ('fiscal_funding', fields.BooleanField(null=True)),
                ('price', fields.CharEnumField(null=True, description='NEGOTIABLE: NEGOTIABLE\nUP_TO_10: UP_TO_10\nUP_TO_20: UP_TO_20\nUP_TO_30: UP_TO_30\nUP_TO_40: UP_TO_40\nUP_TO_50: UP_TO_50\nUP_TO_60: UP_TO_60\nUP_TO_70: UP_TO_70\nUP_TO_80: UP_TO_80\nUP_TO_90: UP_TO_90\nUP_TO_100: UP_TO_100\nABOVE_100: ABOVE_100', enum_type=PriceRange, max_length=12)),
                ('maturity', fields.CharEnumField(null=True, description='SAMPLE: SAMPLE\nPILOT: PILOT\nSMALL_BATCH: SMALL_BATCH\nMASS_PRODUCTION: MASS_PRODUCTION', enum_type=Maturity, max_length=16)),
                ('rating', fields.IntField(db_default=0)),
                ('submitted', fields.BooleanField(db_default=False)),
                ('submission', fields.IntField(db_default=0)),
                ('came_from', fields.CharEnumField(null=True, description='DRAFT: DRAFT\nPENDING: PENDING\nREJECTED: REJECTED\nINVENTORIED: INVENTORIED\nREGISTERED: REGISTERED\nDELISTED: DELISTED', enum_type=DossierState, max_length=12)),
                ('step', fields.IntField(db_default=0)),
                ('step_unit_id', fields.BigIntField(null=True)),
                ('waiting_since', fields.BigIntField(db_default=0)),
                ('reason', fields.CharField(null=True, max_length=500)),
                ('flagged', fields.BooleanField(db_default=False)),
                ('published', fields.BooleanField(db_default=False)),
                ('open_showcase', fields.BooleanField(db_default=False)),
                ('created_at', fields.BigIntField()),
                ('updated_at', fields.BigIntField()),
                ('submitted_at', fields.BigIntField(null=True)),
                ('inventoried_at', fields.BigIntField(null=True)),
                ('registered_at', fields.BigIntField(null=True)),
                ('delisted_at', fields.BigIntField(null=True)),
                ('registered_sort', fields.BigIntField(db_default=0)),
            ],
            options={'table': 'dossier', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': "A dossier's shell: whose it is, where it stands, and what lists filter and sort by."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DossierVersion',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dossier', fields.ForeignKeyField('panhuo.Dossier', source_field='dossier_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.CASCADE)),
                ('number', fields.IntField()),
                ('frozen', fields.BooleanField(db_default=False)),
                ('author_id', fields.BigIntField(null=True)),
                ('author_name', fields.CharField(max_length=60)),
                ('saved_at', fields.BigIntField()),
                ('content', fields.TextField(db_default='{}', unique=False)),
                ('fiscal_funding', fields.BooleanField(null=True)),
                ('fee_standard', fields.CharField(null=True, max_length=20)),
                ('cities', fields.TextField(db_default='[]', unique=False)),
                ('companies', fields.TextField(db_default='[]', unique=False)),
                ('price', fields.CharEnumField(null=True, description='NEGOTIABLE: NEGOTIABLE\nUP_TO_10: UP_TO_10\nUP_TO_20: UP_TO_20\nUP_TO_30: UP_TO_30\nUP_TO_40: UP_TO_40\nUP_TO_50: UP_TO_50\nUP_TO_60: UP_TO_60\nUP_TO_70: UP_TO_70\nUP_TO_80: UP_TO_80\nUP_TO_90: UP_TO_90\nUP_TO_100: UP_TO_100\nABOVE_100: ABOVE_100', enum_type=PriceRange, max_length=12)),
                ('contact', fields.CharField(null=True, max_length=60)),
                ('phone', fields.CharField(null=True, max_length=30)),
                ('maturity', fields.CharEnumField(null=True, description='SAMPLE: SAMPLE\nPILOT: PILOT\nSMALL_BATCH: SMALL_BATCH\nMASS_PRODUCTION: MASS_PRODUCTION', enum_type=Maturity, max_length=16)),
                ('rating', fields.IntField(null=True)),
                ('advantages', fields.CharField(null=True, max_length=500)),
                ('prospects', fields.CharField(null=True, max_length=500)),
                ('industry', fields.CharField(null=True, max_length=16)),
                ('strategic_industry', fields.CharField(null=True, max_length=16)),
                ('name', fields.CharField(null=True, max_length=50)),
                ('description', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'dossier_version', 'app': 'panhuo', 'unique_together': (('dossier', 'number'),), 'pk_attr': 'id', 'table_description': 'What a dossier says: the draft its filer works on, or what was once submitted and no longer changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DossierChoice',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('version', fields.ForeignKeyField('panhuo.DossierVersion', source_field='version_id', db_constraint=True, to_field='id', related_name='choices', on_delete=OnDelete.CASCADE)),
                ('kind', fields.CharEnumField(description='STATUS: STATUS\nWILLINGNESS: WILLINGNESS', enum_type=ChoiceList, max_length=12)),
                ('position', fields.IntField()),
                ('first_level', fields.CharField(max_length=32)),
                ('second_level', fields.CharField(null=True, max_length=32)),
                ('custom', fields.CharField(null=True, max_length=100)),
                ('amount', fields.CharField(null=True, max_length=20)),
                ('amount_yuan', fields.BigIntField(null=True)),
                ('result', fields.CharField(null=True, max_length=500)),
                ('conclusion', fields.CharField(null=True, max_length=500)),
                ('product', fields.CharField(null=True, max_length=500)),
                ('remark', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'dossier_choice', 'app': 'panhuo', 'unique_together': (('version', 'kind', 'position'),), 'pk_attr': 'id', 'table_description': 'One ticked 实施状态 or 转化意愿 of a version.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DossierPatent',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dossier', fields.ForeignKeyField('panhuo.Dossier', source_field='dossier_id', db_constraint=True, to_field='id', related_name='patents', on_delete=OnDelete.CASCADE)),
                ('version', fields.ForeignKeyField('panhuo.DossierVersion', source_field='version_id', db_constraint=True, to_field='id', related_name='patents', on_delete=OnDelete.CASCADE)),
                ('position', fields.IntField()),
                ('patent_id', fields.BigIntField()),
                ('current', fields.BooleanField(db_default=True)),
                ('flag', fields.CharEnumField(null=True, description='LAPSED: LAPSED\nTRANSFERRED_OUT: TRANSFERRED_OUT', enum_type=DossierFlag, max_length=16)),
            ],
            options={'table': 'dossier_patent', 'app': 'panhuo', 'unique_together': (('version', 'position'), ('version', 'patent_id')), 'pk_attr': 'id', 'table_description': 'A patent of a version of a dossier, in order.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dossier', fields.ForeignKeyField('panhuo.Dossier', source_field='dossier_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.CASCADE)),
                ('at', fields.BigIntField()),
                ('act', fields.CharEnumField(description='APPROVE: APPROVE\nCHANGE_CONTACT: CHANGE_CONTACT\nDELIST: DELIST\nDISCARD: DISCARD\nFILE: FILE\nFLAG: FLAG\nHAND_OVER: HAND_OVER\nREGISTER_DIRECTLY: REGISTER_DIRECTLY\nREPLACE: REPLACE\nRETURN: RETURN\nREVISE: REVISE\nSAVE: SAVE\nSUBMIT: SUBMIT\nWITHDRAW: WITHDRAW', enum_type=DossierAct, max_length=20)),
                ('revision', fields.BooleanField(db_default=False)),
                ('from_state', fields.CharEnumField(null=True, description='DRAFT: DRAFT\nPENDING: PENDING\nREJECTED: REJECTED\nINVENTORIED: INVENTORIED\nREGISTERED: REGISTERED\nDELISTED: DELISTED', enum_type=DossierState, max_length=12)),
                ('to_state', fields.CharEnumField(null=True, description='DRAFT: DRAFT\nPENDING: PENDING\nREJECTED: REJECTED\nINVENTORIED: INVENTORIED\nREGISTERED: REGISTERED\nDELISTED: DELISTED', enum_type=DossierState, max_length=12)),
                ('submission', fields.IntField(db_default=0)),
                ('step', fields.IntField(db_default=0)),
                ('unit_id', fields.BigIntField(null=True)),
                ('by_id', fields.BigIntField(null=True)),
                ('by_name', fields.CharField(max_length=60)),
                ('on_behalf', fields.BooleanField(db_default=False)),
                ('reason', fields.CharField(null=True, max_length=500)),
                ('receiver_id', fields.BigIntField(null=True)),
                ('version_id', fields.BigIntField(null=True)),
            ],
            options={'table': 'review', 'app': 'panhuo', 'pk_attr': 'id', 'table_description': "A step of a dossier's life, as it was taken. Its rows replay to the state of the dossier."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('dossier', fields.ForeignKeyField('panhuo.Dossier', source_field='dossier_id', db_constraint=True, to_field='id', related_name='steps', on_delete=OnDelete.CASCADE)),
                ('submission', fields.IntField()),
                ('position', fields.IntField()),
                ('unit_id', fields.BigIntField(db_index=True)),
                ('kind', fields.CharEnumField(description='INSTITUTION: INSTITUTION\nCOLLEGE: COLLEGE\nBRANCH: BRANCH\nBRANCH_COLLEGE: BRANCH_COLLEGE', enum_type=OrgUnitKind, max_length=20)),
                ('outcome', fields.CharEnumField(description='REVIEWS: REVIEWS\nSWITCHED_OFF: SWITCHED_OFF\nNO_ADMIN: NO_ADMIN', enum_type=LevelOutcome, max_length=14)),
            ],
            options={'table': 'review_step', 'app': 'panhuo', 'unique_together': (('dossier', 'submission', 'position'),), 'pk_attr': 'id', 'table_description': "A level of a dossier's route as it was frozen at a submission (S18), those passed over included."},
            bases=['Model'],
        ),
        ops.AlterModelOptions(
            name='PatentOwner',
            options={'table': 'patent_owner', 'app': 'panhuo', 'unique_together': (('patent', 'position'),), 'pk_attr': 'id', 'table_description': 'One current owner (专利权人), in order, matched by name to an institution or branch or not.'},
        ),
        ops.RunPython(create_indexes),
    ]
