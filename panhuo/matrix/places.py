"""Every coordinate of a built schema, what it asks for itself, and through what it is reached."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from panhuo.compiler.binding import ENTITIES
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import METADATA, Access

Asked = Ability | Access | None
"""An ability, PUBLIC, or nothing beside what is asked on the way there."""
Abstract = GraphQLInterfaceType | GraphQLUnionType


class Kind(StrEnum):
    """What a coordinate stands for."""

    TYPE = "TYPE"
    QUERY = "QUERY"
    MUTATION = "MUTATION"
    SUBSCRIPTION = "SUBSCRIPTION"
    FIELD = "FIELD"
    ARGUMENT = "ARGUMENT"
    INPUT_FIELD = "INPUT_FIELD"
    FILTER = "FILTER"
    SORT = "SORT"
    DIMENSION = "DIMENSION"
    ENUM_VALUE = "ENUM_VALUE"


@dataclass(frozen=True)
class Place:
    """A coordinate, written as the GraphQL specification's Schema Coordinates are."""

    coordinate: str
    kind: Kind
    asks: Asked
    parents: tuple[str, ...]
    """Where it stands, or what leads to it: a place that asks nothing asks what they ask."""


def places(schema: GraphQLSchema) -> Iterator[Place]:
    """Everything that can be selected or sent: types by name, their members in order.

    Scalars are left out, and enums that only answers carry: nobody can be refused them.
    """
    roots, ways = roots_of(schema), ways_to(schema)
    for name in sorted(roots.keys() | ways.keys()):
        if name not in roots:
            yield Place(name, Kind.TYPE, ability_of_type(name), tuple(sorted(ways[name])))
        for place, _ in members(schema.type_map[name]):
            on_root = name in roots and place.kind is Kind.FIELD
            yield replace(place, kind=roots[name], parents=()) if on_root else place


def roots_of(schema: GraphQLSchema) -> dict[str, Kind]:
    """The names of the root types."""
    roots = {
        Kind.QUERY: schema.query_type,
        Kind.MUTATION: schema.mutation_type,
        Kind.SUBSCRIPTION: schema.subscription_type,
    }
    return {root.name: kind for kind, root in roots.items() if root is not None}


def ways_to(schema: GraphQLSchema) -> dict[str, list[str]]:
    """Type → the coordinates that lead to it from the roots; to an interface, the types that implement it."""
    found: dict[str, list[str]] = {}
    waiting = [schema.type_map[name] for name in roots_of(schema)]
    while waiting:
        for place, definition in members(waiting.pop()):
            for kind in led_to(schema, place, definition):
                if kind.name not in found:
                    waiting.append(kind)
                found.setdefault(kind.name, []).append(place.coordinate)
                if isinstance(kind, Abstract):
                    found[kind.name] = [each.name for each in schema.get_possible_types(kind)]
    return found


def led_to(schema: GraphQLSchema, place: Place, definition: Any) -> list[GraphQLNamedType]:
    """The types that a field returns, with their interfaces, or that an argument or input field takes."""
    if place.kind is Kind.ENUM_VALUE:
        return []
    kind = get_named_type(definition.type)
    if isinstance(kind, Abstract):
        return [kind, *schema.get_possible_types(kind)]
    wanted = GraphQLObjectType if place.kind is Kind.FIELD else GraphQLInputObjectType | GraphQLEnumType
    found: list[GraphQLNamedType] = [kind] if isinstance(kind, wanted) else []
    return [*found, *kind.interfaces] if isinstance(kind, GraphQLObjectType) else found


def members(kind: GraphQLNamedType) -> Iterator[tuple[Place, Any]]:
    """The places on a type, with what is defined there."""
    on = (kind.name,)
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            here = f"{kind.name}.{name}"
            yield Place(here, Kind.FIELD, asked(field), on), field
            for argument, definition in field.args.items():
                yield Place(f"{here}({argument}:)", Kind.ARGUMENT, asked(definition), (here,)), definition
    elif isinstance(kind, GraphQLInputObjectType):
        for name, entry in kind.fields.items():
            yield Place(f"{kind.name}.{name}", Kind.INPUT_FIELD, asked(entry), on), entry
    elif isinstance(kind, GraphQLEnumType):
        for name, value in kind.values.items():
            yield Place(f"{kind.name}.{name}", Kind.ENUM_VALUE, None, on), value


def asked(definition: Any) -> Asked:
    """What a field, argument or input field declares."""
    declared = definition.extensions.get("strawberry-definition")
    found: Asked = declared.metadata.get(METADATA) if declared is not None else None
    return found


def ability_of_type(name: str) -> Ability | None:
    entity = ENTITIES.get(name)
    return entity.ability if entity is not None else None
