"""Requests that are none: bodies, content types, methods, operation names and documents."""

from typing import Any

import httpx
import pytest

from panhuo.settings import get_settings
from tests.http.answers import codes_of, errors_of, send
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

VIEWER = "{ viewer { id } }"
BOTH = "query A { viewer { id } } mutation B { logout { signedOut } }"
JSON = {"content-type": "application/json"}
RESPONSE = "application/graphql-response+json"
BODIES: dict[str, bytes] = {
    "empty": b"",
    "a number": b"5",
    "null": b"null",
    "a text": b'"x"',
    "a list": b"[]",
    "a batch": b'[{"query": "{ viewer { id } }"}]',
    "invalid UTF-8": b'{"query": "\xff\xfe"}',
    "UTF-16": '{"query": "{ viewer { id } }"}'.encode("utf-16"),
    "cut off": b'{"query": "{ viewer',
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "deep variables": b'{"query": "{ viewer { id } }", "variables": {"x": '
    + b"[" * 2000
    + b"]" * 2000
    + b"}}",
    "a lone surrogate": b'{"query": "{ viewer { id } }", "variables": {"x": "\\ud800"}}',
    "a lone surrogate in the query": b'{"query": "\\udfff"}',
    "not a number": b'{"query": "{ viewer { id } }", "variables": {"x": NaN}}',
    "1e400000": b'{"query": "{ viewer { id } }", "variables": {"x": 1e400000}}',
    "an endless number": b'{"query": "{ viewer { id } }", "variables": {"x": ' + b"9" * 5000 + b"}}",
    "no query": b"{}",
    "a query of null": b'{"query": null}',
    "an empty query": b'{"query": ""}',
    "a query of a number": b'{"query": 5}',
    "a query of a list": b'{"query": ["{ viewer { id } }"]}',
    "variables of a number": b'{"query": "{ viewer { id } }", "variables": 5}',
    "variables of a list": b'{"query": "{ viewer { id } }", "variables": []}',
    "variables of text": b'{"query": "{ viewer { id } }", "variables": "{}"}',
    "extensions of a number": b'{"query": "{ viewer { id } }", "extensions": 5}',
    "an operation name of a number": b'{"query": "{ viewer { id } }", "operationName": 5}',
    "an operation name of an object": b'{"query": "{ viewer { id } }", "operationName": {}}',
    "an operation name of a list": b'{"query": "query A { viewer { id } }", "operationName": ["A"]}',
}
UNCLEAR: dict[str, dict[str, Any]] = {
    "an unknown operation name": {"query": "query A { viewer { id } }", "operationName": "B"},
    "an unknown operation name among several": {
        "query": "query A { viewer { id } } query B { viewer { id } }",
        "operationName": "C",
    },
    "several operations without a name": {"query": "query A { viewer { id } } query B { viewer { id } }"},
    "a query and a mutation without a name": {"query": BOTH, "operationName": None},
    "an empty operation name is none": {"query": BOTH, "operationName": ""},
}


