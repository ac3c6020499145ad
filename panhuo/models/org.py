"""Institutions and the units below them."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind


class OrgUnit(Model):
    """One node of an institution's tree (S9): INSTITUTION → COLLEGE | BRANCH → BRANCH_COLLEGE.

    `institution_id` is its own id for an institution; `branch_id` its own id for a branch.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(OrgUnitKind, max_length=20)
    institution_type = fields.CharEnumField(InstitutionType, max_length=20, null=True)
    name = fields.CharField(max_length=120)
    parent: fields.ForeignKeyNullableRelation["OrgUnit"] = fields.ForeignKeyField(
        "panhuo.OrgUnit", null=True, related_name="children", on_delete=fields.RESTRICT
    )
    institution_id = fields.BigIntField(db_index=True)
    branch_id = fields.BigIntField(null=True)
    position = fields.IntField(db_default=0)
    archived = fields.BooleanField(db_default=False)
    open_showcase = fields.BooleanField(db_default=False)
    """Whether anonymous visitors may see what this institution has registered."""
    activated_at = fields.BigIntField(null=True)
    """Milliseconds since the epoch, UTC, as every `_at` column; null until the space is opened (S6)."""
    version = fields.IntField(db_default=1)
    """Rises with each change of the unit's own name or settings."""
    credit_code = fields.CharField(max_length=18, null=True)
    """统一社会信用代码; this and the rest are the certified profile of an institution (S26)."""
    address = fields.CharField(max_length=200, null=True)
    contact_name = fields.CharField(max_length=60, null=True)
    contact_phone = fields.CharField(max_length=30, null=True)
    contact_email = fields.CharField(max_length=120, null=True)
    certified_at = fields.BigIntField(null=True)

    class Meta:
        table = "org_unit"


class OwnerAlias(Model):
    """A name under which an institution or a branch owns patents (S54)."""

    id = fields.BigIntField(primary_key=True)
    org_unit: fields.ForeignKeyRelation[OrgUnit] = fields.ForeignKeyField(
        "panhuo.OrgUnit", related_name="owner_aliases", on_delete=fields.CASCADE
    )
    name = fields.CharField(max_length=200)
    folded = fields.CharField(max_length=200, unique=True)
    """The name as it is compared: see `panhuo.rules.names.fold_name`."""

    class Meta:
        table = "owner_alias"
