"""What lies outside a viewer's scope changes nothing in the answer to any query."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from tests.reference.cases import Case, cases
from tests.reference.interference import unchanged
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES


def sees_everything(ask: Ask) -> bool:
    """Of the operator, by whichever token, nothing can be hidden."""
    return "ALL" in replace(ask, abilities=None).scopes("PATENT_READ")


def readable(ask: Ask) -> dict[str, set[int]]:
    return {name: {row["id"] for row in ask.all(name)} for name in ENTITIES}


@random_examples
@given(case=cases())
@pytest.mark.req("S30", "S71")
def test_what_lies_outside_the_scope_changes_nothing(examples: Examples, case: Case) -> None:
    assume(not sees_everything(case.ask))
    other = perturbed(case.ask, case.number)
    assert readable(case.ask) == readable(case.ask.over(other))
    examples.run(unchanged(case, other, examples))
