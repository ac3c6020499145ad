"""Inventors: names in order, decisions that survive a new list, proposals that decide nothing."""

import pytest

from panhuo.models import PatentInventor
from panhuo.rules.vocabulary import MatchStatus, Role
from tests.factories import branch, college, institution, user
from tests.patent_import.records import FEBRUARY, MARCH, found, grant, push

pytestmark = pytest.mark.anyio

INVENTORS = "select name, user_id, match from patent_inventor order by patent_id, position"
UNITS = "select unit_id, assigned from holding"


async def confirm(name: str) -> None:
    await PatentInventor.filter(name=name).update(match=MatchStatus.CONFIRMED)


@pytest.mark.req("S191")
async def test_accounts_of_the_same_name_are_only_proposed(db: str) -> None:
    # given
    school, other = await institution("青岚大学"), await institution("海沐大学")
    chen = await user(Role.INVENTOR, await college(school), "陈 一")
    await user(Role.INVENTOR, other, "李二")
    await user(Role.INVENTOR, school, "王三", active=False)

    # when
    await push(grant(inventors=["陈一", "李二", "王三"]))

    # then
    assert await found(INVENTORS) == [
        ("陈一", chen.id, "PROPOSED"),
        ("李二", None, "NONE"),
        ("王三", None, "NONE"),
    ]
    assert await found(UNITS) == [(school.id, 0)]


async def test_of_namesakes_the_oldest_account_is_proposed_once(db: str) -> None:
    school = await institution("青岚大学")
    oldest = await user(Role.INVENTOR, school, "陈一")
    await user(Role.INVENTOR, school, "陈一")
    await push(grant(inventors=["陈一", "陈一"]))
    assert await found(INVENTORS) == [("陈一", oldest.id, "PROPOSED"), ("陈一", None, "NONE")]


@pytest.mark.req("S191")
async def test_decisions_survive_a_new_list(db: str) -> None:
    # given
    school = await institution("青岚大学")
    chen, li, wang = [await user(Role.INVENTOR, school, name) for name in ("陈一", "李二", "王三")]
    await push(grant(inventors=["陈一", "李二", "王三"]))
    await confirm("陈一")
    await PatentInventor.filter(name="李二").update(match=MatchStatus.REFUSED)

    # when
    await push(grant(inventors=["赵四", "李二", "陈 一"]), as_of=FEBRUARY)

    # then
    assert await found(INVENTORS) == [
        ("赵四", None, "NONE"),
        ("李二", li.id, "REFUSED"),
        ("陈 一", chen.id, "CONFIRMED"),
    ]

    # when a name comes back
    await push(grant(inventors=["王三"]), as_of=MARCH)

    # then
    assert await found(INVENTORS) == [("王三", wang.id, "PROPOSED")]


async def test_namesakes_on_one_patent_keep_their_own_decisions(db: str) -> None:
    school = await institution("青岚大学")
    first, second = await user(Role.INVENTOR, school, "陈一"), await user(Role.INVENTOR, school, "陈一")
    await push(grant(inventors=["陈一", "陈一"]))
    await PatentInventor.filter(position=1).update(user_id=first.id, match=MatchStatus.REFUSED)
    await PatentInventor.filter(position=2).update(user_id=second.id, match=MatchStatus.CONFIRMED)
    await push(grant(inventors=["李二", "陈一", "陈一"]), as_of=FEBRUARY)
    assert (await found(INVENTORS))[1:] == [("陈一", first.id, "REFUSED"), ("陈一", second.id, "CONFIRMED")]


@pytest.mark.req("S190")
async def test_the_unit_is_the_first_confirmed_inventors_within_the_holder(db: str) -> None:
    # given
    school, other = await institution("青岚大学"), await institution("海沐大学")
    physics, campus = await college(school), await branch(other, "海沐分校")
    await user(Role.INVENTOR, physics, "陈一")
    await push(grant(owners=["青岚大学", "海沐分校"]))
    assert await found("select unit_id, assigned from holding order by rank") == [
        (school.id, 0),
        (campus.id, 0),
    ]
    await confirm("陈一")

    # when
    await push(grant(owners=["青岚大学", "海沐分校"], agency="代理"), as_of=FEBRUARY)

    # then
    assert await found("select unit_id, assigned from holding order by rank") == [
        (physics.id, 0),
        (campus.id, 0),
    ]
    assert await found("select institution_id, unit_id from patent") == [(school.id, physics.id)]
