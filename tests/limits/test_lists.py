"""No list of the schema is endless: each is a page, or says how long it may become."""

import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, get_nullable_type, is_list_type

from panhuo.compiler.binding import Connection, binding_of
from panhuo.compiler.weights import size_of
from panhuo.schema import schema

LONGEST = {"PatentConnection.counts": 1_000, "Patent.ownerNames": 200, "Patent.inventorNames": 200}
LONGEST |= {"Patent.coOwnerNames": 200}
"""What may pass 100 items: groups, which are two values each, and names, which are columns."""

TYPES = [kind for kind in schema._schema.type_map.values() if isinstance(kind, GraphQLObjectType)]
OURS = [kind for kind in TYPES if not kind.name.startswith("__")]


def lists() -> dict[str, GraphQLField]:
    return {
        f"{kind.name}.{name}": field
        for kind in OURS
        for name, field in kind.fields.items()
        if is_list_type(get_nullable_type(field.type))
    }


def pages() -> set[str]:
    """The lists that hold a page's rows."""
    found: set[str] = set()
    for kind in OURS:
        for field in kind.fields.values():
            size = size_of(field)
            if isinstance(binding_of(field), Connection) and size is not None:
                found |= {f"{get_named_type(field.type).name}.{name}" for name in size.fields}
    return found


@pytest.mark.parametrize("coordinate", sorted(lists()))
def test_every_list_is_bounded(coordinate: str) -> None:
    size = size_of(lists()[coordinate])

    if coordinate in pages():
        assert size is None
    else:
        assert size is not None
        assert 1 <= size.assumed <= size.most <= LONGEST.get(coordinate, 100)


def test_every_page_has_at_most_a_hundred_rows() -> None:
    connections = [
        field for kind in OURS for field in kind.fields.values() if isinstance(binding_of(field), Connection)
    ]

    assert connections
    for field in connections:
        size = size_of(field)
        assert size is not None and (size.assumed, size.most) == (20, 100)
        assert {"first", "last"} <= field.args.keys()
