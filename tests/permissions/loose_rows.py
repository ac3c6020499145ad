"""Rows that no foreign key would let stand: dangling, half-filled, under the tables' names in a statement.

Their tables and columns are those that the predicates of REACH read, whatever they are.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from panhuo.compiler.statement import Statement
from panhuo.permissions.predicates import Ahead, AllOf, AnyOf, Constant, Exists, Is, Lacks, Mine, Predicate
from panhuo.permissions.reach import REACH
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role

Rows = Sequence[Mapping[str, Any]]
Loose = Mapping[str, Rows]
"""Rows by table."""
Columns = dict[str, dict[str, set[bool | str]]]
"""By table and name: what a column is compared with; nothing for ids."""


def columns_read() -> Columns:
    found: Columns = {table: {} for table in REACH}
    for table, scopes in REACH.items():
        for part in scopes.values():
            for predicate in [part(role) for role in Role] if callable(part) else [part]:
                note(found, table, predicate)
    return found


def note(found: Columns, table: str, predicate: Predicate) -> None:
    """Note the columns that one predicate over a table reads."""
    match predicate:
        case Constant():
            pass
        case Mine(column):
            found[table].setdefault(column, set())
        case Ahead(column):
            found[table].setdefault(column, set()).add(INSTANT)
        case Is(column, value):
            found[table].setdefault(column, set()).update(set() if value is None else {value})
        case Exists(inner, child, parent, where):
            found[table].setdefault(parent, set())
            found.setdefault(inner, {}).setdefault(child, set())
            note(found, inner, where)
        case Lacks(such):
            note(found, table, such)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                note(found, table, part)
        case _:
            raise AssertionError(f"which columns does {predicate} read?")


INSTANT = "INSTANT"
"""Stands for the time."""
COLUMNS = columns_read()
ids = st.none() | st.integers(1, 3)
flags = st.booleans()


def values(compared: set[bool | str]) -> st.SearchStrategy[Any]:
    if not compared:
        return ids
    if compared == {INSTANT}:
        return st.sampled_from([None, 1, 4_102_444_800_000])
    if compared <= {True, False}:
        return flags
    return st.sampled_from([*sorted(map(str, compared)), "ANOTHER"])


def rows_of(table: str) -> st.SearchStrategy[Rows]:
    columns = {name: values(compared) for name, compared in COLUMNS[table].items() if name != "id"}
    rows = st.lists(st.fixed_dictionaries(columns), max_size=4)
    return rows.map(lambda found: [{"id": number, **row} for number, row in enumerate(found, 1)])


loose_rows = st.fixed_dictionaries({table: rows_of(table) for table in COLUMNS})
viewers = st.builds(
    Viewer,
    role=st.sampled_from(Role),
    user_id=ids,
    institution_id=ids,
    branch_id=ids,
    unit_id=ids,
    enterprise_id=ids,
    is_manager=flags,
)


def with_rows(statement: Statement, loose: Loose) -> str:
    """`with patent as (…), …`: each table's rows a parameter of JSON."""
    return f"with {', '.join(with_table(statement, table, rows) for table, rows in loose.items())}"


def with_table(statement: Statement, table: str, rows: Rows) -> str:
    mark = statement.param(lambda env: json.dumps(rows))
    names = ["id", *(name for name in COLUMNS[table] if name != "id")]
    if statement.dialect.name == "sqlite":
        columns = ", ".join(f"value ->> '{name}' as {name}" for name in names)
        return f"{table} as (select {columns} from json_each({mark}))"
    columns = ", ".join(f"{name} {type_of(COLUMNS[table].get(name, set()))}" for name in names)
    source = f"json_to_recordset({mark}::text::json) as x ({columns})"
    return f"{table} as (select * from {source} limit 9)"  # a few: PostgreSQL would compile for many


def type_of(compared: set[bool | str]) -> str:
    """The type in PostgreSQL."""
    if compared <= {INSTANT}:
        return "bigint"
    return "boolean" if compared <= {True, False} else "text"
