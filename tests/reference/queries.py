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
    "can": 2,
    "codeTables": 1,
    "codes": 1,
    "dashboard": 2,
    "demand": 2,
    "demandSuggestions": 2,
    "demands": 8,
    "dossier": 6,
    "dossiers": 3,
    "exportColumns": 1,
    "exports": 1,
    "contactAccesses": 2,
    "enterpriseApplication": 1,
    "enterpriseApplications": 2,
    "evaluations": 3,
    "showcase": 3,
    "showcaseDossier": 2,
    "inventorClaims": 2,
    "inventorMatches": 2,
    "job": 2,
    "jobs": 1,
    "libraryFigures": 2,
    "myDossiers": 4,
    "node": 2,
    "nodes": 1,
    "notices": 2,
    "orgUnit": 1,
    "orgUnits": 3,
    "patent": 1,
    "patents": 15,
    "pushes": 1,
    "performance": 1,
    "performanceDraft": 2,
    "performances": 4,
    "resources": 4,
    "reviewQueue": 3,
    "reviewRoute": 2,
    "reviewed": 3,
    "serviceContacts": 1,
    "stats": 6,
    "apiTokens": 2,
    "token": 1,
    "uploads": 2,
    "users": 2,
    "viewer": 1,
}
"""Every root field and how often it is asked. A new one needs its arguments in `query_arguments`, its
answer in `fields.RESOLVERS`, and the faults of its arguments in `requests`."""
APART = {"explainAccess": "tells of predicates, of which the reference has none: test_explain asks it"}
"""Root fields that random operations leave out, and why."""
DOSSIERS = ("dossiers", "myDossiers", "resources", "reviewQueue", "reviewed", "showcase")
LISTS = (
    "apiTokens",
    "auditLog",
    "codeTables",
    "codes",
    "demands",
    "exports",
    "contactAccesses",
    "enterpriseApplications",
    "evaluations",
    "inventorClaims",
    "inventorMatches",
    "jobs",
    "notices",
    "orgUnits",
    "pushes",
    "performances",
    "users",
    *DOSSIERS,
)
WHOLE = (*LISTS, "approvalFlow", "libraryFigures", "resources", "reviewRoute", "viewer")
DIMENSIONS: dict[str, list[str]] = {
    kind: list(schema().type_map[f"{kind}Dimension"].values)  # type: ignore[attr-defined]
    for kind in ("Patent", "Dossier", "Demand", "Performance")
}
"""What each type can be counted by."""


@dataclass(frozen=True)
class Operation:
    """A query and its variables, in which cursors are still to be fetched."""

    text: str
    variables: dict[str, Any]


def random_operation(random: Random, ask: Ask) -> Operation:
    """Nested objects, whole rows, many lists of which little is asked, or every dossier by its id."""
    writer = Writer(Values(random, ask))
    kinds: tuple[Callable[[Writer], list[str]], ...] = (anything, anything, whole_rows, lists, every_dossier)
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
    """Every plain field of a list's objects, and of what hangs on them; of dossiers, of some of that."""
    name = writer.one_of(("patents",) * 3 + WHOLE + DOSSIERS)
    rows = writer.one_of(("nodes", "nodes", "edges"))
    kind = get_named_type(query_type().fields[name].type)
    keep = some(writer) if name in DOSSIERS else lambda: True
    return [f"{head(writer, name)} {whole(kind, 2, rows, keep)}"]


def every_dossier(writer: Writer) -> list[str]:
    """The dossiers there are, most of them outside the scope, and what hangs on them."""
    ids = ", ".join(f'"Dossier:{id}"' for id in writer.values.world.tables["dossier"])
    kind = schema().type_map["Dossier"]
    return [f"nodes(ids: [{ids}]) {{ id ... on Dossier {whole(kind, 3, keep=some(writer))} }}"]


def some(writer: Writer) -> Callable[[], bool]:
    """Takes a few: one statement joins at most so many relations."""
    left = iter(range(5))
    return lambda: writer.chance(0.4) and next(left, None) is not None


def lists(writer: Writer) -> list[str]:
    """Lists with filters, orders and counts, and the ids that stand in them."""
    found = []
    for _ in range(3 + writer.below(6)):
        name = writer.one_of(("patents",) * 9 + LISTS + DOSSIERS)
        given = head(writer, name, 2)
        counts = counted(writer, name)
        asked = writer.one_of(("nodes { id }", "totalCount nodes { id }", counts))
        found.append(f"{writer.alias()}: {given} {{ {asked} }}")
    return found


def counted(writer: Writer, name: str) -> str:
    """Counts by some dimension, where the list has any."""
    titled = {"patents": "Patent", "demands": "Demand"}
    if name in titled:
        return f"counts(by: {writer.one_of(DIMENSIONS[titled[name]])}) {{ key label count }}"
    kind = "Performance" if name == "performances" else "Dossier"
    return (
        f"counts(by: {writer.one_of(DIMENSIONS[kind])}) {{ key count }}"
        if name in (*DOSSIERS, "performances")
        else "totalCount"
    )


def head(writer: Writer, name: str, pickiness: float = 1) -> str:
    """A root field with its arguments."""
    field = query_type().fields[name]
    return f"{name}{arguments(writer.values, name, field, get_named_type(field.type), pickiness)}"
