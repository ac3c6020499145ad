"""Values for arguments: ones that fit and mean something in the matrix's world, and hostile ones."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    is_required_input_field,
)

from tests.matrix.world import PASSWORD, World

WORDS = ("电池", "a1", "材料", "battery", "-", "张三、电", "H01M 10/00", "C3841", "5.2.3", "甲", "", "ＡＢＣ")
DAYS = ("2000-01-01", "2020-02-29", "2021-06-01", "2026-01-01")
HOSTILE_TEXTS = (
    *("\x00", "a\x00b", "\ud800", "\udc00a", "\u202e", "\ufeff", "\U0010ffff", "é", "字" * 201),
    *("x" * 100_000, "' or '1'='1", '"; drop table patent; --', "%", "_", "\\", "$1", "?", "{}", "${7*7}"),
    *("../../etc/passwd", "<script>", "\r\nX-A: b", "Patent:1", "Patent:01", "Patent:٣", "Patent:-1"),
    *(
        "Foo:1",
        "Patent:99999999999999999999",
        "W10",
        "eyJ9",
        "null",
        "2026-02-30",
        "2026-1-1",
        "9999-12-31",
        "0001-01-01",
        "NaN",
    ),
)
HOSTILE_NUMBERS = (
    *(0, -1, 2**31 - 1, 2**31, -(2**31), 2**53, 2**63, 2**64, 10**30, -(10**30), 0.5, -0.0, 1e308, 5e-324),
)
HOSTILE = (*HOSTILE_TEXTS, *HOSTILE_NUMBERS, None, True, False, [], {}, [[]], [None], {"": 1}, {"eq": {}})


class Name(str):
    """An enum value: bare in a literal, a string in variables."""

    __slots__ = ()


@dataclass
class Values:
    """Draws the values of one operation and keeps those that became variables."""

    random: Random
    world: World
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Type and value of each."""

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, values: Any) -> Any:
        return self.random.choice(values)

    def text(self, kind: GraphQLInputType, name: str) -> str:
        """An argument that fits, as a literal or as a variable."""
        value = self.fitting(kind, name)
        return self.variable(str(kind), value) if self.chance(0.4) else literal(value)

    def variable(self, kind: str, value: Any) -> str:
        """A new variable, as it stands in the text."""
        name = f"v{len(self.variables)}"
        self.variables[name] = (kind, value)
        return f"${name}"

    def fitting(self, kind: GraphQLInputType, name: str, depth: int = 3) -> Any:
        """A value of a type; the name of its place says what would mean something there."""
        if not is_non_null_type(kind) and self.chance(0.05):
            return None
        bare = get_nullable_type(kind)
        if is_list_type(bare):
            count = self.random.randrange(4) if depth else 0
            return [self.fitting(bare.of_type, name, depth - 1) for _ in range(count)]
        if isinstance(bare, GraphQLEnumType):
            return Name(self.one_of(list(bare.values)))
        if isinstance(bare, GraphQLInputObjectType):
            return self.input(bare, depth)
        return self.scalar(bare.name, name)

    def input(self, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        wanted = {
            name: field
            for name, field in kind.fields.items()
            if is_required_input_field(field) or (depth > 0 and self.chance(0.25))
        }
        if kind.is_one_of:
            name, field = self.one_of(list(kind.fields.items()))
            return {name: self.fitting(GraphQLNonNull(get_nullable_type(field.type)), name, depth - 1)}
        return {name: self.fitting(field.type, name, depth - 1) for name, field in wanted.items()}

    def scalar(self, kind: str, name: str) -> Any:
        made = {
            "Boolean": lambda: self.chance(0.5),
            "Date": lambda: self.one_of(DAYS),
            "Float": lambda: self.random.uniform(-5, 5),
            "ID": self.id,
            "Int": lambda: self.one_of((1, 2, 3, 10, 100)),
        }
        if kind in ("ID", "String") and name in self.named():
            return self.one_of(self.named()[name])
        return made.get(kind, lambda: self.one_of(WORDS))()

    def named(self) -> dict[str, list[Any]]:
        """What means something in places of a name."""
        units = self.ids("OrgUnit")
        return {
            **dict.fromkeys(("institution", "into", "orgUnit", "parent", "pool", "unit"), units),
            "applicationNumber": list(self.world.numbers.values()),
            "coordinate": ["Patent.title", "Query.patents", "Mutation.login", "OrgUnit.ownerAliases"],
            "branch": units,
            "filer": self.ids("User"),
            "in": ["H", "H01M", "H01M 10/00", "C3841", "a1 电池"],
            "locale": ["zh-CN", "en"],
            "oldPassword": [PASSWORD, "wrong"],
            "password": [PASSWORD, "wrong"],
            "patents": self.ids("Patent"),
            "phone": ["13800138000", "010-62511234", "x"],
            "under": ["H", "H01M", *units],
            "username": [*self.world.usernames.values(), "new.name", "neu"],
        }

    def id(self) -> str:
        return str(self.one_of(self.ids(self.one_of(list(self.world.ids)))))

    def ids(self, kind: str) -> list[str]:
        return [*self.world.ids[kind].values(), f"{kind}:999999"]


def literal(value: Any) -> str:
    """A value as it stands in a document."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, Name):
        return str(value)
    return json.dumps(value, ensure_ascii=False)  # a string, number, true, false or null is as in JSON
