"""Row predicates said once and read twice: as SQL over a table alias, and in Python over loaded rows.

A row in Python is a mapping of column to value; `related(table)` gives the rows of another table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from panhuo.clock import now_ms
from panhuo.permissions.viewer import Viewer

Row = Mapping[str, Any]
Related = Callable[[str], Iterable[Row]]


class Binder(Protocol):
    """What a predicate needs to become SQL: parameters of the viewer, the time, fresh aliases."""

    def viewer(self, attribute: str) -> str: ...

    def now(self) -> str: ...

    def alias(self, prefix: str) -> str: ...


class Predicate(Protocol):
    def sql(self, binder: Binder, alias: str) -> str: ...

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool: ...


@dataclass(frozen=True)
class Constant:
    """True or false for every row."""

    value: bool

    def sql(self, binder: Binder, alias: str) -> str:
        return "true" if self.value else "false"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        return self.value


@dataclass(frozen=True)
class Mine:
    """A column equals an attribute of the viewer; never for a viewer without one."""

    column: str
    attribute: str

    def sql(self, binder: Binder, alias: str) -> str:
        return f"{alias}.{self.column} = {binder.viewer(self.attribute)}"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        value = getattr(viewer, self.attribute)
        return value is not None and row[self.column] == value


@dataclass(frozen=True)
class Is:
    """A column has a value known beforehand: true, null, or an enum name."""

    column: str
    value: bool | str | None

    def sql(self, binder: Binder, alias: str) -> str:
        if self.value is None:
            return f"{alias}.{self.column} is null"
        literal = f"'{self.value}'" if isinstance(self.value, str) else str(self.value).lower()
        return (
            f"{alias}.{self.column} = {literal}"
            if isinstance(self.value, str)
            else (f"{alias}.{self.column}" if self.value else f"not {alias}.{self.column}")
        )

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        value = row[self.column]
        return value is None if self.value is None else value == self.value


@dataclass(frozen=True)
class Ahead:
    """The instant of a column has not come yet."""

    column: str

    def sql(self, binder: Binder, alias: str) -> str:
        return f"{alias}.{self.column} > {binder.now()}"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        value = row[self.column]
        return value is not None and value > now_ms()


@dataclass(frozen=True)
class Exists:
    """Another table has a row whose `child` equals this row's `parent`, and for which `where` holds."""

    table: str
    child: str
    parent: str
    where: Predicate

    def sql(self, binder: Binder, alias: str) -> str:
        inner = binder.alias(self.table[0])
        return (
            f"exists (select 1 from {self.table} {inner} where {inner}.{self.child} = {alias}.{self.parent}"
            f" and {self.where.sql(binder, inner)})"
        )

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        key = row[self.parent]
        return key is not None and any(
            other[self.child] == key and self.where.holds(other, viewer, related)
            for other in related(self.table)
        )


class OfFew(Exists):
    """The same, of another table's few rows: found first, they lead to ours, and not each of ours to them."""

    def sql(self, binder: Binder, alias: str) -> str:
        inner = binder.alias(self.table[0])
        found = f"select {inner}.{self.child} from {self.table} {inner} where {self.where.sql(binder, inner)}"
        return f"{alias}.{self.parent} in ({found})"


@dataclass(frozen=True)
class Lacks:
    """Another table has no such row."""

    such: Exists

    def sql(self, binder: Binder, alias: str) -> str:
        return f"not {self.such.sql(binder, alias)}"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        return not self.such.holds(row, viewer, related)


@dataclass(frozen=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Predicate, ...]

    def sql(self, binder: Binder, alias: str) -> str:
        return " and ".join(f"({part.sql(binder, alias)})" for part in self.parts)

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        return all(part.holds(row, viewer, related) for part in self.parts)


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds; none of none."""

    parts: tuple[Predicate, ...]

    def sql(self, binder: Binder, alias: str) -> str:
        return " or ".join(f"({part.sql(binder, alias)})" for part in self.parts) or "false"

    def holds(self, row: Row, viewer: Viewer, related: Related) -> bool:
        return any(part.holds(row, viewer, related) for part in self.parts)


ALWAYS = Constant(True)
NEVER = Constant(False)
