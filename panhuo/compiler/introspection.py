"""What introspection costs: graphql-core resolves it value by value, over lists as long as the schema."""

from collections.abc import Mapping
from functools import lru_cache
from math import ceil

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_abstract_type,
)

from panhuo.compiler.weights import Size

VALUE = 3
"""Points of a field of introspection, whatever it gives."""


def is_introspection(kind: GraphQLNamedType) -> bool:
    return kind.name.startswith("__")


def introspection_size(schema: GraphQLSchema, kind: GraphQLNamedType, name: str) -> Size | None:
    """How long a list of introspection is: the schema's own length, or the middle over its types."""
    found = lengths(schema).get(f"{kind.name}.{name}") if is_introspection(kind) else None
    return Size(found, found) if found is not None else None


@lru_cache(maxsize=4)
def lengths(schema: GraphQLSchema) -> Mapping[str, int]:
    kinds = list(schema.type_map.values())
    composite = [each for each in kinds if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)]
    fields: list[GraphQLField] = [field for each in composite for field in each.fields.values()]
    inputs = [len(each.fields) for each in kinds if isinstance(each, GraphQLInputObjectType)]
    values = [len(each.values) for each in kinds if isinstance(each, GraphQLEnumType)]
    possible = [len(schema.get_possible_types(each)) for each in kinds if is_abstract_type(each)]
    return {
        "__Schema.types": len(kinds),
        "__Schema.directives": len(schema.directives),
        "__Directive.args": middle([len(each.args) for each in schema.directives], len(schema.directives)),
        "__Type.fields": middle([len(fields)], len(kinds)),
        "__Type.inputFields": middle(inputs, len(kinds)),
        "__Type.enumValues": middle(values, len(kinds)),
        "__Type.possibleTypes": middle(possible, len(kinds)),
        "__Type.interfaces": middle([len(each.interfaces) for each in composite], len(kinds)),
        "__Field.args": middle([len(each.args) for each in fields], len(fields)),
    }


def middle(counts: list[int], among: int) -> int:
    """The mean, rounded up."""
    return ceil(sum(counts) / among) if among else 0
