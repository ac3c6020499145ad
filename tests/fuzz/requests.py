"""An operation as an HTTP request: as it should be, or bent on purpose."""

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import quote_plus

from tests.fuzz.forms import form
from tests.fuzz.operations import Operation
from tests.fuzz.values import HOSTILE

JSON = "application/json"
LONGEST_URL = 60_000
"""What our client can send; the server under ours takes a little more."""
ACCEPTS = (
    *("application/json", "application/graphql-response+json", "*/*", "text/event-stream", "application/*"),
    *(
        "application/graphql-response+json, application/json;q=0.9",
        "application/json;q=0, */*",
        "",
        "nonsense",
    ),
    *(
        "text/html",
        "image/png",
        "*/*;q=0",
        "application/json;q=wat",
        "," * 500,
        "a/b;q=1," * 200,
        "multipart/mixed",
    ),
)
CONTENT_TYPES = (
    *("application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=wat"),
    *(
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "",
        "multipart/form-data",
        "é",
    ),
    *(
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=x",
        "application/JSON",
        "json",
        "x" * 2000,
    ),
)
BODIES = (
    *(
        b"",
        b"null",
        b"5",
        b'"x"',
        b"[]",
        b"{}",
        b"true",
        b"[[{}]]",
        b"{",
        b'{"query":}',
        b"\xff\xfe",
        b"\x00",
    ),
    *(b"[" * 100_000, b'{"a":' * 100_000, b'{"query": "{ __typename }"} x', b'\xef\xbb\xbf{"query": "{a}"}'),
    *(
        b'{"query": 5}',
        b'{"query": null}',
        b'{"query": ["{a}"]}',
        b'[{"query": "{ __typename }"}]',
        b" " * 5000,
    ),
    *(b'{"query": "{ __typename }", "query": "{"}', b'{"query": "\xff"}', b'{"query": "\\ud800"}', b"NaN"),
    *(b'{"documentId": "x"}', b'{"documentId": 5}', b'{"documentId": "x", "query": "{ __typename }"}'),
    b'{"query": "{ __typename }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": 5}}}',
    b'{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}',
    '{"query": "{ __typename }"}'.encode("utf-16"),
    '{"query": "{ __typename }"}'.encode("utf-32"),
)
METHODS = ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "GET", "TRACE", "QUERY", "post")
ODD_HEADERS = (
    *(("Cookie", "panhuo_session="), ("Cookie", "panhuo_session=\x01;;;=;"), ("Cookie", "a" * 4000)),
    *(("Accept-Language", "zh-CN,zh;q=0.9"), ("Accept-Language", ";q=,,;"), ("Accept-Language", "*" * 3000)),
    *(("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Origin", "https://evil.example")),
    *(("Origin", "null"), ("Origin", "http://["), ("Sec-Fetch-Site", "cross-site"), ("Host", "é")),
    *(("If-None-Match", "*"), ("If-None-Match", '"x", W/"y"'), ("Range", "bytes=0-1"), ("Expect", "wat")),
    *(
        ("X-Request-ID", "a\tb"),
        ("X-Request-ID", "字"),
        ("X-Forwarded-For", "::,1.2.3.4:x"),
        ("Upgrade", "h2c"),
    ),
    *(("Traceparent", "00-x"), ("Accept-Encoding", "gzip;q=wat"), ("Authorization", "Basic eA==")),
)
SHORT = tuple(value for value in HOSTILE if len(str(value)) < 1000)
PARAMETERS = ("query", "variables", "operationName", "extensions", "documentId")


@dataclass(frozen=True)
class Sent:
    """A request to `/graphql`."""

    method: str
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    parameters: str = ""

    def with_headers(self, *headers: tuple[str, str]) -> "Sent":
        """The same with these instead of others by their names."""
        names = {name.lower() for name, _ in headers}
        kept = tuple(each for each in self.headers if each[0].lower() not in names)
        return replace(self, headers=(*kept, *headers))


