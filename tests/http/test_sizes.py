"""Operations that ask for too much at once are refused in words; those just below are answered."""

from typing import Any

import httpx
import pytest

from tests.http.answers import ask, codes_of
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

TOO_LARGE = ["OPERATION_TOO_LARGE"]
LIST = "query ($x: PatentFilter) { patents(filed: ALL, where: $x) { totalCount } }"
NESTED = """
query ($x: PatentFilter) {
  orgUnits { nodes { patents(filed: ALL, where: $x) { totalCount nodes { id } counts(by: TYPE) { count } } } }
}
"""


def nested(depth: int, logic: str) -> dict[str, Any]:
    tree: dict[str, Any] = {"coOwned": {"eq": True}, "firstInventor": {"ne": "x"}}
    for _ in range(depth):
        tree = {"not": tree} if logic == "not" else {logic: [tree, tree if depth < 4 else {}]}
    return tree


def wide(count: int) -> dict[str, Any]:
    return {"or": [{"applicationNumber": {"eq": f"x{number}"}} for number in range(count)]}


FILTERS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "ten levels of not": (nested(10, "not"), []),
    "ten levels of and": (nested(10, "and"), []),
    "ten levels of or": (nested(10, "or"), []),
    "eleven levels": (nested(11, "not"), TOO_LARGE),
    "fifty levels": (nested(50, "and"), TOO_LARGE),
    "three hundred levels": (nested(300, "not"), TOO_LARGE),
    "two hundred conditions": (wide(200), []),
    "one more": (wide(201), TOO_LARGE),
    "five thousand": (wide(5000), TOO_LARGE),
    "a long list": ({"applicationNumber": {"in": [f"x{number}" for number in range(1000)]}}, []),
    "nothing": ({"and": [], "or": []}, []),
    "an empty list": ({"applicationNumber": {"in": []}}, []),
}


@pytest.mark.parametrize("size", FILTERS)
async def test_filters_have_a_size(size: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    where, codes = FILTERS[size]
    for query in (LIST, NESTED):
        assert codes_of(await ask(shared_client, asking, query, x=where)) == codes


def tree(depth: int) -> str:
    inner = "id" if depth == 0 else tree(depth - 1)
    return f"parent {{ {inner} }} institution {{ {inner} }} branch {{ {inner} }}"


SELECTIONS: dict[str, tuple[str, list[str]]] = {
    "relations": ("{ orgUnits { nodes { " + tree(2) + " } } }", []),
    "too many relations": ("{ orgUnits { nodes { " + tree(3) + " } } }", TOO_LARGE),
    "twenty levels": ("{ orgUnits { nodes " + "{ parent " * 20 + "{ id }" + " }" * 22, []),
    "sixty levels": (
        "{ orgUnits { nodes " + "{ parent " * 60 + "{ id }" + " }" * 62,
        TOO_LARGE,
    ),
    "levels of an object": (
        '{ node(id: "OrgUnit:1") { ... on OrgUnit ' + "{ parent " * 60 + "{ id }" + " }" * 62,
        TOO_LARGE,
    ),
    "lists in lists": (
        "{ orgUnits { nodes " + "{ children { nodes " * 2 + "{ id }" + " } }" * 2 + " } }",
        [],
    ),
    "aliases": ("{ " + " ".join(f"a{number}: viewer {{ id }}" for number in range(50)) + " }", []),
    "fields by many names": (
        "{ patents { nodes { " + " ".join(f"a{number}: title" for number in range(200)) + " } } }",
        [],
    ),
}


@pytest.mark.parametrize("size", SELECTIONS)
async def test_selections_have_a_size(size: str, shared_client: httpx.AsyncClient, asking: Asking) -> None:
    query, codes = SELECTIONS[size]

    assert codes_of(await ask(shared_client, asking, query)) == codes
