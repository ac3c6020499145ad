"""What every answer must be, whatever was sent: coded, in words for people, with nothing of our insides."""

import json
import re
from typing import Any

import httpx

from panhuo.errors import ErrorCode
from tests.http.answers import INSIDES

LONGEST_MESSAGE = 1000
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
"""What a message repeats of the request or names of the schema."""
MISFITS = {"BAD_REQUEST", "VALIDATION_FAILED", "INTERNAL"}
"""Codes that tell of a request that is wrong in itself, or of us."""


NOT_HTTP = "Invalid HTTP request received."
"""What the server under ours says to a request that is not even HTTP."""


def judged(response: httpx.Response) -> set[str]:
    """The codes in an answer, which is found to be in order."""
    assert response.status_code < 500, (response.status_code, response.text)
    return {code for found in bodies(response) for code in codes_of(found)}


def bodies(response: httpx.Response) -> list[Any]:
    """The response maps in an answer: one in JSON, some in events, none in a page or without a body."""
    if response.status_code == 400 and response.text == NOT_HTTP:
        return []
    kind = response.headers.get("content-type", "").partition(";")[0]
    if kind == "text/html" or not response.content:
        assert response.request.method in ("GET", "HEAD") or response.status_code in (204, 304)
        return []
    if kind == "text/event-stream":
        lines = [line for line in response.text.splitlines() if line.startswith("data:")]
        return [json.loads(line.removeprefix("data:")) for line in lines if line != "data:"]
    assert kind in ("application/json", "application/graphql-response+json"), (kind, response.text)
    return [response.json()]


def codes_of(found: dict[str, Any]) -> list[str]:
    """The codes of a response map's errors, each of them checked."""
    assert found.keys() <= {"data", "errors", "extensions"}
    assert "data" in found or found["errors"]
    for error in found.get("errors", ()):
        told(error)
    return [error["extensions"]["code"] for error in found.get("errors", ())]


def told(error: dict[str, Any]) -> None:
    """An error has a code of the catalogue and a message that keeps our insides to itself."""
    code, message = error["extensions"]["code"], error["message"]
    assert ErrorCode(code) is not ErrorCode.INTERNAL, error
    assert message and len(message) <= LONGEST_MESSAGE, len(message)
    assert not INSIDES.search(QUOTED.sub("", message)), message
    assert "did you mean" not in message.lower(), message
