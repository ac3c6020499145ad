"""The random operations reach what they are for, and everything of the schema has a place among them."""

from collections import Counter
from functools import cache
from pathlib import Path

from graphql import GraphQLField, GraphQLObjectType, parse, validate
from hypothesis import given

from tests.reference.cases import Case, build_case, cases
from tests.reference.cursors import made_up_cursors
from tests.reference.executor import answer
from tests.reference.fields import RESOLVERS
from tests.reference.interference import operator
from tests.reference.kinds import asked_kinds, error_kinds, kinds_of
from tests.reference.mutations import MUTATIONS, SUBSCRIPTIONS, random_mutation
from tests.reference.perturb import perturbed
from tests.reference.printed import schema
from tests.reference.queries import APART, ROOTS
from tests.reference.query_arguments import PAGING, TOGETHER, drawn
from tests.reference.runs import random_examples
from tests.reference.test_non_interference import sees_everything

SELDOM = 3


@cache
def fixed_cases() -> list[Case]:
    """The same in each run."""
    return [build_case(number.to_bytes(12)) for number in range(1300)]


def fields_of(kind: GraphQLObjectType | None) -> dict[str, GraphQLField]:
    return dict(kind.fields) if kind else {}


def test_every_query_is_asked_and_answered_by_the_reference() -> None:
    """Else: give it a share in `queries.ROOTS` and an answer in `fields.RESOLVERS`."""
    names = fields_of(schema().query_type).keys()

    assert names == ROOTS.keys() | APART.keys()
    assert [name for name in ROOTS if f"Query.{name}" not in RESOLVERS] == []


def test_every_mutation_and_subscription_says_how_it_tells_nothing() -> None:
    """Else: write it in a form that is refused, or name the test, in `mutations`."""
    assert fields_of(schema().mutation_type).keys() == MUTATIONS.keys()
    assert fields_of(schema().subscription_type).keys() == SUBSCRIPTIONS.keys()
    root = Path(__file__).parents[2]
    assert [name for name, path in SUBSCRIPTIONS.items() if name not in (root / path).read_text()] == []


def test_every_argument_is_drawn() -> None:
    """Else: say in `query_arguments` how."""
    changing = (schema().mutation_type, schema().subscription_type)
    for kind in schema().type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__") and kind not in changing:
            for name, field in kind.fields.items():
                if name not in (*TOGETHER, *APART):
                    assert all(drawn(name, each) for each in field.args if each not in PAGING)


def test_every_kind_of_question_is_asked() -> None:
    asked = Counter(kind for case in fixed_cases() for kind in kinds_of(case.operation))

    assert {kind: asked[kind] for kind in asked_kinds() if asked[kind] < SELDOM} == {}


def test_every_error_is_met() -> None:
    met = {f"error {code}" for case in fixed_cases() for code in codes_of(case)}

    assert error_kinds() - met == set()


def codes_of(case: Case) -> set[str]:
    found = answer(case.ask, case.operation.text, made_up_cursors(case.ask, case.operation.variables))
    return {error[0] for error in found.errors}


def test_what_is_changed_outside_the_scope_would_show() -> None:
    """Of as many operations, the answer to somebody who reads everything changes."""
    tried = [case for case in fixed_cases()[:150] if not sees_everything(case.ask)]
    telling = [case for case in tried if would_show(case)]

    assert len(telling) > len(tried) / 3


def would_show(case: Case) -> bool:
    everything = operator(case.ask)
    variables = made_up_cursors(everything, case.operation.variables)
    other = everything.over(perturbed(case.ask, case.number))
    other.cursors = everything.cursors
    return answer(everything, case.operation.text, variables) != answer(other, case.operation.text, variables)


def test_both_languages_are_asked() -> None:
    chinese = sum(case.ask.chinese for case in fixed_cases())

    assert len(fixed_cases()) / 3 < chinese < len(fixed_cases()) * 2 / 3


@random_examples
@given(case=cases())
def test_generated_queries_fit_the_schema(case: Case) -> None:
    assert validate(schema(), parse(case.operation.text)) == []


@random_examples
@given(case=cases(random_mutation))
def test_generated_mutations_fit_the_schema(case: Case) -> None:
    assert validate(schema(), parse(case.operation.text)) == []
