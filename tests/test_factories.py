"""The builders of test worlds keep what the models' docstrings promise."""

import pytest

from panhuo.models import Holding, Patent
from panhuo.rules.vocabulary import FilingState, MatchState, Role
from tests.factories import branch, college, institution, patent, user

pytestmark = pytest.mark.anyio


async def test_a_patents_unit_is_its_first_confirmed_inventors(db: str) -> None:
    # given
    school = await institution()
    physics = await college(school)
    proposed, confirmed = await user(Role.INVENTOR, school), await user(Role.INVENTOR, physics)

    # when
    made = await patent(school, inventors=[(proposed, MatchState.PROPOSED), confirmed])

    # then
    held = await Holding.get(patent_id=made.id)
    assert (made.unit_id, held.unit_id, held.assigned) == (physics.id, physics.id, False)


async def test_nobodys_patent_of_a_branch_is_in_the_branchs_pool(db: str) -> None:
    school = await institution()
    east = await branch(school)

    made = await patent(east, inventors=["李四"])

    held = await Holding.get(patent_id=made.id)
    assert (held.institution_id, held.branch_id, held.unit_id, held.assigned) == (
        school.id,
        east.id,
        east.id,
        False,
    )


async def test_a_co_owner_sees_the_first_owners_dossier_once_it_is_registered(db: str) -> None:
    # given
    first, second, former = await institution(), await institution(), await institution()

    # when
    filed = await patent(first, second, former=[former], state=FilingState.FILED)
    registered = await patent(first, second, former=[former], state=FilingState.REGISTERED)

    # then
    seen = {
        (row.patent_id, row.institution_id): (row.filing_state, row.current) for row in await Holding.all()
    }
    assert seen[filed.id, second.id] == (FilingState.UNFILED, True)
    assert seen[registered.id, second.id] == (FilingState.REGISTERED, True)
    assert seen[registered.id, former.id] == (FilingState.UNFILED, False)


async def test_a_company_as_first_owner_leaves_the_patent_without_a_place(db: str) -> None:
    school = await institution()

    made = await patent("某某股份有限公司", school)

    again = await Patent.get(id=made.id)
    assert (again.institution_id, again.unit_id, again.co_owned) == (None, None, True)
    assert (await Holding.get(patent_id=made.id)).rank == 2
