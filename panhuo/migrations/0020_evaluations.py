"""Evaluations by experts of enterprises, and what they come to, beside their dossiers."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

INDEXES = (
    *(f"create index ix_dossier_evaluated_{scope} on dossier ({scope}_id) where evaluated" for scope in ("institution", "branch", "unit", "filer")),
    "create index ix_dossier_rated on dossier (evaluation_average desc, id desc) where published",
    "create index ix_evaluation_dossier on evaluation (dossier_id, updated_at desc, id desc)",
    "create index ix_evaluation_enterprise on evaluation (enterprise_id, updated_at desc, id desc)",
    "create index ix_evaluation_updated on evaluation (updated_at desc, id desc)",
)
TEXTS = ("prospects", "improvements", "cooperation")


async def create_indexes(apps: Any, editor: Any) -> None:
    for statement in INDEXES:
        await editor.client.execute_script(statement)


def texts() -> list[tuple[str, Any]]:
    return [(name, fields.CharField(null=True, max_length=1000)) for name in TEXTS]


class Migration(migrations.Migration):
    dependencies = [("panhuo", "0019_performance")]

    operations = [
        ops.AddField(model_name="Dossier", name="evaluated", field=fields.BooleanField(db_default=False)),
        *(
            ops.AddField(model_name="Dossier", name=f"evaluation_{name}", field=fields.IntField(db_default=0))
            for name in ("count", "stars", "average")
        ),
        ops.CreateModel(
            name="Evaluation",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("dossier", fields.ForeignKeyField("panhuo.Dossier", source_field="dossier_id", db_constraint=True, to_field="id", related_name="evaluations", on_delete=OnDelete.CASCADE)),
                ("dossier_title", fields.CharField(max_length=500)),
                ("enterprise", fields.ForeignKeyField("panhuo.Enterprise", source_field="enterprise_id", db_constraint=True, to_field="id", related_name="evaluations", on_delete=OnDelete.RESTRICT)),
                ("enterprise_name", fields.CharField(max_length=200)),
                ("user", fields.ForeignKeyField("panhuo.User", source_field="user_id", db_constraint=True, to_field="id", related_name="evaluations", on_delete=OnDelete.RESTRICT)),
                ("expert_name", fields.CharField(max_length=60)),
                ("version", fields.IntField(db_default=1)),
                ("rating", fields.IntField()),
                *texts(),
                ("created_at", fields.BigIntField()),
                ("updated_at", fields.BigIntField()),
            ],
            options={"table": "evaluation", "app": "panhuo", "unique_together": (("dossier", "user"),), "pk_attr": "id", "table_description": "One expert's evaluation of one dossier, as it stands now (S149–S151)."},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EvaluationVersion",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("evaluation", fields.ForeignKeyField("panhuo.Evaluation", source_field="evaluation_id", db_constraint=True, to_field="id", related_name="versions", on_delete=OnDelete.CASCADE)),
                ("number", fields.IntField()),
                ("rating", fields.IntField()),
                *texts(),
                ("saved_at", fields.BigIntField()),
            ],
            options={"table": "evaluation_version", "app": "panhuo", "unique_together": (("evaluation", "number"),), "pk_attr": "id", "table_description": "What an evaluation said, its last version what it says now."},
            bases=["Model"],
        ),
        ops.RunPython(create_indexes),
    ]