def request(random: Random, operation: Operation) -> Sent:
    """A request for an operation by one of the ways there are; seldom in another Accept than its own."""
    way = random.choices((post, get, form_post), (7, 2, 1))[0]
    sent = way(random, operation)
    return sent.with_headers(("Accept", random.choice(ACCEPTS))) if random.random() < 0.2 else sent


def bent(random: Random, sent: Sent) -> Sent:
    """The request with one to three of its parts spoiled."""
    for _ in range(1 + random.randrange(3)):
        sent = random.choice(BENDING)(random, sent)
    return sent


def parameters(operation: Operation) -> dict[str, Any]:
    return {"query": operation.text, "variables": operation.variables, "operationName": "Q"}


def post(random: Random, operation: Operation) -> Sent:
    asked = {**parameters(operation), "extensions": random.choice((None, {}, {"a": 1}))}
    return Sent("POST", (("Content-Type", JSON), ("Accept", "*/*")), json.dumps(asked).encode())


def get(random: Random, operation: Operation) -> Sent:
    found = parameters(operation)
    found["variables"] = json.dumps(found["variables"])
    text = encoded(list(found.items()))
    return Sent("GET", (("Accept", JSON),), parameters=text if len(text) < LONGEST_URL else "query={")


def form_post(random: Random, operation: Operation) -> Sent:
    content_type, content = form(random, json.dumps(parameters(operation)))
    headers = (("Content-Type", content_type), ("Accept", JSON), ("X-Panhuo-Client", "fuzz"))
    return Sent("POST", headers[: random.choice((2, 3, 3))], content)


def encoded(pairs: list[tuple[str, Any]]) -> str:
    return "&".join(
        f"{name}={quote_plus(str(value).encode('utf-8', 'surrogatepass'))}" for name, value in pairs
    )


def bend_content_type(random: Random, sent: Sent) -> Sent:
    return sent.with_headers(("Content-Type", random.choice(CONTENT_TYPES)))


def bend_header(random: Random, sent: Sent) -> Sent:
    return sent.with_headers(random.choice(ODD_HEADERS))


def bend_accept(random: Random, sent: Sent) -> Sent:
    return sent.with_headers(("Accept", random.choice(ACCEPTS)))


def bend_method(random: Random, sent: Sent) -> Sent:
    return replace(sent, method=random.choice(METHODS))


def bend_body(random: Random, sent: Sent) -> Sent:
    return replace(sent, content=random.choice(BODIES))


def bend_bytes(random: Random, sent: Sent) -> Sent:
    """Some bytes lost, doubled, or others; or all of them compressed."""
    if random.random() < 0.1:
        return replace(sent, content=gzip.compress(sent.content))
    content = bytearray(sent.content or b"{}")
    for _ in range(1 + random.randrange(4)):
        start = random.randrange(len(content))
        content[start : start + random.choice((0, 1, 10))] = random.choice(
            (b"", b"\xff", b"\x00", b'"', b"}{")
        )
        content = content or bytearray(b"x")
    return replace(sent, content=bytes(content))


def bend_member(random: Random, sent: Sent) -> Sent:
    """One parameter of the body replaced by something hostile."""
    asked = {"query": "{ __typename }", random.choice(PARAMETERS): random.choice(HOSTILE)}
    return replace(sent, content=json.dumps(asked).encode())


def bend_parameters(random: Random, sent: Sent) -> Sent:
    """Parameters of the URL doubled, hostile or unknown."""
    name, value = random.choice((*PARAMETERS, "nothing", "")), random.choice((*SHORT, "{", "%zz", "[]"))
    text = random.choice((encoded([(name, value)]), f"{name}=%ff", "&" * 1000, f"{name}=1&{name}=2", "="))
    longer = f"{sent.parameters}&{text}"
    return replace(sent, parameters=longer if random.random() < 0.7 and len(longer) < LONGEST_URL else text)


BENDING: tuple[Callable[[Random, Sent], Sent], ...] = (
    *(bend_content_type, bend_header, bend_accept, bend_method, bend_body, bend_bytes, bend_member),
    bend_parameters,
)
