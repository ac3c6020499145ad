"""`orderBy:` → sort keys, keyset conditions and cursors. The id is always the last key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.cursor import decode_cursor
from panhuo.compiler.statement import Env, Slot, Statement


@dataclass(frozen=True)
class SortKey:
    """One key: its name in the order enum, the logical column, its kind, and whether it descends."""

    name: str
    column: str
    kind: str
    descending: bool


@dataclass(frozen=True)
class Ordering:
    """The whole order of a list, the id included as the last key."""

    keys: tuple[SortKey, ...]

    @property
    def signature(self) -> str:
        """What a cursor must carry to belong to this order."""
        return ",".join(f"{key.name}:{'DESC' if key.descending else 'ASC'}" for key in self.keys)

    def clause(self, column: Callable[[str], str], backward: bool) -> str:
        return ", ".join(
            f"{column(key.column)}{' desc' if key.descending != backward else ''}" for key in self.keys
        )

    def values(self, statement: Statement, cursor: Leaf) -> list[str]:
        """What a cursor holds, as parameters."""
        return [
            statement.dialect.cast(
                statement.param(self.cursor_slot(cursor, index, statement)), SORT_TYPES[key.kind]
            )
            for index, key in enumerate(self.keys)
        ]

    def beyond(self, values: Sequence[str], column: Callable[[str], str], backward: bool) -> str:
        """Rows strictly after the one with these values (before it, backward)."""
        columns = [column(key.column) for key in self.keys]
        descends = [key.descending != backward for key in self.keys]
        if len(set(descends)) == 1:
            return f"({', '.join(columns)}) {'<' if descends[0] else '>'} ({', '.join(values)})"
        return expand(columns, values, descends)

    def cursor_slot(self, cursor: Leaf, index: int, statement: Statement) -> Slot:
        kinds = [key.kind for key in self.keys]
        is_date = kinds[index] == "date"

        def slot(env: Env) -> Any:
            value = decode_cursor(cursor.read(env.variables), self.signature, kinds)[index]
            return statement.dialect.encode_date(date.fromisoformat(value)) if is_date else value

        return slot


SORT_TYPES = {
    "date": "date",
    "int": "int",
    "instant": "bigint",
    "id": "bigint",
    "text": "text",
    "enum": "text",
}


def expand(columns: Sequence[str], values: Sequence[str], descends: Sequence[bool]) -> str:
    """A keyset over mixed directions: the first difference decides."""
    cases = []
    for index, descending in enumerate(descends):
        same = [f"{column} = {value}" for column, value in zip(columns[:index], values[:index], strict=True)]
        cases.append(" and ".join([*same, f"{columns[index]} {'<' if descending else '>'} {values[index]}"]))
    return "(" + " or ".join(f"({case})" for case in cases) + ")"


def ordering_of(tree: Tree, orders: "dict[str, SortKey]", default: tuple[SortKey, ...]) -> Ordering:
    """The order asked for, repeats dropped, with the id appended in the last key's direction."""
    chosen: list[SortKey] = []
    for entry in tree if isinstance(tree, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("field"), Leaf):
            key = orders[str(entry["field"].value)]
            direction = entry.get("direction")
            descending = str(direction.value) == "DESC" if isinstance(direction, Leaf) else key.descending
            if all(key.column != known.column for known in chosen):
                chosen.append(SortKey(key.name, key.column, key.kind, descending))
    keys = tuple(chosen) or default
    return Ordering((*keys, SortKey("ID", "id", "id", keys[-1].descending if keys else False)))
