"""Random argument values that mean something to a viewer of a world: ids, words, cursors of real rows."""

import json
from collections.abc import Sequence
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
)

from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES, World

BAD_IDS = ("Patent", "Patent:0", "Patent:01", "Patent:٣", "Foo:1", "Patent:99999999999999999999", "")
MISSING = 999_999
SIZES = (1, 2, 3, 3, 5, 10, 20, 100, 0)
BAD_SIZES = (-1, 101, 1_000_000)
CODE_POOLS = {
    "ipc": ("H", "H01", "H01M", "H01M 10/00", "H01M 1/00", "H01M 10/0525", "B60L", "B", "Z"),
    "industry": ("C", "C38", "C384", "C3841", "I", "I65", "Q"),
    "region": ("330000", "330100", "110000", "13", ""),
    "mainIpc": ("H", "H01M", "H01M 10/0525", "B60L"),
    "technicalField": ("H01M 10/00", "H01M", "B60L 50/00"),
    "mainIndustry": ("C", "C38", "C3841", "I"),
    "mainStrategicIndustry": ("1", "1.1", "3.6", "3."),
    "strategicIndustry": ("1", "1.1", "1.1.1", "1.10", "3", "3.6", "新材料"),
}
DAYS = ("2018-02-28", "2020-02-29", "2021-06-01", "2022-06-01", "2023-12-31", "2025-02-28")
MOMENTS = (
    "2026-05-17T14:40:00.000+08:00",
    "2026-05-17T06:40:00.001Z",
    "2026-05-17T14:40:00.002+08:00",
    "2020-01-01T00:00:00Z",
)
KEYWORDS = (
    "电",
    "电池",
    "材",
    "料",
    "池电",
    "bat",
    "battery",
    "att",
    "ABS",
    "ａｂｓ",
    "5g",
    "-",
    "李四",
    "材料 电池",
    "张三、电",
)


class Name(str):
    """An enum value: bare in a literal, a string in variables."""

    __slots__ = ()


@dataclass(frozen=True)
class Cursor:
    """The cursor of a row of the list of a type in an order, to be fetched before the query runs."""

    type_name: str
    order: tuple[tuple[str, str], ...]
    row: int
    field: str = ""
    """The list it is for."""


