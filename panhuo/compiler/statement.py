"""One SQL statement in the making: its parameters, output columns and joins."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from panhuo.clock import now_ms
from panhuo.compiler.dialect import DIALECTS, DialectRules
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.rights import Rights
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role


@dataclass(slots=True)
class Env:
    """What a run of a plan knows: the viewer, the variables, the date, the language."""

    viewer: Viewer
    variables: Mapping[str, Any]
    today: Any
    chinese: bool = False
    looks: set[tuple[int, int]] = field(default_factory=set, compare=False)
    """(account, row) of what is recorded when it is shown; see `permissions.logged`."""
    encoded: dict["Statement", list[Any]] = field(init=False, default_factory=dict, compare=False)
    """The parameters of statements, as they were encoded when they were checked."""

    def looked(self, row: int, value: Any) -> Any:
        """A value that the viewer is shown, noted where there is one."""
        if value is not None and self.viewer.user_id is not None:
            self.looks.add((self.viewer.user_id, row))
        return value


class PlannedAnew(str):
    """SQL that PostgreSQL plans for the values at hand, each time.

    A cached plan is made for an institution of the middling size. Where other tables are looked into for
    every row, the largest one then waits ten times as long as planning takes.
    """


MOST_JOINS = 50
"""To-one relations in one statement: SQLite joins 64 tables and no more."""
Slot = Callable[[Env], Any]
"""Gives a parameter's value for one run."""


@dataclass(eq=False)
class Statement:
    """Collects what a statement needs while its text is written."""

    rights: Rights
    dialect: DialectRules
    slots: list[Slot] = field(default_factory=list)
    unused: list[Slot] = field(default_factory=list)
    """Parameters the text turned out not to need; their input is checked all the same."""
    columns: list[str] = field(default_factory=list)
    _known: dict[Any, str] = field(default_factory=dict)
    _aliases: int = 0

    @property
    def role(self) -> Role:
        return self.rights.role

    def param(self, slot: Slot, key: Any = None) -> str:
        """The placeholder of a parameter; equal keys share one."""
        if key is not None and key in self._known:
            return self._known[key]
        self.slots.append(slot)
        text = f"{self.dialect.mark}{len(self.slots)}"
        if key is not None:
            self._known[key] = text
        return text

    def viewer(self, attribute: str) -> str:
        text = self.param(lambda env: getattr(env.viewer, attribute), ("viewer", attribute))
        return self.dialect.cast(text, "bigint")

    def today(self) -> str:
        encode = self.dialect.encode_date
        return self.dialect.cast(self.param(lambda env: encode(env.today), "today"), "date")

    def now(self) -> str:
        """The instant of the run, in milliseconds."""
        return self.dialect.cast(self.param(lambda env: now_ms(), "now"), "bigint")

    def alias(self, prefix: str) -> str:
        self._aliases += 1
        return f"{prefix}{self._aliases}"

    def output(self, expression: str) -> int:
        """The index of an output column; the same expression is selected once."""
        if expression in self.columns:
            return self.columns.index(expression)
        self.columns.append(expression)
        return len(self.columns) - 1

    def finished(self, sql: str) -> str:
        """The text with its parameters numbered without gaps; those it does not mention are set aside."""
        mark = re.escape(self.dialect.mark)
        used = sorted({int(number) for number in re.findall(rf"{mark}(\d+)", sql)})
        numbers = {old: new for new, old in enumerate(used, 1)}
        self.unused = [slot for index, slot in enumerate(self.slots, 1) if index not in numbers]
        self.slots = [self.slots[old - 1] for old in used]
        return re.sub(rf"{mark}(\d+)", lambda found: f"{self.dialect.mark}{numbers[int(found[1])]}", sql)

    def check(self, env: Env) -> None:
        """Encode every parameter, so that bad input is refused before any statement runs."""
        env.encoded[self] = [slot(env) for slot in self.slots]
        for slot in self.unused:
            slot(env)

    def arguments(self, env: Env) -> list[Any]:
        """The parameters in a list of the caller's own: those that were checked, or encoded now."""
        found = env.encoded.get(self)
        return [slot(env) for slot in self.slots] if found is None else found.copy()


@dataclass
class Place:
    """A table under an alias, with the joins that hang on it."""

    statement: Statement
    alias: str
    joins: list[str] = field(default_factory=list)
    _joined: dict[Any, str] = field(default_factory=dict)
    _below: dict[str, "Place"] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        return self.statement.role

    @property
    def rights(self) -> Rights:
        return self.statement.rights

    @property
    def dialect(self) -> DialectRules:
        return self.statement.dialect

    def __getitem__(self, column: str) -> str:
        return f"{self.alias}.{column}"

    def viewer(self, attribute: str) -> str:
        return self.statement.viewer(attribute)

    def today(self) -> str:
        return self.statement.today()

    def below(self, alias: str) -> "Place":
        """The place of a joined table; asked again, the same one, so that deeper joins are shared too."""
        if alias not in self._below:
            self._below[alias] = Place(self.statement, alias, self.joins)
        return self._below[alias]

    def join(self, key: Any, table: str, on: Callable[[str], str]) -> str:
        """Left join a table once for each key; the alias it got."""
        if key not in self._joined:
            if len(self.joins) >= MOST_JOINS:
                raise PanhuoError(ErrorCode.OPERATION_TOO_LARGE)
            alias = self.statement.alias(table[0])
            self._joined[key] = alias
            self.joins.append(f"left join {table} {alias} on {on(alias)}")
        return self._joined[key]


def new_statement(rights: Rights, dialect: str) -> Statement:
    return Statement(rights, DIALECTS[dialect])
