"""What the fields of accounts answer."""

from collections.abc import Callable
from typing import Any

from tests.reference import accounts
from tests.reference.filters import Unit, folded, holds
from tests.reference.objects import Object, instants, listed, reference
from tests.reference.printed import said
from tests.reference.scopes import Ask, chain
from tests.reference.told import permissions
from tests.reference.world import Row

ACTS = ("disable", "enable", "move", "reset")


def user_value(ask: Ask, user: Row, name: str) -> Any:
    """What a field of UserFilter compares."""
    if name != "unit":
        return user[name]
    units = chain(ask.world, ask.world.get("org_unit", user["unit_id"]))
    readable = [ask.visible("OrgUnit", unit) for unit in units]
    return Unit(unit for unit in readable if unit) if readable and readable[0] else Unit()


def users(ask: Ask, _: Any, search: str | None = None, **arguments: Any) -> Object:
    """Accounts of whom a part of the name, or of the account name, is searched."""
    part = (search or "").strip()
    rows = [
        row
        for row in ask.all("User")
        if (part in row["name"] or folded(part) in row["username"])
        and holds(ask, arguments.get("where"), row, user_value)
    ]
    return listed(ask, "User", rows, [("USERNAME", "ASC")], arguments)


def decisions(ask: Ask, user: Object) -> Object:
    found = {act: Object("UserDecision", {"reason": accounts.refusal(ask, user.row, act)}) for act in ACTS}
    return Object("UserViewerCan", found)


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("UserRefusal", reason, ask.chinese)


def enterprise_name(ask: Ask, user: Object) -> str | None:
    enterprise = ask.world.get("enterprise", user.row["enterprise_id"])
    return enterprise["name"] if enterprise else None


def told(ask: Ask, account: Row | None, active: bool) -> list[Object]:
    return [Object("Permission", row) for row in permissions(account, active, ask.chinese)]


def viewer(ask: Ask, _: Any) -> Object | None:
    """A token that does not read accounts is not told of its owner's."""
    return Object("User", ask.account) if ask.account and ask.may("USER_READ") else None


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.viewer": viewer,
    "Query.can": lambda ask, _: [
        Object("Permission", row) for row in permissions(ask.account, True, ask.chinese, ask.abilities)
    ],
    "Query.users": users,
    "User.enterpriseName": enterprise_name,
    "User.can": lambda ask, user: told(ask, user.row, user.row["active"]),
    "User.unit": reference("OrgUnit", "unit_id"),
    "User.institution": reference("OrgUnit", "institution_id"),
    **instants("User", "createdAt"),
    "User.viewerCan": decisions,
    "UserDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "UserDecision.message": in_words,
}
