"""Plain objects, made by Python rather than read from a table → the response's dicts, by selection."""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.planner import TYPENAME, Planner
from panhuo.compiler.rowcode import compile_rows, dict_code


def plain_code(
    planner: Planner, field_def: GraphQLField, nodes: list[FieldDetails], value: str, depth: int = 0
) -> str:
    """The expression of what is selected of an object, or of a list of them, given as an expression."""
    kind = get_named_type(field_def.type)
    if not isinstance(kind, GraphQLObjectType):
        return value
    item = f"v{depth}"
    code = dict_code(
        [
            (key, repr(kind.name) if found is TYPENAME else member(planner, found, details, item, depth))
            for key, found, details in planner.subfields(kind, nodes)
        ]
    )
    many = is_list_type(get_nullable_type(field_def.type))
    listed = f"[{code} for {item} in {value if many else f'({value},)'}]"
    if many and not is_non_null_type(field_def.type):
        return f"(None if {value} is None else {listed})"
    return listed if many else f"[None if {item} is None else {code} for {item} in ({value},)][0]"


def member(
    planner: Planner, field_def: GraphQLField, details: list[FieldDetails], item: str, depth: int
) -> str:
    name = field_def.extensions["strawberry-definition"].python_name
    return plain_code(planner, field_def, details, f"{item}.{name}", depth + 1)


def plain_reader(
    planner: Planner, field_def: GraphQLField, nodes: list[FieldDetails]
) -> Callable[[Any], Any]:
    """The same as a function of the object or list, for a root field."""
    read = compile_rows(plain_code(planner, field_def, nodes, "r"), {})
    return lambda value: read((value,), None, ())[0]
