"""Declarations that would look right and do nothing, or fail only when a request meets them."""

from collections.abc import Iterator

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
)

from panhuo.compiler.binding import ENTITIES, ById, Connection, Embedded, Entity, ToMany, ToOne, binding_of
from panhuo.compiler.planner import ability_of
from panhuo.permissions.reach import REACH


def object_types(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            yield kind


def target_faults(schema: GraphQLSchema) -> Iterator[str]:
    """Relations lead to declared types; pages and root fields to those with an ability of their own."""
    for kind in object_types(schema):
        for name, field in kind.fields.items():
            binding = binding_of(field)
            if isinstance(binding, ById | Connection | ToMany | ToOne):
                target = ENTITIES.get(binding.target)
                if target is None:
                    yield f"{kind.name}.{name}: its target {binding.target} is not declared"
                elif target.ability is None and not isinstance(binding, ToMany | ToOne):
                    yield f"{kind.name}.{name}: its target {target.name} is reached only through its parent"


def column_faults(entity: Entity) -> Iterator[str]:
    """Sources express the scopes they serve; dimensions name conditions."""
    for scope, source in entity.sources.items():
        if scope not in REACH.get(source.table, {}):
            yield f"{entity.name} source of {scope}: table {source.table} cannot express it"
    for name, dimension in entity.dimensions.items():
        if dimension.condition not in entity.conditions:
            yield f"{entity.name} dimension {name}: there is no condition {dimension.condition}"


def ability_faults(schema: GraphQLSchema) -> Iterator[str]:
    """An ability stands only where the verdict is asked: else it would be shown, and enforce nothing."""
    roots = [each for each in (schema.query_type, schema.mutation_type, schema.subscription_type) if each]
    pages = kinds_of(schema, Connection)
    planned = {each.name for each in roots} | pages | kinds_of(schema, Embedded) | ENTITIES.keys()
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLInputObjectType):
            for name, entry in kind.fields.items():
                yield from nothing_asks(f"{kind.name}.{name}", entry)
        elif isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            asks_arguments = kind in roots or kind.name in pages
            for name, field in kind.fields.items():
                if kind.name not in planned:
                    yield from nothing_asks(f"{kind.name}.{name}", field)
                if not asks_arguments and not isinstance(binding_of(field), Connection):
                    for argument, definition in field.args.items():
                        yield from nothing_asks(f"{kind.name}.{name}({argument}:)", definition)


def kinds_of(schema: GraphQLSchema, binding: type) -> set[str]:
    """The names of the types of all fields with one kind of binding."""
    fields = (field for kind in object_types(schema) for field in kind.fields.values())
    return {get_named_type(field.type).name for field in fields if isinstance(binding_of(field), binding)}


def nothing_asks(where: str, place: GraphQLField | GraphQLArgument | GraphQLInputField) -> Iterator[str]:
    ability = ability_of(place)
    if ability is not None:
        yield f"{where}: names {ability}, which nothing enforces there"
