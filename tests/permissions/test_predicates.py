"""One predicate, two interpreters: as SQL it selects exactly the rows that it admits in Python.

Over loose rows and any viewer, whether such rows and viewers can be or not; `test_scope_laws` says the same
of institutions as they are, in the tables.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import cell_of
from panhuo.permissions.predicates import AllOf, AnyOf, Constant, Exists, Is, Mine, Predicate
from panhuo.permissions.reach import REACH, reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from tests.permissions.loose_rows import COLUMNS, Loose, flags, loose_rows, viewers
from tests.permissions.selecting import admitted, policy_cells, selected

pytestmark = pytest.mark.anyio


async def agree(table: str, predicates: list[Predicate], viewer: Viewer, loose: Loose) -> None:
    found = await selected(table, predicates, viewer, loose)
    for predicate, ids in zip(predicates, found, strict=True):
        assert ids == admitted(table, predicate, viewer, loose), (table, predicate)


@settings(max_examples=settings().max_examples // 2)
@given(loose=loose_rows, viewer=viewers)
async def test_the_database_selects_what_python_admits(shared_db: str, loose: Loose, viewer: Viewer) -> None:
    """Each scope alone, and each cell of the policy that the table can express."""
    for table, scopes in REACH.items():
        cells = [frozenset({scope}) for scope in scopes] + policy_cells(table, viewer.role)
        await agree(table, [reach(table, cell, viewer.role) for cell in cells], viewer, loose)


PLACES = ["institution_id", "branch_id", "unit_id"]
atoms: st.SearchStrategy[Any] = (
    st.builds(Constant, flags)
    | st.builds(
        Mine,
        st.sampled_from(PLACES),
        st.sampled_from(["user_id", "institution_id", "branch_id", "unit_id", "enterprise_id"]),
    )
    | st.builds(Is, st.sampled_from(PLACES), st.none())
    | st.builds(Is, st.sampled_from(["published", "open_showcase"]), flags)
    | st.builds(
        Exists,
        st.just("holding"),
        st.just("patent_id"),
        st.sampled_from(["id", *PLACES]),
        st.builds(Mine, st.sampled_from(["branch_id", "unit_id"]), st.sampled_from(["branch_id", "unit_id"])),
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
@given(loose=loose_rows, viewer=viewers, predicates=st.lists(combinations, min_size=1, max_size=8))
async def test_so_does_every_combination_of_predicates(
    shared_db: str, loose: Loose, viewer: Viewer, predicates: list[Predicate]
) -> None:
    await agree("patent", predicates, viewer, loose)


def test_the_loose_rows_have_what_predicates_read() -> None:
    assert COLUMNS["patent_inventor"].keys() == {"patent_id", "user_id", "match"}
    assert COLUMNS["org_unit"]["kind"] == {"INSTITUTION"}


def test_every_scope_of_an_ability_reads_on_its_table() -> None:
    """What the types of this schema use; `compiler.check` says the same of each schema when it is built."""
    uses = {
        Ability.CODE_TABLE_READ: "code",
        Ability.CONTACT_READ: "dossier",
        Ability.DOSSIER_DELIST: "dossier",
        Ability.DOSSIER_DRAFT_READ: "dossier",
        Ability.DOSSIER_EDIT: "dossier",
        Ability.DOSSIER_FILE: "patent",
        Ability.DOSSIER_HANDOVER: "dossier",
        Ability.DOSSIER_READ: "dossier",
        Ability.DOSSIER_REVIEW: "dossier",
        Ability.FILE_UPLOAD: "upload",
        Ability.JOB_CANCEL: "job",
        Ability.JOB_READ: "job",
        Ability.JOB_RUN: "job",
        Ability.ORG_UNIT_MANAGE: "org_unit",
        Ability.ORG_UNIT_READ: "org_unit",
        Ability.PATENT_READ: "patent",
        Ability.PORTFOLIO_FILE: "patent",
        Ability.REVIEW_HISTORY_READ: "dossier",
        Ability.SHOWCASE_READ: "dossier",
        Ability.USER_READ: "user_account",
    }
    used = {
        (table, scope) for ability, table in uses.items() for role in Role for scope in cell_of(ability, role)
    }

    assert {scope for _, scope in used} <= set(Scope)
    assert [(table, scope) for table, scope in sorted(used) if scope not in REACH[table]] == []
