"""Enterprises' demands (企业需求): what they want of which dossier, and how far talks have come."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import Enterprise
from panhuo.models.dossier import Dossier
from panhuo.rules.demand_lifecycle import DemandAct
from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.vocabulary import DemandState, DossierKind


class Demand(Model):
    """A demand, directed to a registered dossier and so to its institution (S162), or general.

    A general one has no kind, dossier or place: it is its enterprise's and the operator's alone. What the
    dossier was called when it was sent stays, whatever becomes of the dossier.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(DossierKind, max_length=10, null=True)
    state = fields.CharEnumField(DemandState, max_length=10, db_default="NEW")
    enterprise: fields.ForeignKeyRelation[Enterprise] = fields.ForeignKeyField(
        "panhuo.Enterprise", related_name="demands", on_delete=fields.RESTRICT
    )
    author_id = fields.BigIntField()
    """The account that sent it, who is told what becomes of it."""
    dossier: fields.ForeignKeyNullableRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", null=True, related_name="demands", on_delete=fields.RESTRICT
    )
    patent_id = fields.BigIntField(null=True)
    """The patent; of a portfolio the first member."""
    institution_id = fields.BigIntField(null=True)
    """With `branch_id` and `unit_id`, where the dossier stood when it was sent."""
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField(null=True)
    technology = fields.CharField(max_length=500)
    """专利技术: the dossier's title then; of a general demand what is looked for."""
    inventors = fields.TextField(db_default="[]")
    """JSON array of the patent's inventors' names then."""
    description = fields.TextField(null=True)
    region = fields.CharField(max_length=20)
    """Code of the table REGION."""
    contact = fields.CharField(max_length=60)
    phone = fields.CharField(max_length=30)
    keywords = fields.TextField(db_default="[]")
    """Of a general demand: JSON array of words that patents are found by, as `classes`."""
    classes = fields.TextField(db_default="[]")
    """JSON array of [code table, code]."""
    version = fields.IntField(db_default=1)
    """Rises with every change."""
    withdrawn = fields.BooleanField(db_default=False)
    """Closed by its enterprise."""
    reason = fields.CharField(max_length=500, null=True)
    """Why it was closed, which both sides are told."""
    created_at = fields.BigIntField()
    updated_at = fields.BigIntField()
    signed_at = fields.BigIntField(null=True)
    closed_at = fields.BigIntField(null=True)

    class Meta:
        table = "demand"


class DemandMode(Model):
    """One way of working together that a demand names (合作方式, S165)."""

    id = fields.BigIntField(primary_key=True)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "panhuo.Demand", related_name="modes", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    mode = fields.CharEnumField(WillingnessDetail, max_length=32)
    custom = fields.CharField(max_length=100, null=True)

    class Meta:
        table = "demand_mode"
        unique_together = (("demand", "position"),)


class DemandStep(Model):
    """A step of a demand's life, as it was taken. Its rows replay to the state of the demand."""

    id = fields.BigIntField(primary_key=True)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "panhuo.Demand", related_name="steps", on_delete=fields.CASCADE
    )
    at = fields.BigIntField()
    act = fields.CharEnumField(DemandAct, max_length=10)
    from_state = fields.CharEnumField(DemandState, max_length=10, null=True)
    to_state = fields.CharEnumField(DemandState, max_length=10)
    by_id = fields.BigIntField(null=True)
    by_name = fields.CharField(max_length=60)
    """The actor's name at the time."""
    note = fields.CharField(max_length=500, null=True)
    """The institution's, for its own people."""

    class Meta:
        table = "demand_step"
