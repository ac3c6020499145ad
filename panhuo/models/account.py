"""Accounts, sessions and sign-in throttling."""

from tortoise import fields
from tortoise.models import Model

from panhuo.rules.vocabulary import Role


class Enterprise(Model):
    """A company whose experts look at the showcase (S5)."""

    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(max_length=200, unique=True)
    credit_code = fields.CharField(max_length=18, null=True)
    """Unified social credit code, where it applied with one: nobody else's."""

    class Meta:
        table = "enterprise"


class User(Model):
    """An account: tenant roles stand at a unit, ENTERPRISE at an enterprise, the operator at neither."""

    id = fields.BigIntField(primary_key=True)
    username = fields.CharField(max_length=64, unique=True)
    password_hash = fields.CharField(max_length=200, null=True)
    password_temporary = fields.BooleanField(db_default=False)
    """Somebody else set the password: its owner must choose another before anything else (S2)."""
    activation_hash = fields.CharField(max_length=64, null=True)
    """SHA-256 of the activation code with which its owner may set a password, once."""
    activation_expires_at = fields.BigIntField(null=True)
    role = fields.CharEnumField(Role, max_length=24)
    name = fields.CharField(max_length=60)
    folded = fields.CharField(max_length=200, db_default="")
    """The name as it is compared with inventors' (`fold_name`), kept by `services.matching`."""
    job_title = fields.CharField(max_length=60, null=True)
    phone = fields.CharField(max_length=30, null=True)
    email = fields.CharField(max_length=120, null=True)
    active = fields.BooleanField(db_default=True)
    is_manager = fields.BooleanField(db_default=False)
    """For ENTERPRISE: may manage the enterprise's other experts."""
    institution_id = fields.BigIntField(null=True, db_index=True)
    branch_id = fields.BigIntField(null=True)
    unit_id = fields.BigIntField(null=True)
    """The unit the account stands at; equals institution_id or branch_id for their admins."""
    enterprise: fields.ForeignKeyNullableRelation[Enterprise] = fields.ForeignKeyField(
        "panhuo.Enterprise", null=True, related_name="users", on_delete=fields.RESTRICT
    )
    created_at = fields.BigIntField()
    job_id = fields.BigIntField(null=True)
    """The batch that opened it, by which a file sent again is recognised; null for accounts opened singly."""

    class Meta:
        table = "user_account"


class Session(Model):
    """A signed-in browser or client. Only the SHA-256 of its token is kept."""

    id = fields.BigIntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="sessions", on_delete=fields.CASCADE
    )
    created_at = fields.BigIntField()
    expires_at = fields.BigIntField()
    revoked_at = fields.BigIntField(null=True)

    class Meta:
        table = "session"


class SignInThrottle(Model):
    """Failed sign-ins of one account name or one address, counted in a window."""

    key = fields.CharField(max_length=120, primary_key=True)
    failures = fields.IntField(db_default=0)
    window_started_at = fields.BigIntField()
    locked_until = fields.BigIntField(db_default=0)

    class Meta:
        table = "sign_in_throttle"
