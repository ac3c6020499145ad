"""What lists are counted and grouped by: a part of `binding`, from which it is imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panhuo.permissions.ability import Ability

if TYPE_CHECKING:
    from panhuo.compiler.binding import Connection
    from panhuo.compiler.statement import Place, Statement


@dataclass(frozen=True)
class Dimension:
    """What a list can be counted by: a key over a condition, titled where the key is a code."""

    condition: str
    key: "Callable[[Place, str], str]"
    """Over the condition's expression, for each row. Rows of one key are one group."""
    code_kind: str | None = None
    listed: Callable[[str], Mapping[str, Any]] | None = None
    """A key → the operators of the condition that list its rows; `eq` where nothing is said."""
    shown: "Callable[[Statement, str], str] | None" = None
    """The key of a group → what the viewer is shown in its place; groups shown alike are one."""
    title: Callable[[str], str] | None = None
    """What is shown → its name, where it is no code."""

    def label(self, key: str) -> str:
        """The expression of a group's title."""
        if self.title is not None:
            return self.title(key)
        if self.code_kind is not None:
            return f"(select c.title from code c where c.kind = '{self.code_kind}' and c.code = {key})"
        return "null"


@dataclass(frozen=True)
class Measure:
    """A whole number that rows have, read from a condition; told in units of `scale`."""

    condition: str
    scale: int = 1


@dataclass(frozen=True)
class Dated:
    """A date or an instant, of a condition, by whose months, quarters or years a series is told."""

    condition: str


@dataclass(frozen=True)
class GroupedList:
    """A list that is told in groups."""

    of: "Connection"
    """Its type, and what it holds; its own arguments but `where` are left at `shown`."""
    shown: Mapping[str, Any]
    """Arguments with which the root field of its name lists all that is grouped."""


@dataclass(frozen=True)
class Grouped:
    """Root field: the rows of one of several lists in groups, within an ability beside the list's own."""

    lists: Mapping[str, GroupedList]
    """Field of the argument `of`, and root field that lists the rows → the list."""
    within: Ability
