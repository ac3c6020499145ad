"""What each role may do with each coordinate of the schema, written out by hand from the decisions.

Nothing here comes from `panhuo.permissions`. The modules of `stated` say, a topic each: TABLE, the table of
docs/permissions.md for the abilities that the schema speaks of; OBJECTS, OWN, DECISIONS, INPUTS and ENUMS,
what every coordinate asks for; CHANGES, what mutations change. WORDS says which relation of an object to the
viewer each letter means. A coordinate that stands nowhere fails.
"""

from enum import StrEnum
from typing import Any

from tests.matrix.stated import TOPICS
from tests.matrix.stated.words import PARENT, PUBLIC

__all__ = ["PARENT", "PUBLIC"]


class Outcome(StrEnum):
    """What a viewer meets at a coordinate of one object."""

    VISIBLE = "VISIBLE"
    ABSENT = "ABSENT"
    """Not found, not listed, not counted."""
    MASKED = "MASKED"
    """Null in this row, without an error."""
    DENIED = "DENIED"
    """Null everywhere, with one error for the coordinate."""


ROLES = ("IA", "CA", "BA", "BCA", "INV", "ENT", "OP", "visitor")
WORDS = {
    "A": {"anything"},
    "S": {"own unit", "below"},
    "SS": {"submitted, own unit", "submitted, below"},
    "SI": {"inventors of own unit", "inventors below"},
    "C": {"own unit", "above"},
    "I": {"own institution"},
    "M": {"main campus"},
    "O": {"self", "confirmed inventor"},
    "V": {"submitted, confirmed inventor"},
    "AS": {"submitted"},
    "T": {"at my step"},
    "E": {"own enterprise"},
    "EM": {"managed enterprise"},
    "P": {"published"},
    "PO": {"published, open"},
    "R": {"institution"},
    "–": set(),
}
"""Letter → the relations it reaches. Others (sibling, other institution, merely proposed …) are absent."""


def lines_of(table: str) -> list[list[str]]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    assert tuple(head) == ROLES
    return lines


CELLS = {
    (ability, role): letters
    for topic in TOPICS
    for ability, *cells in lines_of(topic.TABLE)
    for role, letters in zip(ROLES, cells, strict=True)
}


def together(name: str) -> dict[str, Any]:
    """What the topics say under a name; each says its own."""
    found = [getattr(topic, name, {}) for topic in TOPICS]
    assert len({key for each in found for key in each}) == sum(map(len, found)), name
    return {key: value for each in found for key, value in each.items()}


def all_objects() -> dict[str, tuple[str, str]]:
    """The same of OBJECTS, where several topics may say fields of one type, such as Query."""
    found: dict[str, tuple[str, str]] = {}
    for topic in TOPICS:
        for name, (ability, fields) in topic.OBJECTS.items():
            before = found.get(name, (ability, ""))
            assert before[0] == ability, name
            found[name] = (ability, f"{before[1]} {fields}".strip())
    return found


OBJECTS = all_objects()
"""Type → what it asks for, and its fields, which ask for the same unless OWN says otherwise."""
OWN: dict[str, str] = together("OWN")
"""Fields with an ability of their own, beside that of the object they stand on."""
DECISIONS: dict[str, str] = together("DECISIONS")
"""Fields that tell everybody who sees the object whether the viewer has another ability."""
MUTATIONS = [
    *(name for name in OBJECTS["Mutation"][1].split()),
    *(place.removeprefix("Mutation.") for place in OWN if place.startswith("Mutation.")),
]
INPUTS: dict[str, str] = {f"Mutation.{name}": "input" for name in MUTATIONS} | {"Mutation.logout": ""}
INPUTS |= together("INPUTS")
"""Arguments and input fields: they choose among what the viewer may read, and never reach beyond it.
What names a unit (`branch`, OrgUnitOperators) finds nothing at a unit that the viewer may not read."""
ENUMS: dict[str, str] = together("ENUMS")
"""Sorts, dimensions and default filters: order, count or choose within what the viewer may read."""
CHOICES: dict[str, str] = together("CHOICES")
"""Of these what asks for an ability beside that of its list: without it the list is refused."""
CHANGES: dict[str, str] = together("CHANGES")
"""Mutation → the rows that differ once it is done: `+2` more, `-1` fewer, `~1` changed; `*` any number."""


def has(ability: str, role: str, words: set[str]) -> bool:
    """Whether a role has an ability over an object that stands so to the viewer."""
    return any(WORDS[letter] & words for letter in CELLS[ability, role].split("+"))


def never(ability: str, role: str) -> bool:
    return CELLS[ability, role] == "–"


def stated() -> set[str]:
    """Every coordinate with an expectation."""
    fields = {f"{name}.{field}" for name, (_, fields) in OBJECTS.items() for field in fields.split()}
    places = {name: "." in name for name in INPUTS}
    inputs = {
        f"{name}({each}:)" if places[name] else f"{name}.{each}"
        for name, members in INPUTS.items()
        for each in members.split()
    }
    return (
        fields
        | set(OWN)
        | inputs
        | {f"{n}.{each}" for n, members in ENUMS.items() for each in members.split()}
    )
