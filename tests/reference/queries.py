"""Random operations that fit the schema, biased to what exists in a world."""

from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
    is_required_argument,
)

from tests.reference.executor import schema
from tests.reference.query_values import Cursor, Name, Values
from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES

DEPTH = 7
"""Objects within objects at most; a connection and its rows are two."""
ROOTS = (
    ("patents",) * 8 + ("orgUnits",) * 3 + ("patent", "orgUnit", "codes", "node", "node", "nodes", "viewer")
)


DIMENSIONS = tuple(schema().type_map["PatentDimension"].values)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Operation:
    """A query and its variables, in which cursors are still to be fetched."""

    text: str
    variables: dict[str, Any]


def random_operation(random: Random, ask: Ask) -> Operation:
    """One of three kinds: nested objects at random, whole rows, or many lists of which little is asked."""
    writer = Writer(Values(random, ask))
    kind = random.choice((writer.anything, writer.whole_rows, writer.lists))
    return writer.operation(kind())


OMITTED = object()
"""Of a variable that is declared and not given."""


def query_type() -> GraphQLObjectType:
    found = schema().query_type
    assert found
    return found


class Writer:
    """Writes selections, fragments, aliases and directives."""

    def __init__(self, values: Values) -> None:
        self.values, self.below = values, values.below
        self.fragments: list[str] = []
        self.aliases = 0

    def operation(self, roots: list[str]) -> Operation:
        declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in self.values.variables.items())
        head = f"query Q({declared})" if declared else "query Q"
        variables = {
            name: value for name, (_, value) in self.values.variables.items() if value is not OMITTED
        }
        return Operation("\n".join([f"{head} {{ {' '.join(roots)} }}", *self.fragments]), variables)

    def anything(self) -> list[str]:
        return [self.field(query_type(), self.one_of(ROOTS), DEPTH) for _ in range(1 + self.below(3))]

    def whole_rows(self) -> list[str]:
        """Every plain field of a list's objects, and of what hangs on them."""
        name = self.one_of(("patents", "patents", "patents", "orgUnits", "codes", "viewer"))
        field = query_type().fields[name]
        kind = get_named_type(field.type)
        arguments = self.arguments(kind, field, name)
        return [f"{name}{arguments} {whole(kind, 2, self.one_of(('nodes', 'nodes', 'edges')))}"]

    def lists(self) -> list[str]:
        """Lists with filters, orders and counts, and the ids that stand in them."""
        found = []
        for _ in range(3 + self.below(6)):
            name = self.one_of(("patents",) * 6 + ("orgUnits", "codes"))
            field = query_type().fields[name]
            arguments = self.arguments(get_named_type(field.type), field, name, 2)
            counts = (
                f"counts(by: {self.one_of(DIMENSIONS)}) {{ key label count }}" if name == "patents" else ""
            )
            asked = self.one_of(("nodes { id }", "totalCount nodes { id }", counts or "totalCount"))
            found.append(f"{self.alias()}: {name}{arguments} {{ {asked} }}")
        return found

    def chance(self, share: float) -> bool:
        return self.values.chance(share)

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def selection(self, kind: Any, depth: float, plain: bool = True) -> str:
        """The selection set of a type. Not `plain`: beside other types, where equal names must not meet."""
        if isinstance(kind, GraphQLInterfaceType):
            return self.abstract(depth)
        if kind.name.endswith("Connection"):
            return self.connection(kind, depth)
        leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
        objects = [name for name in kind.fields if name not in leaves]
        parts = [
            self.field(kind, self.values.one_of(leaves), depth, plain)
            for _ in range(self.below(6) if leaves else 0)
        ]
        if objects and depth > 0:
            parts += [
                self.field(kind, self.values.one_of(objects), depth, plain) for _ in range(self.below(3))
            ]
        if not parts or self.chance(0.1):
            parts.append("__typename" if plain or self.chance(0.5) else f"{self.alias()}: __typename")
        return f"{{ {' '.join(self.wrapped(part, kind) for part in parts)} }}"

    def connection(self, kind: Any, depth: float) -> str:
        """The selection set of a connection: rows, most of the time."""
        names = (
            "nodes",
            "nodes",
            "edges",
            "pageInfo",
            "totalCount",
            *("counts",) * ("counts" in kind.fields),
        )
        parts = [self.field(kind, self.one_of(names), depth) for _ in range(1 + self.below(3))]
        return f"{{ {' '.join(self.wrapped(part, kind) for part in parts)} }}"

    def wrapped(self, part: str, kind: Any) -> str:
        """A part as it is, or within an inline or a named fragment."""
        if not self.chance(0.12):
            return part
        if self.chance(0.5):
            return f"...{self.one_of(('', f' on {kind.name}'))}{self.directive()} {{ {part} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {kind.name} {{ {part} }}")
        spread = f"...{name}{self.directive()}"
        return f"{spread} {spread}" if self.chance(0.2) else spread

    def one_of(self, values: Any) -> Any:
        return self.values.one_of(values)

    def abstract(self, depth: float) -> str:
        """Of `Node`: its id, and fragments on its types."""
        parts = ["id"] if self.chance(0.7) else ["__typename"]
        for name in dict.fromkeys(self.one_of(list(ENTITIES)) for _ in range(self.below(4))):
            parts.append(
                f"... on {name}{self.directive()} {self.selection(schema().type_map[name], depth - 1, False)}"
            )
        return f"{{ {' '.join(parts)} }}"

    def directive(self) -> str:
        if not self.chance(0.15):
            return ""
        value = bool(self.below(2))
        text = self.values.variable("Boolean!", value) if self.chance(0.5) else str(value).lower()
        return f" @{self.one_of(('skip', 'include'))}(if: {text})"

    def field(self, parent: Any, name: str, depth: float, plain: bool = True) -> str:
        """A field under its own name or an alias; one that could meet another always has an alias."""
        field = parent.fields[name]
        kind = get_named_type(field.type)
        leaf = is_leaf_type(kind)
        alone = leaf and not field.args and plain and not self.chance(0.1)
        head = (
            ("" if alone else f"{self.alias()}: ")
            + name
            + self.arguments(kind, field, name)
            + self.directive()
        )
        if leaf:
            return head
        text = f"{head} {self.selection(kind, depth - 1)}"
        return f"{text} {head} {self.selection(kind, depth - 1)}" if self.chance(0.1) else text

    def arguments(self, kind: Any, field: GraphQLField, name: str, pickiness: float = 1) -> str:
        given = self.given(kind, field, name, pickiness)
        parts = [f"{argument}: {self.argument(field, argument, value)}" for argument, value in given.items()]
        return f"({', '.join(parts)})" if parts else ""

    def argument(self, field: GraphQLField, name: str, value: Any) -> str:
        """Its text; one that may be left out may be a variable that is not given."""
        type = field.args[name].type
        if not is_non_null_type(type) and name not in ("id", "applicationNumber") and self.chance(0.03):
            return self.values.variable(str(type), OMITTED)
        return self.values.literal(type, value)

    def given(self, kind: Any, field: GraphQLField, name: str, pickiness: float) -> dict[str, Any]:
        """Which arguments a field is given, and their values."""
        if name == "patent":
            return self.patent_key()
        given = {}
        for argument, defined in field.args.items():
            likely = {"filed": 0.9, "campus": 0.9, "branch": 0.05, "search": 0.12, "where": 0.3, "top": 0.3}
            if argument in ("first", "after", "last", "before"):
                continue
            if is_required_argument(defined) or self.chance(likely.get(argument, 0.35) * pickiness):
                given[argument] = self.value(argument, defined.type, name)
        if "first" in field.args:
            given |= self.paging(kind.name.removesuffix("Connection"), given.get("orderBy"))
        return given

    def patent_key(self) -> dict[str, Any]:
        numbers = [row["application_number"] for row in self.values.world.rows("patent")] or [
            "202310123456.7"
        ]
        keys = {"id": self.values.id("Patent"), "applicationNumber": self.values.number(self.one_of(numbers))}
        names = tuple(keys) if self.chance(self.values.rare / 2) else (self.one_of(tuple(keys)),)
        return {name: keys[name] for name in names}

    def value(self, argument: str, type: Any, name: str) -> Any:
        bare = get_nullable_type(type)
        if not is_non_null_type(type) and self.chance(0.04):
            return None
        if argument in ("id", "ids"):
            kinds = () if name in ("node", "nodes") else ("OrgUnit",)
            return (
                [self.values.id() for _ in range(self.below(6))]
                if argument == "ids"
                else self.values.id(*kinds)
            )
        if argument == "filed" or argument == "campus":
            return Name("ALL") if self.chance(0.75) else Name(self.one_of(list(bare.values)))
        if argument == "orderBy":
            return self.values.orders(bare.of_type.of_type)
        if isinstance(bare, GraphQLInputObjectType):
            return self.values.tree(bare, 2)
        if argument == "search":
            return self.values.keyword()
        if argument == "branch":
            return self.values.id("OrgUnit")
        if argument == "top":
            return (
                self.one_of((1, 2, 3, 1000)) if not self.chance(self.values.rare) else self.one_of((0, 1001))
            )
        return self.values.operand(argument, type)

    def paging(self, type_name: str, order: Any) -> dict[str, Any]:
        """Forward or backward, seldom both, which is refused."""
        given: dict[str, Any] = {}
        for size, cursor in [("first", "after"), ("last", "before")][:: 1 if self.chance(0.7) else -1]:
            if self.chance(0.6):
                given[size] = self.values.size()
            if self.chance(0.15):
                given[cursor] = self.cursor(type_name, order)
            if not self.chance(self.values.rare / 2):
                break
        return given

    def cursor(self, type_name: str, order: Any) -> Any:
        if self.chance(self.values.rare):
            return self.one_of(("", "nonsense", "W10"))
        if self.chance(self.values.rare):
            order = None
        keys = tuple((one["field"], one.get("direction", "ASC")) for one in order or ())
        return Cursor(type_name, keys, self.below(30))


def whole(kind: Any, depth: int, rows: str = "nodes") -> str:
    """Every plain field of a type; below it, those of its objects."""
    if kind.name.endswith("Connection"):
        page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"
        return f"{{ {page} {rows} {whole(get_named_type(kind.fields[rows].type), depth)} }}"
    parts = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            parts.append(name)
        elif depth and not inner.name.endswith("Connection"):
            parts.append(f"{name} {whole(inner, depth - 1)}")
    return f"{{ __typename {' '.join(parts)} }}"
