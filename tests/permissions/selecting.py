"""What predicates select: asked of a database, of Python, and of what the documents say."""

from collections.abc import Sequence
from datetime import date

from panhuo.compiler.statement import Env, new_statement
from panhuo.db import connection, dialect
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import Cell, cell_of
from panhuo.permissions.predicates import Predicate
from panhuo.permissions.reach import REACH
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from tests.permissions.loose_rows import COLUMNS, Loose, with_rows
from tests.reference.scopes import Ask, below_viewer, is_mine, reached
from tests.reference.world import ENTITIES, Row, World


async def selected(
    table: str, predicates: Sequence[Predicate], viewer: Viewer, loose: Loose | None = None
) -> list[set[int]]:
    """The ids of the rows that a query finds by each predicate, among the tables' rows or loose ones."""
    statement = new_statement(viewer.rights, dialect())
    head = "" if loose is None else with_rows(statement, loose)
    columns = [
        f", exists (select 1 from {table} r where r.id = t.id and ({each.sql(statement, 'r')})) as p{index}"
        for index, each in enumerate(predicates)
    ]
    text = statement.finished(f"{head} select t.id as id{''.join(columns)} from {table} t")
    found = await connection().execute_query_dict(text, statement.arguments(env_of(viewer)))
    return [{row["id"] for row in found if row[f"p{index}"]} for index in range(len(predicates))]


def env_of(viewer: Viewer) -> Env:
    return Env(viewer, {}, date(2026, 6, 1))


def admitted(table: str, predicate: Predicate, viewer: Viewer, rows: Loose) -> set[int]:
    """The ids of the rows that a predicate admits in Python."""
    return {row["id"] for row in rows[table] if predicate.holds(row, viewer, rows.__getitem__)}


WORDS = {
    Scope.ALL: "ALL",
    Scope.SUBTREE: "SUB",
    Scope.SUBTREE_INVENTORS: "SUB_INVENTORS",
    Scope.SUBTREE_SUBMITTED: "SUB_SUBMITTED",
    Scope.MAIN_CAMPUS: "MAIN",
    Scope.OWN_CHAIN: "CHAIN",
    Scope.OWN_INSTITUTION: "INSTITUTION",
    Scope.OWN: "OWN",
    Scope.INVENTED: "INVENTED",
    Scope.AT_MY_STEP: "STEP",
    Scope.SUBMITTED: "SUBMITTED",
    Scope.ENTERPRISE: "ENTERPRISE",
    Scope.ENTERPRISE_AS_MANAGER: "ENTERPRISE_AS_MANAGER",
    Scope.PUBLISHED: "PUBLISHED",
    Scope.PUBLISHED_OPEN: "OPEN",
    Scope.INSTITUTIONS: "INSTITUTIONS",
}
"""The reference's names of the scopes that some table can express."""
TYPES = {table: name for name, table in ENTITIES.items()}


def documented(table: str, scope: Scope, ask: Ask) -> set[int]:
    """The ids of the rows that a scope reaches by the words of docs/permissions.md."""
    return {row["id"] for row in ask.world.rows(table) if is_documented(table, scope, ask, row)}


def is_documented(table: str, scope: Scope, ask: Ask, row: Row) -> bool:
    if table == "data_version":
        return version_reached(scope, ask, row)
    if scope is not Scope.ALL and table == "holding":
        return below_viewer(ask, row)
    if scope is not Scope.ALL and table == "patent_inventor":
        return is_mine(ask, row)
    return reached(ask, WORDS[scope], TYPES.get(table, table), row)


def version_reached(scope: Scope, ask: Ask, version: Row) -> bool:
    """Of each scope the one row that counts its changes."""
    account = ask.account or {}
    keys = {
        Scope.ALL: ("LIBRARY", 0),
        Scope.SUBTREE: ("UNIT", account.get("unit_id")),
        Scope.OWN: ("INVENTOR", account.get("id")),
    }
    return bool((version["kind"], version["key"]) == keys[scope])


def granted(scope: Scope, role: Role) -> bool:
    """Whether the policy gives the scope to the role anywhere: else nothing says what it means there."""
    return any(scope in cell_of(ability, role) for ability in Ability)


def policy_cells(table: str, role: Role) -> list[Cell]:
    """The cells of the policy that a table can express."""
    cells = {cell_of(ability, role) for ability in Ability}
    return sorted((cell for cell in cells if cell <= REACH[table].keys()), key=sorted)


def tables_of(world: World) -> dict[str, list[Row]]:
    """The rows of the tables that predicates speak of."""
    missing = COLUMNS.keys() - world.tables.keys()
    assert not missing, f"give the worlds of tests/reference/world.py rows of {sorted(missing)}"
    return {table: world.rows(table) for table in COLUMNS}
