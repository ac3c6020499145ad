"""`where:` trees → SQL conditions.

An absent or null operator is no condition; `and: []` is true, `or: []` false. A comparison with a
missing value is false, also under `not`; `ne` is the exact opposite of `eq`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Condition, Related
from panhuo.compiler.encoding import SQL_TYPES, clean_text, many, one, prefix_end
from panhuo.compiler.nothing import OrNothing
from panhuo.compiler.planner import require
from panhuo.compiler.statement import Place, Statement
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach


@dataclass(frozen=True)
class FilterScope:
    """Where conditions are read: a statement, the logical columns of its source, the id of the type's row."""

    statement: Statement
    conditions: Mapping[str, Condition]
    """By GraphQL name."""
    column: Callable[[str], str]
    row_id: Callable[[], str]
    kept: dict[tuple[str, str, str], str] | None = None
    """Where several filters are asked of the same rows: each comparison once, in order (`kept_as`)."""


DAY = "{day}"
"""In the expression of a condition that is a yes or no as of a date: that date."""
COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


MOST_CONDITIONS, DEEPEST = 200, 10
"""Of one filter. SQLite's parser, and its depth of expressions, end not far beyond."""


def check_size(tree: Tree) -> None:
    """Raise OPERATION_TOO_LARGE where a filter is too long, or nested too deeply, for a database."""
    if sum(1 for _ in conditions_in(tree, 0)) > MOST_CONDITIONS:
        raise PanhuoError(ErrorCode.OPERATION_TOO_LARGE, f"where: {MOST_CONDITIONS}")


