"""Dossiers (建档): what is filed of a patent or a portfolio, its versions, and its way through review."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import User
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.dossier_options import Maturity, PriceRange
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import ChoiceList, DossierFlag, DossierKind, DossierState, OrgUnitKind


class Dossier(Model):
    """A dossier's shell: whose it is, where it stands, and what lists filter and sort by.

    What it says stands in `DossierVersion`. `content_id` names the version last submitted, which everybody
    reads who may read the dossier; `draft_id` the one its filer works on, which nobody else reads. The
    columns from `title` to `willingness_bits` follow the first, or the second before anything was submitted.
    A revision (再次盘点, S127) is a row of its own beside its inventoried base, until it is approved.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(DossierKind, max_length=10)
    state = fields.CharEnumField(DossierState, max_length=12)
    base: fields.ForeignKeyNullableRelation["Dossier"] = fields.ForeignKeyField(
        "panhuo.Dossier", null=True, related_name="revisions", on_delete=fields.CASCADE
    )
    """Of a revision: the inventoried dossier it revises. Lists of dossiers leave revisions out."""
    institution_id = fields.BigIntField()
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField()
    """The filer's unit at the last submission; before the first, at the last save."""
    filer: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="dossiers", on_delete=fields.RESTRICT
    )
    """Who owns it (S72)."""
    patent_id = fields.BigIntField()
    """The patent; of a portfolio the first member."""
    version = fields.IntField(db_default=1)
    """Rises with every change: what a client must have seen."""
    content_id = fields.BigIntField(null=True)
    draft_id = fields.BigIntField(null=True)
    title = fields.CharField(max_length=500)
    """The patent's title, or the portfolio's name; empty while that has none."""
    members = fields.IntField(db_default=1)
    """Patents in it (组合专利数量)."""
    fiscal_funding = fields.BooleanField(null=True)
    price = fields.CharEnumField(PriceRange, max_length=12, null=True)
    maturity = fields.CharEnumField(Maturity, max_length=16, null=True)
    rating = fields.IntField(db_default=0)
    """自评 in stars; 0 for none."""
    status_bits = fields.IntField(db_default=0)
    """First levels ticked of 实施状态, one bit each in the order of the options."""
    willingness_bits = fields.IntField(db_default=0)
    """The same of 转化意愿."""
    submitted = fields.BooleanField(db_default=False)
    """Whether it was ever submitted: before that it is its filer's alone."""
    submission = fields.IntField(db_default=0)
    """How often it was submitted; the number of its present route."""
    came_from = fields.CharEnumField(DossierState, max_length=12, null=True)
    """The state it was last submitted from: where a withdrawal takes it back."""
    step = fields.IntField(db_default=0)
    """While PENDING: the position of the `ReviewStep` it waits at; else 0."""
    step_unit_id = fields.BigIntField(null=True)
    """While PENDING: the unit whose administrators review it."""
    waiting_since = fields.BigIntField(db_default=0)
    """While PENDING: since when it waits at this step; else 0."""
    reason = fields.CharField(max_length=500, null=True)
    """Why it was last returned or delisted; kept until it is approved."""
    flagged = fields.BooleanField(db_default=False)
    """A member lapsed or was transferred since it was filed (S85, S189): see `DossierPatent.flag`."""
    published = fields.BooleanField(db_default=False)
    """Registered and not flagged: what the showcase shows."""
    open_showcase = fields.BooleanField(db_default=False)
    """Published by an institution that lets anonymous visitors in."""
    created_at = fields.BigIntField()
    updated_at = fields.BigIntField()
    submitted_at = fields.BigIntField(null=True)
    inventoried_at = fields.BigIntField(null=True)
    registered_at = fields.BigIntField(null=True)
    delisted_at = fields.BigIntField(null=True)
    registered_sort = fields.BigIntField(db_default=0)
    evaluated = fields.BooleanField(db_default=False)
    """Whether an enterprise's expert evaluated it."""
    evaluation_count = fields.IntField(db_default=0)
    """How many did; with the two below kept by whoever writes an evaluation, in the same transaction."""
    evaluation_stars = fields.IntField(db_default=0)
    """Their stars added up."""
    evaluation_average = fields.IntField(db_default=0)
    """Their average in hundredths of a star (`rules.evaluation`); 0 while there is none."""

    class Meta:
        table = "dossier"


