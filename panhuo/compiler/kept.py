"""Counts kept from one request to the next, for as long as nothing that they rest on has changed.

A count is kept with the state it was made at: values that a statement reads in its own moment, and of which
every transaction moves one that changes a row behind the count (`services.patents.versions`). Whoever finds
the same state later would count the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from panhuo.compiler.cache import Recent
from panhuo.compiler.plan import Run
from panhuo.compiler.statement import Statement
from panhuo.db import connection
from panhuo.settings import get_settings

State = tuple[Any, ...]


@dataclass(frozen=True)
class Kept:
    """What a statement counted, and the state it found."""

    state: State
    counts: Sequence[Any]


_KEPT: WeakKeyDictionary[Any, Recent[Kept]] = WeakKeyDictionary()
"""By the open database: another one, or the same opened again, is asked anew."""


def kept() -> Recent[Kept]:
    """What is kept of the database of this process."""
    client = connection()
    if client not in _KEPT:
        _KEPT[client] = Recent(get_settings().plan_cache_size)
    return _KEPT[client]


def forget_counts() -> None:
    """Forget all, where rows were changed past the application."""
    _KEPT.clear()


@dataclass(frozen=True)
class Part:
    """A statement of one row."""

    statement: Statement
    sql: str

    async def fetch(self, run: Run) -> Sequence[Any]:
        [row] = await run.database.fetch(self.sql, self.statement.arguments(run.env))
        return row


@dataclass(frozen=True)
class Counts:
    """Counts that are kept: only what is beside them is asked for while their state stays."""

    whole: Part
    """Selects the counts, their state, and what is beside them."""
    light: Part
    """Selects the latter two."""
    own: int
    """How many counts there are."""
    states: int
    """How many values the state has; with none, nothing is kept."""

    async def read(self, run: Run) -> list[Any]:
        """The counts, and what is beside them, of one moment."""
        key = str(self.whole.sql), repr(self.whole.statement.arguments(run.env))
        known = kept().get(key) if self.states else None
        if known is not None:
            now = await self.light.fetch(run)
            if tuple(now[: self.states]) == known.state:
                return [*known.counts, *now[self.states :]]
        found = await self.whole.fetch(run)
        counts, state = tuple(found[: self.own]), tuple(found[self.own : self.own + self.states])
        if self.states:
            weight = sum(len(each) for each in counts if isinstance(each, str))
            kept().replace(key, Kept(state, counts), len(self.whole.sql) + weight)
        return [*counts, *found[self.own + self.states :]]
