"""The laws of scopes, over random institutions and whatever hangs on them, in the tables of both databases.

Every table × scope × role of REACH is tried with every example: what is added there is held to the laws too,
and must say in ADMITS which roles it gives rows.
"""

from functools import partial
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.compiler.binding import ENTITIES, Entity
from panhuo.compiler.listing import listing
from panhuo.compiler.planner import ability_of, narrower
from panhuo.compiler.statement import new_statement
from panhuo.db import connection, dialect
from panhuo.permissions.ability import Scope
from panhuo.permissions.policy import Cell
from panhuo.permissions.predicates import ALWAYS, AllOf
from panhuo.permissions.reach import REACH, reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from panhuo.schema import schema
from tests.permissions.selecting import (
    admitted,
    documented,
    env_of,
    granted,
    policy_cells,
    selected,
    tables_of,
)
from tests.reference.cases import NOW
from tests.reference.compiled import viewer_of
from tests.reference.insert import replace
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.world import random_world, viewer_of_role

MASKS_NOTHING = {"data_version", "job_file", "job_row"}
"""Tables of which ALL is not everything, so that `narrower` would be wrong about them: nothing asks it."""
seeds = st.binary(min_size=12, max_size=12)
shared_by_the_roles = partial(random_examples, among=3 * len(Role))


def inhabited(random: Random, role: Role) -> Ask:
    """A world with somebody of a role in it, who asks."""
    while True:
        world = random_world(random)
        account = viewer_of_role(random, world, role.value)
        if account is not None or role is Role.ANONYMOUS:
            return Ask(world, account, next(iter(NOW.values())))


def subsets(table: str) -> list[Cell]:
    """No scope, each scope, each two, and all of them."""
    known = sorted(REACH[table])
    return [frozenset(some) for size in {0, 1, 2, len(known)} for some in combinations(known, size)]


def cells_of(table: str, role: Role) -> list[Cell]:
    return list(dict.fromkeys([*subsets(table), *policy_cells(table, role)]))


async def selections(table: str, viewer: Viewer) -> dict[Cell, set[int]]:
    cells = cells_of(table, viewer.role)
    found = await selected(table, [reach(table, cell, viewer.role) for cell in cells], viewer)
    return dict(zip(cells, found, strict=True))


async def laws_hold(seed: bytes, role: Role) -> None:
    random = Random(seed)
    ask = inhabited(random, role)
    await replace(ask.world)
    for table in REACH:
        found = await selections(table, viewer_of(ask.account))
        python_agrees(table, found, ask)
        documents_agree(table, found, ask)
        several_scopes_are_a_union(table, found)
        what_is_not_narrower_masks_nothing(table, found)
        await intersections_are_one(table, found, ask, random)
        await a_list_holds_each_row_of_its_scope_once(table, found, ask)


def python_agrees(table: str, found: dict[Cell, set[int]], ask: Ask) -> None:
    viewer, rows = viewer_of(ask.account), tables_of(ask.world)
    for cell in [*(frozenset({scope}) for scope in REACH[table]), *policy_cells(table, viewer.role)]:
        assert found[cell] == admitted(table, reach(table, cell, viewer.role), viewer, rows), (table, cell)


def documents_agree(table: str, found: dict[Cell, set[int]], ask: Ask) -> None:
    for scope in REACH[table]:
        if granted(scope, Role(ask.role)):
            assert found[frozenset({scope})] == documented(table, scope, ask), (table, scope)


def several_scopes_are_a_union(table: str, found: dict[Cell, set[int]]) -> None:
    for cell, ids in found.items():
        assert ids == set().union(*(found[frozenset({scope})] for scope in cell)), (table, cell)


def what_is_not_narrower_masks_nothing(table: str, found: dict[Cell, set[int]]) -> None:
    """The planner leaves the mask of a cell out over the rows of another where `narrower` denies it."""
    if table in MASKS_NOTHING:
        return
    for own, over in ((own, over) for own in found for over in found if not narrower(own, over)):
        assert found[over] <= found[own], (table, own, over)


