"""What `dashboard` counts of a request, and what it answers with the counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import orjson

from panhuo.compiler import binding as bind
from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Also
from panhuo.compiler.filters import unit_sql
from panhuo.compiler.listing import Listing
from panhuo.compiler.statement import Env
from panhuo.compiler.tables import LARGEST
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.types import dashboard_as_of as past
from panhuo.types.dashboard_as_of import DashboardGap
from panhuo.types.dashboard_figures import DEFINITIONS, FIGURES, OTHERS
from panhuo.types.dashboard_tables import TABLES, TICKED, TICKS, Row, definition_of, rows_of

Where = Mapping[str, Any]
BARS = {"filing": ("own_valid_filed", "own_valid"), "filing_of_2023": ("own_of_2023_filed", "own_of_2023")}
"""Progress → (what is filed, of what)."""


@dataclass(frozen=True)
class Figure:
    count: int | None
    unknown: DashboardGap | None
    definition: str
    list: str
    list_arguments: str | None


@dataclass(frozen=True)
class Progress:
    done: Figure
    all: Figure

    @property
    def ratio(self) -> float | None:
        done, whole = self.done.count, self.all.count
        return done / whole if done is not None and whole else None


@dataclass(frozen=True)
class Line:
    item: str | None
    code: str | None
    label: str | None
    count: int
    list_arguments: str


@dataclass(frozen=True)
class Told:
    definition: str
    unknown: DashboardGap | None
    rows: list[Line] | None


def below(rows: Listing, arguments: Mapping[str, Tree]) -> list[str]:
    """The condition of `unit`: at it or below, where the viewer reads it."""
    unit = arguments.get("unit")
    return [unit_sql("under", unit, rows.column("unit"), rows.statement)] if isinstance(unit, Leaf) else []


def filters(arguments: Mapping[str, Tree]) -> Mapping[str, Where]:
    """The figures of patents, of now or as of a date."""
    day = arguments.get("asOf")
    return past.figures(day) if isinstance(day, Leaf) else FIGURES


def also(arguments: Mapping[str, Tree]) -> Mapping[str, Also]:
    """The figures of other lists."""
    day = arguments.get("asOf")
    then = past.others(past.ended(day)) if isinstance(day, Leaf) else {}
    return {
        name: Also(bind.Connection(kind, None, below), then.get(name, where))
        for name, (kind, _, where) in OTHERS.items()
    }


def checked(given: Mapping[str, Any], env: Env) -> None:
    """Raises INVALID_VALUE for so many rows as no table has, and for a date that the data do not reach."""
    if not 1 <= given["top"] <= LARGEST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"top: 1–{LARGEST}.")
    past.checked(given.get("asOf"), env)


def dashboard(counts: Mapping[str, Any], given: Mapping[str, Any], chinese: bool) -> Any:
    """The dashboard of a run."""
    answer = Answer(counts, given, chinese)
    found: dict[str, Any] = {name: answer.figure(name) for name in (*FIGURES, *OTHERS)}
    bars = {name: Progress(found[done], found[whole]) for name, (done, whole) in BARS.items()}
    tables = {name: answer.table(name) for name in (*TABLES, "ticks")}
    day = given.get("asOf")
    shown = {"as_of": counts["as_of"], "counted_on": day and day.isoformat()}
    return SimpleNamespace(**found, **bars, **tables, **shown)


@dataclass(frozen=True)
class Answer:
    """The counts of a run, and what was asked."""

    counts: Mapping[str, Any]
    given: Mapping[str, Any]
    chinese: bool

    @property
    def day(self) -> date | None:
        found: date | None = self.given.get("asOf")
        return found

    @property
    def ranked_by(self) -> str:
        return str(self.given["rankBy"]).lower()

    def gap(self, name: str) -> DashboardGap | None:
        """Why a figure or a table is not told; a ranking also where the figure that it is by is not."""
        if self.day is None:
            return None
        ranked = name in TABLES and TABLES[name].ranked
        return past.gap(name, self.day) or (past.gap(self.ranked_by, self.day) if ranked else None)

    def definition(self, name: str) -> str:
        return DEFINITIONS[name] if self.day is None else past.DEFINITIONS.get(name, DEFINITIONS[name])

    def figure(self, name: str) -> Figure:
        """A figure with the arguments of its list."""
        _, field, _ = OTHERS.get(name, ("Patent", "patents", {}))
        unknown = self.gap(name)
        if unknown:
            return Figure(None, unknown, self.definition(name), field, None)
        listed = self.listing(field, self.where(name))
        return Figure(self.counts[name], None, self.definition(name), field, listed)

    def where(self, name: str) -> Where:
        """The filter of a figure that is known."""
        if self.day is None:
            return OTHERS[name][2] if name in OTHERS else FIGURES[name]
        after = past.day_after(self.day).isoformat()
        return {**past.figures(self.day.isoformat()), **past.others(after)}[name]

    def listing(self, field: str, where: Where) -> str:
        """The arguments of a root field; a unit is one more condition of its filter."""
        shown = {"filed": "ALL", "campus": "ALL"} if field == "patents" else {}
        unit = self.given.get("unit")
        asked = {"unit": {"under": str(unit)}} if unit else {}
        return orjson.dumps({**shown, "where": {**where, **asked}}).decode()

    def table(self, name: str) -> Told | None:
        """A table; None where it is not selected, so that nobody looks at it."""
        definition = TICKS if name == "ticks" else definition_of(name, self.definition(self.base(name)))
        unknown = self.gap(name)
        if unknown:
            return Told(definition, unknown, None)
        parts = {f"ticks__{each}": each for each in TICKED} if name == "ticks" else {name: name}
        if not self.counts.keys() >= parts.keys():
            return None
        rows = [row for part, each in parts.items() for row in self.rows(each, self.counts[part])]
        return Told(definition, None, [self.line(row, self.where(self.base(name))) for row in rows])

    def base(self, name: str) -> str:
        """The figure whose patents a table counts."""
        return self.ranked_by if name in TABLES and TABLES[name].ranked else "pushed"

    def rows(self, name: str, text: str) -> list[Row]:
        return rows_of(name, orjson.loads(text), self.day, self.chinese)

    def line(self, row: Row, where: Where) -> Line:
        listed = self.listing("patents", {"and": [where, row.where]})
        return Line(row.item, row.code, row.label, row.count, listed)
