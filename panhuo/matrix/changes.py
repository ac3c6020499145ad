"""What breaks clients, between the schema and matrix of a release and today's: removals, and lost reach."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    GraphQLSchema,
    SchemaChange,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
)

from panhuo.matrix.rows import AccessBy
from panhuo.permissions.ability import Scope


@dataclass(frozen=True)
class Offer:
    """What a version offers: its schema, and its matrix as JSON."""

    schema: str
    matrix: str


@dataclass(frozen=True)
class Change:
    """A sentence about a coordinate."""

    coordinate: str
    text: str


def breaking(before: Offer, now: Offer) -> list[Change]:
    """What an operation that worked may no longer do: shapes first, then who reaches less."""
    changes = find_breaking_changes(built(before), built(now))
    return [*map(of_schema, changes), *reach_changes(before, now, wider=False)]


def harmless(before: Offer, now: Offer) -> list[Change]:
    """What a careful client looks at: new enum values, other defaults, and who reaches further."""
    changes = find_dangerous_changes(built(before), built(now))
    return [*map(of_schema, changes), *reach_changes(before, now, wider=True)]


@lru_cache(maxsize=2)
def built(offer: Offer) -> GraphQLSchema:
    """Its schema; both of those that are compared are asked for more than once."""
    return build_schema(offer.schema)


def of_schema(change: SchemaChange) -> Change:
    """The change, with the coordinate its sentence speaks of: the first with a dot or an @, else a type."""
    words = [word.rstrip(".") for word in change.description.removeprefix("Standard scalar ").split()]
    precise = (word for word in words if "." in word or word.startswith("@"))
    return Change(next(precise, words[0]), change.description)


def reach_changes(before: Offer, now: Offer, wider: bool) -> Iterator[Change]:
    """The coordinates of both versions where roles reach less than they did, or further."""
    old, new, everybody = coordinates(before), coordinates(now), roles_of(now)
    for name in old.keys() & new.keys():
        if not (inherits(old[name]) and inherits(new[name])):  # else it is told of what they inherit from
            sides = (old[name], new[name]) if wider else (new[name], old[name])
            roles = [role for role in everybody if lacks(*sides, role)]
            if roles:
                verb = "reach further" if wider else "no longer reach what they did"
                told = (
                    f"{', '.join(roles)} {verb} at {name}: {asks(old[name])} before, {asks(new[name])} now."
                )
                yield Change(name, told)


def coordinates(offer: Offer) -> dict[str, Mapping[str, Any]]:
    return {each["coordinate"]: each for each in json.loads(offer.matrix)["coordinates"]}


def roles_of(offer: Offer) -> list[str]:
    return list(json.loads(offer.matrix)["roles"])


def inherits(row: Mapping[str, Any]) -> bool:
    return bool(row["access"] == AccessBy.INHERITED)


def lacks(row: Mapping[str, Any], than: Mapping[str, Any], role: str) -> bool:
    """Whether a role may reach less by one row than by another; what depends on the way is everything."""
    held, wanted = scopes(row, role), scopes(than, role)
    return Scope.ALL not in held and not wanted <= held


def scopes(row: Mapping[str, Any], role: str) -> set[str]:
    grants = row["grants"]
    return {Scope.ALL} if grants is None else set(grants.get(role, ()))


def asks(row: Mapping[str, Any]) -> str:
    return str(row["ability"] or row["access"])
