"""Random mutations that are refused: what they answer must tell nothing of what lies outside the scope.

What is not refused changes the viewer's own, or signs in, a declared exception of docs/permissions.md.
"""

from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Any

from starlette.datastructures import UploadFile

from tests.reference.queries import Operation
from tests.reference.query_values import MISSING, Values
from tests.reference.scopes import Ask

LOCKING = 9
"""Wrong passwords in a row, more than lock an account."""
ERRORS = "userErrors { code field message }"


def random_mutation(random: Random, ask: Ask) -> Operation:
    """A few of one mutation, or of several."""
    values = Values(random, ask)
    names = [values.one_of(tuple(MUTATIONS)) for _ in range(1 + values.below(3))]
    fields = [MUTATIONS[name](values) for name in names]
    fields *= LOCKING if "login" in names and values.chance(0.2) else 1
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in values.variables.items())
    given = {name: value for name, (_, value) in values.variables.items()}
    return Operation(f"mutation M{f'({declared})' if declared else ''} {{ {aliased(fields)} }}", given)


def aliased(fields: list[str]) -> str:
    return " ".join(f"m{place}: {field}" for place, field in enumerate(fields))


def login(values: Values) -> str:
    """With a wrong password, as any account, inside or outside the scope, disabled, or unknown."""
    names = [row["username"] for row in values.world.rows("user_account")]
    wrong: dict[str, Any] = {"username": values.one_of([*names, "nobody", ""]), "password": "wrong"}
    given = values.variable("LoginInput!", wrong)
    return f"login(input: {given}) {{ token expiresAt viewer {{ id name }} retryAfter {ERRORS} }}"


def logout(values: Values) -> str:
    """Without a session."""
    return f"logout {{ signedOut {ERRORS} }}"


def upload_file(values: Values) -> str:
    """What is no sheet, by its name or its bytes."""
    file = UploadFile(BytesIO(b"\x00\x01"), filename=values.one_of(("a.exe", "a.csv", "a.xlsx")))
    given = values.variable("Upload!", file)
    return f"uploadFile(input: {{file: {given}}}) {{ upload {{ id name }} {ERRORS} }}"


def discard_upload(values: Values) -> str:
    """Somebody else's, one's own that is over, one that is none, or no upload's id."""
    waiting = {row["id"] for row in values.ask.all("FileUpload")}
    others = [row["id"] for row in values.world.rows("upload") if row["id"] not in waiting]
    ids = [*(f"FileUpload:{id}" for id in [*others, MISSING]), "Patent:1", "nonsense"]
    given = values.variable("DiscardUploadInput!", {"id": values.one_of(ids)})
    return f"discardUpload(input: {given}) {{ discardedId {ERRORS} }}"


MUTATIONS: dict[str, Callable[[Values], str]] = {
    "discardUpload": discard_upload,
    "login": login,
    "logout": logout,
    "uploadFile": upload_file,
}
"""Every mutation, in a form that is refused."""
SUBSCRIPTIONS = {
    "libraryChanged": "tests/subscriptions/test_library_changed.py",
}
"""Every subscription, and where it is shown that others' changes bring it no event."""
