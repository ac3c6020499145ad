"""What API tokens answer, and the one that a request brings."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference.filters import holds
from tests.reference.objects import NEWEST, Object, instant, instants, listed, reference
from tests.reference.scopes import IN_USE, Ask
from tests.reference.world import Row
from tests.reference.world_tokens import LONG_AGO


def active(row: Row) -> bool:
    return row["revoked_at"] is None and row["expires_at"] > LONG_AGO


def filter_value(ask: Ask, row: Row, name: str) -> Any:
    """What a field of ApiTokenFilter compares."""
    if name == "active":
        return active(row)
    if name == "mine":
        return bool(ask.account and row["owner_id"] == ask.account["id"])
    return row[name]


def tokens(ask: Ask, _: Any, **given: Any) -> Object:
    rows = [row for row in ask.all("ApiToken") if holds(ask, given.get("where"), row, filter_value)]
    return listed(ask, "ApiToken", rows, NEWEST, given)


def in_use(ask: Ask, _: Any) -> Object | None:
    """Of what was chosen for it, what its owner's role has."""
    if ask.abilities is None:
        return None
    has = sorted(each for each in ask.abilities if ask.may(each))
    return Object("TokenInUse", {**IN_USE, "abilities": has})


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.apiTokens": tokens,
    "Query.token": in_use,
    "ApiToken.abilities": lambda ask, token: json.loads(token.row["abilities"]),
    "ApiToken.origins": lambda ask, token: json.loads(token.row["origins"]),
    "ApiToken.active": lambda ask, token: active(token.row),
    "ApiToken.owner": reference("User", "owner_id"),
    **instants("ApiToken", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"),
    "TokenInUse.expiresAt": lambda ask, token: instant(token.row["expires_at"]),
}