async def intersections_are_one(table: str, found: dict[Cell, set[int]], ask: Ask, random: Random) -> None:
    """Rows under one cell, masked by another: as the rows of a field within its type and its parent."""
    pairs = [tuple(random.choices(list(found), k=2)) for _ in range(8)]
    viewer = viewer_of(ask.account)
    both = [AllOf(tuple(reach(table, cell, viewer.role) for cell in pair)) for pair in pairs]
    for (one, other), ids in zip(pairs, await selected(table, both, viewer), strict=True):
        assert ids == found[one] & found[other], (table, one, other)


async def a_list_holds_each_row_of_its_scope_once(table: str, found: dict[Cell, set[int]], ask: Ask) -> None:
    """Whichever table drives it: holdings, inventors, or its own."""
    for entity in [each for each in ENTITIES.values() if each.table == table and each.ability]:
        for cell in [*(frozenset({scope}) for scope in entity.sources), *policy_cells(table, Role(ask.role))]:
            listed = await ids_of_list(entity, cell, viewer_of(ask.account))
            assert sorted(listed) == sorted(found[cell]), (entity.name, cell)


async def ids_of_list(entity: Entity, cell: Cell, viewer: Viewer) -> list[int]:
    """The ids of a list without filter, in no order, as often as they stand in it."""
    statement = new_statement(viewer.rights, dialect())
    rows = listing(statement, entity, cell)
    text = statement.finished(f"select {rows.row_id} as id {rows.text()}")
    found = await connection().execute_query_dict(text, statement.arguments(env_of(viewer)))
    return [row["id"] for row in found]


@pytest.mark.parametrize("role", Role)
@shared_by_the_roles
@given(seed=seeds)
@pytest.mark.req("S30")
def test_scopes_obey_their_laws(examples: Examples, role: Role, seed: bytes) -> None:
    examples.run(laws_hold(seed, role))


