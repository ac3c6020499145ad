"""The selection sets of random operations: fields, aliases, fragments, directives."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLInterfaceType, get_named_type, is_leaf_type

from tests.reference.printed import schema
from tests.reference.query_arguments import arguments
from tests.reference.query_values import Values
from tests.reference.world import ENTITIES


class Writer:
    """Writes selections; the fragments they spread stand beside them."""

    def __init__(self, values: Values) -> None:
        self.values, self.below, self.chance = values, values.below, values.chance
        self.one_of = values.one_of
        self.fragments: list[str] = []
        self.aliases = 0

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}"

    def field(self, parent: Any, name: str, depth: float, plain: bool = True) -> str:
        """A field under its own name or an alias; one that could meet another always has an alias."""
        field = parent.fields[name]
        kind = get_named_type(field.type)
        leaf = is_leaf_type(kind)
        alone = leaf and not field.args and plain and not self.chance(0.1)
        given = arguments(self.values, name, field, kind)
        head = f"{'' if alone else f'{self.alias()}: '}{name}{given}{self.directive()}"
        if leaf:
            return head
        text = f"{head} {self.selection(kind, depth - 1)}"
        return f"{text} {head} {self.selection(kind, depth - 1)}" if self.chance(0.1) else text

    def selection(self, kind: Any, depth: float, plain: bool = True) -> str:
        """The selection set of a type. Not `plain`: beside other types, where equal names must not meet."""
        if isinstance(kind, GraphQLInterfaceType):
            return self.abstract(depth)
        if kind.name.endswith("Connection"):
            return self.connection(kind, depth)
        leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
        objects = [name for name in kind.fields if name not in leaves]
        names = [self.one_of(leaves) for _ in range(self.below(6) if leaves else 0)]
        if objects and depth > 0:
            names += [self.one_of(objects) for _ in range(self.below(3))]
        parts = [self.field(kind, name, depth, plain) for name in names]
        if not parts or self.chance(0.1):
            parts.append("__typename" if plain or self.chance(0.5) else f"{self.alias()}: __typename")
        return f"{{ {' '.join(self.wrapped(part, kind) for part in parts)} }}"

    def connection(self, kind: Any, depth: float) -> str:
        """The selection set of a connection: rows, most of the time."""
        names = (
            *("nodes",) * 2,
            "edges",
            "pageInfo",
            "totalCount",
            *("counts",) * (2 * ("counts" in kind.fields)),
        )
        parts = [self.field(kind, self.one_of(names), depth) for _ in range(1 + self.below(3))]
        return f"{{ {' '.join(self.wrapped(part, kind) for part in parts)} }}"

    def abstract(self, depth: float) -> str:
        """Of `Node`: its id, and fragments on its types."""
        parts = ["id"] if self.chance(0.7) else ["__typename"]
        for name in dict.fromkeys(self.one_of(list(ENTITIES)) for _ in range(self.below(4))):
            inner = self.selection(schema().type_map[name], depth - 1, False)
            parts.append(f"... on {name}{self.directive()} {inner}")
        return f"{{ {' '.join(parts)} }}"

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

    def directive(self) -> str:
        if not self.chance(0.15):
            return ""
        value = bool(self.below(2))
        text = self.values.variable("Boolean!", value) if self.chance(0.5) else str(value).lower()
        return f" @{self.one_of(('skip', 'include'))}(if: {text})"


def whole(kind: Any, depth: int, rows: str = "nodes", keep: Callable[[], bool] = lambda: True) -> str:
    """Every plain field of a type; below it, those of its objects, or of some of them."""
    if kind.name.endswith("Connection"):
        page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount"
        return f"{{ {page} {rows} {whole(get_named_type(kind.fields[rows].type), depth, rows, keep)} }}"
    parts = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            parts.append(name)
        elif depth and not inner.name.endswith("Connection") and keep():
            parts.append(f"{name} {whole(inner, depth - 1, rows, keep)}")
    return f"{{ __typename {' '.join(parts)} }}"
