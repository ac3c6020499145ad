"""Performance reports (业绩填报): what an institution reports to have licensed or transferred."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.demand import Demand
from panhuo.models.patent import Patent
from panhuo.rules.dossier_options import ImplementationDetail
from panhuo.rules.performance_lifecycle import PerformanceAct, PerformanceState
from panhuo.rules.performance_options import ConversionMode


class Performance(Model):
    """A report to the platform. Its patents count as converted until it is returned (S178)."""

    id = fields.BigIntField(primary_key=True)
    state = fields.CharEnumField(PerformanceState, max_length=10, db_default="SUBMITTED")
    institution_id = fields.BigIntField()
    author_id = fields.BigIntField()
    author_name = fields.CharField(max_length=60)
    """Who submitted it last, by the name of then."""
    demand: fields.ForeignKeyNullableRelation[Demand] = fields.ForeignKeyField(
        "panhuo.Demand", null=True, related_name="performances", on_delete=fields.RESTRICT
    )
    """The signed demand it came of."""
    name = fields.CharField(max_length=200)
    partner = fields.CharField(max_length=200, null=True)
    signed_on = fields.DateField(null=True)
    ends_on = fields.DateField(null=True)
    terms = fields.TextField(null=True)
    version = fields.IntField(db_default=1)
    """Rises with every change."""
    reason = fields.CharField(max_length=500, null=True)
    """Why it was returned, until it is submitted again."""
    submitted_at = fields.BigIntField()
    updated_at = fields.BigIntField()
    decided_at = fields.BigIntField(null=True)

    class Meta:
        table = "performance"


class PerformanceDeal(Model):
    """One way of conversion in a report, with its amount (S154, S156)."""

    id = fields.BigIntField(primary_key=True)
    performance: fields.ForeignKeyRelation[Performance] = fields.ForeignKeyField(
        "panhuo.Performance", related_name="deals", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    mode = fields.CharEnumField(ConversionMode, max_length=10)
    amount = fields.CharField(max_length=20, null=True)
    """万元, as decimal text."""
    amount_yuan = fields.BigIntField(null=True)
    remark = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "performance_deal"
        unique_together = (("performance", "mode"),)


class PerformanceOption(Model):
    """One ticked option of a deal (S155, S156, S159)."""

    id = fields.BigIntField(primary_key=True)
    deal: fields.ForeignKeyRelation[PerformanceDeal] = fields.ForeignKeyField(
        "panhuo.PerformanceDeal", related_name="options", on_delete=fields.CASCADE
    )
    performance_id = fields.BigIntField(db_index=True)
    """The deal's, so that filters find it."""
    position = fields.IntField()
    option = fields.CharEnumField(ImplementationDetail, max_length=32)

    class Meta:
        table = "performance_option"
        unique_together = (("deal", "option"),)


class PerformancePatent(Model):
    """A patent of a report (关联专利, S153), in the library when the report was submitted."""

    id = fields.BigIntField(primary_key=True)
    performance: fields.ForeignKeyRelation[Performance] = fields.ForeignKeyField(
        "panhuo.Performance", related_name="patents", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="performances", on_delete=fields.RESTRICT
    )
    registered_at = fields.BigIntField()
    """Since when it was in the library then, by itself or in a portfolio."""

    class Meta:
        table = "performance_patent"
        unique_together = (("performance", "patent"),)


class PerformanceStep(Model):
    """A step of a report's life, as it was taken."""

    id = fields.BigIntField(primary_key=True)
    performance: fields.ForeignKeyRelation[Performance] = fields.ForeignKeyField(
        "panhuo.Performance", related_name="steps", on_delete=fields.CASCADE
    )
    at = fields.BigIntField()
    act = fields.CharEnumField(PerformanceAct, max_length=10)
    to_state = fields.CharEnumField(PerformanceState, max_length=10)
    by_id = fields.BigIntField(null=True)
    by_name = fields.CharField(max_length=60)
    reason = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "performance_step"
