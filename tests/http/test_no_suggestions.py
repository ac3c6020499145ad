"""A misspelt name is answered without the right one: nobody learns the schema by guessing."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_composite_type,
    is_input_object_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from panhuo.app import create_app
from panhuo.db import database
from panhuo.schema import schema

pytestmark = pytest.mark.anyio

SCHEMA = schema._schema
TYPES = {name: each for name, each in SCHEMA.type_map.items() if not name.startswith("__")}
OBJECTS = [each for each in TYPES.values() if isinstance(each, GraphQLObjectType)]
INPUTS = [each for each in TYPES.values() if isinstance(each, GraphQLInputObjectType)]
ENUMS = [each for each in TYPES.values() if isinstance(each, GraphQLEnumType)]
ROOTS = [each for each in (SCHEMA.query_type, SCHEMA.mutation_type) if each]
QUOTED = re.compile(r"'([^']*)'|“([^”]*)”")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def nested(field: GraphQLField) -> str:
    return " { __typename }" if is_composite_type(get_named_type(field.type)) else ""


def places() -> list[tuple[str, str]]:
    """Documents with `%s` where a name belongs, and that name."""
    found = [
        (f"{{ node(id: 1) {{ ... on {each.name} {{ %s }} }} }}", name)
        for each in OBJECTS
        for name in each.fields
    ]
    found += [("{ node(id: 1) { ... on %s { __typename } } }", name) for name in TYPES]
    found += [("query ($x: %s) { node(id: $x) { id } }", name) for name in TYPES]
    for root in ROOTS:
        verb = "query" if root is SCHEMA.query_type else "mutation"
        for name, field in root.fields.items():
            found += [(f"{verb} {{ %s{nested(field)} }}", name)]
            found += [(f"{verb} {{ {name}(%s: 1){nested(field)} }}", argument) for argument in field.args]
    for each in INPUTS:
        found += [
            (f"query ($x: {each.name} = {{%s: 1}}) {{ __typename @skip(if: $x) }}", name)
            for name in each.fields
        ]
    for each in ENUMS:
        found += [
            (f"query ($x: {each.name} = %s) {{ __typename @skip(if: $x) }}", name) for name in each.values
        ]
    return [*found, ("{ __typename @%s(if: true) }", "include"), ("{ __typename @include(%s: true) }", "if")]


def mangled(name: str, at: int, how: str) -> str:
    """A name with one character doubled, lost, changed or moved."""
    at %= len(name)
    spelt = {
        "doubled": name[: at + 1] + name[at:],
        "lost": name[:at] + name[at + 1 :],
        "changed": f"{name[:at]}x{name[at + 1 :]}",
        "moved": name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
        "cased": name.swapcase(),
    }
    return spelt[how]


def variables() -> list[tuple[str, tuple[str, ...], str, bool]]:
    """Documents with a variable `$x`, a path into its value, a name of there, and whether that is a value."""
    found = []
    for root in ROOTS:
        verb = "query" if root is SCHEMA.query_type else "mutation"
        for name, field in root.fields.items():
            for argument, kind in field.args.items():
                if not others_required(field, argument) and is_input_object_type(get_named_type(kind.type)):
                    document = f"{verb} ($x: {kind.type}) {{ {name}({argument}: $x){nested(field)} }}"
                    inside = names_inside(get_named_type(kind.type), ())
                    found += [(document, path, name, value) for path, name, value in inside]
    return found


def others_required(field: GraphQLField, argument: str) -> bool:
    return any(is_required_argument(each) for name, each in field.args.items() if name != argument)


def names_inside(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        yield path, name, False
        if isinstance(below, GraphQLEnumType):
            yield from (((*path, name), value, True) for value in below.values)
        elif isinstance(below, GraphQLInputObjectType) and len(path) < 2:
            yield from names_inside(below, (*path, name))


@pytest.fixture(scope="module")
async def nowhere(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application over a database without tables: refusals ask nothing of it."""
    transport = httpx.ASGITransport(app=create_app())
    async with (
        database(f"sqlite://{tmp_path_factory.mktemp('nowhere') / 'panhuo.sqlite3'}"),
        httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http,
    ):
        yield http


PLACES, VARIABLES = places(), variables()
NAMES = {name for _, name in PLACES} | {name for _, _, name, _ in VARIABLES}
HOW = st.sampled_from(["doubled", "lost", "changed", "moved", "cased"])
AT = st.integers(0, 40)


@given(place=st.sampled_from(PLACES), at=AT, how=HOW, chinese=st.booleans())
async def test_a_misspelt_name_in_a_document(
    place: tuple[str, str], at: int, how: str, chinese: bool, nowhere: httpx.AsyncClient
) -> None:
    document, name = place
    wrong = mangled(name, at, how)
    assume(WORD.fullmatch(wrong) and wrong not in NAMES)

    told = await answer(nowhere, {"query": document % wrong}, chinese)

    assert name not in quoted(told) - words(document) - REQUIRED


@given(place=st.sampled_from(VARIABLES), at=AT, how=HOW, chinese=st.booleans())
async def test_a_misspelt_name_in_a_variable(
    place: tuple[str, tuple[str, ...], str, bool],
    at: int,
    how: str,
    chinese: bool,
    nowhere: httpx.AsyncClient,
) -> None:
    document, path, name, is_value = place
    wrong = mangled(name, at, how)
    assume(wrong not in NAMES)
    found: Any = wrong if is_value else {wrong: 1}
    for step in reversed(path):
        found = {step: found}

    told = await answer(nowhere, {"query": document, "variables": {"x": found}}, chinese)

    assert name not in quoted(told) - words(document) - set(path) - REQUIRED


REQUIRED = {name for each in INPUTS for name, field in each.fields.items() if is_required_input_field(field)}
REQUIRED |= {
    name
    for root in ROOTS
    for field in root.fields.values()
    for name, argument in field.args.items()
    if is_required_argument(argument)
}
"""What an input or a field cannot be without: clients are told which one is missing."""


async def answer(client: httpx.AsyncClient, body: dict[str, Any], chinese: bool) -> str:
    """All messages of the refusal."""
    headers = {"Accept-Language": "zh-CN" if chinese else "en"}
    response = await client.post("/graphql", json=body, headers=headers)
    errors = response.json()["errors"]
    assert {error["extensions"]["code"] for error in errors} == {"VALIDATION_FAILED"}
    told = " ".join(error["message"] for error in errors)
    assert "did you mean" not in told.lower()
    return told


def quoted(text: str) -> set[str]:
    """The words in quotation marks; others are English."""
    return {word for part in QUOTED.findall(text) for word in words("".join(part))}


def words(text: str) -> set[str]:
    return set(WORD.findall(text))
