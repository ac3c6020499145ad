"""What the fields of matches and claims answer: one row, as its inventor or an administrator meets it."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.reference.filters import holds
from tests.reference.objects import Object, instants, listed, reference
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

LATEST = [("CHANGED_AT", "DESC")]
DECIDED = ("CONFIRMED", "REFUSED")


def page(type_name: str) -> Callable[..., Object]:
    def resolve(ask: Ask, _: Any, **given: Any) -> Object:
        rows = [
            row
            for row in ask.all(type_name)
            if holds(ask, given.get("where"), row, lambda _, row, name: row[name])
        ]
        return listed(ask, type_name, rows, LATEST, given)

    return resolve


def of_patent(column: str) -> Callable[[Ask, Object], Any]:
    """A fact of the patent, whoever may read the patent itself."""
    return lambda ask, match: ask.world.tables["patent"][match.row["patent_id"]][column]


def owner_names(ask: Ask, match: Object) -> Any:
    return json.loads(of_patent("owner_names")(ask, match))


def against(ask: Ask, match: Row, act: str) -> str | None:
    """What stands against an act: nobody decides on their own, and what is decided is decided."""
    state = str(match["state"])
    if act in ("claim", "decline"):
        return state if state in (*DECIDED, "CLAIMED" if act == "claim" else "DECLINED") else None
    if ask.account and match["user_id"] == ask.account["id"]:
        return "SELF"
    if act == "reopen":
        return "UNDECIDED" if state == "CLAIMED" else None
    if state in DECIDED:
        return state
    return "TAKEN" if act == "confirm" and not match["standing"] else None


def decisions(type_name: str, acts: Sequence[str]) -> Callable[[Ask, Object], Object]:
    def resolve(ask: Ask, match: Object) -> Object:
        found = {act: Object("MatchDecision", {"reason": against(ask, match.row, act)}) for act in acts}
        return Object(type_name, found)

    return resolve


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("MatchRefusal", reason, ask.chinese)


def fields_of(type_name: str, *acts: str) -> dict[str, Callable[..., Any]]:
    """The resolvers of one of the two types."""
    fields = {
        "title": of_patent("title"),
        "applicationNumber": of_patent("application_number"),
        "firstInventor": of_patent("first_inventor"),
        "ownerNames": owner_names,
        "patent": reference("Patent", "patent_id"),
        "viewerCan": decisions(f"{type_name}ViewerCan", acts),
    }
    named = {f"{type_name}.{name}": resolver for name, resolver in fields.items()}
    return named | instants(type_name, "changedAt")


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.inventorMatches": page("InventorMatch"),
    "Query.inventorClaims": page("InventorClaim"),
    **fields_of("InventorMatch", "claim", "decline"),
    **fields_of("InventorClaim", "confirm", "refuse", "reopen"),
    "InventorClaim.user": reference("User", "user_id"),
    "MatchDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "MatchDecision.message": in_words,
}
