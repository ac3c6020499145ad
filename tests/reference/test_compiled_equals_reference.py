"""Whatever is asked of whichever world by whomever: the compiler answers what the reference answers."""

import pytest
from hypothesis import given

from panhuo.clock import stopped
from tests.reference.cases import Case, cases
from tests.reference.compiled import difference, read, response
from tests.reference.cursors import with_cursors
from tests.reference.executor import answer
from tests.reference.insert import replace
from tests.reference.runs import Examples, random_examples
from tests.reference.smaller import smaller
from tests.reference.world import World

TOO_LARGE = "OPERATION_TOO_LARGE"
"""More to-one relations than a statement joins (docs/limits.md): the reference joins none."""


async def how_they_differ(case: Case, world: World, query: str) -> str | None:
    """What of the compiled answer is not the reference's, over this world and query instead of the case's."""
    ask = case.ask.over(world)
    await replace(world)
    variables = await with_cursors(ask, case.operation.variables)
    compiled = read(await response(ask, query, variables))
    if TOO_LARGE in {error[0] for error in compiled.errors} and compiled.data is None:
        return None
    return difference(compiled, answer(ask, query, variables))


async def equal(case: Case) -> None:
    with stopped(case.now):
        if await how_they_differ(case, case.ask.world, case.operation.text) is not None:
            await fail(case)


async def fail(case: Case) -> None:
    """Say how they differ, with as little in the way as can be."""

    async def fails(world: World, query: str) -> bool:
        return await how_they_differ(case, world, query) is not None

    world, query = await smaller(case.ask.world, case.operation.text, fails)
    found = await how_they_differ(case, world, query)
    pytest.fail(f"{found}\n{query}\n{case.operation.variables}\n{case.ask.account}\n{world.tables}")


@random_examples
@given(case=cases())
@pytest.mark.req("S53", "S54", "S105")
def test_compiled_equals_reference(examples: Examples, case: Case) -> None:
    examples.run(equal(case))
