"""Input values as a request would have sent them, so that they can be kept and read again."""

from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)


def uncoerced(value: Any, kind: GraphQLInputType) -> Any:
    """A coerced value as JSON; it coerces to the same again."""
    bare: Any = get_nullable_type(kind)
    if value is None:
        return None
    if is_list_type(bare):
        return [uncoerced(each, bare.of_type) for each in value]
    if isinstance(bare, GraphQLInputObjectType):
        return {name: uncoerced(inner, bare.fields[name].type) for name, inner in value.items()}
    assert is_leaf_type(bare)
    return bare.serialize(value)
