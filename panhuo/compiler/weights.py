"""What fields, arguments and rows cost, declared beside them in points, and how long lists may become.

A point is about a microsecond of one processor, the database's included, measured on PostgreSQL with
200,000 patents (docs/limits.md). The directives follow the GraphQL cost directives specification (IBM).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLArgument, GraphQLField, get_named_type, is_leaf_type
from strawberry.schema_directive import Location

from panhuo.compiler import binding as bind
from panhuo.compiler.paging import DEFAULT_PAGE, LARGEST_PAGE

COST, SIZE = "panhuo.cost", "panhuo.size"
"""The keys under which a strawberry field's metadata keeps its weight, and how long its list may become."""

A_CHANGE = 2_000
"""A mutation that does not say what it costs: a transaction of a few statements."""
VALUE = 1
"""A leaf of the answer."""


@dataclass(frozen=True)
class Size:
    """How many items a list has: what an argument says, else `assumed`; `most` is never passed."""

    assumed: int
    most: int
    arguments: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Of a page: the fields that hold its rows, and are as long as the page."""


PAGE = Size(DEFAULT_PAGE, LARGEST_PAGE, ("first", "last"), ("nodes", "edges"))
CHILDREN = Size(10, LARGEST_PAGE)
IDS = Size(LARGEST_PAGE, LARGEST_PAGE, ("ids",))
TOP = Size(20, 1000, ("top",))
"""The groups of `counts`."""
GROUPS = Size(100, 1000, ("top",), ("groups",))
"""Those of `stats`."""


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.ARGUMENT_DEFINITION, Location.OBJECT],
    name="cost",
    description=(
        "Points that this place adds to the cost of an operation (查询成本): a field each time it is "
        "selected, an argument when it is given, an object for each one. Where nothing is said, a leaf "
        "adds 1, the rest 0."
    ),
)
class CostDirective:
    weight: str = strawberry.field(description="Points (点数).")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description=(
        "How many items a list is taken to have (列表条数), which multiplies the cost of what is selected "
        "of each: the value of a slicing argument (or its length), else the assumed size. Of a page, the "
        "sized fields."
    ),
)
class ListSizeDirective:
    assumed_size: int = strawberry.field(description="Items, where no argument says (默认条数).")
    slicing_arguments: list[str] | None = strawberry.field(
        description="Arguments that say how many, or whose length does (限定条数的参数)."
    )
    sized_fields: list[str] | None = strawberry.field(description="Fields that hold the items (所含列表).")


def default_cost(found: bind.Binding | None) -> int | None:
    """What a kind of field costs where it does not say so itself."""
    match found:
        case bind.ById() | bind.Nodes(many=False) | bind.Connection(parent=None):
            return 300  # a statement
        case bind.Nodes() | bind.Explained() | bind.Worked():
            return 1_000  # several
        case bind.Connection() | bind.ToMany():
            return 50  # a look-up in an index, for each parent
        case bind.Decision():
            return 5
        case _:
            return None


def default_size(found: bind.Binding | None) -> Size | None:
    """How long a kind of list becomes."""
    match found:
        case bind.Connection():
            return PAGE
        case bind.ToMany():
            return CHILDREN
        case bind.Nodes(many=True):
            return IDS
        case _:
            return None


def weighed(cost: int | None, size: Size | None = None) -> Mapping[str, Any]:
    """The metadata of a place with a weight or a size."""
    given = {COST: cost, SIZE: size}
    return {key: value for key, value in given.items() if value is not None}


def weight_directives(cost: int | None, size: Size | None = None) -> list[object]:
    """What `schema.graphql` says of a weight and a size."""
    found: list[object] = [] if cost is None else [CostDirective(weight=str(cost))]
    if size is not None:
        more = {"slicing_arguments": size.arguments, "sized_fields": size.fields}
        named = {name: list(value) if value else strawberry.UNSET for name, value in more.items()}
        found.append(ListSizeDirective(assumed_size=size.assumed, **named))
    return found


def cost_of(place: GraphQLField | GraphQLArgument) -> int:
    """The weight of a field or argument of the built schema."""
    said = metadata(place).get(COST)
    if said is not None:
        return int(said)
    leaf = isinstance(place, GraphQLField) and is_leaf_type(get_named_type(place.type))
    return VALUE if leaf else 0


def size_of(field: GraphQLField) -> Size | None:
    """How long the list of a field may become; None where it is none, or as long as its page."""
    return metadata(field).get(SIZE)


def metadata(place: GraphQLField | GraphQLArgument) -> Mapping[str, Any]:
    definition = place.extensions.get("strawberry-definition")
    return definition.metadata if definition is not None else {}
