"""The coordinates of the built schema, and what each declares to ask for."""

from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
)

from panhuo.compiler.planner import ability_of
from tests.matrix.selections import BUILT

Objects = GraphQLObjectType | GraphQLInterfaceType


OF_DIRECTIVES = {"Grant"}
"""What only `@requires` says: nobody can send or select it."""


def types() -> Iterator[object]:
    for name, each in BUILT.type_map.items():
        if not name.startswith("__") and name not in OF_DIRECTIVES:
            yield each


def declared() -> dict[str, str | None]:
    """Coordinate → the ability it names for itself: fields, arguments, input fields, values that choose."""
    found: dict[str, str | None] = {}
    for each in types():
        if isinstance(each, Objects):
            for name, field in each.fields.items():
                found[f"{each.name}.{name}"] = ability_of(field)
                for argument, definition in field.args.items():
                    found[f"{each.name}.{name}({argument}:)"] = ability_of(definition)
        elif isinstance(each, GraphQLInputObjectType):
            for name, member in each.fields.items():
                found[f"{each.name}.{name}"] = ability_of(member)
    return found | {f"{kind.name}.{value}": None for kind in choosing_enums() for value in kind.values}


def choosing_enums() -> set[GraphQLEnumType]:
    """Enums of arguments and of orders: sorts, dimensions, default filters."""
    found = set()
    for each in types():
        members = []
        if isinstance(each, Objects):
            members = [argument for field in each.fields.values() for argument in field.args.values()]
        elif isinstance(each, GraphQLInputObjectType) and each.name.endswith("Order"):
            members = list(each.fields.values())
        found |= {get_named_type(member.type) for member in members}
    return {each for each in found if isinstance(each, GraphQLEnumType)}
