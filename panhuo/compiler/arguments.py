"""Arguments of a field, with each leaf knowing how to be read again when a cached plan runs.

Within one plan the *shape* of the variables is fixed (see `shape_of`), so structure may be decided
while planning; only leaves change between runs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_list_type,
)
from graphql.execution.values import VariableValues, get_argument_values

Variables = Mapping[str, Any]


@dataclass(frozen=True)
class Leaf:
    """A scalar, an enum value or a list of them: its value now, and where to find it next time."""

    value: Any
    read: Callable[[Variables], Any]


def constant(value: Any) -> Leaf:
    return Leaf(value, lambda variables: value)


Tree = Leaf | dict[str, Any] | list[Any] | None
"""A null, a leaf, an input object of trees, or a list of input objects."""


def arguments_of(field_def: GraphQLField, node: FieldNode, values: VariableValues) -> dict[str, Tree]:
    """The coerced arguments of a field as trees; absent ones take their defaults."""
    coerced = get_argument_values(field_def, node, values)
    nodes = {argument.name.value: argument.value for argument in node.arguments or ()}
    return {
        name: lift(coerced[name], nodes.get(name), argument.type, _no_path)
        for name, argument in field_def.args.items()
        if name in coerced and coerced[name] is not None
    }


def _no_path(variables: Variables) -> Any:
    raise AssertionError("a constant has no path")


def lift(
    value: Any, node: ValueNode | None, kind: GraphQLInputType, path: Callable[[Variables], Any]
) -> Tree:
    """Pair a coerced value with its origin: a literal in the document, or a place in the variables."""
    if value is None:
        return None
    if isinstance(node, VariableNode):
        name = node.name.value  # absent, the value is the default, in every run of this shape
        return lift_path(value, kind, lambda variables: variables.get(name, value))
    bare = get_nullable_type(kind)
    if isinstance(node, ObjectValueNode) and isinstance(bare, GraphQLInputObjectType):
        nodes = {entry.name.value: entry.value for entry in node.fields}
        return {name: lift(value[name], nodes.get(name), bare.fields[name].type, path) for name in value}
    if node is not None and is_list_type(bare):
        items = (
            node.values if isinstance(node, ListValueNode) else (node,)
        )  # one item stands for a list of one
        return lift_list(value, items, bare.of_type, path)
    return lift_constant(value, kind)


def lift_list(
    values: list[Any], nodes: Sequence[ValueNode], item: GraphQLInputType, path: Callable[[Variables], Any]
) -> Tree:
    parts = [lift(value, part, item, path) for value, part in zip(values, nodes, strict=True)]
    if isinstance(get_nullable_type(item), GraphQLInputObjectType):
        return parts
    leaves = [part if isinstance(part, Leaf) else constant(None) for part in parts]
    return Leaf(values, lambda variables: [leaf.read(variables) for leaf in leaves])


def lift_constant(value: Any, kind: GraphQLInputType) -> Tree:
    return lift_path(value, kind, None)


def lift_path(value: Any, kind: GraphQLInputType, path: Callable[[Variables], Any] | None) -> Tree:
    """Lift a value whose whole inside comes from one place."""
    bare = get_nullable_type(kind)
    if value is None:
        return None
    if isinstance(bare, GraphQLInputObjectType):
        return {
            name: lift_path(value[name], entry.type, within(path, name))
            for name, entry in bare.fields.items()
            if name in value
        }
    if is_list_type(bare) and isinstance(get_nullable_type(bare.of_type), GraphQLInputObjectType):
        return [lift_path(part, bare.of_type, within(path, index)) for index, part in enumerate(value)]
    return constant(value) if path is None else Leaf(value, path)


def within(path: Callable[[Variables], Any] | None, key: str | int) -> Callable[[Variables], Any] | None:
    return None if path is None else lambda variables: path(variables)[key]


def shape_of(value: Any, kind: Any) -> Any:
    """What planning may depend on: null-ness, keys, lengths of lists of objects, enum values, booleans."""
    bare = get_nullable_type(kind)
    if value is None:
        return None
    if isinstance(bare, GraphQLInputObjectType):
        return tuple(
            (name, shape_of(value[name], entry.type)) for name, entry in _fields(bare) if name in value
        )
    if is_list_type(bare):
        item = get_nullable_type(bare.of_type)
        if isinstance(item, GraphQLInputObjectType | GraphQLEnumType):
            return tuple(shape_of(part, item) for part in value)
        return "list"
    return value if isinstance(value, bool) or isinstance(bare, GraphQLEnumType) else "leaf"


def _fields(kind: GraphQLInputObjectType) -> Any:
    return kind.fields.items()


__all__ = ["GraphQLArgument", "GraphQLInputField", "Leaf", "Tree", "arguments_of", "constant", "shape_of"]
