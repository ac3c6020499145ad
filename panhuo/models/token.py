"""API tokens (访问令牌): by which widgets and integrations speak for an account."""

from tortoise import fields
from tortoise.models import Model

from panhuo.models.account import Session, User


class ApiToken(Model):
    """What a token may, on whose pages, and until when. It opens the session that its row names.

    The session holds the hash of the secret, expiry and revocation, so that a request with a token is looked
    up as any other. Its rows are forgotten together, 30 days after the end.
    """

    id = fields.BigIntField(primary_key=True)
    session: fields.OneToOneRelation[Session] = fields.OneToOneField(
        "panhuo.Session", related_name="api_token", on_delete=fields.CASCADE
    )
    owner: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "panhuo.User", related_name="api_tokens", on_delete=fields.CASCADE
    )
    enterprise_id = fields.BigIntField(null=True)
    """Its owner's, for the scope of enterprises."""
    name = fields.CharField(max_length=60)
    """What it is for, in its owner's words."""
    prefix = fields.CharField(max_length=12)
    """The first characters of the secret, by which people tell tokens apart."""
    abilities = fields.TextField()
    """A JSON array of `Ability`, sorted: what was chosen, whether or not the owner has it by now."""
    origins = fields.TextField(db_default="[]")
    """A JSON array of origins, sorted; empty: for servers alone."""
    created_at = fields.BigIntField()
    expires_at = fields.BigIntField()
    revoked_at = fields.BigIntField(null=True)
    """Both as its session has them."""
    last_used_at = fields.BigIntField(null=True)
    """To the minute."""

    class Meta:
        table = "api_token"
