"""Applications of enterprises for an account (企业入驻申请)."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.enterprise_application import EnterpriseApplicationState


class EnterpriseApplication(Model):
    """What a visitor asked for an enterprise. Its password is forgotten once it is decided."""

    id = fields.BigIntField(primary_key=True)
    state = fields.CharEnumField(EnterpriseApplicationState, max_length=10, db_default="PENDING")
    enterprise_name = fields.CharField(max_length=200)
    credit_code = fields.CharField(max_length=18)
    contact_name = fields.CharField(max_length=60)
    """The first manager of the enterprise's accounts."""
    job_title = fields.CharField(max_length=60, null=True)
    phone = fields.CharField(max_length=30)
    email = fields.CharField(max_length=120)
    username = fields.CharField(max_length=64)
    password_hash = fields.CharField(max_length=200, null=True)
    reference_hash = fields.CharField(max_length=64, unique=True)
    """SHA-256 of the code with which the applicant asks what became of it."""
    reason = fields.CharField(max_length=500, null=True)
    """Why it was rejected."""
    version = fields.IntField(db_default=1)
    """Rises with every change."""
    applied_at = fields.BigIntField()
    expires_at = fields.BigIntField()
    decided_at = fields.BigIntField(null=True)
    decider_name = fields.CharField(max_length=60, null=True)

    class Meta:
        table = "enterprise_application"
