"""No list of the schema is endless: each is a page, or says how long it may become."""

import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, get_nullable_type, is_list_type

from panhuo.compiler.binding import Connection, Grouped, binding_of
from panhuo.compiler.weights import size_of
from panhuo.schema import schema

LONGEST = {"counts": 1_000, "ownerNames": 200, "coOwnerNames": 200, "inventorNames": 200}
LONGEST |= {"MatchesPayload.results": 1_000, "HandOverUserPayload.results": 200}
LONGEST |= {"problems": 200, "missing": 200, "JobRow.issues": 300}
"""By field, or by field of one type, what may pass 100 items: groups, which are two values each; names, which
are columns; results of a mutation, as many as its input names; what is wrong in a form, or in a row
of a file with its continuation rows, field by field."""

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
    """The lists that hold a page's rows, or groups."""
    found: set[str] = set()
    for kind in OURS:
        for field in kind.fields.values():
            size = size_of(field)
            if isinstance(binding_of(field), Connection | Grouped) and size is not None:
                found |= {f"{get_named_type(field.type).name}.{name}" for name in size.fields}
    return found


@pytest.mark.parametrize("coordinate", sorted(lists()))
def test_every_list_is_bounded(coordinate: str) -> None:
    size = size_of(lists()[coordinate])
    most = LONGEST.get(coordinate, LONGEST.get(coordinate.partition(".")[2], 100))

    if coordinate in pages():
        assert size is None
    else:
        assert size is not None
        assert 1 <= size.assumed <= size.most <= most


def test_every_page_has_at_most_a_hundred_rows() -> None:
    connections = [
        field for kind in OURS for field in kind.fields.values() if isinstance(binding_of(field), Connection)
    ]

    assert connections
    for field in connections:
        size = size_of(field)
        assert size is not None and (size.assumed, size.most) == (20, 100)
        assert {"first", "last"} <= field.args.keys()
