"""A denied argument, filter, sort or dimension refuses its field before any statement runs.

Every case runs three times: the document new, known, and beside introspection, which graphql-core executes.
"""

from typing import Any

import pytest

from tests.compiler.asking import ask, forbidden
from tests.compiler.conftest import PaperWorld

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("papers")]

REFUSED: dict[str, tuple[str, dict[str, Any]]] = {
    "argument": ("{ papers(secret: 1) { nodes { title } } }", {}),
    "argument by variable": ("query ($x: Int) { papers(secret: $x) { nodes { title } } }", {"x": 1}),
    "filter": ('{ papers(where: {agency: {eq: "甲所"}}) { nodes { title } } }', {}),
    "filter with its value a variable": (
        "query ($x: String) { papers(where: {agency: {eq: $x}}) { nodes { title } } }",
        {"x": "甲所"},
    ),
    "filter by variable": (
        "query ($x: PaperFilter) { papers(where: $x) { nodes { title } } }",
        {"x": {"agency": {"startsWith": "甲"}}},
    ),
    "filter deep in a variable": (
        "query ($x: PaperFilter) { papers(where: $x) { nodes { title } } }",
        {"x": {"or": [{"title": {"eq": "main"}}, {"not": {"and": [{"agency": {"isNull": True}}]}}]}},
    ),
    "filter in a list of variables": (
        "query ($x: PaperFilter!) { papers(where: {and: [$x]}) { nodes { title } } }",
        {"x": {"agency": {"in": ["甲所"]}}},
    ),
    "filter without an operator": ("{ papers(where: {agency: {}}) { nodes { title } } }", {}),
    "sort": ("{ papers(orderBy: {field: AGENCY}) { nodes { title } } }", {}),
    "second sort": ("{ papers(orderBy: [{field: TITLE}, {field: AGENCY}]) { nodes { title } } }", {}),
    "sort by variable": (
        "query ($x: [PaperOrder!]) { papers(orderBy: $x) { nodes { title } } }",
        {"x": [{"field": "AGENCY"}]},
    ),
    "sort with its key a variable": (
        "query ($x: PaperOrderField!) { papers(orderBy: {field: $x}) { nodes { title } } }",
        {"x": "AGENCY"},
    ),
    "dimension": ("{ papers { counts(by: AGENCY) { key count } } }", {}),
    "dimension by variable": (
        "query ($x: PaperDimension!) { papers { counts(by: $x) { key count } } }",
        {"x": "AGENCY"},
    ),
    "dimension in a fragment": (
        "{ papers { ...F } } fragment F on PaperConnection { counts(by: AGENCY) { count } }",
        {},
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_a_denied_argument_filter_sort_or_dimension_refuses_the_field_before_any_statement(
    case: str, paper_world: PaperWorld
) -> None:
    text, variables = REFUSED[case]

    refused = await ask(text, paper_world, **variables)
    allowed, silence, statements = await ask(text, paper_world, "operator", **variables)

    assert refused == ({"papers": None}, [forbidden("papers")], 0)
    assert (silence, statements) == ([], 1)
    assert allowed["papers"]


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("query ($x: Int) { papers(secret: $x) { nodes { title } } }", {"x": None}),
        ("query ($x: Int) { papers(secret: $x) { nodes { title } } }", {}),
        ("{ papers(secret: null) { nodes { title } } }", {}),
        ("query ($x: PaperFilter) { papers(where: $x) { nodes { title } } }", {"x": {"agency": None}}),
        ("query ($x: PaperFilter) { papers(where: $x) { nodes { title } } }", {"x": {"and": []}}),
        ("{ papers(orderBy: []) { nodes { title } } }", {}),
    ],
)
async def test_what_is_not_asked_is_not_refused(
    text: str, variables: dict[str, Any], paper_world: PaperWorld
) -> None:
    data, told, _ = await ask(text, paper_world, **variables)

    assert [node["title"] for node in data["papers"]["nodes"]] == ["east", "main"]
    assert told == []


async def test_a_plan_of_one_shape_does_not_serve_another(paper_world: PaperWorld) -> None:
    """The allowed variables first, then those that name what is denied, in the same document."""
    text = "query ($x: PaperFilter) { papers(where: $x) { nodes { title } } }"

    first = await ask(text, paper_world, x={"title": {"eq": "main"}})
    second = await ask(text, paper_world, x={"agency": {"eq": "甲所"}})

    assert first == ({"papers": {"nodes": [{"title": "main"}]}}, [], 1)
    assert second == ({"papers": None}, [forbidden("papers")], 0)


async def test_a_denied_root_field_runs_nothing_and_the_others_answer(paper_world: PaperWorld) -> None:
    text = """query ($id: ID!) {
      secretPaper(id: $id) { title }
      papers(orderBy: {field: AGENCY}) { nodes { title } }
      paper(id: $id) { title }
    }"""

    data, told, statements = await ask(text, paper_world, id=paper_world.main)

    assert data == {"secretPaper": None, "papers": None, "paper": {"title": "main"}}
    assert told == [forbidden("secretPaper"), forbidden("papers")]
    assert statements == 1


async def test_a_filter_refused_in_a_nested_list_leaves_its_parent(paper_world: PaperWorld) -> None:
    text = """query ($id: ID!) {
      site(id: $id) { name papers(where: {agency: {eq: "甲所"}}) { nodes { title } } }
    }"""

    data, told, _ = await ask(text, paper_world, id=paper_world.school)

    assert data == {"site": {"name": "甲大学", "papers": None}}
    assert told == [forbidden("site", "papers")]
