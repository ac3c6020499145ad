"""Why a viewer may not act upon an account: from docs/permissions.md, sharing nothing with the program."""

from tests.reference.scopes import Ask
from tests.reference.world import Row


def refusal(ask: Ask, user: Row, act: str) -> str | None:
    """Why the viewer may not act upon an account."""
    if not ask.may("USER_MANAGE"):
        return "ROLE"
    if not ask.reaches("USER_MANAGE", "User", user):
        return "OUT_OF_SCOPE"
    if act == "enable":
        return "ALREADY_ENABLED" if user["active"] else None
    if ask.account and user["id"] == ask.account["id"]:
        return "SELF"
    fixed = user["unit_id"] is None or user["role"] == "INSTITUTION_ADMIN"
    against = {
        "disable": None if user["active"] else "ALREADY_DISABLED",
        "move": "NO_OTHER_UNIT" if fixed else None,
        "reset": None if user["active"] else "DISABLED",
    }
    return against[act]
