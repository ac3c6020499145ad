"""L. The base library filtered by what was filed: S106, S108–S110, and nothing that is not the viewer's."""

from typing import Any

import pytest

from panhuo.models import OrgUnit, User
from panhuo.rules.dossier_content import WillingnessEntry
from panhuo.rules.dossier_options import Maturity, Willingness
from panhuo.rules.vocabulary import DossierState, Role
from tests.acceptance.conftest import Ask
from tests.factories import college, dossier, enterprise, institution, patent, user
from tests.rules.dossiers import LICENSED, whole

pytestmark = pytest.mark.anyio

LIST = """
query ($filed: FiledFilter! = ALL, $where: PatentFilter, $orderBy: [PatentOrder!]) {
  patents(filed: $filed, where: $where, orderBy: $orderBy) { totalCount nodes { title } }
}
"""
S = DossierState


class School:
    root: OrgUnit
    physics: OrgUnit
    admin: User
    dean: User
    chen: User


@pytest.fixture
async def school(db: str) -> School:
    """An inventor's patents: one for each state, an unfiled one, and one in a registered portfolio only."""
    made = School()
    made.root = await institution("青岚大学")
    made.physics = await college(made.root)
    made.admin = await user(Role.INSTITUTION_ADMIN, made.root)
    made.dean = await user(Role.COLLEGE_ADMIN, made.physics)
    made.chen = await user(Role.INVENTOR, made.physics)
    said = {
        S.DRAFT: whole(rating=1),
        S.PENDING: whole(rating=2),
        S.REGISTERED: whole(rating=5, statuses=(LICENSED,), maturity=Maturity.SAMPLE),
        S.INVENTORIED: whole(rating=5, willingness=(WillingnessEntry(Willingness.TO_APPLY),)),
    }
    for state in S:
        paper = await patent(made.root, inventors=[made.chen], title=state)
        columns = {"registered_at": 1_000} if state is S.REGISTERED else {}
        await dossier(made.chen, paper, state=state, content=said.get(state), **columns)
    held = await patent(made.root, inventors=[made.chen], title="held")
    await patent(made.root, inventors=[made.chen], title="unfiled")
    await dossier(made.chen, held, paper, state=S.REGISTERED)
    return made


async def found(ask: Ask, viewer: User | None, **asked: Any) -> set[str]:
    seen = (await ask(LIST, viewer, **asked))["patents"]
    assert seen["totalCount"] == len(seen["nodes"])
    return {node["title"] for node in seen["nodes"]}


CASES = [
    ({"filed": {"eq": False}}, {"held", "unfiled"}),
    ({"inventoried": {"eq": True}}, {"INVENTORIED", "REGISTERED", "DELISTED"}),
    ({"registered": {"eq": True}}, {"REGISTERED"}),
    ({"inPortfolio": {"eq": True}}, {"held", "DELISTED"}),
    ({"inRegisteredPortfolio": {"eq": True}, "registered": {"eq": False}}, {"held", "DELISTED"}),
    ({"rating": {"eq": 5}}, {"REGISTERED", "INVENTORIED"}),
    ({"rating": {"lte": 2}, "filed": {"eq": True}}, {"PENDING"}),
    ({"registeredAt": {"isNull": False}}, {"REGISTERED"}),
    ({"registeredAt": {"lt": "1970-01-01T08:00:02+08:00"}}, {"REGISTERED"}),
    ({"willingness": {"eq": "TO_APPLY"}}, {"INVENTORIED"}),
    ({"status": {"in": ["LICENSED", "ASSIGNED"]}}, {"REGISTERED"}),
    ({"statusDetail": {"eq": "SOLE_LICENCE_SIGNED"}}, {"REGISTERED"}),
    ({"willingnessDetail": {"eq": "OPEN_LICENCE"}, "rating": {"eq": 2}}, {"PENDING"}),
    ({"maturity": {"eq": "SAMPLE"}}, {"REGISTERED"}),
    ({"not": {"rating": {"gte": 1}}, "filed": {"eq": True}}, {"DRAFT"}),
]


@pytest.mark.req("S106", "S108", "S110")
@pytest.mark.parametrize(("where", "titles"), CASES)
async def test_filters_of_what_was_filed(
    ask: Ask, school: School, where: dict[str, Any], titles: set[str]
) -> None:
    assert await found(ask, school.admin, where=where) == titles


@pytest.mark.req("S108")
async def test_the_same_filters_for_every_source_of_a_list(ask: Ask, school: School) -> None:
    # given
    operator = await user(Role.PLATFORM_OPERATOR)

    # then
    for viewer in (school.dean, operator):
        for where, titles in CASES:
            assert await found(ask, viewer, where=where) == titles
    own = {"rating": {"lte": 2}, "filed": {"eq": True}}
    assert await found(ask, school.chen, where=own) == {"PENDING", "DRAFT"}
    assert await found(ask, school.chen, where={"registered": {"eq": True}}) == {"REGISTERED"}


@pytest.mark.req("S53", "S109")
async def test_unfiled_by_default_and_sorted_by_registration(ask: Ask, school: School) -> None:
    # when
    first = (await ask(LIST, school.admin, orderBy=[{"field": "REGISTERED_AT", "direction": "DESC"}]))[
        "patents"
    ]

    # then
    assert first["nodes"][0]["title"] == "REGISTERED"
    assert await found(ask, school.admin, filed="UNFILED") == {"held", "unfiled"}
    assert await found(ask, school.admin, filed="FILED") == set(S)


async def test_filters_tell_nothing_of_a_dossier_that_is_not_ones_own_to_read(
    ask: Ask, school: School
) -> None:
    """A college sees a patent of its own; the dossier the institution filed of it lies above."""
    # given
    paper = await patent(school.root, inventors=[school.chen], title="filed above")
    await dossier(school.admin, paper, state=S.PENDING, content=whole(rating=3))
    other = await patent(school.root, title="elsewhere")
    await dossier(school.admin, paper, other, state=S.REGISTERED)

    # then
    assert await found(ask, school.admin, where={"rating": {"eq": 3}}) == {"filed above"}
    assert await found(ask, school.dean, where={"rating": {"eq": 3}}) == set()
    assert "filed above" not in await found(ask, school.dean, where={"inPortfolio": {"eq": True}})
    assert "filed above" in await found(ask, school.dean, where={"filed": {"eq": True}})


async def test_enterprises_filter_what_is_published(ask: Ask, school: School) -> None:
    # given
    expert = await user(Role.ENTERPRISE, await enterprise())

    # then
    assert await found(ask, expert, where={"rating": {"gte": 4}}) == {"REGISTERED"}
    assert await found(ask, expert, where={"status": {"eq": "LICENSED"}}) == {"REGISTERED"}
    assert await found(ask, expert, where={"rating": {"lt": 4}}) == set()
