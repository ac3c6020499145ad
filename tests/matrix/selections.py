"""Selections of everything a type has, made from the built schema, so that a new field is asked for too."""

from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type

from panhuo.schema import schema
from tests.matrix.kinds import KINDS

BUILT = schema._schema
ARGUMENTS = {
    "counts": "(by: TYPE)",
    "patents": "(filed: ALL, campus: ALL, first: 100)",
    "children": "(first: 100)",
    "portfolios": "(first: 100)",
    "rows": "(first: 100)",
    "evaluations": "(first: 100)",
}


def object_type(name: str) -> GraphQLObjectType:
    found = BUILT.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def everything(name: str) -> str:
    """Every field of a type; of objects that have an id of their own, the id."""
    return " ".join(one(field, definition) for field, definition in object_type(name).fields.items())


def one(field: str, definition: GraphQLField) -> str:
    target = get_named_type(definition.type)
    if is_leaf_type(target):
        return field
    if target.name in KINDS:
        return f"{field} {{ id }}"
    inner = "totalCount nodes { id }" if target.name.endswith("Connection") else everything(target.name)
    given = ARGUMENTS.get(field, "") if definition.args else ""
    return f"{field}{given} {{ {inner} }}"