@dataclass
class Values:
    """Draws values for the arguments of one operation, some of them as variables."""

    random: Random
    ask: Ask
    rare: float = 0.03
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Type and value of each."""

    @property
    def world(self) -> World:
        return self.ask.world

    def below(self, count: int) -> int:
        return self.random.randrange(count)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one_of(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)

    def variable(self, type_name: str, value: Any) -> str:
        """A new variable with its value, as it stands in the text."""
        name = f"v{len(self.variables)}"
        self.variables[name] = (type_name, value)
        return f"${name}"

    def literal(self, kind: GraphQLInputType, value: Any) -> str:
        """A value as text, or some part of it as a variable."""
        if self.chance(0.15):
            return self.variable(str(kind), value)
        if isinstance(value, dict):
            bare: Any = get_nullable_type(kind)
            one = GraphQLNonNull if bare.is_one_of else lambda inner: inner
            inner = [f"{name}: {self.literal(one(bare.fields[name].type), value[name])}" for name in value]
            return "{" + ", ".join(inner) + "}"
        if isinstance(value, list):
            item: Any = get_nullable_type(kind)
            return "[" + ", ".join(self.literal(item.of_type, one) for one in value) + "]"
        if isinstance(value, Cursor):
            return self.variable(str(kind), value)
        return str(value) if isinstance(value, Name) else json.dumps(value, ensure_ascii=False)

    def id(self, *types: str) -> str:
        """An id that exists, seldom one that does not, or that is none."""
        if self.chance(self.rare * 2):
            return str(self.one_of((*BAD_IDS, "Code:1", "User:1", "OrgUnit:1")))
        type_name = self.one_of(types or tuple(ENTITIES))
        readable = [row["id"] for row in self.ask.all(type_name)] if self.chance(0.7) else []
        known = readable or [*self.world.tables[ENTITIES[type_name]], MISSING]
        return f"{type_name}:{self.one_of(known)}"

    def size(self) -> int:
        return int(self.one_of(BAD_SIZES if self.chance(self.rare / 2) else SIZES))

    def keyword(self) -> str:
        """Words of titles and names, a few characters of them, or a number in one of its forms."""
        patents = self.world.rows("patent")
        if not patents or self.chance(0.4):
            return str(self.one_of(KEYWORDS))
        patent = self.one_of(patents)
        if self.chance(0.3):
            return self.number(patent["application_number"])
        text = self.one_of(
            (patent["title"], patent["owner_names"], patent["abstract"] or "", patent["inventor_names"])
        )
        start = self.below(len(text) + 1)
        return str(text[start : start + 1 + self.below(3)])

    def number(self, canonical: str) -> str:
        forms = (canonical, canonical.replace(".", ""), f"CN{canonical}", f"zl {canonical}", canonical[:-2])
        return str(self.one_of(forms))

    def tree(self, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        """A filter: some conditions, and others joined or denied below."""
        names = [name for name in kind.fields if name not in ("and", "or", "not")]
        found = {name: self.operators(name, kind.fields[name].type) for name in self.some(names, 2)}
        if depth and self.chance(0.25):
            join = self.one_of(("and", "or", "not"))
            many = [self.tree(kind, depth - 1) for _ in range(self.below(3))]
            found[join] = self.tree(kind, depth - 1) if join == "not" else many
        return found

    def some(self, names: list[str], at_most: int) -> list[str]:
        return list(dict.fromkeys(self.one_of(names) for _ in range(self.below(at_most + 1))))

    def operators(self, name: str, type: GraphQLInputType) -> Any:
        """The operators of one condition; null asks nothing."""
        if self.chance(0.05):
            return None
        kind: Any = get_nullable_type(type)
        if "and" in kind.fields:
            return self.tree(kind, 1)
        chosen = self.some(list(kind.fields), 2) or [self.one_of(list(kind.fields))]
        return {operator: self.operand(name, kind.fields[operator].type) for operator in chosen}

    def operand(self, name: str, type: GraphQLInputType) -> Any:
        if not is_non_null_type(type) and self.chance(0.05):
            return None
        kind: Any = get_nullable_type(type)
        if is_list_type(kind):
            return [self.operand(name, kind.of_type) for _ in range(self.below(4))]
        if isinstance(kind, GraphQLEnumType):
            return Name(self.one_of(list(kind.values)))
        return self.scalar(name, kind.name)

    def scalar(self, name: str, kind: str) -> Any:
        if kind == "Boolean":
            return bool(self.below(2))
        if kind == "Int":
            return self.below(9) - 1
        if kind == "Float":
            return self.one_of((0, 1, 2.5, 3.33, 3.335, 5, -1))
        if kind == "Date":
            return self.one_of(DAYS)
        if kind == "Instant":
            return self.one_of(MOMENTS)
        if kind == "ID":
            return self.id("OrgUnit")
        return self.text(name)

    def text(self, name: str) -> str:
        """A value that occurs under this name, or its beginning."""
        if name in CODE_POOLS:
            return str(self.one_of(CODE_POOLS[name]))
        table, column = {
            "applicationNumber": ("patent", "application_number"),
            "firstInventor": ("patent_inventor", "name"),
            "regionCode": ("patent", "region_code"),
            "enterpriseName": ("enterprise", "name"),
            "creditCode": ("enterprise_application", "credit_code"),
            "name": (self.one_of(("org_unit", "patent_inventor")), "name"),
            "username": ("user_account", "username"),
            "actorName": ("audit_entry", "actor_name"),
            "subjectName": ("audit_entry", "subject_name"),
        }.get(name, ("code", name))
        known = [row[column] or "" for row in self.world.rows(table)] or [""]
        text = str(self.one_of(known))
        return text[: self.below(len(text) + 1)] if self.chance(0.3) else text

    def orders(self, kind: Any) -> list[dict[str, Name]]:
        """Keys with their directions, the direction sometimes left out."""
        fields = list(kind.fields["field"].type.of_type.values)
        orders = []
        for _ in range(self.below(4)):
            order = {"field": Name(self.one_of(fields))}
            if self.chance(0.7):
                order["direction"] = Name(self.one_of(("ASC", "DESC")))
            orders.append(order)
        return orders
