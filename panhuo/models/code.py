"""Code tables: industries, strategic industries, IPC, regions."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.vocabulary import CodeKind


class Code(Model):
    """One entry of a code table, under its parent, the next level up."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(CodeKind, max_length=20)
    code = fields.CharField(max_length=32)
    title = fields.CharField(max_length=300)
    level = fields.IntField()
    """From 1 at the root of the tree."""
    parent: fields.ForeignKeyNullableRelation["Code"] = fields.ForeignKeyField(
        "panhuo.Code", null=True, related_name="children", on_delete=fields.RESTRICT
    )
    parent_code = fields.CharField(max_length=32, null=True)

    class Meta:
        table = "code"
        unique_together = (("kind", "code"),)
