"""Order, cursors and pages over plain rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import Any

from tests.reference.scopes import Ask
from tests.reference.world import Row

Order = Sequence[tuple[str, str]]
Key = Callable[[Ask, Row, str], Any]
PAGE, PAGE_AT_MOST = 20, 100


@dataclass
class Listing:
    """The whole of a list, within the viewer's scope, and what was asked of it."""

    ask: Ask
    type_name: str
    rows: list[Row]
    order: Order
    key: Key
    arguments: dict[str, Any]
    shown: bool = False
    """Its objects are read under SHOWCASE_READ, in place of what their type asks."""

    def page(self) -> tuple[list[Row], bool, bool]:
        """The rows of the page, whether rows follow, whether rows may precede."""
        rows = sorted(self.within(), key=cmp_to_key(self.compare))
        first, after, last, before = (
            self.arguments.get(name) for name in ("first", "after", "last", "before")
        )
        if last is None and before is None:
            size = PAGE if first is None else first
            return rows[:size], len(rows) > size, after is not None
        size = PAGE if last is None else last
        return rows[max(0, len(rows) - size) :], before is not None, len(rows) > size

    def within(self) -> list[Row]:
        """The rows between the cursors."""
        after, before = (self.row_of(self.arguments.get(name)) for name in ("after", "before"))
        later = [row for row in self.rows if after is None or self.compare(row, after) > 0]
        return [row for row in later if before is None or self.compare(row, before) < 0]

    def row_of(self, cursor: str | None) -> Row | None:
        from tests.reference.world import ENTITIES

        if cursor is None:
            return None
        return self.ask.world.get(ENTITIES[self.type_name], self.ask.cursors[cursor][1])

    def compare(self, one: Row, other: Row) -> int:
        """Which of two rows stands first; rows with equal keys by id, in the direction of the last key."""
        for name, direction in [*self.order, ("id", self.order[-1][1])]:
            left, right = (
                row["id"] if name == "id" else self.key(self.ask, row, name) for row in (one, other)
            )
            if left != right:
                return -1 if (left < right) is (direction == "ASC") else 1
        return 0

    def cursor(self, row: Row) -> str:
        """Stands for the cursor of a row; the program's own is compared by the row it belongs to."""
        return f"{CURSOR}{self.type_name}:{row['id']}"


CURSOR = "cursor of "


def order_of(given: list[dict[str, str]] | None, default: Order) -> Order:
    """The keys asked for, or the default; of a key named twice the first says how."""
    keys: dict[str, str] = {}
    for one in given or ():
        keys.setdefault(one["field"], one["direction"])
    return list(keys.items()) or default
