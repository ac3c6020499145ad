"""Tables beside the figures of a root field: the rows of its one pass, counted by what they have alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panhuo.compiler.arguments import Leaf

if TYPE_CHECKING:
    from panhuo.compiler.listing import Listing
    from panhuo.compiler.statement import Statement


Arguments = Mapping[str, Any]
"""The arguments of a field by name, as trees."""


def nothing(arguments: Arguments) -> Mapping[str, Any]:
    """What depends on no argument, and is nothing."""
    return {}


def untitled(statement: "Statement", key: str) -> str:
    return "null"


def known(statement: "Statement", key: str) -> str:
    return f"{key} is not null"


def every(statement: "Statement", key: str) -> str:
    return "true"


@dataclass(frozen=True)
class Table:
    """Rows of a list that meet a filter, counted by a key, the largest count first."""

    where: Mapping[str, Any]
    key: "Callable[[Listing], str]"
    """Of each row of the list: what it is counted by, or what `link` finds its rows by."""
    link: tuple[str, str, str] | None = None
    """Where one row may count under several keys: the table and condition over `{key}` of the rows linked
    to it, and the key of these. A row counts once under each."""
    once: bool = False
    """No row is linked to a key twice."""
    shown: "Callable[[Statement, str], str] | None" = None
    """What a key stands for, where that is dear to find: found once a key, of which there are fewer."""
    only: "Callable[[Statement, str], str]" = every
    """Which keys are told."""
    title: "Callable[[Statement, str], str]" = untitled
    """The expression of a key's name."""
    top: Leaf | None = None
    """Keys at most; LARGEST where nothing is said."""


LARGEST = 100


def table_sql(table: Table, column: str, where: str, statement: "Statement", limit: str) -> str:
    """The table as one JSON text of [[key, name, count], …], over the rows kept as `k`."""
    counted = counted_sql(table, column, where, statement)
    if table.shown is not None:
        stands_for = table.shown(statement, "v.k")
        counted = f"select {stands_for} as k, cast(sum(v.n) as bigint) as n from ({counted}) v group by 1"
    return statement.dialect.groups(
        f"select z.k as k, {table.title(statement, 'z.k')} as l, z.n as n from ({counted}) z"
        f" where {table.only(statement, 'z.k')} order by z.n desc, (z.k is null), z.k limit {limit}"
    )


def counted_sql(table: Table, column: str, where: str, statement: "Statement") -> str:
    """A select of each key, `k`, and how many rows count under it, `n`."""
    if table.link is None:
        return f"select {column} as k, count(*) as n from k where {where} group by 1"
    linked, condition, value = table.link
    if not table.once:
        found = statement.dialect.linked(column, linked, condition, value, where)
        return f"select y.k, count(*) as n from ({found}) y group by 1"
    # what is linked is found once for rows that have alike what finds it
    alike = f"select {column} as i, count(*) as n from k where {column} is not null and {where} group by 1"
    return (
        f"select {value} as k, cast(sum(y.n) as bigint) as n from ({alike}) y"
        f" join {linked} on {condition.format(key='y.i')} group by 1"
    )
