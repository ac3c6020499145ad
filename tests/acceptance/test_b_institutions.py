"""B. Organisation: institutions are opened by the platform, activated and certified by their own."""

import pytest

from panhuo.rules.credit_code import check_sign
from panhuo.rules.vocabulary import FilingState, Role
from tests.acceptance.changing import audited, change, done, refusals
from tests.acceptance.conftest import Ask
from tests.factories import college, institution, patent, user

pytestmark = pytest.mark.anyio

CODE = "12100000400000123"
PROFILE = {
    "creditCode": CODE + check_sign(CODE),
    "address": "某省某市文津路1号",
    "contactName": "张三",
    "contactPhone": "010-62511234",
    "contactEmail": "kyc@example.edu.cn",
}
CERTIFIED = """
query ($id: ID!) {
  orgUnit(id: $id) {
    creditCode address contactName contactPhone contactEmail certifiedAt version ownerAliases { name }
  }
}
"""
MINE = "query { viewer { institution { id activatedAt } } patents { totalCount } orgUnits { totalCount } }"
SHOWN = "query { patents(filed: ALL) { nodes { title } } }"


@pytest.mark.req("S1", "S5", "S7")
async def test_the_platform_opens_universities_and_institutes(answer: Ask, ask: Ask) -> None:
    # given
    operator = await user(Role.PLATFORM_OPERATOR)
    await patent("青岚工学院", title="先推送")
    given = {"name": "青岚大学", "type": "UNIVERSITY", "aliases": ["青岚工学院"], "idempotencyKey": "a"}

    # when
    made = (await done(answer, "createInstitution", operator, **given))["orgUnit"]
    again = (await done(answer, "createInstitution", operator, **given))["orgUnit"]
    institute = await done(
        answer, "createInstitution", operator, name="北川研究所", type="RESEARCH_INSTITUTE"
    )

    # then
    assert (made["kind"], made["activatedAt"], again["id"]) == ("INSTITUTION", None, made["id"])
    assert institute["orgUnit"]["name"] == "北川研究所"
    unit = (await ask(CERTIFIED, operator, id=made["id"]))["orgUnit"]
    assert unit["ownerAliases"] == [{"name": "青岚工学院"}]
    found = (await ask("{ patents { nodes { title institution { name } } } }", operator))["patents"]["nodes"]
    assert found == [{"title": "先推送", "institution": {"name": "青岚大学"}}]
    assert await audited() == [("INSTITUTION_CREATED", "青岚大学"), ("INSTITUTION_CREATED", "北川研究所")]


@pytest.mark.req("S1", "S5")
async def test_nobody_else_opens_one_and_no_name_is_used_twice(answer: Ask) -> None:
    school = await institution("青岚大学", aliases=["青岚工学院"])
    others = [await user(Role.INSTITUTION_ADMIN, school), await user(Role.INVENTOR, school), None]
    operator = await user(Role.PLATFORM_OPERATOR)

    told = await refusals(answer, "createInstitution", others, name="新大学", type="UNIVERSITY")
    taken = await refusals(answer, "createInstitution", [operator], name="青岚 工学院", type="UNIVERSITY")
    empty = await refusals(answer, "createInstitution", [operator], name=" ", type="UNIVERSITY")

    assert told == ["FORBIDDEN", "FORBIDDEN", "UNAUTHENTICATED"]
    assert (taken, empty) == (["NAME_TAKEN"], ["INVALID_VALUE"])


