"""A denied mutation is not run, and nothing has changed; a denied subscription does not begin."""

from typing import Any

import pytest

from panhuo.compiler.request_errors import RequestErrors
from panhuo.context import Context
from panhuo.models import Patent
from tests.compiler.conftest import PaperWorld
from tests.compiler.papers import RAN, schema
from tests.shared import contents, row_counts

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("papers")]

TICKS = "subscription { ticks }"
DENIED: dict[str, tuple[str, dict[str, Any], list[list[str]]]] = {
    "plain": ("mutation { touch { done } }", {}, [["touch"]]),
    "aliased": ("mutation { a: touch { done } b: touch { done } }", {}, [["a"], ["b"]]),
    "in a fragment": ("mutation { ...F } fragment F on Mutation { touch { done } }", {}, [["touch"]]),
    "in an inline fragment": ("mutation { ... on Mutation { touch { done } } }", {}, [["touch"]]),
    "included by a variable": (
        "mutation ($yes: Boolean!) { touch @include(if: $yes) { done } }",
        {"yes": True},
        [["touch"]],
    ),
    "named among others": (
        "query Q { papers { nodes { title } } } mutation M { touch { done } }",
        {},
        [["touch"]],
    ),
    "beside introspection": (
        "mutation { touch { done __typename } __typename }",
        {},
        [["touch"]],
    ),
    "an argument": ("mutation { poke(secret: 1) { done } }", {}, [["poke"]]),
    "an argument by variable": ("mutation ($x: Int) { poke(secret: $x) { done } }", {"x": 1}, [["poke"]]),
}


async def execute(text: str, world: PaperWorld, viewer: str, variables: dict[str, Any]) -> Any:
    context = Context(None, viewer=world.viewers[viewer])  # type: ignore[arg-type]
    name = "M" if "mutation M" in text else None
    return await schema.execute(text, variables, context, operation_name=name)


@pytest.mark.parametrize("viewer", ["admin", "branch", "visitor"])
@pytest.mark.parametrize("case", DENIED)
async def test_a_denied_mutation_does_nothing(case: str, viewer: str, paper_world: PaperWorld) -> None:
    # given
    text, variables, paths = DENIED[case]
    counts, held = await row_counts(), await contents("patent", "org_unit", "user_account")

    # when
    result = await execute(text, paper_world, viewer, variables)

    # then
    code = "UNAUTHENTICATED" if viewer == "visitor" else "FORBIDDEN"
    assert {name: value for name, value in result.data.items() if name != "__typename"} == {
        path[0]: None for path in paths
    }
    assert [error.path for error in result.errors] == paths
    assert [error.extensions for error in result.errors] == [
        {"code": code, "ability": "CODES_LOAD", "count": 1} for _ in paths
    ]
    assert RAN == []
    assert await row_counts() == counts
    assert await contents("patent", "org_unit", "user_account") == held


async def test_what_is_allowed_beside_it_is_done(paper_world: PaperWorld) -> None:
    titles = dict(await Patent.all().values_list("id", "title"))

    result = await execute("mutation { touch { done } poke { done } }", paper_world, "admin", {})

    assert result.data == {"touch": None, "poke": {"done": True}}
    assert RAN == ["poke"]
    for number, title in titles.items():
        await Patent.filter(id=number).update(title=title)


@pytest.mark.parametrize("case", DENIED)
async def test_the_operator_may(case: str, paper_world: PaperWorld) -> None:
    titles = dict(await Patent.all().values_list("id", "title"))
    text, variables, paths = DENIED[case]

    result = await execute(text, paper_world, "operator", variables)

    assert result.errors is None
    assert ["poke" if "poke" in text else "touch"] * len(paths) == RAN
    for number, title in titles.items():
        await Patent.filter(id=number).update(title=title)


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("mutation { poke(secret: null) { done } }", {}),
        ("mutation ($x: Int) { poke(secret: $x) { done } }", {"x": None}),
        ("mutation ($x: Int) { poke(secret: $x) { done } }", {}),
    ],
)
async def test_an_argument_that_is_not_given_is_not_refused(
    text: str, variables: dict[str, Any], paper_world: PaperWorld
) -> None:
    titles = dict(await Patent.all().values_list("id", "title"))

    result = await execute(text, paper_world, "admin", variables)

    assert (result.data, result.errors) == ({"poke": {"done": True}}, None)
    for number, title in titles.items():
        await Patent.filter(id=number).update(title=title)


@pytest.mark.parametrize("viewer", ["admin", "visitor"])
async def test_a_denied_subscription_does_not_begin(viewer: str, paper_world: PaperWorld) -> None:
    context = Context(None, viewer=paper_world.viewers[viewer])  # type: ignore[arg-type]

    with pytest.raises(RequestErrors) as told:
        await told_by(context)

    code = "UNAUTHENTICATED" if viewer == "visitor" else "FORBIDDEN"
    assert [error.extensions["code"] for error in told.value.errors] == [code]
    assert RAN == []


async def test_an_allowed_subscription_does(paper_world: PaperWorld) -> None:
    context = Context(None, viewer=paper_world.viewers["operator"])  # type: ignore[arg-type]

    told = await told_by(context)

    assert [each.data for each in told] == [{"ticks": 1}]
    assert RAN == ["ticks"]


async def told_by(context: Context) -> list[Any]:
    """Everything the subscription says."""
    operation = schema.known(TICKS).operation(None)
    return [each async for each in await schema.events(operation, None, context)]
