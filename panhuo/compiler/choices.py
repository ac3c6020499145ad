"""What filters, sorts and dimensions ask: the ability of the column they speak of."""

from collections.abc import Iterator

from graphql import GraphQLEnumType, GraphQLField, GraphQLInputObjectType, GraphQLSchema, get_named_type

from panhuo.compiler.binding import ENTITIES, Connection, Entity, binding_of
from panhuo.compiler.unenforced import object_types
from panhuo.permissions.ability import Ability


def ability_of_choice(schema: GraphQLSchema, kind: str, member: str) -> Ability | None:
    """The ability that a field of an input, or a value of an enum, asks for."""
    for entity, field in connections(schema):
        column = column_of(entity, field, kind, member)
        condition = entity.conditions.get(column) if column else None
        if condition is not None and condition.ability is not None:
            return condition.ability
    return None


def connections(schema: GraphQLSchema) -> Iterator[tuple[Entity, GraphQLField]]:
    for kind in object_types(schema):
        for field in kind.fields.values():
            binding = binding_of(field)
            if isinstance(binding, Connection):
                yield ENTITIES[binding.target], field


def column_of(entity: Entity, field: GraphQLField, kind: str, member: str) -> str | None:
    """The logical column that a member of an input or enum means in a list."""
    where, order = (
        get_named_type(field.args[name].type) if name in field.args else None for name in ARGUMENTS
    )
    if where is not None and where.name == kind:
        return member
    keys = get_named_type(order.fields["field"].type) if isinstance(order, GraphQLInputObjectType) else None
    if keys is not None and keys.name == kind:
        return entity.orders[member].column
    counted = {each.name for each in enums_of_parts(field)}
    return entity.dimensions[member].condition if kind in counted else None


ARGUMENTS = ("where", "orderBy")


def enums_of_parts(field: GraphQLField) -> Iterator[GraphQLEnumType]:
    """Enums that choose among a connection's aggregates."""
    for part in get_named_type(field.type).fields.values():  # type: ignore[attr-defined]
        for argument in part.args.values():
            found = get_named_type(argument.type)
            if isinstance(found, GraphQLEnumType):
                yield found
