"""B. Organisation: patents of nobody's unit are handed out by people (S190)."""

from datetime import date

import pytest

from panhuo.models import Holding, OrgUnit, User
from panhuo.rules.vocabulary import Role
from tests.acceptance.changing import audited, change, done, refusals
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, confirm, institution, patent, user
from tests.patent_import.records import FEBRUARY, JANUARY, grant, push

pytestmark = pytest.mark.anyio

POOL = "query ($id: ID!) { orgUnit(id: $id) { patents(campus: ALL) { nodes { title } } } }"
VERSIONS = "select key, version from data_version where kind = 'UNIT'"


def id_of(unit: OrgUnit) -> str:
    return f"OrgUnit:{unit.id}"


async def at(ask: Ask, viewer: User, unit: OrgUnit) -> set[str]:
    nodes = (await ask(POOL, viewer, id=id_of(unit)))["orgUnit"]["patents"]["nodes"]
    return {node["title"] for node in nodes}


@pytest.mark.req("S190")
async def test_patents_are_handed_out_one_by_one_or_as_a_whole_pool(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    physics, east = await college(school), await branch(school)
    ships = await branch_college(east)
    admin, manager = await user(Role.INSTITUTION_ADMIN, school), await user(Role.BRANCH_ADMIN, east)
    head = await user(Role.COLLEGE_ADMIN, physics)
    one = await patent(school, title="一")
    await patent(school, title="二")
    await patent(school, title="三", inventors=[await user(Role.INVENTOR, school)])
    await patent(east, title="东")

    # when
    await done(answer, "assignPatents", admin, unit=id_of(physics), patents=[f"Patent:{one.id}"])

    # then
    assert await at(ask, head, physics) == {"一"}
    assert await at(ask, admin, school) == {"二", "三"}

    # when
    rest = await done(answer, "assignPatents", admin, unit=id_of(physics), pool=id_of(school))
    east_pool = await done(answer, "assignPatents", manager, unit=id_of(ships), pool=id_of(east))

    # then
    assert (rest["count"], east_pool["count"]) == (1, 1)
    assert await at(ask, admin, physics) == {"一", "二"}
    assert await at(ask, admin, school) == {"三"}, "its inventor stands there"
    assert await at(ask, manager, ships) == {"东"}
    assert {action for action, _ in await audited()} == {"PATENT_UNIT_ASSIGNED"}

    # when
    await done(answer, "assignPatents", admin, unit=id_of(school), patents=[f"Patent:{one.id}"])

    # then
    assert await at(ask, admin, school) == {"一", "三"}


@pytest.mark.req("S190")
async def test_nobody_hands_out_what_lies_beyond_their_reach(answer: Ask) -> None:
    # given
    school, other = await institution(), await institution()
    physics, east, foreign = await college(school), await branch(school), await college(other)
    admin, manager = await user(Role.INSTITUTION_ADMIN, school), await user(Role.BRANCH_ADMIN, east)
    stranger = await user(Role.INSTITUTION_ADMIN, other)
    others = [await user(Role.COLLEGE_ADMIN, physics), await user(Role.INVENTOR, physics)]
    others += [await user(Role.PLATFORM_OPERATOR)]
    made = await patent(school)
    theirs = await patent(school, inventors=[await user(Role.INVENTOR, physics)])
    given = {"unit": id_of(physics), "patents": [f"Patent:{made.id}"]}

    # when
    told = await refusals(answer, "assignPatents", [*others, None, stranger, manager], **given)

    # then
    assert told == ["FORBIDDEN"] * 3 + ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND"]
    for wrong, code in (
        ({"unit": id_of(foreign)}, "NOT_FOUND"),
        ({"patents": [f"Patent:{theirs.id}"]}, "CONFLICT"),
        ({"patents": [f"Patent:{made.id}", "Patent:999999"]}, "NOT_FOUND"),
        ({"patents": []}, "INVALID_VALUE"),
        ({"pool": id_of(school)}, "INVALID_VALUE"),
        ({"unit": id_of(east)}, "INVALID_VALUE"),
    ):
        assert await refusals(answer, "assignPatents", [admin], **given | wrong) == [code], wrong
    [error] = (await change(answer, "assignPatents", admin, unit="Patent:1", patents=[]))["userErrors"]
    assert (error["code"], error["field"]) == ("BAD_ID", ["input", "unit"])


@pytest.mark.req("S190")
async def test_imports_keep_it_until_an_inventor_is_confirmed(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    physics, chemistry = await college(school), await college(school)
    admin = await user(Role.INSTITUTION_ADMIN, school)
    chen = await user(Role.INVENTOR, chemistry, "陈一")
    await push(grant(inventors=["陈一"]), as_of=JANUARY)
    held = await Holding.get()
    await done(answer, "assignPatents", admin, unit=id_of(physics), pool=id_of(school))

    # when delivered again
    await push(grant(inventors=["陈一"], agency="代理"), as_of=FEBRUARY)

    # then
    held = await Holding.get(id=held.id)
    assert (held.unit_id, held.assigned) == (physics.id, True)

    # when an inventor is confirmed
    await confirm(chen)
    await push(grant(inventors=["陈一"], agency="另一代理"), as_of=date(2026, 3, 31))

    # then
    held = await Holding.get(id=held.id)
    assert (held.unit_id, held.assigned) == (chemistry.id, False)
