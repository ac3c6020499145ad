"""B. Organisation: the institution admin shapes the tree, and whatever stands in it follows."""

import asyncio
from typing import Any

import pytest

from panhuo.models import Holding, OrgUnit, Patent, User
from panhuo.rules.vocabulary import Role
from tests.acceptance.changing import audited, change, done, refusals
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, institution, patent, user

pytestmark = pytest.mark.anyio

MINE = "{ viewer { unit { name } } patents(campus: ALL) { nodes { title } } }"
BELOW = "query ($id: ID!) { orgUnit(id: $id) { children { nodes { id name position archived } } } }"


def id_of(unit: OrgUnit) -> str:
    return f"OrgUnit:{unit.id}"


async def mine(ask: Ask, viewer: User) -> tuple[str, list[str]]:
    """Where an account stands, and what it reads, at its next request."""
    found = await ask(MINE, viewer)
    return found["viewer"]["unit"]["name"], sorted(each["title"] for each in found["patents"]["nodes"])


async def children(ask: Ask, viewer: User, unit: OrgUnit) -> list[str]:
    nodes = (await ask(BELOW, viewer, id=id_of(unit)))["orgUnit"]["children"]["nodes"]
    return [node["name"] for node in nodes if not node["archived"]]


@pytest.mark.req("S8", "S9", "S10")
async def test_units_are_added_three_levels_deep_each_kind_in_its_place(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    admin = await user(Role.INSTITUTION_ADMIN, school)
    await patent("青岚大学东校区", title="东")

    # when
    made: dict[str, str] = {"INSTITUTION": id_of(school)}
    for parent, kind, name in (
        ("INSTITUTION", "COLLEGE", "物理学院"),
        ("INSTITUTION", "BRANCH", "青岚大学东校区"),
        ("BRANCH", "BRANCH_COLLEGE", "船舶学院"),
    ):
        given = {"parent": made[parent], "kind": kind, "name": name, "idempotencyKey": kind}
        made[kind] = (await done(answer, "createOrgUnit", admin, **given))["orgUnit"]["id"]
        again = await done(answer, "createOrgUnit", admin, **given)
        assert again["orgUnit"]["id"] == made[kind]

    # then
    assert await children(ask, admin, school) == ["物理学院", "青岚大学东校区"]
    manager = await user(Role.BRANCH_ADMIN, await OrgUnit.get(name="青岚大学东校区"))
    assert await mine(ask, manager) == ("青岚大学东校区", ["东"])
    for parent, kind in (("COLLEGE", "COLLEGE"), ("BRANCH_COLLEGE", "BRANCH_COLLEGE"), ("BRANCH", "COLLEGE")):
        given = {"parent": made[parent], "kind": kind, "name": "新学院"}
        assert await refusals(answer, "createOrgUnit", [admin], **given) == ["INVALID_VALUE"]
    twin = {"parent": made["INSTITUTION"], "kind": "COLLEGE", "name": "物理 学院"}
    assert await refusals(answer, "createOrgUnit", [admin], **twin) == ["NAME_TAKEN"]
    assert {action for action, _ in await audited()} == {"UNIT_CREATED"}


@pytest.mark.req("S10")
async def test_nobody_but_the_institution_admin_shapes_the_tree(answer: Ask) -> None:
    school = await institution("青岚大学")
    physics, east = await college(school, "物理学院"), await branch(school)
    ships, other = await branch_college(east), await institution()
    below = [
        await user(Role.COLLEGE_ADMIN, physics),
        await user(Role.BRANCH_ADMIN, east),
        await user(Role.BRANCH_COLLEGE_ADMIN, ships),
        await user(Role.INVENTOR, physics),
        await user(Role.ENTERPRISE),
    ]
    outside = [await user(Role.INSTITUTION_ADMIN, other), await user(Role.PLATFORM_OPERATOR)]
    unit = {"id": id_of(physics)}

    for name, given in {
        "createOrgUnit": {"parent": id_of(school), "kind": "COLLEGE", "name": "新学院"},
        "renameOrgUnit": unit | {"name": "新学院", "version": 1},
        "archiveOrgUnit": unit,
        "mergeOrgUnits": unit | {"into": id_of(await college(school))},
        "moveOrgUnit": {"id": id_of(ships), "parent": id_of(east)},
    }.items():
        told = await refusals(answer, name, [*below, None, *outside], **given)
        assert told == ["FORBIDDEN"] * 5 + ["UNAUTHENTICATED", "NOT_FOUND", "NOT_FOUND"], name


@pytest.mark.req("S10")
async def test_renaming_keeps_what_was_owned_under_the_old_name(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    east = await branch(school, "东校区")
    admin, manager = await user(Role.INSTITUTION_ADMIN, school), await user(Role.BRANCH_ADMIN, east)
    await patent(east, title="东")
    given = {"id": id_of(east), "name": "海滨校区", "version": 1}

    # when
    renamed = (await done(answer, "renameOrgUnit", admin, **given))["orgUnit"]

    # then
    assert (renamed["name"], renamed["version"]) == ("海滨校区", 2)
    assert await mine(ask, manager) == ("海滨校区", ["东"])
    assert await refusals(answer, "renameOrgUnit", [admin], **given) == ["CONFLICT"]
    assert await audited() == [("UNIT_RENAMED", "东校区")]


async def test_units_are_put_in_order_all_of_them(answer: Ask, ask: Ask) -> None:
    school = await institution()
    first, second = await college(school, "甲"), await college(school, "乙")
    admin, parent = await user(Role.INSTITUTION_ADMIN, school), id_of(school)

    some = await refusals(answer, "reorderOrgUnits", [admin], parent=parent, order=[id_of(second)])
    await done(answer, "reorderOrgUnits", admin, parent=parent, order=[id_of(second), id_of(first)])

    assert some == ["CONFLICT"]
    assert await children(ask, admin, school) == ["乙", "甲"]


async def test_a_unit_in_use_is_not_archived_and_says_by_what(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution()
    east, empty = await branch(school), await college(school)
    await branch_college(east)
    await user(Role.BRANCH_ADMIN, east)
    await patent(east)
    admin = await user(Role.INSTITUTION_ADMIN, school)

    # when
    [error] = (await change(answer, "archiveOrgUnit", admin, id=id_of(east)))["userErrors"]
    archived = (await done(answer, "archiveOrgUnit", admin, id=id_of(empty)))["orgUnit"]

    # then
    assert (error["code"], error["field"]) == ("UNIT_IN_USE", ["input", "id"])
    assert "1 children, 1 accounts, 1 patents" in error["message"]
    assert archived["archived"]
    assert await children(ask, admin, school) == [east.name]
    assert await refusals(answer, "archiveOrgUnit", [admin], id=id_of(empty)) == ["INVALID_VALUE"]


@pytest.mark.req("S10")
async def test_merging_branches_takes_everything_along(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    east, west = await branch(school, "东校区"), await branch(school, "西校区")
    ships = await branch_college(east, "船舶学院")
    admin = await user(Role.INSTITUTION_ADMIN, school)
    manager, inventor = await user(Role.BRANCH_ADMIN, east), await user(Role.INVENTOR, ships)
    keeper = await user(Role.BRANCH_ADMIN, west)
    pool, invented = await patent(east, title="池"), await patent(east, title="船", inventors=[inventor])

    # when
    await done(answer, "mergeOrgUnits", admin, id=id_of(east), into=id_of(west))

    # then
    for account in (manager, keeper):
        assert await mine(ask, account) == ("西校区", ["池", "船"])
    assert await children(ask, admin, west) == ["船舶学院"]
    assert await children(ask, admin, school) == ["西校区"]
    for made, unit in ((pool, west), (invented, ships)):
        for row in (await Patent.get(id=made.id), await Holding.get(patent_id=made.id)):
            assert (row.branch_id, row.unit_id) == (west.id, unit.id)
    moved = await User.get(id=inventor.id)
    assert (moved.branch_id, moved.unit_id) == (west.id, ships.id)
    names = await OrgUnit.get(id=west.id).prefetch_related("owner_aliases")
    assert {alias.name for alias in names.owner_aliases} == {"东校区", "西校区"}  # type: ignore[attr-defined]
    other = {"id": id_of(await college(school)), "into": id_of(west)}
    assert await refusals(answer, "mergeOrgUnits", [admin], **other) == ["INVALID_VALUE"]


@pytest.mark.req("S10")
async def test_a_branchs_college_moves_to_another_branch_with_its_accounts(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution()
    physics, east, west = await college(school), await branch(school), await branch(school)
    ships = await branch_college(east, "船舶学院")
    admin, head = await user(Role.INSTITUTION_ADMIN, school), await user(Role.BRANCH_COLLEGE_ADMIN, ships)
    inventor = await user(Role.INVENTOR, ships)
    await patent(east, title="船", inventors=[inventor])

    # when
    moved = (await done(answer, "moveOrgUnit", admin, id=id_of(ships), parent=id_of(west)))["orgUnit"]

    # then
    assert moved["parent"] == {"id": id_of(west)}
    assert await mine(ask, head) == ("船舶学院", ["船"])
    assert (await User.get(id=inventor.id)).branch_id == west.id
    for place in (school, physics):
        given = {"id": id_of(ships), "parent": id_of(place)}
        assert await refusals(answer, "moveOrgUnit", [admin], **given) == ["INVALID_VALUE"]


async def at_once(answer: Ask, *calls: tuple[str, User, dict[str, Any]]) -> list[list[str]]:
    """What each of several changes is told that are sent at the same time."""
    payloads = await asyncio.gather(*(change(answer, name, admin, **given) for name, admin, given in calls))
    return [[error["code"] for error in payload["userErrors"]] for payload in payloads]


@pytest.mark.req("S10")
async def test_two_admins_at_once_never_break_the_tree(answer: Ask) -> None:
    for _ in range(4):
        # given
        school = await institution()
        first, second = [await user(Role.INSTITUTION_ADMIN, school) for _ in range(2)]
        one, other = await college(school), await college(school)
        await user(Role.INVENTOR, one)
        new = {"parent": id_of(school), "kind": "COLLEGE", "name": "同名学院"}

        # when
        merged = await at_once(
            answer,
            ("mergeOrgUnits", first, {"id": id_of(one), "into": id_of(other)}),
            ("mergeOrgUnits", second, {"id": id_of(other), "into": id_of(one)}),
        )
        made = await at_once(answer, ("createOrgUnit", first, new), ("createOrgUnit", second, new))

        # then
        assert sorted(merged) == [[], ["INVALID_VALUE"]]
        assert sorted(made) == [[], ["NAME_TAKEN"]]
        units = await OrgUnit.filter(parent_id=school.id, archived=False)
        inventor = await User.get(role=Role.INVENTOR, institution_id=school.id)
        assert inventor.unit_id in {unit.id for unit in units}
        assert len([unit for unit in units if unit.name == "同名学院"]) == 1