class DossierVersion(Model):
    """What a dossier says: the draft its filer works on, or what was once submitted and no longer changes."""

    id = fields.BigIntField(primary_key=True)
    dossier: fields.ForeignKeyRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", related_name="versions", on_delete=fields.CASCADE
    )
    number = fields.IntField()
    """From 1 within the dossier; its last may be a draft."""
    frozen = fields.BooleanField(db_default=False)
    """Submitted: part of the history. Else a draft, its filer's alone."""
    author_id = fields.BigIntField(null=True)
    author_name = fields.CharField(max_length=60)
    saved_at = fields.BigIntField()
    content = fields.TextField(db_default="{}")
    """`DossierContent.json()`: everything; the columns below repeat of it what queries ask for."""
    fiscal_funding = fields.BooleanField(null=True)
    fee_standard = fields.CharField(max_length=20, null=True)
    """万元, as decimal text."""
    cities = fields.TextField(db_default="[]")
    """JSON array of names, as `companies`."""
    companies = fields.TextField(db_default="[]")
    price = fields.CharEnumField(PriceRange, max_length=12, null=True)
    contact = fields.CharField(max_length=60, null=True)
    """With `phone`, what CONTACT_READ guards."""
    phone = fields.CharField(max_length=30, null=True)
    maturity = fields.CharEnumField(Maturity, max_length=16, null=True)
    rating = fields.IntField(null=True)
    advantages = fields.CharField(max_length=500, null=True)
    prospects = fields.CharField(max_length=500, null=True)
    industry = fields.CharField(max_length=16, null=True)
    strategic_industry = fields.CharField(max_length=16, null=True)
    name = fields.CharField(max_length=50, null=True)
    description = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "dossier_version"
        unique_together = (("dossier", "number"),)


class DossierChoice(Model):
    """One ticked 实施状态 or 转化意愿 of a version."""

    id = fields.BigIntField(primary_key=True)
    version: fields.ForeignKeyRelation[DossierVersion] = fields.ForeignKeyField(
        "panhuo.DossierVersion", related_name="choices", on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(ChoiceList, max_length=12)
    position = fields.IntField()
    first_level = fields.CharField(max_length=32)
    """An `ImplementationStatus` or a `Willingness`, by the kind."""
    second_level = fields.CharField(max_length=32, null=True)
    """An `ImplementationDetail` or a `WillingnessDetail`."""
    custom = fields.CharField(max_length=100, null=True)
    amount = fields.CharField(max_length=20, null=True)
    """万元, as decimal text."""
    amount_yuan = fields.BigIntField(null=True)
    """The same in yuan, to add up."""
    result = fields.CharField(max_length=500, null=True)
    conclusion = fields.CharField(max_length=500, null=True)
    product = fields.CharField(max_length=500, null=True)
    remark = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "dossier_choice"
        unique_together = (("version", "kind", "position"),)


class DossierPatent(Model):
    """A patent of a version of a dossier, in order."""

    id = fields.BigIntField(primary_key=True)
    dossier: fields.ForeignKeyRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", related_name="patents", on_delete=fields.CASCADE
    )
    version: fields.ForeignKeyRelation[DossierVersion] = fields.ForeignKeyField(
        "panhuo.DossierVersion", related_name="patents", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    """From 1."""
    patent_id = fields.BigIntField()
    current = fields.BooleanField(db_default=True)
    """Of the version that the dossier's own columns follow: what a reader of the dossier sees."""
    flag = fields.CharEnumField(DossierFlag, max_length=16, null=True)
    """What happened to the patent since it was filed."""

    class Meta:
        table = "dossier_patent"
        unique_together = (("version", "position"), ("version", "patent_id"))


class ReviewStep(Model):
    """A level of a dossier's route as it was frozen at a submission (S18), those passed over included."""

    id = fields.BigIntField(primary_key=True)
    dossier: fields.ForeignKeyRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", related_name="steps", on_delete=fields.CASCADE
    )
    submission = fields.IntField()
    position = fields.IntField()
    """From 1, bottom-up."""
    unit_id = fields.BigIntField(db_index=True)
    kind = fields.CharEnumField(OrgUnitKind, max_length=20)
    outcome = fields.CharEnumField(LevelOutcome, max_length=14)
    """REVIEWS, or why it is passed over."""

    class Meta:
        table = "review_step"
        unique_together = (("dossier", "submission", "position"),)


class Review(Model):
    """A step of a dossier's life, as it was taken. Its rows replay to the state of the dossier."""

    id = fields.BigIntField(primary_key=True)
    dossier: fields.ForeignKeyRelation[Dossier] = fields.ForeignKeyField(
        "panhuo.Dossier", related_name="reviews", on_delete=fields.CASCADE
    )
    at = fields.BigIntField()
    act = fields.CharEnumField(DossierAct, max_length=20)
    revision = fields.BooleanField(db_default=False)
    """Taken by a revision, which has gone up in this dossier since."""
    from_state = fields.CharEnumField(DossierState, max_length=12, null=True)
    to_state = fields.CharEnumField(DossierState, max_length=12, null=True)
    """Null where it ended: a revision that went up in its base."""
    submission = fields.IntField(db_default=0)
    step = fields.IntField(db_default=0)
    """The position in the route at which it was taken; 0 outside reviews."""
    unit_id = fields.BigIntField(null=True)
    """The unit of that step."""
    by_id = fields.BigIntField(null=True)
    by_name = fields.CharField(max_length=60)
    """The actor's name at the time."""
    on_behalf = fields.BooleanField(db_default=False)
    """The institution acted for a level that has no administrator any more."""
    reason = fields.CharField(max_length=500, null=True)
    receiver_id = fields.BigIntField(null=True)
    """Of a hand-over: the new filer."""
    version_id = fields.BigIntField(null=True)
    """The `DossierVersion` it was about."""

    class Meta:
        table = "review"
