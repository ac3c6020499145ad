"""Mutations of one's own session and account, refused: with wrong passwords and codes, or nothing to say."""

from collections.abc import Callable

from tests.reference.query_values import Values
from tests.reference.refused import ERRORS, mutation


def somebody(values: Values) -> str:
    """An account inside or outside the scope, disabled, or unknown."""
    names = [row["username"] for row in values.world.rows("user_account")]
    return str(values.one_of([*names, "nobody", ""]))


def login(values: Values) -> str:
    """With a wrong password."""
    given = {"username": somebody(values), "password": "wrong"}
    return mutation(values, "login", "token expiresAt viewer { id name } retryAfter", given)


def logout(values: Values) -> str:
    """Without a session."""
    return f"logout {{ signedOut {ERRORS} }}"


def activate(values: Values) -> str:
    """With a code that nobody was given, and now and then a password that cannot be."""
    code, password = values.one_of(("", "ABCD-EFGH", "x" * 99)), values.one_of(("short", "long enough 1"))
    given = {"username": somebody(values), "activationCode": code, "password": password}
    return mutation(values, "activate", "activated", given)


def change_password(values: Values) -> str:
    """With another password than the one until now."""
    given = {"oldPassword": "wrong", "newPassword": values.one_of(("wrong", "short", "long enough 1"))}
    return mutation(values, "changePassword", "endedSessions", given)


def update_profile(values: Values) -> str:
    """With something that cannot be, or that would be taken back."""
    wrong = values.one_of(({"phone": "x"}, {"email": "nobody"}, {"jobTitle": ""}, {"phone": None}))
    return mutation(values, "updateProfile", "user { id phone }", {"email": "a@example.test"} | wrong)


REFUSED: dict[str, Callable[[Values], str]] = {
    "activate": activate,
    "changePassword": change_password,
    "login": login,
    "logout": logout,
    "updateProfile": update_profile,
}