def conditions_in(tree: Any, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        raise PanhuoError(ErrorCode.OPERATION_TOO_LARGE, f"and, or, not: {DEEPEST}")
    for name, entry in tree.items():
        if name in ("and", "or", "not"):
            for part in entry if isinstance(entry, list) else [entry]:
                yield from conditions_in(part or {}, depth + 1)
        elif entry is not None:
            nested = any(isinstance(each, dict | list) for each in entry.values())
            yield from conditions_in(entry, depth + 1) if nested else entry


def compile_filter(tree: Tree, scope: FilterScope, negated: bool = False) -> str:
    """The condition of one filter object."""
    assert isinstance(tree, dict)
    parts = [
        part
        for name, entry in tree.items()
        if entry is not None
        for part in entry_parts(name, entry, scope, negated)
    ]
    return " and ".join(parts) or "true"


def entry_parts(name: str, entry: Any, scope: FilterScope, negated: bool) -> list[str]:
    if name == "not":
        return [f"not ({compile_filter(entry, scope, True)})"]
    if name in ("and", "or"):
        inner = [f"({compile_filter(part, scope, negated)})" for part in entry if part is not None]
        empty = "true" if name == "and" else "false"
        return [f"({f' {name} '.join(inner) or empty})"]
    condition = scope.conditions[name]
    require(condition.ability, scope.statement.rights)
    if condition.related is not None:
        return [related_sql(entry, condition.related, scope)]
    leaves = [kept_as(op, leaf, name, condition, scope) for op, leaf in entry.items() if leaf is not None]
    if negated and condition.nullable:
        return [f"coalesce({leaf}, false)" for leaf in leaves]
    return leaves


def kept_as(op: str, leaf: Leaf, name: str, condition: Condition, scope: FilterScope) -> str:
    """A comparison: as it is, or as the column of `k` that keeps what came of it."""
    if scope.kept is None:
        return operator_sql(op, leaf, name, condition, scope)
    key = (name, op, str(leaf.value))
    if key not in scope.kept:
        scope.kept[key] = operator_sql(op, leaf, name, condition, scope)
    return f"k.c{list(scope.kept).index(key)}"


def operator_sql(op: str, leaf: Leaf, name: str, condition: Condition, scope: FilterScope) -> str:
    if condition.kind.startswith("code:"):
        return code_sql(op, leaf, condition.kind.partition(":")[2], scope)
    column = scope.column(name)
    if condition.kind.startswith("choice:"):
        return choice_sql(op, leaf, condition.kind, column, scope.statement)
    if condition.kind.startswith("ticked:"):
        return ticked_sql(op, leaf, condition.kind, column, scope.statement)
    if condition.kind == "region" and op == "under":
        return region_sql(leaf, column, scope.statement)
    if condition.kind == "day":
        day = scope.statement.param(one(leaf, "date", scope.statement.dialect))
        return column.replace(DAY, scope.statement.dialect.cast(day, "date"))
    if condition.kind == "unit":
        return unit_sql(op, leaf, column, scope.statement)
    if condition.kind == "bool" and op == "eq":
        return column if leaf.value else f"not {column}"
    if op == "isNull":
        return f"{column} is {'' if leaf.value else 'not '}null"
    return comparison_sql(op, leaf, column, condition.kind, scope.statement)


def comparison_sql(op: str, leaf: Leaf, column: str, kind: str, statement: Statement) -> str:
    rules = statement.dialect
    if op == "in":
        return rules.within(column, statement.param(many(leaf, kind, rules)), SQL_TYPES[kind])
    value = statement.param(one(leaf, kind, rules))
    if op == "startsWith":
        return f"({column} >= {value} and {column} < {statement.param(prefix_end(leaf))})"
    value = rules.cast(value, SQL_TYPES[kind])
    if isinstance(column, OrNothing) and op != "ne":
        compared = f"{column.column} {COMPARISONS.get(op, '=')} {value}"
        return f"({compared} and {column.column} > {column.nothing})"
    if op == "ne":
        return (
            f"{column} is distinct from {value}" if rules.name == "postgres" else f"{column} is not {value}"
        )
    return f"{column} {COMPARISONS.get(op, '=')} {value}"


def related_sql(entry: Tree, related: Related, scope: FilterScope) -> str:
    """Whether one row of a related table meets a filter of its own."""
    place = Place(scope.statement, scope.statement.alias("r"))
    inner = FilterScope(
        scope.statement,
        related.conditions,
        lambda name: related.conditions[name].sql(place),
        lambda: place["id"],
    )
    met = compile_filter(entry, inner)
    link = related.link(place.alias, scope.row_id())
    joins = " ".join(place.joins)
    return f"exists (select 1 from {related.table} {place.alias} {joins} where {link} and ({met}))"


def choice_sql(op: str, leaf: Leaf, kind: str, version: str, statement: Statement) -> str:
    """Any ticked entry of a list of a version of a dossier."""
    _, ticked, column = kind.split(":")
    alias = statement.alias("c")
    match = comparison_sql(op, leaf, f"{alias}.{column}", "enum", statement)
    return (
        f"exists (select 1 from dossier_choice {alias} where {alias}.version_id = {version}"
        f" and {alias}.kind = '{ticked}' and {match})"
    )


def ticked_sql(op: str, leaf: Leaf, kind: str, row: str, statement: Statement) -> str:
    """Any child row of a table; `kind` names the table, its column of the parent, and what is compared."""
    _, table, parent, column = kind.split(":")
    alias = statement.alias("c")
    match = comparison_sql(op, leaf, f"{alias}.{column}", "enum", statement)
    return f"exists (select 1 from {table} {alias} where {alias}.{parent} = {row} and {match})"


def region_sql(leaf: Leaf, column: str, statement: Statement) -> str:
    """At or below a region: `330000` holds `330100`."""
    start = statement.param(lambda env: within_region(clean_text(str(leaf.read(env.variables)))))
    end = statement.param(prefix_end(leaf, within_region))
    return f"({column} >= {start} and {column} < {end})"


def within_region(code: str) -> str:
    """The prefix of everything within a region."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def code_sql(op: str, leaf: Leaf, kind: str, scope: FilterScope) -> str:
    """Any of the patent's codes of a kind: one of a list, or at or below a code."""
    statement, rules = scope.statement, scope.statement.dialect
    alias = statement.alias("c")
    if op == "in":
        match = rules.within(f"{alias}.code", statement.param(many(leaf, "code", rules)), "text")
    else:
        match = under_sql(alias, leaf, kind, statement)
    return (
        f"exists (select 1 from patent_code {alias} where {alias}.patent_id = {scope.row_id()}"
        f" and {alias}.kind = '{kind}' and {match})"
    )


def below(code: str) -> str:
    """The prefix of everything below a code; an IPC main group `H01M 8/00` holds `H01M 8/18`."""
    return code[:-2] if code.endswith("/00") else code


def under_sql(alias: str, leaf: Leaf, kind: str, statement: Statement) -> str:
    if kind == "STRATEGIC_INDUSTRY":  # "3" holds "3.6", and "1.1" does not hold "1.10"
        exact = statement.param(one(leaf, "code", statement.dialect))
        dotted = statement.param(lambda env: f"{leaf.read(env.variables)}.")
        end = statement.param(prefix_end(leaf, lambda code: f"{code}."))
        return f"({alias}.code = {exact} or ({alias}.code >= {dotted} and {alias}.code < {end}))"
    start = statement.param(lambda env: below(str(leaf.read(env.variables))))
    return f"{alias}.code >= {start} and {alias}.code < {statement.param(prefix_end(leaf, below))}"


def unit_sql(op: str, leaf: Leaf, column: str, statement: Statement) -> str:
    """A unit, or any under one, among those the viewer may read: a filter compares what a field shows."""
    alias = statement.alias("o")
    rights = statement.rights
    readable = reach("org_unit", scopes_of(Ability.ORG_UNIT_READ, rights), rights.role).sql(statement, alias)
    if op == "isNull":
        shown = f"exists (select 1 from org_unit {alias} where {alias}.id = {column} and ({readable}))"
        return f"not {shown}" if leaf.value else shown
    if op == "in":
        chosen = statement.dialect.within(
            f"{alias}.id", statement.param(many(leaf, "unit", statement.dialect)), "bigint"
        )
    else:
        value = statement.dialect.cast(statement.param(one(leaf, "unit", statement.dialect)), "bigint")
        levels = ("id", "branch_id", "institution_id") if op == "under" else ("id",)
        chosen = " or ".join(f"{alias}.{level} = {value}" for level in levels)
    return f"{column} in (select {alias}.id from org_unit {alias} where ({chosen}) and ({readable}))"
