"""Whatever the schema has must have an expectation, written out by hand."""

from panhuo.compiler.binding import ENTITIES
from tests.matrix.coordinates import declared
from tests.matrix.expectation import CELLS, CHANGES, DECISIONS, INPUTS, OBJECTS, OWN, PARENT, PUBLIC, stated
from tests.matrix.selections import BUILT


def test_every_coordinate_of_the_schema_has_an_expectation() -> None:
    assert declared().keys() - stated() == set()


def test_every_expectation_speaks_of_the_schema() -> None:
    assert stated() - declared().keys() == set()


def test_every_place_asks_for_the_ability_expected() -> None:
    differing = {place: asked for place, asked in declared().items() if asked != OWN.get(place)}

    assert differing == {}


def test_every_type_asks_for_the_ability_expected() -> None:
    abilities = {name: ability for name, (ability, _) in OBJECTS.items() if ability not in (PUBLIC, PARENT)}

    assert abilities == {name: entity.ability for name, entity in ENTITIES.items() if entity.ability}


def test_every_ability_asked_for_stands_in_the_table() -> None:
    asked = {*OWN.values(), *DECISIONS.values(), *(ability for ability, _ in OBJECTS.values())}

    assert asked - {PUBLIC, PARENT} == {ability for ability, _ in CELLS}


def test_every_mutation_says_what_it_changes() -> None:
    mutations, subscriptions = BUILT.mutation_type, BUILT.subscription_type

    assert mutations is not None and set(mutations.fields) == set(CHANGES)
    assert subscriptions is None or "Subscription" in OBJECTS


def test_inputs_are_named_once() -> None:
    assert all(len(members.split()) == len({*members.split()}) for members in INPUTS.values())
