"""Keys by which lists are counted, and the filters that list the rows of a key."""

from collections.abc import Callable, Mapping
from typing import Any

from panhuo.compiler.binding import Dimension
from panhuo.compiler.ids import UNIT_PREFIX
from panhuo.compiler.statement import Place, Statement
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach

Operators = Mapping[str, Any]


def as_text(place: Place, value: str) -> str:
    return f"cast({value} as text)"


def as_it_is(place: Place, value: str) -> str:
    return value


def yes_or_no(place: Place, value: str) -> str:
    return f"case when {value} then 'true' when not {value} then 'false' end"


def year(place: Place, value: str) -> str:
    return f"cast({place.dialect.year(value)} as text)"


def prefix(length: int) -> Callable[[Place, str], str]:
    return lambda place, value: f"substr({value}, 1, {length})"


def counted(condition: str) -> Dimension:
    """By a whole number."""
    return Dimension(condition, as_text, listed=lambda key: {"eq": int(key)})


def flag(condition: str) -> Dimension:
    """By yes or no."""
    return Dimension(condition, yes_or_no, listed=lambda key: {"eq": key == "true"})


def yearly(condition: str) -> Dimension:
    """By the year of a date."""
    return Dimension(condition, year, listed=in_year)


def in_year(key: str) -> Operators:
    return {"gte": f"{key}-01-01", "lt": f"{int(key) + 1}-01-01"}


def begun(condition: str, length: int, kind: str) -> Dimension:
    """By the beginning of a code."""
    return Dimension(condition, prefix(length), kind, lambda key: {"startsWith": key})


def at_unit(condition: str) -> Dimension:
    """By an org unit; those that the viewer may not read count as none."""
    return Dimension(condition, as_it_is, shown=readable_unit, title=unit_name)


def readable_unit(statement: Statement, key: str) -> str:
    alias = statement.alias("o")
    cell = scopes_of(Ability.ORG_UNIT_READ, statement.rights)
    scope = reach("org_unit", cell, statement.role).sql(statement, alias)
    shown = f"'{UNIT_PREFIX}' || cast({alias}.id as text)"
    return f"(select {shown} from org_unit {alias} where {alias}.id = {key} and ({scope}))"


def unit_name(key: str) -> str:
    number = f"cast(substr({key}, {len(UNIT_PREFIX) + 1}) as bigint)"
    return f"(select o.name from org_unit o where o.id = {number})"
