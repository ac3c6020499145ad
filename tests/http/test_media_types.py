"""Both media types: their status codes, and an answer without `data` where nothing was executed."""

from typing import Any

import httpx
import pytest

from tests.http.answers import codes_of, send
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

JSON, RESPONSE = "application/json", "application/graphql-response+json"
VIEWER = {"query": "{ viewer { id } }"}
NOT_EXECUTED: dict[str, tuple[dict[str, Any], str]] = {
    "syntax": ({"query": "{"}, "VALIDATION_FAILED"),
    "validation": ({"query": "{ nothing }"}, "VALIDATION_FAILED"),
    "a variable": ({"query": "query ($x: Int!) { patents(first: $x) { totalCount } }"}, "VALIDATION_FAILED"),
    "a variable of a mutation": (
        {"query": "mutation ($x: LoginInput!) { login(input: $x) { token } }", "variables": {"x": 5}},
        "VALIDATION_FAILED",
    ),
    "a bad id": ({"query": '{ node(id: "Patent:x") { id } }'}, "BAD_ID"),
    "too large a page": ({"query": "{ patents(first: 1000) { totalCount } }"}, "PAGE_TOO_LARGE"),
}


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 400)])
@pytest.mark.parametrize("case", NOT_EXECUTED)
async def test_what_is_not_executed_has_no_data(
    case: str, accept: str, status: int, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    body, code = NOT_EXECUTED[case]

    response = await send(shared_client, json=body, headers=asking.admin | {"accept": accept})

    assert (response.status_code, codes_of(response)) == (status, [code])
    assert "data" not in response.json()
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
async def test_a_partial_answer_is_an_answer(
    accept: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    body = {"query": '{ viewer { id } patent(id: "Patent:999999999") { id } }'}

    response = await send(shared_client, json=body, headers=asking.admin | {"accept": accept})

    assert (response.status_code, codes_of(response)) == (200, ["NOT_FOUND"])
    assert response.json()["data"]["patent"] is None
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/html", "text/plain", "application/xml", f"{JSON};q=0"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_another_media_type_is_not_acceptable(
    method: str, accept: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    sent: dict[str, Any] = {"json": VIEWER} if method == "POST" else {"params": VIEWER}

    response = await send(shared_client, method, headers=asking.admin | {"accept": accept}, **sent)

    assert (response.status_code, codes_of(response)) == (406, ["NOT_ACCEPTABLE"])


async def test_a_token_that_is_none_is_refused_in_either_type(shared_client: httpx.AsyncClient) -> None:
    for accept in (JSON, RESPONSE):
        headers = {"Authorization": "Bearer nonsense", "accept": accept}

        response = await send(shared_client, json=VIEWER, headers=headers)

        assert (response.status_code, codes_of(response)) == (401, ["UNAUTHENTICATED"])
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "content_type",
    ["application/json; charset=utf-8", 'application/json;charset="UTF-8"', "Application/JSON", JSON],
)
async def test_utf_8_may_be_said(content_type: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    headers = asking.admin | {"content-type": content_type}

    response = await send(shared_client, content='{"query": "{ viewer { id } }"}', headers=headers)

    assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": JSON, "content-encoding": "gzip"},
    ],
)
async def test_another_encoding_is_not_read(
    headers: dict[str, str], shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    response = await send(shared_client, content=b"{}", headers=asking.admin | headers)

    assert (response.status_code, codes_of(response)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])


async def test_null_is_as_good_as_nothing(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    body = VIEWER | {"variables": None, "operationName": None, "extensions": None, "documentId": None}

    response = await send(shared_client, json=body, headers=asking.admin)

    assert (response.status_code, codes_of(response)) == (200, [])


async def test_a_body_without_a_length_is_bounded_too(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    async def endless() -> Any:
        while True:
            yield b" " * 65536

    headers = asking.admin | {"content-type": JSON}

    response = await shared_client.post("/graphql", content=endless(), headers=headers)

    assert (response.status_code, codes_of(response)) == (413, ["BODY_TOO_LARGE"])
