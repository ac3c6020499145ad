"""Whatever the schema has must have an expectation, written out by hand."""

from panhuo.compiler.binding import ENTITIES
from tests.matrix.changing.table import MUTATIONS
from tests.matrix.coordinates import declared
from tests.matrix.expectation import CELLS, CHANGES, DECISIONS, INPUTS, OBJECTS, OWN, PARENT, PUBLIC, stated
from tests.matrix.facts import role_of
from tests.matrix.followed import FOLLOWED
from tests.matrix.kinds import KINDS
from tests.matrix.selections import BUILT

OUT = {"other institution", "published", "published, open"}
AROUND = {"own unit", "above", "sibling", "other branch", *OUT}
"""What admins of a part and inventors meet."""
OWNED = {"co-owned", "flagged", "confirmed inventor"}
RELATIONS = {
    "Patent": {
        "IA": {"own unit", "below", "transferred out", *OUT, *OWNED},
        "CA": AROUND | OWNED | {"transferred out"},
        "BA": AROUND | {"below", "confirmed inventor"},
        "BCA": AROUND | {"confirmed inventor"},
        "INV": AROUND | OWNED | {"transferred out", "proposed", "refused"},
        "ENT": {"published", "published, open", "flagged"},
        "OP": {"published", "published, open", "flagged"},
        "visitor": {"published", "published, open", "flagged"},
    },
    "OrgUnit": {
        "IA": {"own unit", "below", *OUT},
        "BA": AROUND | {"below"},
        **dict.fromkeys(("CA", "BCA", "INV"), AROUND),
        **dict.fromkeys(("ENT", "OP", "visitor"), OUT - {"other institution"} | {"outside institutions"}),
    },
    "User": {
        "IA": {"self", "own unit", "below", "other institution", "outside institutions"},
        "BA": {"self", "own unit", "below", "above", "sibling", "other branch", "other institution"},
        **dict.fromkeys(
            ("CA", "BCA", "INV"), {"self", "own unit", *AROUND} - {"published", "published, open"}
        ),
        "ENT": {"self", "own enterprise", "other enterprise", "outside institutions"},
        "OP": {"self", "outside institutions"},
    },
}
"""Type → role → the relations that an object of the fixture world must have to a viewer of the role."""


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

    assert mutations is not None and set(mutations.fields) == set(CHANGES) == set(MUTATIONS)
    assert subscriptions is not None and set(subscriptions.fields) == set(FOLLOWED)


def test_inputs_are_named_once() -> None:
    assert all(len(members.split()) == len({*members.split()}) for members in INPUTS.values())


def test_the_world_has_an_object_of_every_relation() -> None:
    missing = {
        (kind, role): expected
        - {word for (viewer, _), words in met.items() if role_of(viewer) == role for word in words}
        for kind, roles in RELATIONS.items()
        for met in [KINDS[kind].words]
        for role, expected in roles.items()
    }

    assert {place: words for place, words in missing.items() if words} == {}
