"""What every answer to bad input must be: coded, in words for people, and silent about our insides."""

import re
from typing import Any

import httpx

from panhuo.errors import ErrorCode
from tests.answers import content
from tests.http.conftest import Asking

INSIDES = re.compile(
    r"Traceback|\.py\b|asyncpg|sqlite|tortoise|strawberry|graphql.core|(?<!Syntax )(?<!User)Error\b|Exception"
    r"|\b(?:None|True|False|NoneType)\b|\b0x[0-9a-f]{6}|positional argument|unhashable|subscriptable"
    r"|(?i:\bselect\b.*\bfrom\b)|datatype|constraint|relation "
)
"""Words of Python, of a driver or of SQL."""


def errors_of(response: httpx.Response) -> list[dict[str, Any]]:
    """The errors of an answer, each of them checked."""
    errors: list[dict[str, Any]] = response.json().get("errors", [])
    for error in errors:
        assert ErrorCode(error["extensions"]["code"]), error
        assert error["message"]
        assert not INSIDES.search(error["message"]), error["message"]
        assert len(error["message"]) < 1000
    return errors


def codes_of(response: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in errors_of(response)]


def same(first: httpx.Response, second: httpx.Response) -> bool:
    """Whether two answers say the same; planned already, the second may have cost less."""
    if not first.headers.get("content-type", "").startswith("application/"):
        return first.content == second.content
    return content(first) == content(second)


async def ask(client: httpx.AsyncClient, asking: Asking, query: str, **variables: Any) -> httpx.Response:
    """The answer, the same the second time, when the document is known."""
    body = {"query": query, "variables": variables}
    answers = [await client.post("/graphql", json=body, headers=asking.admin) for _ in range(2)]
    assert same(*answers)
    assert answers[0].status_code == 200
    return answers[0]


async def send(client: httpx.AsyncClient, method: str = "POST", **request: Any) -> httpx.Response:
    """The answer, the same the second time, when the document may be known."""
    answers = [await client.request(method, "/graphql", **request) for _ in range(2)]
    assert answers[0].status_code == answers[1].status_code
    assert same(*answers)
    return answers[0]
