"""One action, one transaction: keys, scopes, locks, and what goes with it or not at all."""

import asyncio
import sqlite3
from collections.abc import Iterable

import pytest

from panhuo.compiler.faults import as_error
from panhuo.db import dialect, sqlite_file
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import AuditEntry, Enterprise, IdempotencyKey, Notice, OrgUnit
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import ANONYMOUS, Viewer
from panhuo.rules.vocabulary import AuditAction, NoticeKind, Role
from panhuo.services.acting import Subject, acting
from tests.factories import college, enterprise, institution, user
from tests.permissions.world import make_units, make_users
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

MANAGE = Ability.ORG_UNIT_MANAGE


async def make(viewer: Viewer, key: str | None, name: str = "甲") -> int:
    """A creating mutation under a key."""
    async with acting(viewer) as action:
        made = await action.once(key, "createEnterprise", [name])
        if made is None:
            made = (await Enterprise.create(name=f"{name} {await Enterprise.all().count()}")).id
            await action.made(key, made)
        return made


async def admin() -> Viewer:
    return viewer_of(await user(Role.INSTITUTION_ADMIN, await institution()))


def code(error: pytest.ExceptionInfo[PanhuoError]) -> ErrorCode:
    return error.value.code


async def test_of_several_at_once_under_a_key_one_makes_it() -> None:
    viewer = await admin()

    made = await asyncio.gather(*(make(viewer, "k") for _ in range(5)))

    assert len(set(made)) == 1 and await Enterprise.all().count() == 1


async def test_without_a_key_or_under_anothers_each_makes_its_own() -> None:
    one, other = await admin(), await admin()

    made = [await make(*who) for who in ((one, None), (one, None), (one, "k"), (other, "k"))]

    assert len(set(made)) == 4


async def test_a_key_used_for_something_else_is_refused() -> None:
    viewer = await admin()
    await make(viewer, "k")

    with pytest.raises(PanhuoError) as refused:
        await make(viewer, "k", "乙")

    assert code(refused) is ErrorCode.CONFLICT and await Enterprise.all().count() == 1


@pytest.mark.parametrize("key", ["k" * 101, "a\0b", "a\nb"])
async def test_a_key_that_cannot_be_kept_is_refused(key: str) -> None:
    viewer = await admin()

    with pytest.raises(PanhuoError) as refused:
        await make(viewer, key)

    assert code(refused) is ErrorCode.INVALID_VALUE and await IdempotencyKey.all().count() == 0


async def test_what_fails_leaves_nothing_behind_and_its_key_free() -> None:
    # given
    viewer, school = await admin(), await institution()
    somebody = await user(Role.INVENTOR, school)

    async def fail() -> None:
        async with acting(viewer) as action:
            await action.once("k", "createEnterprise", ["甲"])
            await action.audit(AuditAction.UNIT_CREATED, Subject("OrgUnit", {"id": school.id, "name": "甲"}))
            await action.notify([somebody.id], NoticeKind.JOB_DONE, Subject("Job", {"id": 1}), name="甲")
            raise ZeroDivisionError

    # when
    with pytest.raises(ZeroDivisionError):
        await fail()

    # then
    assert [await table.all().count() for table in (AuditEntry, Notice, IdempotencyKey)] == [0, 0, 0]
    assert await make(viewer, "k")


REACHED = {"IA A": {"A", "A1", "A2", "AB", "AC", "ABC", "ABD"}, "IA B": {"B", "B1", "BB"}}


async def test_what_is_reached_is_what_the_ability_reaches() -> None:
    units = await make_units()
    users = await make_users(units, {"E": await enterprise(), "F": await enterprise()})
    ids = [unit.id for unit in units.values()] + [999_999]
    for name, expected in REACHED.items():
        async with acting(viewer_of(users[name])) as action:
            found = await action.reached(MANAGE, "org_unit", ids)
            assert await action.reached(MANAGE, "org_unit", []) == {}
        assert list(found) == sorted(units[each].id for each in expected)


@pytest.mark.parametrize("number", ["another's", "nobody's"])
async def test_out_of_scope_is_not_found(number: str) -> None:
    viewer, other = await admin(), await institution()

    with pytest.raises(PanhuoError) as refused:
        async with acting(viewer) as action:
            await action.one(MANAGE, "org_unit", other.id if number == "another's" else 999_999, "parent")

    assert code(refused) is ErrorCode.NOT_FOUND


