"""Random operations that fit the schema, biased to what exists in a world."""

from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)
from hypothesis import strategies as st

from tests.reference.executor import schema
from tests.reference.query_values import Cursor, Name, Values
from tests.reference.world import ENTITIES, World

DEPTH = 4
"""Lists within lists at most."""
ROOTS = ("patents",) * 8 + ("orgUnits",) * 3 + ("patent", "orgUnit", "codes", "node", "node", "nodes", "viewer")


@dataclass(frozen=True)
class Operation:
    """A query and its variables, in which cursors are still to be fetched."""

    text: str
    variables: dict[str, Any]


@st.composite
def operations(draw: st.DrawFn, world: World) -> Operation:
    """A query of 1–3 root fields."""
    writer = Writer(Values(draw, world))
    roots = " ".join(writer.field(query_type(), writer.values.one_of(ROOTS), DEPTH) for _ in range(1 + writer.below(3)))
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in writer.values.variables.items())
    head = f"query Q({declared})" if declared else "query Q"
    variables = {name: value for name, (_, value) in writer.values.variables.items() if value is not OMITTED}
    return Operation("\n".join([f"{head} {{ {roots} }}", *writer.fragments]), variables)


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

    def chance(self, share: float) -> bool:
        return self.values.chance(share)

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def selection(self, kind: Any, depth: int, plain: bool = True) -> str:
        """The selection set of a type. Not `plain`: beside other types, where equal names must not meet."""
        if isinstance(kind, GraphQLInterfaceType):
            return self.abstract(depth)
        leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
        objects = [name for name in kind.fields if name not in leaves]
        parts = [self.field(kind, self.values.one_of(leaves), depth, plain) for _ in range(self.below(4) if leaves else 0)]
        if objects and depth > 0:
            parts += [self.field(kind, self.values.one_of(objects), depth, plain) for _ in range(1 + self.below(2))]
        if not parts or self.chance(0.1):
            parts.append("__typename" if plain or self.chance(0.5) else f"{self.alias()}: __typename")
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

    def abstract(self, depth: int) -> str:
        """Of `Node`: its id, and fragments on its types."""
        parts = ["id"] if self.chance(0.7) else ["__typename"]
        for name in dict.fromkeys(self.one_of(list(ENTITIES)) for _ in range(self.below(4))):
            parts.append(f"... on {name}{self.directive()} {self.selection(schema().type_map[name], depth - 1, False)}")
        return f"{{ {' '.join(parts)} }}"

    def directive(self) -> str:
        if not self.chance(0.15):
            return ""
        value = bool(self.below(2))
        text = self.values.variable("Boolean!", value) if self.chance(0.5) else str(value).lower()
        return f" @{self.one_of(('skip', 'include'))}(if: {text})"

    def field(self, parent: Any, name: str, depth: int, plain: bool = True) -> str:
        """A field under its own name or an alias; one that could meet another always has an alias."""
        field = parent.fields[name]
        kind = get_named_type(field.type)
        leaf = is_leaf_type(kind)
        alone = leaf and not field.args and plain and not self.chance(0.1)
        head = ("" if alone else f"{self.alias()}: ") + name + self.arguments(kind, field, name) + self.directive()
        if leaf:
            return head
        nested = depth - 1 if kind.name.endswith("Connection") or is_list(field) or name in ("node", "patent") else depth - 0.5
        text = f"{head} {self.selection(kind, nested)}"
        return f"{text} {head} {self.selection(kind, nested)}" if self.chance(0.1) else text

    def arguments(self, kind: Any, field: GraphQLField, name: str) -> str:
        given = self.given(kind, field, name)
        parts = [f"{argument}: {self.argument(field, argument, value)}" for argument, value in given.items()]
        return f"({', '.join(parts)})" if parts else ""

    def argument(self, field: GraphQLField, name: str, value: Any) -> str:
        """Its text; one that may be left out may be a variable that is not given."""
        type = field.args[name].type
        if not is_non_null_type(type) and self.chance(0.03):
            return self.values.variable(str(type), OMITTED)
        return self.values.literal(type, value)

    def given(self, kind: Any, field: GraphQLField, name: str) -> dict[str, Any]:
        """Which arguments a field is given, and their values."""
        if name == "patent":
            return self.patent_key()
        given = {}
        for argument, defined in field.args.items():
            likely = {"filed": 0.85, "campus": 0.85, "branch": 0.08, "search": 0.2, "where": 0.4, "top": 0.3}
            if argument in ("first", "after", "last", "before"):
                continue
            if is_required_argument(defined) or self.chance(likely.get(argument, 0.35)):
                given[argument] = self.value(argument, defined.type, name)
        if "first" in field.args:
            given |= self.paging(kind.name.removesuffix("Connection"), given.get("orderBy"))
        return given

    def patent_key(self) -> dict[str, Any]:
        numbers = [row["application_number"] for row in self.values.world.rows("patent")] or ["202310123456.7"]
        keys = {"id": self.values.id("Patent"), "applicationNumber": self.values.number(self.one_of(numbers))}
        names = tuple(keys) if self.chance(self.values.rare / 2) else (self.one_of(tuple(keys)),)
        return {name: keys[name] for name in names}

    def value(self, argument: str, type: Any, name: str) -> Any:
        bare = get_nullable_type(type)
        if not is_non_null_type(type) and self.chance(0.04):
            return None
        if argument in ("id", "ids"):
            kinds = () if name in ("node", "nodes") else ("OrgUnit",)
            return [self.values.id() for _ in range(self.below(6))] if argument == "ids" else self.values.id(*kinds)
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
            return self.one_of((1, 2, 3, 1000)) if not self.chance(self.values.rare) else self.one_of((0, 1001))
        return self.values.operand(argument, type)

    def paging(self, type_name: str, order: Any) -> dict[str, Any]:
        """Forward or backward, seldom both, which is refused."""
        given: dict[str, Any] = {}
        for size, cursor in [("first", "after"), ("last", "before")][:: 1 if self.chance(0.7) else -1]:
            if self.chance(0.6):
                given[size] = self.values.size()
            if self.chance(0.15):
                given[cursor] = self.cursor(type_name, order)
            if not self.chance(0.02):
                break
        return given

    def cursor(self, type_name: str, order: Any) -> Any:
        if self.chance(self.values.rare):
            return self.one_of(("", "nonsense", "W10"))
        if self.chance(self.values.rare):
            order = None
        keys = tuple((one["field"], one.get("direction", "ASC")) for one in order or ())
        return Cursor(type_name, keys, self.below(30))


def is_list(field: GraphQLField) -> bool:
    return is_list_type(get_nullable_type(field.type))
