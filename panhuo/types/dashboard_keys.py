"""What the tables of the dashboard count patents by: keys, the filters that list them, and their names."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from panhuo.compiler.arguments import Leaf
from panhuo.compiler.dialect import completed_years
from panhuo.compiler.encoding import one
from panhuo.compiler.ids import UNIT_PREFIX
from panhuo.compiler.listing import Listing
from panhuo.compiler.statement import Statement
from panhuo.language import halves
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.rules.dossier_options import bits_of

Key = str | int | bool | None
Where = Mapping[str, Any]


def titled(kind: str) -> Callable[[Statement, str], str]:
    """The name of a code in its table; of a retired one the name it had."""
    return lambda statement, key: f"(select c.title from code c where c.kind = '{kind}' and c.code = {key})"


def column(name: str) -> Callable[[Listing], str]:
    return lambda rows: str(rows.column(name))


def equals(name: str) -> Callable[[Key], Where]:
    """Rows of a key; those that have none for none."""
    return lambda key: {name: {"isNull": True} if key is None else {"eq": key}}


def worded(enum: type[StrEnum]) -> Mapping[str, tuple[str, str]]:
    """The names of an enumeration's values, as its description says them: `Invention (发明).`"""
    values = enum.__strawberry_definition__.values  # type: ignore[attr-defined]
    return {value.name: halves(value.description) for value in values}


def main_section(rows: Listing) -> str:
    return f"substr({rows.column('mainIndustry')}, 1, 1)"


def main_strategic(rows: Listing) -> str:
    return rows.statement.dialect.first_level(rows.column("mainStrategicIndustry"))


def strategic(key: Key) -> Where:
    """An industry itself and what lies below it: `1` holds `1.2`, and not `10`."""
    name = "mainStrategicIndustry"
    if key is None:
        return {name: {"isNull": True}}
    return {"or": [{name: {"eq": key}}, {name: {"startsWith": f"{key}."}}]}


def filed_on(rows: Listing) -> str:
    """The filing date of what was granted, where it is known."""
    nothing, filed = rows.statement.dialect.no_date, rows.column("application_sort")
    return f"case when {rows.column('grant_sort')} > {nothing} and {filed} > {nothing} then {filed} end"


def years(statement: Statement, filed: str) -> str:
    """Completed years by today; of valid patents, which alone are counted, maintenance goes on (S185)."""
    return completed_years(statement.dialect, filed, statement.today())


def years_by(day: Leaf) -> Callable[[Statement, str], str]:
    """Completed years by another day, of what was in force on it."""

    def years(statement: Statement, filed: str) -> str:
        param = statement.param(one(day, "date", statement.dialect))
        return completed_years(statement.dialect, filed, statement.dialect.cast(param, "date"))

    return years


def college(statement: Statement, key: str) -> str:
    """Colleges that the viewer reads; what stands at a branch or institution itself is nobody's."""
    return unit_of(statement, key, "kind in ('COLLEGE', 'BRANCH_COLLEGE')")


def school(statement: Statement, key: str) -> str:
    return unit_of(statement, key, "kind = 'INSTITUTION'")


def unit_of(statement: Statement, key: str, which: str) -> str:
    alias = statement.alias("o")
    scope = reach("org_unit", scopes_of(Ability.ORG_UNIT_READ, statement.rights), statement.role)
    return (
        f"exists (select 1 from org_unit {alias} where {alias}.id = {key} and {alias}.{which}"
        f" and ({scope.sql(statement, alias)}))"
    )


def unit_name(statement: Statement, key: str) -> str:
    return f"(select u.name from org_unit u where u.id = {key})"


def unit_id(key: Key) -> str:
    return f"{UNIT_PREFIX}{key}"


def ticked(options: type[StrEnum]) -> tuple[str, str, str]:
    """The options ticked in a list of a dossier's form, by their bits."""
    rows = " union all ".join(
        f"select '{option}' as name, {bit} as bit" for option, bit in bits_of(options).items()
    )
    return f"({rows}) x", "(x.bit & {key}) <> 0", "x.name"
