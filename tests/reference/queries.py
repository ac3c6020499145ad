"""Random operations that fit the schema, biased to what exists in a world."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import GraphQLObjectType, get_named_type

from tests.reference.printed import schema
from tests.reference.query_arguments import OMITTED, arguments
from tests.reference.query_selections import Writer, whole
from tests.reference.query_values import Values
from tests.reference.scopes import Ask

DEPTH = 7
"""Objects within objects at most; a connection and its rows are two."""
ROOTS = {
    "approvalFlow": 1,
    "auditLog": 2,
    "can": 1,
    "codes": 1,
    "inventorClaims": 2,
    "inventorMatches": 2,
    "job": 1,
    "jobs": 1,
    "node": 2,
    "nodes": 1,
    "notices": 2,
    "orgUnit": 1,
    "orgUnits": 3,
    "patent": 1,
    "patents": 8,
    "reviewRoute": 2,
    "serviceContacts": 1,
    "uploads": 1,
    "users": 2,
    "viewer": 1,
}
"""Every root field and how often it is asked. A new one needs its arguments in `query_arguments`, its
answer in `fields.RESOLVERS`, and the faults of its arguments in `requests`."""
APART = {"explainAccess": "tells of predicates, of which the reference has none: test_explain asks it"}
"""Root fields that random operations leave out, and why."""
LISTS = ("auditLog", "codes", "inventorClaims", "inventorMatches", "jobs", "notices", "orgUnits", "users")
WHOLE = (*LISTS, "approvalFlow", "reviewRoute", "viewer")
DIMENSIONS = tuple(schema().type_map["PatentDimension"].values)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Operation:
    """A query and its variables, in which cursors are still to be fetched."""

    text: str
    variables: dict[str, Any]


def random_operation(random: Random, ask: Ask) -> Operation:
    """One of three kinds: nested objects at random, whole rows, or many lists of which little is asked."""
    writer = Writer(Values(random, ask))
    kinds: tuple[Callable[[Writer], list[str]], ...] = (anything, whole_rows, lists)
    roots = random.choice(kinds)(writer)
    variables = writer.values.variables
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in variables.items())
    head = f"query Q({declared})" if declared else "query Q"
    given = {name: value for name, (_, value) in variables.items() if value is not OMITTED}
    return Operation("\n".join([f"{head} {{ {' '.join(roots)} }}", *writer.fragments]), given)


def query_type() -> GraphQLObjectType:
    found = schema().query_type
    assert found
    return found


def anything(writer: Writer) -> list[str]:
    names = writer.values.random.choices(list(ROOTS), list(ROOTS.values()), k=1 + writer.below(3))
    return [writer.field(query_type(), name, DEPTH) for name in names]


def whole_rows(writer: Writer) -> list[str]:
    """Every plain field of a list's objects, and of what hangs on them."""
    name = writer.one_of(("patents",) * 3 + WHOLE)
    rows = writer.one_of(("nodes", "nodes", "edges"))
    kind = get_named_type(query_type().fields[name].type)
    return [f"{head(writer, name)} {whole(kind, 2, rows)}"]


def lists(writer: Writer) -> list[str]:
    """Lists with filters, orders and counts, and the ids that stand in them."""
    found = []
    for _ in range(3 + writer.below(6)):
        name = writer.one_of(("patents",) * 6 + LISTS)
        given = head(writer, name, 2)
        by = writer.one_of(DIMENSIONS)
        counts = f"counts(by: {by}) {{ key label count }}" if name == "patents" else "totalCount"
        asked = writer.one_of(("nodes { id }", "totalCount nodes { id }", counts))
        found.append(f"{writer.alias()}: {given} {{ {asked} }}")
    return found


def head(writer: Writer, name: str, pickiness: float = 1) -> str:
    """A root field with its arguments."""
    field = query_type().fields[name]
    return f"{name}{arguments(writer.values, name, field, get_named_type(field.type), pickiness)}"
