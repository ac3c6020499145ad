"""Inventors: names in order, decisions that survive a new list, proposals that decide nothing."""

import pytest

from panhuo.models import InventorMatch, PatentInventor, User
from panhuo.rules.vocabulary import MatchState, Role
from tests.factories import branch, college, confirm, decide, institution, user
from tests.patent_import.records import FEBRUARY, MARCH, found, grant, push

pytestmark = pytest.mark.anyio

INVENTORS = "select name, user_id, match from patent_inventor order by patent_id, position"
MATCHES = "select user_id, state, standing from inventor_match order by user_id"
UNITS = "select unit_id, assigned from holding"
NOTICES = "select user_id, kind, subject_type, words from notice order by user_id"


async def refuse(account: User, name: str) -> None:
    await decide(await PatentInventor.get(name=name), account, MatchState.REFUSED)


@pytest.mark.req("S191")
async def test_accounts_of_the_same_name_are_only_proposed(db: str) -> None:
    # given
    school, other = await institution("青岚大学"), await institution("海沐大学")
    chen = await user(Role.INVENTOR, await college(school), "陈 一")
    await user(Role.INVENTOR, other, "李二")
    await user(Role.INVENTOR, school, "王三", active=False)
    head = await user(Role.INSTITUTION_ADMIN, school, "赵四")

    # when
    await push(grant(inventors=["陈一", "李二", "王三", "赵四"], title='一种"装置"'))

    # then
    assert await found(INVENTORS) == [(name, None, "NONE") for name in ("陈一", "李二", "王三", "赵四")]
    assert await found(MATCHES) == [(chen.id, "PROPOSED", 1), (head.id, "PROPOSED", 1)]
    assert await found(UNITS) == [(school.id, 0)]
    assert [row[:3] for row in await found(NOTICES)] == [
        (each.id, "MATCH_PROPOSED", "InventorMatch") for each in (chen, head)
    ]


@pytest.mark.req("S191")
async def test_namesakes_are_all_proposed_once_for_each_patent(db: str) -> None:
    # given
    school = await institution("青岚大学")
    one, other = await user(Role.INVENTOR, school, "陈一"), await user(Role.INVENTOR, school, "陈一")

    # when
    await push(grant(1, inventors=["陈一", "陈一"]), grant(2, inventors=["陈一"]))

    # then
    assert await found(MATCHES) == [(each.id, "PROPOSED", 1) for each in (one, one, other, other)]
    assert [row[0] for row in await found(NOTICES)] == [one.id, other.id], "one notice each"


@pytest.mark.req("S191")
async def test_decisions_survive_a_new_list(db: str) -> None:
    # given
    school = await institution("青岚大学")
    chen, li, wang = [await user(Role.INVENTOR, school, name) for name in ("陈一", "李二", "王三")]
    await push(grant(inventors=["陈一", "李二", "王三"]))
    await confirm(chen)
    await refuse(li, "李二")

    # when
    await push(grant(inventors=["赵四", "李二", "陈 一"]), as_of=FEBRUARY)

    # then
    assert await found(INVENTORS) == [
        ("赵四", None, "NONE"),
        ("李二", None, "NONE"),
        ("陈 一", chen.id, "CONFIRMED"),
    ]
    states = [(chen.id, "CONFIRMED", 1), (li.id, "REFUSED", 1), (wang.id, "PROPOSED", 0)]
    assert await found(MATCHES) == states

    # when names go, and come back
    await push(grant(inventors=["王三"]), as_of=MARCH)
    gone = await found(MATCHES)
    await push(grant(inventors=["李二", "陈一"]), as_of=MARCH)

    # then
    assert gone == [(chen.id, "CONFIRMED", 0), (li.id, "REFUSED", 0), (wang.id, "PROPOSED", 1)]
    assert await found(MATCHES) == states
    assert await found(INVENTORS) == [("李二", None, "NONE"), ("陈一", chen.id, "CONFIRMED")]


async def test_namesakes_on_one_patent_keep_their_own_decisions(db: str) -> None:
    # given the second of two confirmed
    school = await institution("青岚大学")
    first, second = await user(Role.INVENTOR, school, "陈一"), await user(Role.INVENTOR, school, "陈一")
    await push(grant(inventors=["陈一", "陈一"]))
    inventor = await PatentInventor.get(position=2)
    await PatentInventor.filter(id=inventor.id).update(user_id=second.id, match="CONFIRMED")
    await decide(inventor, second, MatchState.CONFIRMED)

    # when
    await push(grant(inventors=["李二", "陈一", "陈一"]), as_of=FEBRUARY)

    # then
    assert (await found(INVENTORS))[1:] == [("陈一", None, "NONE"), ("陈一", second.id, "CONFIRMED")]
    assert await found(MATCHES) == [(first.id, "PROPOSED", 1), (second.id, "CONFIRMED", 1)]


@pytest.mark.req("S190")
async def test_the_unit_is_the_first_confirmed_inventors_within_the_holder(db: str) -> None:
    # given
    school, other = await institution("青岚大学"), await institution("海沐大学")
    physics, campus = await college(school), await branch(other, "海沐分校")
    chen = await user(Role.INVENTOR, physics, "陈一")
    await push(grant(owners=["青岚大学", "海沐分校"]))
    assert await found("select unit_id, assigned from holding order by rank") == [
        (school.id, 0),
        (campus.id, 0),
    ]
    await confirm(chen)

    # when
    await push(grant(owners=["青岚大学", "海沐分校"], agency="代理"), as_of=FEBRUARY)

    # then
    assert await found("select unit_id, assigned from holding order by rank") == [
        (physics.id, 0),
        (campus.id, 0),
    ]
    assert await found("select institution_id, unit_id from patent") == [(school.id, physics.id)]


async def test_a_proposal_stands_while_the_institution_owns_the_patent(db: str) -> None:
    # given
    school = await institution("青岚大学")
    await institution("海沐大学")
    chen = await user(Role.INVENTOR, school, "陈一")
    await push(grant(inventors=["陈一"]))

    # when sold
    await push(grant(inventors=["陈一"], owners=["海沐大学"]), as_of=FEBRUARY)

    # then
    assert await found(MATCHES) == [(chen.id, "PROPOSED", 0)]

    # when bought back
    await push(grant(inventors=["陈一"]), as_of=MARCH)

    # then
    assert await found(MATCHES) == [(chen.id, "PROPOSED", 1)]
    assert await InventorMatch.all().count() == 1
