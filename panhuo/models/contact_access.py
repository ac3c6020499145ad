"""Who looked at whose contact (联系人查看记录)."""

from tortoise import fields
from tortoise.models import Model


class ContactAccess(Model):
    """An enterprise or the platform was shown contact or phone of a dossier. Rows are only ever added.

    It stands where the dossier stood, with the names of then.
    """

    id = fields.BigIntField(primary_key=True)
    at = fields.BigIntField()
    dossier_id = fields.BigIntField()
    dossier_title = fields.CharField(max_length=500)
    user_id = fields.BigIntField()
    reader_name = fields.CharField(max_length=60)
    enterprise_name = fields.CharField(max_length=200, null=True)
    """Null for the platform's own people."""
    institution_id = fields.BigIntField()
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField()

    class Meta:
        table = "contact_access"
