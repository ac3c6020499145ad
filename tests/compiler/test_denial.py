"""A denied field is null and told once for its place; what is masked in some rows is null without a word.

Every case runs three times: the document new, known, and beside introspection, which graphql-core executes.
"""

from typing import Any

import pytest

from panhuo.models import Patent
from tests.compiler.asking import ask, forbidden
from tests.compiler.conftest import PaperWorld

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("papers")]

FIELDS: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "plain": (
        "{ papers { nodes { title agency } } }",
        [forbidden("papers", "nodes", 0, "agency", count=2)],
    ),
    "edges": (
        "{ papers { edges { node { agency title } } } }",
        [forbidden("papers", "edges", 0, "node", "agency", count=2)],
    ),
    "aliases": (
        "{ mine: papers { rows: nodes { a: agency title b: agency } } }",
        [
            forbidden("mine", "rows", 0, "a", count=2),
            forbidden("mine", "rows", 0, "b", count=2),
        ],
    ),
    "a fragment": (
        "{ papers { nodes { ...F title } } } fragment F on Paper { agency }",
        [forbidden("papers", "nodes", 0, "agency", count=2)],
    ),
    "an inline fragment": (
        "{ papers { nodes { ... on Node { ... on Paper { agency } } title } } }",
        [forbidden("papers", "nodes", 0, "agency", count=2)],
    ),
    "merged selections": (
        "{ papers { nodes { title } nodes { agency } } papers { nodes { agency } } }",
        [forbidden("papers", "nodes", 0, "agency", count=2)],
    ),
    "a nested list": (
        "query ($site: ID!) { site(id: $site) { papers { nodes { agency title } } } }",
        [forbidden("site", "papers", "nodes", 0, "agency")],
    ),
    "an object": (
        "query ($paper: ID!) { paper(id: $paper) { agency title } }",
        [forbidden("paper", "agency")],
    ),
    "a node": (
        "query ($paper: ID!) { node(id: $paper) { ... on Paper { agency title } } }",
        [forbidden("node", "agency")],
    ),
    "nodes": (
        "query ($papers: [ID!]!) { nodes(ids: $papers) { ... on Paper { agency title } } }",
        [forbidden("nodes", 0, "agency", count=2)],
    ),
    "a total": (
        "{ papers { totalCount nodes { title } } }",
        [forbidden("papers", "totalCount")],
    ),
    "included by a variable": (
        "query ($yes: Boolean!) { papers { nodes { agency @include(if: $yes) title } } }",
        [forbidden("papers", "nodes", 0, "agency", count=2)],
    ),
    "skipped by a variable": (  # nothing to tell of what is not there
        "query ($yes: Boolean!) { papers { nodes { agency @skip(if: $yes) title } } }",
        [],
    ),
    "of no row": (
        '{ papers(where: {title: {eq: "none"}}) { nodes { agency } } }',
        [],
    ),
}
SECRETS = ("甲所", "乙所")


@pytest.mark.parametrize("case", FIELDS)
async def test_a_denied_field_is_null_with_one_error_for_its_place(
    case: str, paper_world: PaperWorld
) -> None:
    # given
    text, refusals = FIELDS[case]
    variables = {"yes": True, "site": paper_world.school, "paper": paper_world.main}
    variables |= {"papers": [paper_world.main, paper_world.east]}
    used = {name: value for name, value in variables.items() if f"${name}" in text}

    # when
    data, told, _ = await ask(text, paper_world, **used)
    allowed, silence, _ = await ask(text, paper_world, "operator", **used)

    # then
    assert told == refusals
    assert not any(secret in str(data) for secret in SECRETS)
    assert silence == []
    assert nulled(allowed) == data


def nulled(value: Any) -> Any:
    """What a role without CODES_LOAD sees of it."""
    if isinstance(value, dict):
        hidden = {name for name, inner in value.items() if inner in SECRETS or name == "totalCount"}
        return {name: None if name in hidden else nulled(inner) for name, inner in value.items()}
    return [nulled(inner) for inner in value] if isinstance(value, list) else value


async def test_a_visitor_is_told_to_sign_in(paper_world: PaperWorld) -> None:
    await Patent.filter(title="main").update(open_showcase=True)

    data, told, _ = await ask("{ papers { nodes { title agency } } }", paper_world, "visitor")

    await Patent.filter(title="main").update(open_showcase=False)
    assert data == {"papers": {"nodes": [{"title": "main", "agency": None}]}}
    assert told == [forbidden("papers", "nodes", 0, "agency", code="UNAUTHENTICATED")]


MASKED = "{ papers { nodes { title agent } } }"


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        ("admin", {"main": "张三", "east": None}),
        ("branch", {"east": "李四"}),
        ("operator", {"main": None, "east": None}),
    ],
)
async def test_what_is_masked_in_some_rows_is_null_there_without_an_error(
    viewer: str, seen: dict[str, str | None], paper_world: PaperWorld
) -> None:
    data, told, _ = await ask(MASKED, paper_world, viewer)

    refused = [("FORBIDDEN", "DOSSIER_FILE", 2, ["papers", "nodes", 0, "agent"])]
    assert {node["title"]: node["agent"] for node in data["papers"]["nodes"]} == seen
    assert told == (refused if viewer == "operator" else [])


async def test_a_short_list_of_something_scoped_holds_what_is_in_scope(paper_world: PaperWorld) -> None:
    """A branch admin reads the institution as its parent, but not the institution's accounts."""
    text = "query ($id: ID!) { site(id: $id) { name accounts { name } } }"

    above, told, _ = await ask(text, paper_world, "branch", id=paper_world.school)
    own, _, _ = await ask(text, paper_world, id=paper_world.school)

    assert above == {"site": {"name": "甲大学", "accounts": []}}
    assert len(own["site"]["accounts"]) == 1
    assert told == []