@pytest.mark.parametrize("body", BODIES)
async def test_a_body_that_is_no_request(body: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    response = await send(shared_client, content=BODIES[body], headers=JSON | asking.admin)

    assert (response.status_code, codes_of(response)) == (400, ["BAD_REQUEST"])
    assert "data" not in response.json()


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), (RESPONSE, 400)])
@pytest.mark.parametrize("request_", UNCLEAR)
async def test_an_operation_that_is_not_clear(
    request_: str, accept: str, status: int, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    headers = asking.admin | {"accept": accept}

    response = await send(shared_client, json=UNCLEAR[request_], headers=headers)

    assert (response.status_code, codes_of(response)) == (status, ["OPERATION_UNKNOWN"])


@pytest.mark.parametrize(
    "media_type",
    [
        "",
        "text/plain",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "application/xml",
        "application/jsonp",
        "nonsense",
    ],
)
async def test_another_content_type(
    media_type: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    headers = asking.admin | {"content-type": media_type}

    response = await send(shared_client, content=b'{"query": "{ viewer { id } }"}', headers=headers)

    assert (response.status_code, codes_of(response)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])


async def test_a_body_that_is_too_large(shared_client: httpx.AsyncClient, asking: Asking) -> None:
    body = b'{"query": "' + b" " * get_settings().max_body_bytes + b'{ viewer { id } }"}'

    response = await send(shared_client, content=body, headers=JSON | asking.admin)

    assert (response.status_code, codes_of(response)) == (413, ["BODY_TOO_LARGE"])


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_another_method(method: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    response = await send(shared_client, method, json={"query": VIEWER}, headers=asking.admin)

    assert (response.status_code, codes_of(response)) == (405, ["METHOD_NOT_ALLOWED"])
    assert response.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    ("parameters", "status", "code"),
    [
        ({}, 400, "BAD_REQUEST"),
        ({"query": ""}, 400, "BAD_REQUEST"),
        ({"query": "mutation { logout { signedOut } }"}, 405, "METHOD_NOT_ALLOWED"),
        ({"query": BOTH, "operationName": "B"}, 405, "METHOD_NOT_ALLOWED"),
        ({"query": BOTH}, 200, "OPERATION_UNKNOWN"),
        ({"query": VIEWER, "operationName": "A"}, 200, "OPERATION_UNKNOWN"),
        ({"query": VIEWER, "variables": "{"}, 400, "BAD_REQUEST"),
        ({"query": VIEWER, "variables": "5"}, 400, "BAD_REQUEST"),
        ({"query": VIEWER, "variables": "[]"}, 400, "BAD_REQUEST"),
        ({"query": VIEWER, "variables": "[" * 5000}, 400, "BAD_REQUEST"),
        ({"query": VIEWER, "extensions": "x"}, 400, "BAD_REQUEST"),
    ],
)
async def test_a_get_that_is_no_query(
    parameters: dict[str, str], status: int, code: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    headers = asking.admin | {"accept": "application/json"}

    response = await send(shared_client, "GET", params=parameters, headers=headers)

    assert (response.status_code, codes_of(response)) == (status, [code])


SYNTAX = {
    "not closed": "{ viewer { id }",
    "white space": "   ",
    "a comment": "# nothing",
    "a NUL": "{ viewer { id } }\x00",
    "a stray word": "viewer",
    "a text not closed": '{ patent(applicationNumber: "x) { id } }',
    "a lone surrogate escaped": r'{ patents(search: "\uD800") { totalCount } }',
    "a surrogate in braces": r'{ patents(search: "\u{DFFF}") { totalCount } }',
}
LARGE = {
    "too deep": "{ viewer " * 30_000,
    "too deep lists": "{ patents(where: {and: " + "[" * 20_000 + "}) { totalCount } }",
    "too deep types": "query ($x: " + "[" * 20_000 + ") { viewer { id } }",
    "an unknown field, long": "{ " + "x" * 100_000 + " }",
}
DOCUMENTS = {
    "only a fragment": "fragment F on User { id }",
    "a type": "type X { a: Int }",
    "an unknown field": "{ nothing }",
    "an unknown type": "{ node(id: 1) { ... on Nothing { id } } }",
    "an unknown argument": "{ viewer(x: 1) { id } }",
    "an unknown directive": "{ viewer @defer { id } }",
    "an unknown variable": "{ patent(id: $x) { id } }",
    "an unused variable": "query ($x: ID) { viewer { id } }",
    "a variable of an unknown type": "query ($x: Nothing) { patent(id: $x) { id } }",
    "a variable of another type": "query ($x: Int) { patent(id: $x) { id } }",
    "no selection": "{ viewer }",
    "an empty selection": "{ viewer { } }",
    "an empty operation": "{ }",
    "a selection of a leaf": "{ viewer { id { x } } }",
    "a fragment in a circle": "{ viewer { ...F } } fragment F on User { ...F }",
    "an unknown fragment": "{ viewer { ...F } }",
    "fields that conflict": "{ viewer { x: id x: name } }",
    "a missing argument": "{ node { id } }",
    "a subscription": "subscription { x }",
    "a mutation that is none": "mutation { patents { totalCount } }",
}


@pytest.mark.parametrize("document", SYNTAX | DOCUMENTS | LARGE)
async def test_a_document_that_does_not_fit(
    document: str, shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    text = (SYNTAX | DOCUMENTS | LARGE)[document]

    response = await send(shared_client, json={"query": text}, headers=asking.admin)

    assert response.status_code == 200
    assert set(codes_of(response)) == {"OPERATION_TOO_LARGE" if document in LARGE else "VALIDATION_FAILED"}
    assert "data" not in response.json()


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"content": b"5", "headers": JSON}, "请求"),
        ({"json": {"query": "{ nothing }"}}, "请求与接口定义不符"),
        ({"json": {"query": "{ patents(first: 1000) { totalCount } }"}}, "每次最多"),
        ({"json": {"query": '{ patents(where: {grantDate: {eq: "x"}}) { totalCount } }'}}, "取值不合法"),
        ({"json": {"query": VIEWER}, "headers": {"Authorization": "Bearer x"}}, "请先登录"),
    ],
)
async def test_errors_are_told_in_chinese_to_who_prefers_it(
    request_: dict[str, Any], words: str, shared_client: httpx.AsyncClient
) -> None:
    headers = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5", **request_.get("headers", {})}

    response = await send(shared_client, **request_ | {"headers": headers})

    assert words in errors_of(response)[0]["message"]
