"""Code tables (industries, strategic industries, IPC, regions), concordances between them, their editions."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.code_table import CodeTable
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
    edition_id = fields.BigIntField(null=True)
    """The latest edition that states it."""
    retired = fields.BooleanField(db_default=False)
    """No longer in the edition in force. It stays, with its title, for whatever names it."""

    class Meta:
        table = "code"
        unique_together = (("kind", "code"),)


class CodeEdition(Model):
    """An edition of a code table or a concordance that was loaded. One of each table is in force."""

    id = fields.BigIntField(primary_key=True)
    code_table = fields.CharEnumField(CodeTable, max_length=24)
    name = fields.CharField(max_length=100)
    """`builtin`, or as whoever loaded it calls it."""
    file_name = fields.CharField(max_length=255, null=True)
    codes = fields.IntField()
    """Its codes, or, of a concordance, its rules."""
    in_force = fields.BooleanField(db_default=False)
    loaded_at = fields.BigIntField()
    loaded_by = fields.BigIntField(null=True)
    """The account; null for the command line."""
    labelled_at = fields.BigIntField(null=True)
    """Of a concordance: when the suggested codes of patents last came to follow it."""

    class Meta:
        table = "code_edition"
        unique_together = (("code_table", "name"),)


class CodeRule(Model):
    """A line of a concordance: a place in the IPC, and the code it suggests, the likeliest first."""

    id = fields.BigIntField(primary_key=True)
    edition: fields.ForeignKeyRelation[CodeEdition] = fields.ForeignKeyField(
        "panhuo.CodeEdition", related_name="rules", on_delete=fields.CASCADE
    )
    prefix = fields.CharField(max_length=32)
    level = fields.IntField()
    """1 for a section, 2 a class, 3 a subclass, 4 a main group, 5 a subgroup."""
    position = fields.IntField()
    code = fields.CharField(max_length=32)

    class Meta:
        table = "code_rule"
        unique_together = (("edition", "prefix", "position"),)