EVERYBODY = set(Role)
ADMINS = {Role.INSTITUTION_ADMIN, Role.COLLEGE_ADMIN, Role.BRANCH_ADMIN, Role.BRANCH_COLLEGE_ADMIN}
TENANTS = {*ADMINS, Role.INVENTOR}
ADMITS = {
    ("api_token", Scope.ALL): EVERYBODY,
    ("api_token", Scope.ENTERPRISE): {Role.ENTERPRISE},
    ("api_token", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("approval_flow", Scope.ALL): EVERYBODY,
    ("approval_flow", Scope.OWN_CHAIN): TENANTS,
    ("approval_flow", Scope.SUBTREE): {Role.INSTITUTION_ADMIN},
    ("audit_entry", Scope.ALL): EVERYBODY,
    ("audit_entry", Scope.SUBTREE): ADMINS,
    ("code", Scope.ALL): EVERYBODY,
    ("code_edition", Scope.ALL): EVERYBODY,
    ("contact_access", Scope.ALL): EVERYBODY,
    ("contact_access", Scope.SUBTREE): ADMINS,
    ("data_version", Scope.ALL): EVERYBODY,
    ("data_version", Scope.OWN): TENANTS,
    ("data_version", Scope.SUBTREE): ADMINS,
    ("demand", Scope.ALL): EVERYBODY,
    ("demand", Scope.ENTERPRISE): {Role.ENTERPRISE},
    ("demand", Scope.SUBTREE): ADMINS,
    ("dossier", Scope.ALL): EVERYBODY,
    ("dossier", Scope.AT_MY_STEP): ADMINS,
    ("dossier", Scope.INVENTED): TENANTS,
    ("dossier", Scope.OWN): TENANTS,
    ("dossier", Scope.PUBLISHED): EVERYBODY,
    ("dossier", Scope.PUBLISHED_OPEN): EVERYBODY,
    ("dossier", Scope.SUBMITTED): EVERYBODY,
    ("dossier", Scope.SUBTREE): ADMINS,
    ("dossier", Scope.SUBTREE_SUBMITTED): ADMINS,
    ("enterprise_application", Scope.ALL): EVERYBODY,
    ("evaluation", Scope.ALL): EVERYBODY,
    ("evaluation", Scope.ENTERPRISE): {Role.ENTERPRISE},
    ("evaluation", Scope.INVENTED): TENANTS,
    ("evaluation", Scope.OWN): TENANTS,
    ("evaluation", Scope.SUBTREE): ADMINS,
    ("holding", Scope.ALL): EVERYBODY,
    ("holding", Scope.SUBTREE): ADMINS,
    ("inventor_match", Scope.OWN): TENANTS,
    ("inventor_match", Scope.SUBTREE): ADMINS,
    ("job", Scope.ALL): EVERYBODY,
    ("job", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("job_file", Scope.ALL): EVERYBODY - {Role.ANONYMOUS},
    ("job_file", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("job_row", Scope.ALL): EVERYBODY - {Role.ANONYMOUS},
    ("job_row", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("notice", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("org_unit", Scope.ALL): EVERYBODY,
    ("org_unit", Scope.INSTITUTIONS): EVERYBODY,
    ("org_unit", Scope.OWN_CHAIN): TENANTS,
    ("org_unit", Scope.OWN_INSTITUTION): TENANTS,
    ("org_unit", Scope.PUBLISHED): EVERYBODY,
    ("org_unit", Scope.PUBLISHED_OPEN): EVERYBODY,
    ("org_unit", Scope.SUBTREE): ADMINS,
    ("org_unit", Scope.SUBTREE_INVENTORS): ADMINS,
    ("patent", Scope.ALL): EVERYBODY,
    ("patent", Scope.MAIN_CAMPUS): TENANTS,
    ("patent", Scope.INVENTED): TENANTS,
    ("patent", Scope.OWN): TENANTS,
    ("patent", Scope.PUBLISHED): EVERYBODY,
    ("patent", Scope.PUBLISHED_OPEN): EVERYBODY,
    ("patent", Scope.SUBTREE): ADMINS,
    ("patent_inventor", Scope.OWN): TENANTS,
    ("performance", Scope.ALL): EVERYBODY,
    ("performance", Scope.SUBTREE): {Role.INSTITUTION_ADMIN},
    ("push", Scope.ALL): EVERYBODY,
    ("upload", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("user_account", Scope.ALL): EVERYBODY,
    ("user_account", Scope.ENTERPRISE): {Role.ENTERPRISE},
    ("user_account", Scope.ENTERPRISE_AS_MANAGER): {Role.ENTERPRISE},
    ("user_account", Scope.OWN): EVERYBODY - {Role.ANONYMOUS},
    ("user_account", Scope.SUBTREE): ADMINS,
    ("user_account", Scope.SUBTREE_INVENTORS): ADMINS,
}
"""Whom each scope on each table gives any row: the worlds of these tests must have some for each of them."""


@pytest.mark.parametrize("role", Role)
def test_the_worlds_have_rows_within_and_without_every_scope(role: Role) -> None:
    # given
    assert ADMITS.keys() == {(table, scope) for table, scopes in REACH.items() for scope in scopes}
    giving, refusing = set(), set()

    # when
    for number in range(120):
        ask = inhabited(Random(number), role)
        viewer, rows = viewer_of(ask.account), tables_of(ask.world)
        for table, scope in ADMITS:
            found = admitted(table, reach(table, {scope}, role), viewer, rows)
            giving |= {(table, scope)} if found else set()
            refusing |= {(table, scope)} if len(found) < len(rows[table]) else set()

    # then
    assert giving == {place for place, roles in ADMITS.items() if role in roles}
    assert refusing == {place for place in ADMITS if place[1] is not Scope.ALL or place[0] in MASKS_NOTHING}


def test_all_is_everything_where_anything_may_be_masked() -> None:
    """Else the planner would leave out a mask that refuses rows."""
    limited = {table for table, scopes in REACH.items() if scopes.get(Scope.ALL, ALWAYS) != ALWAYS}

    assert limited == MASKS_NOTHING
    assert [entity.name for entity in ENTITIES.values() if entity.table in limited and masked(entity)] == []


def masked(entity: Entity) -> bool:
    """Whether a field or condition of a type asks for another ability than the type."""
    fields = schema._schema.type_map[entity.name].fields.values()  # type: ignore[attr-defined]
    asked = {ability_of(field) for field in fields}
    asked |= {condition.ability for condition in entity.conditions.values()}
    return bool(asked - {None, entity.ability})
