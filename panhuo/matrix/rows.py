"""The matrix as plain values: a row a coordinate. What prints it, and what compares it, reads these alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graphql import GraphQLSchema

from panhuo.matrix.columns import places_of_columns
from panhuo.matrix.places import Asked, Kind, Place, places
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import COLUMNS, Cell, cell_of
from panhuo.permissions.requires import PUBLIC
from panhuo.rules.vocabulary import Role

Grants = Mapping[Role, Cell]


class AccessBy(StrEnum):
    """What decides on a coordinate."""

    ABILITY = "ABILITY"
    """An ability that it names itself, beside what is asked on the way there."""
    INHERITED = "INHERITED"
    """What is asked on the way there, and nothing more."""
    PUBLIC = "PUBLIC"
    """Nothing: anybody may."""


@dataclass(frozen=True)
class Row:
    """A coordinate, and how far each role reaches there."""

    coordinate: str
    kind: Kind
    by: AccessBy
    ability: Ability | None
    """Its own, or the one that is asked on the way there; None where ways differ, or nothing is asked."""
    inherits: tuple[str, ...]
    """Where it stands or what leads to it, where it asks nothing itself."""
    grants: Grants | None
    """Role → scopes, an empty set for never; None where it depends on the way."""


def rows(schema: GraphQLSchema) -> list[Row]:
    """Every coordinate of a built schema: types by name, their members in order."""
    found = {place.coordinate: place for place in (*places(schema), *places_of_columns(schema))}
    return [row(place, found) for place in found.values()]


def row(place: Place, found: Mapping[str, Place]) -> Row:
    asked = asked_on_the_way(place, found)
    effective = asked.pop() if len(asked) == 1 else None
    own = place.asks is not None
    return Row(
        place.coordinate,
        place.kind,
        AccessBy.PUBLIC if place.asks is PUBLIC else AccessBy.ABILITY if own else AccessBy.INHERITED,
        effective if isinstance(effective, Ability) else None,
        () if own else place.parents,
        grants_of(effective),
    )


def asked_on_the_way(place: Place, found: Mapping[str, Place]) -> set[Asked]:
    """What a place asks, else what is asked nearest on each way to it."""
    asked, waiting, seen = set[Asked](), [place], set[str]()
    while waiting:
        each = waiting.pop()
        if each.coordinate not in seen:
            seen.add(each.coordinate)
            if each.asks is not None or not each.parents:
                asked.add(each.asks)
            else:
                waiting += [found[parent] for parent in each.parents]
    return asked


def grants_of(asked: Asked) -> Grants | None:
    if asked is None:
        return None
    if isinstance(asked, Ability):
        return {role: cell_of(asked, role) for role in COLUMNS}
    return dict.fromkeys(COLUMNS, frozenset({Scope.ALL}))
