"""What experts of enterprises say of registered dossiers (企业评价)."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import Enterprise, User
from panhuo.models.dossier import Dossier


class Evaluation(Model):
    """One expert's evaluation of one dossier, as it stands now (S149–S151).

    Who reads it follows from where its dossier stands, which is looked up, so nothing here goes stale. The
    dossier repeats how many there are and what they come to (`Dossier.evaluation_count` and beside it).
    """

    id = fields.BigIntField(primary_key=True)
    dossier: fields.ForeignKeyRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", related_name="evaluations", on_delete=fields.CASCADE
    )
    dossier_title = fields.CharField(max_length=500)
    """What the dossier was called when it was evaluated last; its author may not read it any more."""
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "panhuo.Enterprise", related_name="evaluations", on_delete=fields.RESTRICT
    )
    enterprise_name = fields.CharField(max_length=200)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="evaluations", on_delete=fields.RESTRICT
    )
    expert_name = fields.CharField(max_length=60)
    """Both names as they were when it was written last."""
    version = fields.IntField(db_default=1)
    rating = fields.IntField()
    """1–5 stars."""
    prospects = fields.CharField(max_length=1000, null=True)
    """产业化前景."""
    improvements = fields.CharField(max_length=1000, null=True)
    """技术改进需求."""
    cooperation = fields.CharField(max_length=1000, null=True)
    """产学研合作意愿."""
    created_at = fields.BigIntField()
    updated_at = fields.BigIntField()

    class Meta:
        table = "evaluation"
        unique_together = (("dossier", "user"),)


class EvaluationVersion(Model):
    """What an evaluation said, its last version what it says now."""

    id = fields.BigIntField(primary_key=True)
    evaluation: fields.ForeignKeyRelation[Evaluation] = fields.ForeignKeyField(
        "panhuo.Evaluation", related_name="versions", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    """From 1."""
    rating = fields.IntField()
    prospects = fields.CharField(max_length=1000, null=True)
    improvements = fields.CharField(max_length=1000, null=True)
    cooperation = fields.CharField(max_length=1000, null=True)
    saved_at = fields.BigIntField()

    class Meta:
        table = "evaluation_version"
        unique_together = (("evaluation", "number"),)
