"""The matrix as it is printed says what the expectation says, in each of its forms."""

import csv
import json

from panhuo.matrix import csv_text, json_text, markdown
from panhuo.matrix.relations import REACHES, Relation
from panhuo.matrix.rows import AccessBy, Row, rows
from panhuo.permissions.ability import Scope
from panhuo.permissions.policy import COLUMNS
from tests.matrix.coordinates import declared
from tests.matrix.expectation import CELLS, CHOICES, OBJECTS, OWN, PARENT, PUBLIC, ROLES, WORDS
from tests.matrix.selections import BUILT

ROWS = {row.coordinate: row for row in rows(BUILT)}
LETTERS = {
    "A": Scope.ALL,
    "S": Scope.SUBTREE,
    "SI": Scope.SUBTREE_INVENTORS,
    "SS": Scope.SUBTREE_SUBMITTED,
    "AS": Scope.SUBMITTED,
    "V": Scope.INVENTED,
    "T": Scope.AT_MY_STEP,
    "C": Scope.OWN_CHAIN,
    "I": Scope.OWN_INSTITUTION,
    "M": Scope.MAIN_CAMPUS,
    "O": Scope.OWN,
    "E": Scope.ENTERPRISE,
    "EM": Scope.ENTERPRISE_AS_MANAGER,
    "P": Scope.PUBLISHED,
    "PO": Scope.PUBLISHED_OPEN,
    "R": Scope.INSTITUTIONS,
}
RELATIONS = {
    "self": Relation.SELF,
    "confirmed inventor": Relation.SELF,
    "own unit": Relation.OWN_UNIT,
    "above": Relation.ANCESTOR,
    "below": Relation.DESCENDANT,
    "submitted, own unit": Relation.OWN_UNIT,
    "submitted, below": Relation.DESCENDANT,
    "submitted, confirmed inventor": Relation.SELF,
    "at my step": Relation.AT_MY_STEP,
    "main campus": Relation.MAIN_CAMPUS,
    "inventors of own unit": Relation.OWN_UNIT,
    "inventors below": Relation.DESCENDANT,
    "own institution": Relation.OWN_UNIT,
    "own enterprise": Relation.OWN_ENTERPRISE,
    "managed enterprise": Relation.OWN_ENTERPRISE,
    "published": Relation.PUBLISHED,
    "published, open": Relation.PUBLISHED_OPEN,
    "institution": Relation.INSTITUTION,
}


def expected_grants(ability: str) -> dict[str, set[Scope]]:
    """A line of the expectation's table, in the program's words."""
    return {
        role.value: {LETTERS[letter] for letter in CELLS[ability, letters].split("+") if letter != "–"}
        for role, letters in zip(COLUMNS, ROLES, strict=True)
    }


def shown_grants(row: Row) -> dict[str, set[Scope]]:
    assert row.grants is not None
    return {role.value: set(cell) for role, cell in row.grants.items()}


def test_every_coordinate_has_a_row() -> None:
    assert declared().keys() - ROWS.keys() == set()


def test_rows_name_the_ability_expected() -> None:
    # given
    types = {name: ability for name, (ability, _) in OBJECTS.items() if ability not in (PUBLIC, PARENT)}

    # then
    named = {name: row.ability for name, row in ROWS.items() if row.by is AccessBy.ABILITY}
    assert named == OWN | CHOICES | types


def test_rows_show_how_far_each_role_is_expected_to_reach() -> None:
    for name, (ability, fields) in OBJECTS.items():
        if ability not in (PUBLIC, PARENT):
            for coordinate in (name, *(f"{name}.{field}" for field in fields.split())):
                asked = OWN.get(coordinate, ability)
                assert shown_grants(ROWS[coordinate]) == expected_grants(asked), coordinate
    for coordinate, asked in OWN.items():
        assert shown_grants(ROWS[coordinate]) == expected_grants(asked), coordinate


def test_only_root_fields_are_open_to_anybody() -> None:
    public = {name for name, row in ROWS.items() if row.by is AccessBy.PUBLIC}

    assert public
    assert {name.split(".")[0] for name in public} <= {"Query", "Mutation", "Subscription"}
    assert all(shown_grants(ROWS[name]) == {role.value: {Scope.ALL} for role in COLUMNS} for name in public)


def test_what_hangs_on_one_kind_of_object_asks_what_leads_there() -> None:
    owner = ROWS["PatentOwner.name"]

    assert (owner.by, owner.inherits, owner.ability) == (AccessBy.INHERITED, ("PatentOwner",), "PATENT_READ")
    assert ROWS["PatentOwner"].inherits == ("Patent.owners",)


def test_what_several_ways_lead_to_says_so() -> None:
    page = ROWS["PatentConnection"]

    assert page.inherits == ("OrgUnit.patents", "Query.patents")
    assert (page.ability, page.grants) == (None, None)


def test_scopes_reach_the_relations_that_the_executed_matrix_knows() -> None:
    for letter, scope in LETTERS.items():
        words = set(Relation) if letter in ("A", "AS") else {RELATIONS[word] for word in WORDS[letter]}
        assert REACHES[scope] == words, scope
    assert REACHES.keys() == set(Scope)


def test_json_has_a_line_for_each_coordinate() -> None:
    # when
    text = json_text.render([*ROWS.values()])
    matrix = json.loads(text)

    # then
    assert list(matrix) == ["format", "roles", "scopes", "abilities", "mayCreate", "coordinates"]
    assert [each["coordinate"] for each in matrix["coordinates"]] == [*ROWS]
    assert len([line for line in text.splitlines() if '{"coordinate"' in line]) == len(ROWS)
    aliases = next(each for each in matrix["coordinates"] if each["coordinate"] == "OrgUnit.ownerAliases")
    assert aliases == {
        "coordinate": "OrgUnit.ownerAliases",
        "kind": "FIELD",
        "access": "ABILITY",
        "ability": "ORG_UNIT_MANAGE",
        "inherits": [],
        "grants": {"INSTITUTION_ADMIN": ["SUBTREE"], "PLATFORM_OPERATOR": ["INSTITUTIONS"]},
    }


def test_csv_has_a_line_for_each_coordinate_and_role() -> None:
    # when
    text = csv_text.render([*ROWS.values()])
    lines = list(csv.DictReader(text.splitlines()))

    # then
    assert text.isascii()
    assert [(line["coordinate"], line["role"]) for line in lines] == [
        (name, role) for name in ROWS for role in COLUMNS
    ]
    reach = {(line["coordinate"], line["role"]): (line["scopes"], line["relations"]) for line in lines}
    assert reach["OrgUnit.name", "INVENTOR"] == ("OWN_CHAIN", "OWN_UNIT ANCESTOR")
    assert reach["User.phone", "ANONYMOUS"] == ("-", "")
    assert reach["PageInfo.hasNextPage", "INVENTOR"] == ("", "")


def test_markdown_leaves_out_what_inherits() -> None:
    text = markdown.render([*ROWS.values()])

    shown = {name for name in ROWS if f"| `{name}`" in text}
    assert shown == {name for name, row in ROWS.items() if row.by is not AccessBy.INHERITED}
