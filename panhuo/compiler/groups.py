"""The rows of a list counted by keys: the one select that every aggregate of a list is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from panhuo.compiler.binding import Dimension
from panhuo.compiler.grouping import Dated
from panhuo.compiler.listing import Listing
from panhuo.compiler.planner import require
from panhuo.compiler.weights import TOP
from panhuo.errors import ErrorCode, PanhuoError

FOLDS = {"s": "sum", "c": "count", "l": "min", "h": "max"}
"""What is kept of a measure: its sum, how many rows have it, its least, its most."""
AGAIN = {"n": "sum", "s": "sum", "c": "sum", "l": "min", "h": "max"}
"""What makes one group of several."""


@dataclass(frozen=True)
class Key:
    """What rows are grouped by, and what stands in its place once they are."""

    row: str
    shown: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Folded:
    """A measure of which some folds are kept: `s0`, `c0` …"""

    number: int
    value: str
    folds: tuple[str, ...]


def condition_of(rows: Listing, name: str) -> str:
    """A condition's expression. Refused where the role may not ask it."""
    require(rows.entity.conditions[name].ability, rows.statement.rights)
    return rows.column(name)


def key_of(rows: Listing, dimension: Dimension) -> Key:
    """The key of a dimension. Refused where the role may not ask its column."""
    statement, shown = rows.statement, dimension.shown
    row = dimension.key(rows.driver, condition_of(rows, dimension.condition))
    return Key(row, None if shown is None else lambda key: shown(statement, key))


def period_of(rows: Listing, dated: Dated, by: str) -> Key:
    """The key of a series: days are grouped first, of which there are few, then named by their period."""
    value, dialect = condition_of(rows, dated.condition), rows.statement.dialect
    instant = rows.entity.conditions[dated.condition].kind == "instant"
    return Key(dialect.day_of(value) if instant else str(value), dialect.periods[by])


def grouped(rows: Listing, keys: Sequence[Key], measures: Sequence[Folded]) -> str:
    """A select of `k0` …, `n`, and the folds of each measure: one row without keys, whatever there is."""
    of_rows = [
        f"{whole(FOLDS[fold], each.value)} as {fold}{each.number}" for each in measures for fold in each.folds
    ]
    named = [f"{key.row} as k{place}" for place, key in enumerate(keys)]
    by = f" group by {', '.join(str(place + 1) for place in range(len(keys)))}" if keys else ""
    inner = f"select {', '.join([*named, 'count(*) as n', *of_rows])} {rows.text()}{by}"
    if all(key.shown is None for key in keys):
        return inner
    named = [f"{shown(key, f'g.k{place}')} as k{place}" for place, key in enumerate(keys)]
    again = [
        f"{whole(AGAIN[fold], f'g.{fold}{each.number}')} as {fold}{each.number}"
        for each in measures
        for fold in each.folds
    ]
    counted = f"{whole('sum', 'g.n')} as n"
    return f"select {', '.join([*named, counted, *again])} from ({inner}) g{by}"


def shown(key: Key, value: str) -> str:
    return value if key.shown is None else key.shown(value)


def whole(function: str, value: str) -> str:
    """An aggregate as a whole number, on both databases."""
    return f"cast({function}({value}) as bigint)"


def checked_top(count: int) -> int:
    if not 1 <= count <= TOP.most:
        raise PanhuoError(ErrorCode.INVALID_VALUE, "top: 1–1000.")
    return count
