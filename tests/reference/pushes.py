"""What the fields of deliveries answer."""

from collections.abc import Callable
from typing import Any

from tests.reference.objects import instants, listed
from tests.reference.scopes import Ask

NEWEST_PUSH = [("PUBLISHED_AT", "DESC")]


def pushes(ask: Ask, _: Any, **given: Any) -> Any:
    return listed(ask, "Push", ask.all("Push"), NEWEST_PUSH, given)


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.pushes": pushes,
    "Push.repeated": lambda ask, push: push.row["repeats_id"] is not None,
    **instants("Push", "startedAt", "publishedAt"),
}