async def test_who_has_nothing_of_the_ability_is_refused() -> None:
    school = await institution()
    inventor = viewer_of(await user(Role.INVENTOR, school))
    for viewer, expected in ((inventor, ErrorCode.FORBIDDEN), (ANONYMOUS, ErrorCode.UNAUTHENTICATED)):
        with pytest.raises(PanhuoError) as refused:
            async with acting(viewer) as action:
                await action.reached(MANAGE, "org_unit", [school.id])
        assert code(refused) is expected


async def test_a_row_that_one_holds_another_waits_for() -> None:
    # given
    school = await institution()
    viewer = viewer_of(await user(Role.INSTITUTION_ADMIN, school))
    holding, leave = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with acting(viewer) as action:
            await action.one(MANAGE, "org_unit", school.id)
            await OrgUnit.filter(id=school.id).update(name="新名")
            holding.set()
            await leave.wait()

    async def second() -> str:
        await holding.wait()
        async with acting(viewer) as action:
            return str((await action.one(MANAGE, "org_unit", school.id))["name"])

    # when
    tasks = [asyncio.create_task(first()), asyncio.create_task(second())]
    done, _ = await asyncio.wait([tasks[1]], timeout=0.3)
    leave.set()

    # then
    assert not done
    assert (await asyncio.gather(*tasks))[1] == "新名"


async def test_phones_and_addresses_are_masked() -> None:
    subject = Subject("User", {"id": 1, "name": "甲"})
    async with acting(await admin()) as action:
        before = {"phone": "13800138000", "email": "zhang@example.test", "name": "张"}
        await action.audit(AuditAction.PROFILE_CHANGED, subject, before, {"phone": "123", "email": None})

    entry = await AuditEntry.get()
    assert "138****8000" in str(entry.before) and "z***@example.test" in str(entry.before)
    assert '"***"' in str(entry.after) and "13800138000" not in f"{entry.before}{entry.after}"


async def test_nobody_is_told_of_their_own_action_nor_twice() -> None:
    school = await institution()
    actor, other = [await user(Role.INSTITUTION_ADMIN, school) for _ in range(2)]

    async with acting(viewer_of(actor)) as action:
        told = [other.id, other.id, actor.id]
        await action.notify(told, NoticeKind.JOB_DONE, Subject("Job", {"id": 1}), name="甲")

    assert [row["user_id"] for row in await Notice.all().values("user_id")] == [other.id]


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_an_action_waits_for_another_writer_of_the_file() -> None:
    """Though it begins by reading, which SQLite would let it do before it refuses its writing."""
    # given
    school = await institution()
    viewer = viewer_of(await user(Role.INSTITUTION_ADMIN, school))
    writer = sqlite3.connect(sqlite_file(), isolation_level=None)
    writer.execute("begin immediate")
    writer.execute("update org_unit set position = 7")

    async def move() -> int:
        async with acting(viewer) as action:
            found = await action.one(MANAGE, "org_unit", school.id)
            await OrgUnit.filter(id=school.id).update(position=found["position"] + 1)
            return int(found["position"])

    # when
    task = asyncio.create_task(move())
    done, _ = await asyncio.wait([task], timeout=0.3)
    writer.execute("commit")
    writer.close()

    # then
    assert not done and await task == 7
    assert (await OrgUnit.get(id=school.id)).position == 8


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
async def test_of_two_that_block_each_other_one_is_told_of_a_conflict() -> None:
    # given
    school = await institution()
    viewer = viewer_of(await user(Role.INSTITUTION_ADMIN, school))
    units = [(await college(school)).id for _ in range(2)]
    both = asyncio.Barrier(2)

    async def lock(order: Iterable[int]) -> None:
        one, other = order
        async with acting(viewer) as action:
            await action.one(MANAGE, "org_unit", one)
            await both.wait()
            await action.one(MANAGE, "org_unit", other)

    # when
    found = await asyncio.gather(lock(units), lock(reversed(units)), return_exceptions=True)

    # then
    [error] = [each for each in found if isinstance(each, Exception)]
    assert (as_error(error, False).extensions or {})["code"] == "CONFLICT" and dialect() == "postgres"
