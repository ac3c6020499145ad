"""Who has new data: counters that a writer raises for whoever reads what it wrote."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.vocabulary import VersionKind


class DataVersion(Model):
    """How often the patents that somebody reads have changed, and when last.

    One row for each unit of which something changed below or at it, one for each confirmed inventor, one for
    the whole library. Raised last in the transaction that writes, in the order of `kind` and `key`, so that
    two writers never wait for each other in a circle.
    """

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharEnumField(VersionKind, max_length=12)
    key = fields.BigIntField()
    """The unit or the account; 0 for the whole library."""
    version = fields.BigIntField()
    as_of = fields.DateField(null=True)
    """The date of the file that brought the last change; null where none did."""
    changed_at = fields.BigIntField()

    class Meta:
        table = "data_version"
        unique_together = (("kind", "key"),)
