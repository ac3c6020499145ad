"""Documents and variables just within each limit run; one more of anything is refused before any SQL."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query, parse

from panhuo.compiler.limits import LIMITS, TOKEN, check_limits, check_text
from panhuo.errors import PanhuoError
from panhuo.settings import Settings, get_settings
from panhuo.web.examples import examples
from tests.limits.conftest import Headers, ask, codes_of
from tests.settings import settings

pytestmark = pytest.mark.anyio

ALLOWED = {
    "document_characters": 100_000,
    "tokens": 4_000,
    "definitions": 100,
    "depth": 25,
    "selections": 2_000,
    "aliases": 200,
    "root_fields": 50,
    "repeats": 50,
    "directives": 5,
    "list_items": 1_000,
    "variable_values": 10_000,
    "variable_depth": 50,
}
"""The limits as documented."""


def deep(depth: int) -> str:
    return "{ orgUnits { nodes " + "{ parent " * (depth - 3) + "{ id }" + " }" * (depth - 1)


def wide(selections: int) -> str:
    """Forty selections in each of so many lists, and the rest in a last one."""
    lists, rest = divmod(selections, 40)
    sizes = [*[38] * (lists - 1), 38 + rest]
    return (
        "{ "
        + " ".join(f"a{n}: orgUnits {{ nodes {{ {'id ' * size}}} }}" for n, size in enumerate(sizes))
        + " }"
    )


def aliases(count: int) -> str:
    return "{ viewer { " + " ".join(f"a{number}: id" for number in range(count)) + " } }"


def roots(count: int) -> str:
    return "{ " + " ".join(f"a{number}: viewer {{ id }}" for number in range(count)) + " }"


def many_operations(count: int) -> str:
    return " ".join(f"query q{number} {{ __typename }}" for number in range(count))


def directives(count: int) -> str:
    return "{ viewer " + "@include(if: true) " * count + "{ id } }"


def in_list(count: int) -> str:
    numbers = " ".join(['"x"'] * count)
    return f"{{ patents(where: {{ applicationNumber: {{ in: [{numbers}] }} }}) {{ totalCount }} }}"


def nested(depth: int) -> Any:
    return 1 if depth == 0 else {"x": nested(depth - 1)}


DOCUMENTS: dict[str, Callable[[int], str]] = {
    "document_characters": lambda count: "{ __typename }".ljust(count),
    "tokens": lambda count: "{ __typename }" + "#\n" * (count - 3),
    "definitions": many_operations,
    "depth": deep,
    "selections": wide,
    "aliases": aliases,
    "root_fields": roots,
    "repeats": lambda count: "{ viewer { " + "id " * count + "} }",
    "directives": directives,
    "list_items": in_list,
}
VARIABLES: dict[str, Callable[[int], dict[str, Any]]] = {
    "list_items": lambda count: {"x": [1] * count},
    "variable_values": lambda count: {str(number): number for number in range(count)},
    "variable_depth": lambda count: {"x": nested(count)},
}
CASES = [*((name, "document") for name in DOCUMENTS), *((name, "variables") for name in VARIABLES)]


def body_of(limit: str, kind: str, count: int) -> dict[str, Any]:
    if kind == "variables":
        return {"query": "{ __typename }", "variables": VARIABLES[limit](count)}
    return {"query": DOCUMENTS[limit](count), "operationName": "q0" if limit == "definitions" else None}


async def test_every_limit_is_tried_and_documented() -> None:
    assert {name for name, _ in CASES} == set(ALLOWED) == set(LIMITS)
    assert {name: getattr(get_settings(), f"max_{name}") for name in ALLOWED} == ALLOWED


@pytest.mark.parametrize(("limit", "kind"), CASES)
async def test_what_is_within_a_limit_runs(
    limit: str, kind: str, shared_client: httpx.AsyncClient, admin: Headers
) -> None:
    response = await ask(shared_client, headers=admin, **body_of(limit, kind, ALLOWED[limit]))

    assert set(codes_of(response)) == ({"VALIDATION_FAILED"} if limit == "directives" else set())


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(("limit", "kind"), CASES)
async def test_one_more_is_refused_before_any_sql(
    limit: str,
    kind: str,
    language: str,
    shared_client: httpx.AsyncClient,
    admin: Headers,
    statements: list[str],
) -> None:
    # when
    headers = admin | {"Accept-Language": language}
    response = await ask(shared_client, headers=headers, **body_of(limit, kind, ALLOWED[limit] + 1))

    # then
    assert response.status_code == 400
    assert "data" not in response.json()
    (error,) = response.json()["errors"]
    said = {name: error["extensions"][name] for name in ("code", "limit", "value", "most")}
    value = ALLOWED[limit] + 1
    assert said == {"code": "OPERATION_TOO_LARGE", "limit": limit, "value": value, "most": ALLOWED[limit]}
    assert LIMITS[limit][language != "en"] in error["message"]
    assert f"{value}" in error["message"] and f"{ALLOWED[limit]}" in error["message"]
    assert statements == []


async def test_what_runs_is_seen_by_the_counter(
    shared_client: httpx.AsyncClient, admin: Headers, statements: list[str]
) -> None:
    """Else the tests above would prove nothing."""
    response = await ask(shared_client, "{ viewer { id } orgUnits { totalCount } }", admin)

    assert codes_of(response) == []
    assert len(statements) >= 3


DOUBLING = " ".join(
    f"fragment f{n} on OrgUnit {{ a: parent {{ ...f{n + 1} }} b: parent {{ ...f{n + 1} }} }}"
    for n in range(15)
)
BOMBS = {
    "fragments that double": "{ ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ viewer {{ id }} ...f{n + 1} ...f{n + 1} }}" for n in range(90))
    + " fragment f90 on Query { viewer { id } }",
    "fragments of nothing but fragments": "{ ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(90))
    + " fragment f90 on Query { viewer { id } }",
    "nested fragments": "{ orgUnits { nodes { ...f0 } } } " + DOUBLING + " fragment f15 on OrgUnit { id }",
    "aliases": "{ " + " ".join(f"a{number}: viewer {{ id }}" for number in range(300)) + " }",
    "one field many times": "{ patents { nodes { " + "title " * 500 + "} } }",
    "ten thousand times": "{ patents { nodes { " + "title " * 10_000 + "} } }",
    "fragments side by side": "{ "
    + " ".join(f"...f{n}" for n in range(90))
    + " } "
    + " ".join(f"fragment f{n} on Query {{ viewer {{ id }} }}" for n in range(90)),
    "brackets": "{ patents(where: " + "{not: " * 20_000,
    "open quotes": "{ a(b: " + '"\\' * 40_000,
    "strings": "{ nodes(ids: [" + '"" ' * 30_000 + "]) { id } }",
    "comments": "#\n" * 45_000 + "{ __typename }",
    "characters": "{ __typename }" + " " * 900_000,
    "an unused fragment": "{ __typename } fragment f on Query { viewer { " + "id " * 500 + "} }",
}


@pytest.mark.parametrize("bomb", BOMBS)
async def test_bombs_are_refused_at_once(
    bomb: str, shared_client: httpx.AsyncClient, statements: list[str]
) -> None:
    began = time.process_time()
    response = await ask(shared_client, BOMBS[bomb])
    spent = time.process_time() - began

    assert response.status_code == 400
    assert codes_of(response)[0] in ("OPERATION_TOO_LARGE", "VALIDATION_FAILED")
    assert statements == []
    assert spent < 1.5  # 5–50 ms on a quiet machine; unbounded, any of them takes many seconds


@pytest.mark.parametrize(
    "document", ["{ ...f } fragment f on Query { ...f }", "fragment f on Query { ...f }"]
)
async def test_a_fragment_that_spreads_itself(document: str, shared_client: httpx.AsyncClient) -> None:
    response = await ask(shared_client, document)

    assert codes_of(response) == ["VALIDATION_FAILED"]
    assert "`f`" in response.json()["errors"][0]["message"]


def test_what_clients_send_leaves_room() -> None:
    """Our examples and GraphiQL's introspection use less than half of each limit, the depth aside."""
    introspection = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    halves = {f"max_{name}": int(most * (0.7 if name == "depth" else 0.5)) for name, most in ALLOWED.items()}
    with settings(**halves):
        for text in (introspection, *(example["query"] for example in examples())):
            check_text(text)
            check_limits(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        '{ a(b: "c\\"d", e: -1.5e10, f: """g "h" \\""" i""", j: [1, 2.0, $k, ENUM, {l: null}]) @m { ...n } }',
        'query q($a: [ID!]! = ["x"] @d, $b: I = {c: 1}) { a: b(c: $a) { ...F ... on T { d } ... { e } } }',
        "#comment\n{ a # another \n b,c,,d }",
        '{ a(b: "") c(d: """""") }',
    ],
)
def test_tokens_are_counted_as_the_parser_counts_them(text: str) -> None:
    comments = text.count("#")
    count = sum(1 for _ in TOKEN.finditer(text))

    parse(text, max_lexical_tokens=count - comments)
    with pytest.raises(Exception, match="tokens"):
        parse(text, max_lexical_tokens=count - comments - 1)


def test_a_huge_number_is_not_written_out() -> None:
    with pytest.raises(PanhuoError) as caught:
        check_limits(parse(BOMBS["fragments that double"]))

    assert (caught.value.extensions or {})["value"] == 10**9


def test_the_documented_limits_are_the_settings() -> None:
    page = (Path(__file__).parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+ \| `PANHUO_(MAX_[A-Z_]+)` \| ([0-9,]+) \|$", page, re.MULTILINE)

    documented = {name.lower(): int(value.replace(",", "")) for name, value in rows}
    assert {f"max_{name}" for name in ALLOWED} < documented.keys()
    assert documented == {name: Settings.model_fields[name].default for name in documented}
