"""Tokens that are none, sessions that are over, and cookies that speak for nobody."""

import httpx
import pytest

from tests.answers import content
from tests.http.answers import codes_of, send
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

VIEWER = "{ viewer { id } }"
TOKENS = {
    "wrong": "x" * 43,
    "empty": "",
    "short": "x",
    "long": "x" * 5000,
    "with a NUL": "x" * 42 + "\x00",
    "not ASCII": "é" * 43,
    "with quotes": "' or '1' = '1",
}


@pytest.mark.parametrize("token", TOKENS)
async def test_a_token_that_is_none(token: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    headers = {"Authorization": f"Bearer {TOKENS[token]}".encode("latin-1")}

    response = await send(shared_client, json={"query": VIEWER}, headers=headers)

    assert (response.status_code, codes_of(response)) == (401, ["UNAUTHENTICATED"])
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("session", ["expired", "revoked", "closed"])
async def test_a_session_that_is_over(session: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    headers = getattr(asking, session)
    operations = (VIEWER, "mutation { logout { signedOut } }", "{ patents { totalCount } }")

    responses = [await send(shared_client, json={"query": each}, headers=headers) for each in operations]

    assert [each.status_code for each in responses] == [401] * len(operations)
    assert [codes_of(each) for each in responses] == [["UNAUTHENTICATED"]] * len(operations)


@pytest.mark.parametrize("cookie", ["x" * 43, "", "x", '"', "é"])
async def test_a_cookie_that_is_none_is_a_visitors(
    cookie: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    headers = {"Cookie": f"panhuo_session={cookie}".encode()}

    response = await send(shared_client, json={"query": VIEWER}, headers=headers)

    assert (response.status_code, content(response)) == (200, {"data": {"viewer": None}})
