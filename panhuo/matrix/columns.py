"""Filters, sorts and dimensions: places that ask what the column they speak of asks."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLField, GraphQLSchema, get_named_type

from panhuo.compiler.binding import Entity
from panhuo.compiler.choices import connections, enums_of_parts
from panhuo.matrix.places import Kind, Place


def places_of_columns(schema: GraphQLSchema) -> Iterator[Place]:
    """Every filter, sort and dimension: it asks its column's ability, else what the type of the rows asks."""
    for entity, field in connections(schema):
        for coordinate, kind, column in of_list(field, entity):
            condition = entity.conditions.get(column)
            ability = condition.ability if condition is not None else None
            yield Place(coordinate, kind, ability, (entity.name,))


def of_list(field: GraphQLField, target: Entity) -> Iterator[tuple[str, Kind, str]]:
    """Coordinate, kind and column of what a list is filtered, sorted and counted by."""
    where, order = named(field.args.get("where")), named(field.args.get("orderBy"))
    if where is not None:
        names = where.fields.keys() & target.conditions.keys()
        yield from ((f"{where.name}.{name}", Kind.FILTER, name) for name in names)
    if order is not None:
        keys = named(order.fields["field"])
        yield from ((f"{keys.name}.{name}", Kind.SORT, target.orders[name].column) for name in keys.values)
    for by in enums_of_parts(field):
        for name in by.values.keys() & target.dimensions.keys():
            yield f"{by.name}.{name}", Kind.DIMENSION, target.dimensions[name].condition


def named(place: Any) -> Any:
    """The named type of an argument or input field; None of none."""
    return get_named_type(place.type) if place is not None else None
