"""One predicate, two interpreters: as SQL it selects exactly the rows that it admits in Python.

Random rows stand in the statement itself, under the names of the tables (`with patent as …`), so that no
foreign key keeps a dangling id or a half-filled row away, and nothing is written.
"""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panhuo.compiler.statement import Env, Statement, new_statement
from panhuo.db import connection, dialect
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import Cell, scopes_of
from panhuo.permissions.predicates import AllOf, AnyOf, Constant, Exists, Is, Mine, Predicate
from panhuo.permissions.reach import REACH, reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import MatchStatus, OrgUnitKind, Role

pytestmark = pytest.mark.anyio

Rows = list[dict[str, Any]]
ids = st.integers(1, 3)
maybe = st.none() | ids
flags = st.booleans()
PLACE = {"institution_id": maybe, "branch_id": maybe, "unit_id": maybe}
TABLES: Mapping[str, Mapping[str, st.SearchStrategy[Any]]] = {
    "code": {},
    "holding": {"patent_id": ids, **PLACE},
    "org_unit": {
        "institution_id": ids,
        "branch_id": maybe,
        "kind": st.sampled_from([kind.value for kind in OrgUnitKind]),
    },
    "patent": {**PLACE, "published": flags, "open_showcase": flags},
    "patent_inventor": {
        "patent_id": ids,
        "user_id": maybe,
        "match": st.sampled_from([match.value for match in MatchStatus]),
    },
    "user_account": {**PLACE, "role": st.sampled_from([role.value for role in Role]), "enterprise_id": maybe},
}
"""The columns that predicates look at."""
TYPES = {"match": "text", "kind": "text", "role": "text", "published": "boolean", "open_showcase": "boolean"}
"""Their types in PostgreSQL, where they are not bigint."""


def rows_of(table: str) -> st.SearchStrategy[Rows]:
    row = st.fixed_dictionaries(dict(TABLES[table]))
    return st.lists(row, max_size=4).map(lambda rows: [{"id": n, **row} for n, row in enumerate(rows, 1)])


worlds = st.fixed_dictionaries({table: rows_of(table) for table in TABLES})
viewers = st.builds(
    Viewer,
    role=st.sampled_from(Role),
    user_id=maybe,
    institution_id=maybe,
    branch_id=maybe,
    unit_id=maybe,
    enterprise_id=maybe,
    is_manager=flags,
)


def cells_of(table: str, role: Role) -> list[Cell]:
    """Each scope alone, and each cell of the policy that the table can express."""
    known = REACH[table].keys()
    policy = {scopes_of(ability, role) for ability in Ability}
    return [frozenset({scope}) for scope in known] + [
        cell for cell in policy if len(cell) > 1 and cell <= known
    ]


def with_rows(statement: Statement, world: Mapping[str, Rows]) -> str:
    """`with patent as (…), …`: the world's rows under the tables' names, each a parameter of JSON."""
    parts = []
    for table, rows in world.items():  # the limit says they are few: PostgreSQL would compile for many
        mark = statement.param(lambda env, rows=rows: json.dumps(rows))  # type: ignore[misc]
        names = ["id", *TABLES[table]]
        if statement.dialect.name == "sqlite":
            columns = ", ".join(f"value ->> '{name}' as {name}" for name in names)
            parts.append(f"{table} as (select {columns} from json_each({mark}))")
        else:
            columns = ", ".join(f"{name} {TYPES.get(name, 'bigint')}" for name in names)
            parts.append(
                f"{table} as (select * from json_to_recordset({mark}::text::json) as x ({columns}) limit 9)"
            )
    return f"with {', '.join(parts)}"


async def selected(
    table: str, predicates: list[Predicate], world: Mapping[str, Rows], viewer: Viewer
) -> dict[int, list[bool]]:
    """Of every row, which predicates a database says hold: those by which a query would find it."""
    statement = new_statement(viewer.role, dialect())
    head = with_rows(statement, world)
    columns = [
        f"exists (select 1 from {table} r where r.id = t.id and ({each.sql(statement, 'r')})) as p{index}"
        for index, each in enumerate(predicates)
    ]
    text = statement.finished(f"{head} select t.id as id, {', '.join(columns)} from {table} t")
    found = await connection().execute_query_dict(text, statement.arguments(Env(viewer, {}, None)))
    return {row["id"]: [bool(row[f"p{index}"]) for index in range(len(predicates))] for row in found}


@settings(max_examples=settings().max_examples // 2)
@given(world=worlds, viewer=viewers)
async def test_the_database_selects_what_python_admits(
    shared_db: str, world: dict[str, Rows], viewer: Viewer
) -> None:
    for table in REACH:
        cells = cells_of(table, viewer.role)
        predicates = [reach(table, cell, viewer.role) for cell in cells]
        found = await selected(table, predicates, world, viewer)
        for row in world[table]:
            admitted = [each.holds(row, viewer, world.__getitem__) for each in predicates]
            assert dict(zip(cells, found[row["id"]], strict=True)) == dict(
                zip(cells, admitted, strict=True)
            ), table


COLUMNS = {"patent": ("institution_id", "branch_id", "unit_id"), "holding": ("branch_id", "unit_id")}
atoms = (
    st.builds(Constant, flags)
    | st.builds(
        Mine,
        st.sampled_from(COLUMNS["patent"]),
        st.sampled_from(["user_id", "institution_id", "branch_id", "unit_id", "enterprise_id"]),
    )
    | st.builds(Is, st.sampled_from(COLUMNS["patent"]), st.none())
    | st.builds(Is, st.sampled_from(["published", "open_showcase"]), flags)
    | st.builds(
        Exists,
        st.just("holding"),
        st.just("patent_id"),
        st.sampled_from(["id", *COLUMNS["patent"]]),
        st.builds(Mine, st.sampled_from(COLUMNS["holding"]), st.sampled_from(["branch_id", "unit_id"])),
    )
)
combinations = st.recursive(
    atoms,
    lambda inner: (
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=6,
)


@settings(max_examples=settings().max_examples // 3)
@given(world=worlds, viewer=viewers, predicates=st.lists(combinations, min_size=1, max_size=8))
async def test_so_does_every_combination_of_predicates(
    shared_db: str,
    world: dict[str, Rows],
    viewer: Viewer,
    predicates: list[Predicate],
) -> None:
    found = await selected("patent", predicates, world, viewer)

    for row in world["patent"]:
        assert found[row["id"]] == [each.holds(row, viewer, world.__getitem__) for each in predicates]


def test_no_table_is_left_out() -> None:
    assert set(TABLES) == set(REACH)


def test_every_scope_of_an_ability_reads_on_its_table() -> None:
    """What the types of this schema use; `compiler.check` says the same of each schema when it is built."""
    uses = {
        Ability.CODE_TABLE_READ: "code",
        Ability.DOSSIER_FILE: "patent",
        Ability.ORG_UNIT_MANAGE: "org_unit",
        Ability.ORG_UNIT_READ: "org_unit",
        Ability.PATENT_READ: "patent",
        Ability.USER_READ: "user_account",
    }
    used = {
        (table, scope)
        for ability, table in uses.items()
        for role in Role
        for scope in scopes_of(ability, role)
    }

    assert {scope for _, scope in used} <= set(Scope)
    assert [(table, scope) for table, scope in sorted(used) if scope not in REACH[table]] == []