@pytest.mark.req("S6")
async def test_its_own_admin_opens_the_space_and_may_look_before(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    school.activated_at = None
    await school.save(update_fields=["activated_at"])
    admin, below = await user(Role.INSTITUTION_ADMIN, school), await college(school)
    await patent(school)
    strangers = [
        await user(Role.PLATFORM_OPERATOR),
        await user(Role.COLLEGE_ADMIN, below),
        await user(Role.INSTITUTION_ADMIN, await institution()),
    ]
    id = f"OrgUnit:{school.id}"

    # when it is not open yet
    early = await refusals(answer, "createOrgUnit", [admin], parent=id, kind="COLLEGE", name="物理学院")
    theirs = await refusals(answer, "activateInstitution", strangers, id=id)
    seen = await ask(MINE, admin)

    # then
    assert early == ["NOT_ACTIVATED"]
    assert theirs == ["FORBIDDEN", "FORBIDDEN", "NOT_FOUND"]
    assert (seen["patents"]["totalCount"], seen["orgUnits"]["totalCount"]) == (1, 2)

    # when
    opened = (await done(answer, "activateInstitution", admin, id=id))["orgUnit"]
    twice = (await done(answer, "activateInstitution", admin, id=id))["orgUnit"]
    made = await done(answer, "createOrgUnit", admin, parent=id, kind="COLLEGE", name="物理学院")

    # then
    assert opened["activatedAt"] == twice["activatedAt"] is not None
    assert made["orgUnit"]["parent"] == {"id": id}
    assert [action for action, _ in await audited()] == ["INSTITUTION_ACTIVATED", "UNIT_CREATED"]


@pytest.mark.req("S26")
async def test_certifying_is_the_institution_admins(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    physics = await college(school)
    admin, other = await user(Role.INSTITUTION_ADMIN, school), await institution()
    id = f"OrgUnit:{school.id}"
    strangers = [
        await user(Role.COLLEGE_ADMIN, physics),
        await user(Role.PLATFORM_OPERATOR),
        await user(Role.INSTITUTION_ADMIN, other),
    ]

    # when
    told = await refusals(answer, "certifyInstitution", strangers, id=id, version=1, **PROFILE)
    wrong = await refusals(
        answer, "certifyInstitution", [admin], id=id, version=1, **PROFILE | {"creditCode": CODE + "0"}
    )
    await done(answer, "certifyInstitution", admin, id=id, version=1, **PROFILE)
    stale = await refusals(answer, "certifyInstitution", [admin], id=id, version=1, **PROFILE)

    # then
    assert told == ["FORBIDDEN", "FORBIDDEN", "NOT_FOUND"]
    assert (wrong, stale) == (["INVALID_VALUE"], ["CONFLICT"])
    for reader in (admin, await user(Role.PLATFORM_OPERATOR)):
        found = (await ask(CERTIFIED, reader, id=id))["orgUnit"]
        assert {name: found[name] for name in PROFILE} == PROFILE
        assert (found["version"], found["certifiedAt"] is not None) == (2, True)
    body = await answer(CERTIFIED, await user(Role.INVENTOR, physics), id=id)
    assert body["data"]["orgUnit"]["contactPhone"] is None
    assert {error["extensions"]["code"] for error in body["errors"]} == {"FORBIDDEN"}


@pytest.mark.req("S54")
async def test_a_new_alias_brings_patents_and_its_removal_takes_them(answer: Ask, ask: Ask) -> None:
    # given
    school, other = await institution("青岚大学"), await institution("石桥大学")
    admin, stranger = await user(Role.INSTITUTION_ADMIN, school), await user(Role.INSTITUTION_ADMIN, other)
    await patent("青岚师专", title="旧名")
    given = {"orgUnit": f"OrgUnit:{school.id}", "name": "青岚师专"}

    # when
    added = await done(answer, "addOwnerAlias", admin, **given)

    # then
    assert added["patents"] == 1
    assert (await ask(SHOWN, admin))["patents"]["nodes"] == [{"title": "旧名"}]
    assert await refusals(answer, "removeOwnerAlias", [stranger], **given) == ["NOT_FOUND"]
    taken = {"orgUnit": f"OrgUnit:{other.id}", "name": "青岚师专"}
    assert await refusals(answer, "addOwnerAlias", [stranger], **taken) == ["NAME_TAKEN"]

    # when
    await done(answer, "removeOwnerAlias", admin, **given)

    # then
    found = await ask("{ patents { nodes { title transferredOut } } }", admin)
    assert found["patents"]["nodes"] == [{"title": "旧名", "transferredOut": True}]
    assert (await change(answer, "removeOwnerAlias", admin, **given))["userErrors"][0]["code"] == "NOT_FOUND"


async def test_visitors_see_what_the_institution_lets_them(answer: Ask, ask: Ask) -> None:
    # given
    school = await institution()
    admin = await user(Role.INSTITUTION_ADMIN, school)
    await patent(school, title="公开", state=FilingState.REGISTERED)
    await patent(school, title="未建档")
    id = f"OrgUnit:{school.id}"
    strangers = [await user(Role.PLATFORM_OPERATOR), await user(Role.INSTITUTION_ADMIN, await institution())]
    told = await refusals(answer, "updateShowcaseSettings", strangers, id=id, version=1, openShowcase=True)
    assert told == ["FORBIDDEN", "NOT_FOUND"]
    assert (await ask(SHOWN))["patents"]["nodes"] == []

    # when
    await done(answer, "updateShowcaseSettings", admin, id=id, version=1, openShowcase=True)

    # then
    assert (await ask(SHOWN))["patents"]["nodes"] == [{"title": "公开"}]
    await done(answer, "updateShowcaseSettings", admin, id=id, version=2, openShowcase=False)
    assert (await ask(SHOWN))["patents"]["nodes"] == []
