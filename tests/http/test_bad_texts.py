"""Texts that no database holds, and odd ones, in every place that takes a text."""

from typing import Any

import httpx
import pytest

from tests.http.answers import ask, codes_of, errors_of
from tests.http.conftest import Asking
from tests.shared import row_counts

pytestmark = pytest.mark.anyio

PATENTS = "query ($x: {}) {{ patents(filed: ALL, {}) {{ totalCount }} }}"
TEXTS = {
    "search": PATENTS.format("String", "search: $x"),
    "application number": "query ($x: String) { patent(applicationNumber: $x) { id } }",
    "eq": PATENTS.format("String", "where: {applicationNumber: {eq: $x}}"),
    "ne": PATENTS.format("String", "where: {applicationNumber: {ne: $x}}"),
    "in": PATENTS.format("String!", "where: {applicationNumber: {in: [$x]}}"),
    "startsWith": PATENTS.format("String", "where: {applicationNumber: {startsWith: $x}}"),
    "inventor": PATENTS.format("String", "where: {firstInventor: {startsWith: $x}}"),
    "ipc in": PATENTS.format("String!", "where: {ipc: {in: [$x]}}"),
    "ipc": PATENTS.format("String", "where: {ipc: {under: $x}}"),
    "industry": PATENTS.format("String", "where: {industry: {under: $x}}"),
    "strategic industry": PATENTS.format("String", "where: {strategicIndustry: {under: $x}}"),
    "negated": PATENTS.format("String", "where: {not: {or: [{firstInventor: {eq: $x}}]}}"),
    "unit's name": "query ($x: String) { orgUnits(where: {name: {startsWith: $x}}) { totalCount } }",
    "code": "query ($x: String) { codes(kind: IPC, where: {code: {eq: $x}}) { totalCount } }",
    "title": "query ($x: String) { codes(kind: IPC, where: {title: {ne: $x}}) { totalCount } }",
}
LOGIN = "mutation ($input: LoginInput!) { login(input: $input) { token userErrors { code message } } }"
ODD = [
    *(
        "",
        " ",
        "'",
        '"',
        "\\",
        "%",
        "_",
        "*",
        "\U0010ffff",
        "\ufffe",
        "\x01",
        "\x7f",
        "\u202e",
        "😀",
        "a" * 150,
    ),
    *(
        "' or '1'='1",
        "'; drop table patent; --",
        "\ue000",
        "NOT",
        "a AND",
        "(",
        "a:*",
        "a & b | !c",
        "NEAR(a b)",
    ),
]


@pytest.mark.parametrize("place", TEXTS)
async def test_a_nul(place: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    for text in ("\x00", "a\x00b", "电\x00"):
        response = await ask(shared_client, asking, TEXTS[place], x=text)

        assert codes_of(response) == ["INVALID_VALUE"], text


@pytest.mark.parametrize("place", TEXTS)
async def test_a_lone_surrogate(place: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    """JSON can write it; whatever reads JSON by the book refuses it."""
    body = f'{{"query": {TEXTS[place]!r}, "variables": {{"x": "\\ud800"}}}}'.replace("'", '"').encode()

    response = await shared_client.post(
        "/graphql", content=body, headers={"content-type": "application/json"} | asking.admin
    )

    assert (response.status_code, codes_of(response)) == (400, ["BAD_REQUEST"])


@pytest.mark.parametrize("place", TEXTS)
async def test_odd_texts_find_nothing_and_break_nothing(
    place: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    for text in ODD:
        response = await ask(shared_client, asking, TEXTS[place], x=text)

        allowed = [[], ["NOT_FOUND"]] if place == "application number" else [[]]
        assert codes_of(response) in allowed, text


async def test_a_keyword_that_is_too_long(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    for text in ("字" * 201, "a " * 101, "a" * 100_000):
        assert codes_of(await ask(shared_client, asking, TEXTS["search"], x=text)) == ["INVALID_VALUE"]


async def test_no_key_at_all(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    for query in ("{ patent { id } }", "{ patent(id: null, applicationNumber: null) { id } }"):
        assert codes_of(await ask(shared_client, asking, query)) == ["INVALID_VALUE"]


@pytest.mark.parametrize(
    "input_",
    [
        {"username": "\x00", "password": "\x00"},
        {"username": "", "password": ""},
        {"username": "a" * 100_000, "password": "b"},
        {"username": "a", "password": "b" * 100_000},
        {"username": "' or '1'='1", "password": "x"},
        {"username": "\U0010ffff", "password": "\u202e"},
    ],
)
async def test_signing_in_with_odd_texts(
    input_: dict[str, Any], shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    body = {"query": LOGIN, "variables": {"input": input_}}
    sessions = (await row_counts())["session"]

    response = await shared_client.post("/graphql", json=body)

    payload = response.json()["data"]["login"]
    assert errors_of(response) == []
    assert (payload["token"], [each["code"] for each in payload["userErrors"]]) == (None, ["SIGN_IN_FAILED"])
    assert (await row_counts())["session"] == sessions


NO_LOGINS: list[Any] = [
    *(None, 5, [], "x", {}, {"username": "a"}, {"username": 5, "password": "b"}),
    *({"username": "a", "password": None}, {"username": "a", "password": "b", "nothing": 1}),
    {"username": "a", "password": "b", "cookie": "yes"},
]


@pytest.mark.parametrize("input_", NO_LOGINS)
async def test_signing_in_with_something_else(
    input_: Any, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    response = await shared_client.post("/graphql", json={"query": LOGIN, "variables": {"input": input_}})

    assert (response.status_code, {*codes_of(response)}) == (200, {"VALIDATION_FAILED"})
