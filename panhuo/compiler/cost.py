"""What an operation costs: a walk over its selections, once a plan, gives a number or a small function.

    a field costs its weight + its arguments' + items × (the object's weight + what its selected fields cost)

Roles play no part in it, so a client can reckon it from `@cost` and `@listSize` in the schema. Pages count
as full. The role decides what is too much.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from panhuo.compiler.binding import ENTITIES
from panhuo.compiler.introspection import VALUE as INTROSPECTED
from panhuo.compiler.introspection import introspection_size, is_introspection
from panhuo.compiler.weights import Size, cost_of, size_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.observing.observed import current
from panhuo.permissions.limits import cost_limit
from panhuo.rules.vocabulary import Role

Variables = Mapping[str, Any]
Cost = int | str
"""Points; a Python expression over `variables` where page sizes are variables."""
Price = int | Callable[[Variables], int]
"""A cost ready to be asked again and again."""
Sizes = Mapping[str, Cost]

PLANNING = 5_000
"""Points for an operation that had to be planned: parsed, validated and compiled, most likely."""


def charge(price: Price, variables: Variables, role: Role, planned: bool) -> dict[str, Any]:
    """What an operation costs, as `extensions.cost` says it. Raises COST_TOO_HIGH above the role's limit."""
    points = price if isinstance(price, int) else price(variables)
    requested, limit = points + PLANNING * planned, cost_limit(role)
    current().cost = requested
    bill = {"requested": requested, "limit": limit, "planned": planned}
    if requested > limit:
        words = (f"Cost: {requested}, at most {limit}.", f"开销：{requested}，上限：{limit}。")
        raise PanhuoError(ErrorCode.COST_TOO_HIGH, words, cost=bill)
    return bill


@dataclass
class Walk:
    """One operation, with the shape of its variables."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDetails]
    variables: VariableValues

    def price(self) -> Price:
        """What the operation costs."""
        root = self.schema.get_root_type(self.operation.operation)
        assert root is not None
        grouped = collect_fields(self.schema, self.fragments, self.variables, root, self.operation)
        fields = grouped.grouped_field_set.values()
        return reckoner(total(self.field(root, entries, {}) for entries in fields))

    def object(self, kind: GraphQLObjectType, entries: list[FieldDetails], sizes: Sizes) -> Cost:
        """One object with what is selected of it."""
        grouped = collect_subfields(
            self.schema, self.fragments, self.variables, self.operation, kind, entries
        ).grouped_field_set
        own = ENTITIES[kind.name].cost if kind.name in ENTITIES else 0
        return total([own, *(self.field(kind, each, sizes) for each in grouped.values())])

    def field(self, parent: GraphQLObjectType, entries: list[FieldDetails], sizes: Sizes) -> Cost:
        node = entries[0].node
        name, field_def = node.name.value, self.schema.get_field(parent, node.name.value)
        assert field_def is not None
        weight = self.weight(parent, field_def, node)
        size = size_of(field_def) or introspection_size(self.schema, parent, name)
        inside: Sizes = {}
        items = sizes.get(name, 1)
        if size is not None and size.fields:
            inside = dict.fromkeys(size.fields, self.items(size, node))
        elif size is not None:
            items = self.items(size, node)
        kind = get_named_type(field_def.type)
        kinds = self.schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        objects = [self.object(each, entries, inside) for each in kinds if is_object_type(each)]
        return total([weight, times(items, dearest(objects))])

    def weight(self, parent: GraphQLObjectType, field_def: GraphQLField, node: FieldNode) -> int:
        if is_introspection(parent):
            return INTROSPECTED
        return cost_of(field_def) + self.arguments(field_def, node)

    def arguments(self, field_def: GraphQLField, node: FieldNode) -> int:
        """The weights of the arguments that are more than null."""
        given = ((each.name.value, each.value) for each in node.arguments or ())
        return sum(cost_of(field_def.args[name]) for name, value in given if not self.is_null(value))

    def items(self, size: Size, node: FieldNode) -> Cost:
        """How many items a list has: what its first argument that is given says."""
        given = {each.name.value: each.value for each in node.arguments or ()}
        for name in size.arguments:
            if name in given and not self.is_null(given[name]):
                return said(given[name], size.most)
        return size.assumed

    def is_null(self, value: ValueNode) -> bool:
        if isinstance(value, VariableNode):
            return self.variables.coerced.get(value.name.value) is None
        return isinstance(value, NullValueNode)


def said(value: ValueNode, most: int) -> Cost:
    """The number that an argument gives, or the length of its list; what is too large fails elsewhere."""
    if isinstance(value, VariableNode):
        return f"within(variables[{value.name.value!r}], {most})"
    if isinstance(value, ListValueNode):
        return within(len(value.values), most)
    return within(int(value.value), most) if isinstance(value, IntValueNode) else 1


def within(found: Any, most: int) -> int:
    return max(
        0, min(found if isinstance(found, int) else len(found) if isinstance(found, list) else 1, most)
    )


def total(parts: Iterable[Cost]) -> Cost:
    found = list(parts)
    known = sum(part for part in found if isinstance(part, int))
    varying = [part for part in found if isinstance(part, str)]
    return f"({' + '.join([str(known), *varying])})" if varying else known


def times(size: Cost, cost: Cost) -> Cost:
    if isinstance(size, int) and isinstance(cost, int):
        return size * cost
    return f"{size} * {cost}"


def dearest(found: Sequence[Cost]) -> Cost:
    known = max((each for each in found if isinstance(each, int)), default=0)
    varying = [each for each in found if isinstance(each, str)]
    return f"max({', '.join([str(known), *varying])})" if varying else known


def reckoner(cost: Cost) -> Price:
    """The cost as a number, or as a function of the variables: a query run again pays it each time."""
    if isinstance(cost, int):
        return cost
    return eval(f"lambda variables: {cost}", {"within": within, "max": max, "__builtins__": {}})  # type: ignore[no-any-return]  # noqa: S307
