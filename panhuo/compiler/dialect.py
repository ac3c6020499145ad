"""The two SQL dialects: what differs between PostgreSQL and SQLite, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class DialectRules:
    """How one database writes what the standard leaves open."""

    name: str
    mark: str
    """Before a parameter's number."""
    cast: Callable[[str, str], str]
    encode_date: Callable[[date], Any]
    encode_list: Callable[[list[Any]], Any]
    within: Callable[[str, str, str], str]
    """(expression, parameter, element type) → expression is one of a list parameter."""
    year: Callable[[str], str]
    month_day: Callable[[str], str]
    next_day: Callable[[str], str]
    days_between: Callable[[str, str], str]
    contains: Callable[[str, str], str]
    tail_of_list: Callable[[str], str]
    """A JSON array in a text column, without its first element."""
    groups: Callable[[str], str]
    """A sub-select of (k, l, n) → one JSON text of [[k, l, n], …]."""
    matches: Callable[[str, str], str]
    """(patent id, query parameter) → the text index finds the patent."""
    main_group: Callable[[str], str]
    """An IPC code → its main group (大组, S184), null where it names none."""
    linked: Callable[[str, str, str, str, str], str]
    """(key of a row of k, table, condition, value, which rows of k) → a row k of each value linked to each
    row, once. PostgreSQL asks an index for each row; joined, it would read the whole table."""
    first_level: Callable[[str], str]
    """A dotted code → what stands before its first dot."""
    no_date: str
    """The sentinel of the NOT NULL sort columns (`panhuo.models.patent.NO_DATE`)."""
    month_of: Callable[[str], tuple[str, str]]
    """A date → the first day of its month, and of the next."""
    day_of: Callable[[str], str]
    """An instant in milliseconds → the day it is in China."""
    periods: Mapping[str, Callable[[str], str]]
    """MONTH, QUARTER, YEAR of a date: `2024-03`, `2024-Q1`, `2024`."""
    keys: Callable[[str], str]
    """A list parameter of ids → a from-item k(id, n)."""


DAY_ZERO = date(2000, 1, 1)


def postgres_cast(text: str, kind: str) -> str:
    """A parameter as a value of a type.

    Dates travel as days since 2000: asyncpg takes 0001-01-01 for minus infinity, and text would be parsed
    again for every row that it is compared with.
    """
    if kind == "date":
        return f"(date '{DAY_ZERO}' + {text}::int)"
    if kind == "date[]":
        return f"array(select date '{DAY_ZERO}' + d from unnest({text}::int[]) d)"
    return f"{text}::{kind}"


POSTGRES = DialectRules(
    name="postgres",
    mark="$",
    cast=postgres_cast,
    encode_date=lambda value: (value - DAY_ZERO).days,
    encode_list=list,
    within=lambda expression, parameter, kind: f"{expression} = any({postgres_cast(parameter, kind + '[]')})",
    year=lambda value: f"extract(year from {value})::int",
    month_day=lambda value: f"to_char({value}, 'MMDD')",
    next_day=lambda value: f"({value} + 1)",
    days_between=lambda start, end: f"({end} - {start})",
    contains=lambda text, part: f"strpos({text}, {part}) > 0",
    tail_of_list=lambda value: f"({value}::jsonb - 0)::text",
    groups=lambda inner: (
        f"(select coalesce(json_agg(json_build_array(g.k, g.l, g.n)), '[]')::text from ({inner}) g)"
    ),
    matches=lambda key, query: (
        f"{key} in (select patent_id from patent_text where tokens @@ {query}::tsquery)"
    ),
    main_group=lambda code: f"case when {code} like '%/%' then split_part({code}, '/', 1) || '/00' end",
    linked=lambda key, table, condition, value, where: (
        f"select y.v as k from (select {key} as i from k where {key} is not null and {where} order by 1) i"
        f" cross join lateral (select distinct {value} as v from {table}"
        f" where {condition.format(key='i.i')}) y"
    ),
    first_level=lambda code: f"split_part({code}, '.', 1)",
    no_date="date '0001-01-01'",
    month_of=lambda day: (
        f"date_trunc('month', {day})::date",
        f"(date_trunc('month', {day}) + interval '1 month')::date",
    ),
    day_of=lambda at: f"(to_timestamp(({at} + 28800000) / 1000.0) at time zone 'UTC')::date",
    periods={
        "MONTH": lambda day: f"to_char({day}, 'YYYY-MM')",
        "QUARTER": lambda day: f"to_char({day}, 'YYYY\"-Q\"Q')",
        "YEAR": lambda day: f"to_char({day}, 'YYYY')",
    },
    # In a sub-select the planner does not count the array. Else a plan for the values at hand looks cheaper
    # than the cached one, and PostgreSQL plans anew each time, which costs more than running.
    keys=lambda parameter: f"unnest((select {parameter}::bigint[])) with ordinality k (id, n)",
)


def encode_json_list(values: list[Any]) -> str:
    import orjson

    return orjson.dumps(values).decode()


SQLITE = DialectRules(
    name="sqlite",
    mark="?",
    cast=lambda text, kind: text,
    encode_date=lambda value: value.isoformat(),
    encode_list=encode_json_list,
    within=lambda expression, parameter, kind: f"{expression} in (select value from json_each({parameter}))",
    year=lambda value: f"cast(strftime('%Y', {value}) as integer)",
    month_day=lambda value: f"strftime('%m%d', {value})",
    next_day=lambda value: f"date({value}, '+1 day')",
    days_between=lambda start, end: f"cast(julianday({end}) - julianday({start}) as integer)",
    contains=lambda text, part: f"instr({text}, {part}) > 0",
    tail_of_list=lambda value: f"json_remove({value}, '$[0]')",
    groups=lambda inner: f"(select json_group_array(json_array(g.k, g.l, g.n)) from ({inner}) g)",
    matches=lambda key, query: f"{key} in (select rowid from patent_text where patent_text match {query})",
    main_group=lambda code: (
        f"case when {code} like '%/%' then substr({code}, 1, instr({code}, '/') - 1) || '/00' end"
    ),
    linked=lambda key, table, condition, value, where: (
        f"select distinct {key} as i, {value} as k from k join {table} on {condition.format(key=key)}"
        f" where {where}"
    ),
    first_level=lambda code: f"substr({code}, 1, instr({code} || '.', '.') - 1)",
    no_date="'0001-01-01'",
    month_of=lambda day: (
        f"date({day}, 'start of month')",
        f"date({day}, 'start of month', '+1 month')",
    ),
    day_of=lambda at: f"date(({at} + 28800000) / 1000, 'unixepoch')",
    periods={
        "MONTH": lambda day: f"strftime('%Y-%m', {day})",
        "QUARTER": lambda day: (
            f"strftime('%Y', {day}) || '-Q' || ((cast(strftime('%m', {day}) as integer) + 2) / 3)"
        ),
        "YEAR": lambda day: f"strftime('%Y', {day})",
    },
    keys=lambda parameter: f"(select value as id, key as n from json_each({parameter})) k",
)

DIALECTS = {"postgres": POSTGRES, "sqlite": SQLITE}


def completed_years(rules: DialectRules, start: str, end: str) -> str:
    """Whole years from one date to another (S186); from 29 February, the 28th ends one without a 29th."""
    first, last, next_day = rules.month_day(start), rules.month_day(end), rules.month_day(rules.next_day(end))
    no_29th = f"{first} = '0229' and {last} = '0228' and {next_day} = '0301'"
    before = f"case when {last} < {first} and not ({no_29th}) then 1 else 0 end"
    return f"({rules.year(end)} - {rules.year(start)} - {before})"
