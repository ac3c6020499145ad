"""What lies outside a viewer's scope changes nothing in any answer, byte for byte."""

import pytest
from hypothesis import assume, given

from panhuo.clock import stopped
from tests.reference.cases import Case, cases
from tests.reference.compiled import response
from tests.reference.cursors import with_cursors
from tests.reference.insert import replace
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.smaller import smaller_query
from tests.reference.world import ENTITIES, World


async def answers(case: Case, query: str, other: World) -> tuple[bytes, bytes]:
    """The responses over the case's world and over the other."""
    ask = case.ask
    await replace(ask.world)
    variables = await with_cursors(ask, case.operation.variables)
    before = await response(ask.account, query, variables)
    await replace(other)
    return before, await response(ask.account, query, variables)


async def unchanged(case: Case, other: World) -> None:
    with stopped(case.now):
        before, after = await answers(case, case.operation.text, other)
        if before != after:
            await fail(case, other)


async def fail(case: Case, other: World) -> None:
    async def fails(_: World, query: str) -> bool:
        before, after = await answers(case, query, other)
        return before != after

    query = await smaller_query(case.ask.world, case.operation.text, fails)
    before, after = await answers(case, query, other)
    pytest.fail(
        f"{before.decode()}\n{after.decode()}\n{query}\n{case.operation.variables}\n{case.ask.account}"
    )


def sees_everything(ask: Ask) -> bool:
    """Of the operator nothing can be hidden."""
    return "ALL" in ask.scopes("PATENT_READ")


def readable(ask: Ask) -> dict[str, set[int]]:
    return {name: {row["id"] for row in ask.all(name)} for name in ENTITIES}


@random_examples
@given(case=cases())
@pytest.mark.req("S30", "S71")
def test_what_lies_outside_the_scope_changes_nothing(examples: Examples, case: Case) -> None:
    assume(not sees_everything(case.ask))
    other = perturbed(case.ask, case.number)
    assert readable(case.ask) == readable(case.ask.over(other))
    examples.run(unchanged(case, other))
