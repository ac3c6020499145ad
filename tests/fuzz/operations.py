"""Random operations that fit the schema: each field, argument and directive it offers can occur."""

from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)

from tests.fuzz.values import Values, literal
from tests.matrix.world import World
from tests.reference.printed import schema

DEPTH = 6
SHARES = {"after": 0.01, "before": 0.01, "id": 0.9}
"""How often an argument is given that need not be; else 0.2."""
INTROSPECTION = (
    "__schema { queryType { name fields { name type { kind name } } } directives { name } }",
    '__type(name: "Patent") { name fields(includeDeprecated: true) { name description } }',
)


@dataclass(frozen=True)
class Operation:
    """A document of one operation, and its variables."""

    text: str
    variables: dict[str, Any]


def operation(random: Random, world: World, kind: str = "query") -> Operation:
    """An operation of a kind: `query`, `mutation` or `subscription`."""
    writer = Writer(Values(random, world))
    fields = getattr(schema(), f"{kind}_type").fields
    root = getattr(schema(), f"{kind}_type")
    count = 1 if kind == "subscription" else 1 + random.randrange(3)
    chosen = [
        writer.field(root, writer.values.one_of(list(fields)), DEPTH, alone=False) for _ in range(count)
    ]
    if kind == "query" and writer.values.chance(0.03):
        chosen.append(writer.values.one_of(INTROSPECTION))
    declared = ", ".join(f"${name}: {type_}" for name, (type_, _) in writer.values.variables.items())
    head = f"{kind} Q({declared})" if declared else f"{kind} Q"
    variables = {name: value for name, (_, value) in writer.values.variables.items()}
    return Operation("\n".join([f"{head} {{ {' '.join(chosen)} }}", *writer.fragments]), variables)


class Writer:
    """Writes selections, fragments, aliases and directives."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.fragments: list[str] = []
        self.aliases = 0

    def field(self, parent: Any, name: str, depth: int, alone: bool) -> str:
        """A field with what it needs; under its own name only where no other type's can meet it there."""
        field = parent.fields[name]
        kind = get_named_type(field.type)
        bare = alone and not field.args and is_leaf_type(kind) and self.values.chance(0.8)
        head = f"{'' if bare else self.alias()}{name}{self.arguments(field)}{self.directive()}"
        return head if is_leaf_type(kind) else f"{head} {self.selection(kind, depth - 1)}"

    def alias(self) -> str:
        self.aliases += 1
        return f"a{self.aliases}: "

    def arguments(self, field: GraphQLField) -> str:
        """Some of a field's arguments; seldom a cursor, which must fit its list, and one size of a page."""
        given = {}
        for name, argument in field.args.items():
            share = SHARES.get(name, 0.2) if name != "last" or "first" not in given else 0
            if is_required_argument(argument) or self.values.chance(share):
                given[name] = self.argument(field, name)
        return f"({', '.join(f'{name}: {text}' for name, text in given.items())})" if given else ""

    def argument(self, field: GraphQLField, name: str) -> str:
        found = get_named_type(field.type).name
        if name == "id" and found in self.values.world.ids:
            return literal(self.values.one_of(self.values.ids(found)))
        return self.values.text(field.args[name].type, name)

    def directive(self) -> str:
        if not self.values.chance(0.08):
            return ""
        value = self.values.chance(0.5)
        text = self.values.variable("Boolean!", value) if self.values.chance(0.5) else str(value).lower()
        return f" @{self.values.one_of(('skip', 'include'))}(if: {text})"

    def selection(self, kind: Any, depth: int) -> str:
        """The selection set of a type, in fragments where it is abstract or chance wants it."""
        if is_abstract_type(kind):
            return self.abstract(kind, depth)
        return f"{{ {' '.join(self.wrapped(part, kind.name) for part in self.parts(kind, depth, True))} }}"

    def parts(self, kind: GraphQLObjectType, depth: int, alone: bool) -> list[str]:
        leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
        objects = [name for name in kind.fields if name not in leaves] if depth > 0 else []
        chosen = [self.values.one_of(leaves) for _ in range(self.values.random.randrange(5) if leaves else 0)]
        chosen += [
            self.values.one_of(objects) for _ in range(self.values.random.randrange(3) if objects else 0)
        ]
        return [self.field(kind, name, depth, alone) for name in chosen] or [f"{self.alias()}__typename"]

    def abstract(self, kind: GraphQLInterfaceType, depth: int) -> str:
        parts = ["__typename"]
        for each in schema().get_possible_types(kind):
            if self.values.chance(0.5):
                parts.append(f"... on {each.name} {{ {' '.join(self.parts(each, depth - 1, False))} }}")
        return f"{{ {' '.join(parts)} }}"

    def wrapped(self, part: str, kind: str) -> str:
        if not self.values.chance(0.08):
            return part
        if self.values.chance(0.5):
            return f"... on {kind}{self.directive()} {{ {part} }}"
        self.fragments.append(f"fragment F{len(self.fragments)} on {kind} {{ {part} }}")
        return f"...F{len(self.fragments) - 1}"
