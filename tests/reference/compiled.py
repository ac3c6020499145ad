"""The compiled answer to a request, and what may differ between it and the reference's."""

import base64
from typing import Any

import orjson
from starlette.requests import HTTPConnection

from panhuo.context import Context
from panhuo.observing.observed import Observed, observing
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import ANONYMOUS, Token, Viewer
from panhuo.rules.vocabulary import Role
from panhuo.schema import schema
from tests.reference.executor import Answer, Error
from tests.reference.lists import CURSOR
from tests.reference.scopes import IN_USE, Ask
from tests.reference.world import Row

REQUEST = HTTPConnection({"type": "http", "client": ("192.0.2.1", 1), "headers": []})


def viewer_of(account: Row | None, abilities: frozenset[str] | None = None) -> Viewer:
    """The viewer a session of this account makes, or a token with some abilities."""
    if account is None:
        return ANONYMOUS
    return Viewer(
        role=Role(account["role"]),
        user_id=account["id"],
        institution_id=account["institution_id"],
        branch_id=account["branch_id"],
        unit_id=account["unit_id"],
        enterprise_id=account["enterprise_id"],
        is_manager=account["is_manager"],
        token=None if abilities is None else token_of(abilities),
    )


def token_of(abilities: frozenset[str]) -> Token:
    origins = tuple(IN_USE["origins"])
    return Token(1, IN_USE["name"], frozenset(map(Ability, abilities)), origins, IN_USE["expires_at"])


async def response(ask: Ask, query: str, variables: dict[str, Any]) -> bytes:
    """The response as it goes over the wire."""
    context = Context(REQUEST, viewer=viewer_of(ask.account, ask.abilities), chinese=ask.chinese)
    with observing(Observed("")) as seen:
        result = await schema.execute(query, variable_values=variables, context_value=context)
    assert seen.rows <= (seen.cost or 0), f"{seen.rows} rows for {seen.cost} points"
    errors = [error.formatted for error in result.errors or []]
    return orjson.dumps({"data": result.data, "errors": errors})


def read(body: bytes) -> Answer:
    """A response as an answer that compares."""
    found = orjson.loads(body)
    return Answer(found["data"], [read_error(error) for error in found["errors"]])


def read_error(error: dict[str, Any]) -> Error:
    extensions, path = error["extensions"], error.get("path")
    where = path and tuple(path)
    return extensions["code"], error["message"], where, extensions.get("ability"), extensions.get("count")


def difference(compiled: Answer, reference: Answer) -> str | None:
    """What is not equal, or None. Of a request refused as a whole, any of its faults is the answer."""
    if reference.data is None:
        refused = compiled.data is None and len(compiled.errors) == 1
        told = refused and any(tells(compiled.errors[0], fault) for fault in reference.errors)
        found, faults = compiled.errors, reference.errors
        return None if told else f"compiled {found} and {compiled.data}, the faults are {faults}"
    if sorted(compiled.errors, key=repr) != sorted(reference.errors, key=repr):
        return f"errors: compiled {compiled.errors}\n     reference {reference.errors}"
    return next(iter(differences(compiled.data, reference.data, "")), None)


def tells(error: Error, fault: Error) -> bool:
    """Whether an error is of a fault's code and begins with its words; a detail may follow."""
    return bool(error[0] == fault[0] and error[1].startswith(fault[1]))


def differences(compiled: Any, reference: Any, path: str) -> list[str]:
    """Where two values differ; a cursor stands for the row it belongs to."""
    if isinstance(compiled, dict) and isinstance(reference, dict) and compiled.keys() == reference.keys():
        pairs = [(compiled[key], reference[key], f"{path}.{key}") for key in reference]
    elif isinstance(compiled, list) and isinstance(reference, list) and len(compiled) == len(reference):
        pairs = [
            (one, other, f"{path}[{place}]")
            for place, (one, other) in enumerate(zip(compiled, reference, strict=False))
        ]
    elif isinstance(reference, str) and reference.startswith(CURSOR) and isinstance(compiled, str):
        same = cursor_row(compiled) == int(reference.rpartition(":")[2])
        return [] if same else [f"{path}: cursor {compiled} is not {reference}"]
    else:
        same = type(compiled) is type(reference) and compiled == reference
        return [] if same else [f"{path}: compiled {compiled!r}, reference {reference!r}"]
    return [found for one, other, place in pairs for found in differences(one, other, place)]


def cursor_row(cursor: str) -> int:
    """The number of the row a cursor of the program belongs to: the last of its parts."""
    return int(orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))[-1])
