"""Patents as the platform pushes them, who holds them, and who invented them."""

from datetime import date

from tortoise import fields
from tortoise.models import Model

from panhuo.models.org import OrgUnit
from panhuo.rules.vocabulary import (
    CodeKind,
    CodeSource,
    FilingState,
    LegalEventKind,
    LegalStatus,
    PatentType,
)

NO_DATE = date(1, 1, 1)
"""Stands for "no date" in the NOT NULL `_sort` columns."""


class Patent(Model):
    """One application (S49), keyed by its canonical application number.

    `institution_id`, `branch_id` and `unit_id` are those of the current first owner's holding, null where
    that owner is no institution of ours (S71, S76). `filing_state`, `registered_at`, `published` and
    `open_showcase` follow the dossier of that institution.
    """

    id = fields.BigIntField(primary_key=True)
    application_number = fields.CharField(max_length=20, unique=True)
    """Canonical: `202310123456.6`, `85100099.1`."""
    publication_number = fields.CharField(max_length=20, null=True)
    title = fields.CharField(max_length=500)
    abstract = fields.TextField(null=True)
    independent_claim = fields.TextField(null=True)
    type = fields.CharEnumField(PatentType, max_length=16)
    application_date = fields.DateField(null=True)
    publication_date = fields.DateField(null=True)
    grant_date = fields.DateField(null=True)
    expiry_date = fields.DateField(null=True)
    lapse_date = fields.DateField(null=True)
    legal_status = fields.CharEnumField(LegalStatus, max_length=10)
    legal_text = fields.CharField(max_length=500, null=True)
    """法律状态/事件 as written in the file."""
    agency = fields.CharField(max_length=200, null=True)
    agent = fields.CharField(max_length=200, null=True)
    address = fields.CharField(max_length=500, null=True)
    region_code = fields.CharField(max_length=20, null=True)
    priority = fields.CharField(max_length=500, null=True)
    valid_at_2023_end = fields.BooleanField(null=True)
    """In force on 2023-12-31 (S47, S55); null where it cannot be known."""
    co_owned = fields.BooleanField(db_default=False)
    owner_names = fields.TextField(db_default="[]")
    """JSON array of names, in order."""
    inventor_names = fields.TextField(db_default="[]")
    first_inventor = fields.CharField(max_length=200, null=True)
    main_ipc = fields.CharField(max_length=32, null=True)
    main_industry = fields.CharField(max_length=16, null=True)
    main_strategic_industry = fields.CharField(max_length=16, null=True)
    institution_id = fields.BigIntField(null=True)
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField(null=True)
    filing_state = fields.CharEnumField(FilingState, max_length=12, db_default="UNFILED")
    registered_at = fields.BigIntField(null=True)
    published = fields.BooleanField(db_default=False)
    """Registered and not flagged: what the showcase shows."""
    open_showcase = fields.BooleanField(db_default=False)
    """Published by an institution that lets anonymous visitors in."""
    as_of = fields.DateField()
    """The date of the newest data about it (S51)."""
    basis = fields.CharField(max_length=11, null=True)
    """The rank of its last row of facts, see `panhuo.services.patents.ranks`."""
    remembered = fields.TextField(null=True)
    """A JSON object of what ranks otherwise, and of what is known and not shown; null as a rule."""
    application_sort = fields.DateField(db_default=NO_DATE)
    grant_sort = fields.DateField(db_default=NO_DATE)
    registered_sort = fields.BigIntField(db_default=0)

    class Meta:
        table = "patent"


class PatentOwner(Model):
    """One current owner (专利权人), in order, matched by name to an institution or branch or not."""

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="owners", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    """From 1; 1 is the first owner (第一权利人)."""
    name = fields.CharField(max_length=200)
    folded = fields.CharField(max_length=200, db_index=True)
    org_unit_id = fields.BigIntField(null=True)
    """The INSTITUTION or BRANCH that owns patents under this name."""

    class Meta:
        table = "patent_owner"
        unique_together = (("patent", "position"),)


class Holding(Model):
    """An institution that owns, or owned, a patent. It carries what lists filter and sort by.

    `unit_id` is the first confirmed inventor's unit, else the one a person handed it to, which `assigned`
    says; else the branch or the institution itself: their unassigned pool (S190).
    """

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="holdings", on_delete=fields.CASCADE
    )
    institution: fields.ForeignKeyRelation[OrgUnit] = fields.ForeignKeyField(
        "panhuo.OrgUnit", related_name="holdings", on_delete=fields.RESTRICT
    )
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField()
    assigned = fields.BooleanField(db_default=False)
    rank = fields.IntField()
    """Position among the owners, from 1; keeps its last value once former."""
    current = fields.BooleanField(db_default=True)
    """False once transferred out: the institution is no longer among the current owners."""
    type = fields.CharEnumField(PatentType, max_length=16)
    legal_status = fields.CharEnumField(LegalStatus, max_length=10)
    valid_at_2023_end = fields.BooleanField(null=True)
    co_owned = fields.BooleanField(db_default=False)
    main_ipc = fields.CharField(max_length=32, null=True)
    main_industry = fields.CharField(max_length=16, null=True)
    main_strategic_industry = fields.CharField(max_length=16, null=True)
    filing_state = fields.CharEnumField(FilingState, max_length=12, db_default="UNFILED")
    """Of this institution's own dossier; a co-owner sees the first owner's only once it is registered."""
    application_sort = fields.DateField(db_default=NO_DATE)
    grant_sort = fields.DateField(db_default=NO_DATE)
    registered_sort = fields.BigIntField(db_default=0)

    class Meta:
        table = "holding"
        unique_together = (("patent", "institution"),)


class PatentInventor(Model):
    """One inventor (发明人) of a patent, in order, confirmed to be an account or not (S191)."""

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="inventors", on_delete=fields.CASCADE
    )
    position = fields.IntField()
    name = fields.CharField(max_length=200)
    folded = fields.CharField(max_length=200, db_index=True)
    user_id = fields.BigIntField(null=True)
    """The account an `InventorMatch` was confirmed for."""
    match = fields.CharField(max_length=10, db_default="NONE")
    """CONFIRMED where there is an account, NONE elsewhere."""

    class Meta:
        table = "patent_inventor"
        unique_together = (("patent", "position"),)


class PatentCode(Model):
    """One classification of a patent: an IPC, industry or strategic industry code, the main one first."""

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="codes", on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(CodeKind, max_length=20)
    position = fields.IntField()
    code = fields.CharField(max_length=32)
    source = fields.CharEnumField(CodeSource, max_length=10)
    rule = fields.CharField(max_length=32, null=True)
    """For SUGGESTED: the IPC prefix of the rule that fired."""
    edition_id = fields.BigIntField(null=True)
    """For SUGGESTED: the edition of the concordance that has the rule; null is the built-in one."""

    class Meta:
        table = "patent_code"
        unique_together = (("patent", "kind", "position"),)


class LegalEvent(Model):
    """A dated legal event (S48), stored once."""

    id = fields.BigIntField(primary_key=True)
    patent: fields.ForeignKeyRelation[Patent] = fields.ForeignKeyField(
        "panhuo.Patent", related_name="legal_events", on_delete=fields.CASCADE
    )
    kind = fields.CharEnumField(LegalEventKind, max_length=14)
    date = fields.DateField()
    detail = fields.CharField(max_length=500, null=True)
    as_of = fields.DateField(null=True)
    """The date of the data that first told of it."""

    class Meta:
        table = "legal_event"
        unique_together = (("patent", "kind", "date"),)
