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
from tests.reference.world import ENTITIES

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


def import_patents(values: Values) -> str:
    """Of an upload that is somebody else's, over, or none."""
    given = values.variable("ImportPatentsInput!", {"upload": others_id(values, "FileUpload")})
    return f"importPatents(input: {given}) {{ job {{ id name }} {ERRORS} }}"


def confirm_job(values: Values) -> str:
    """Somebody else's, one that is none, or no job's id."""
    given = values.variable("ConfirmJobInput!", {"id": others_id(values, "Job"), "version": 1})
    return f"confirmJob(input: {given}) {{ job {{ id name }} {ERRORS} }}"


def cancel_job(values: Values) -> str:
    given = values.variable("CancelJobInput!", {"id": others_id(values, "Job")})
    return f"cancelJob(input: {given}) {{ job {{ id name }} {ERRORS} }}"


def retry_job(values: Values) -> str:
    given = values.variable("RetryJobInput!", {"id": others_id(values, "Job")})
    return f"retryJob(input: {given}) {{ job {{ id name }} {ERRORS} }}"


def others_id(values: Values, type_name: str) -> str:
    """An id of a row that is out of scope, of none, or of another type."""
    seen = {row["id"] for row in values.ask.all(type_name)}
    others = [row["id"] for row in values.world.rows(ENTITIES[type_name]) if row["id"] not in seen]
    ids = [*(f"{type_name}:{id}" for id in [*others, MISSING]), "Patent:1", "nonsense"]
    return str(values.one_of(ids))


MUTATIONS: dict[str, Callable[[Values], str]] = {
    "cancelJob": cancel_job,
    "confirmJob": confirm_job,
    "discardUpload": discard_upload,
    "importPatents": import_patents,
    "login": login,
    "logout": logout,
    "retryJob": retry_job,
    "uploadFile": upload_file,
}
"""Every mutation, in a form that is refused."""
SUBSCRIPTIONS = {
    "jobProgress": "tests/jobs/test_progress.py",
    "libraryChanged": "tests/subscriptions/test_library_changed.py",
}
"""Every subscription, and where it is shown that others' changes bring it no event."""
