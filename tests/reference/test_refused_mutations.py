"""Nor does it change what a refused mutation answers."""

import pytest
from hypothesis import given

from tests.reference.cases import Case, cases
from tests.reference.interference import unchanged
from tests.reference.mutations import random_mutation
from tests.reference.perturb import perturbed
from tests.reference.runs import Examples, random_examples


@random_examples
@given(case=cases(random_mutation))
@pytest.mark.req("S30")
def test_nor_does_it_in_what_a_refused_mutation_answers(examples: Examples, case: Case) -> None:
    examples.run(unchanged(case, perturbed(case.ask, case.number), examples))
