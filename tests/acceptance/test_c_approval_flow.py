"""C. The approval flow as it is configured, and where it sends a dossier."""

from typing import Any

import pytest

from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import Role
from tests.acceptance.changing import audited, change, done, refusals
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, institution, user

pytestmark = pytest.mark.anyio

FLOW = "query ($id: ID!) { approvalFlow(institution: $id) { college branchCollege branch version } }"
ROUTE = """
query ($filer: ID, $unit: ID, $role: Role! = INVENTOR) {
  reviewRoute(filer: $filer, unit: $unit, role: $role) { role message levels { name kind outcome } }
}
"""


class School:
    """青岚大学 with a college, a branch and the branch's college, an admin at each."""

    def __init__(self, **units: OrgUnit) -> None:
        self.root, self.physics, self.east, self.ships = units.values()
        self.admins: dict[str, User] = {}

    @property
    def id(self) -> str:
        return f"OrgUnit:{self.root.id}"


async def make_school() -> School:
    root = await institution("青岚大学")
    physics, east = await college(root, "物理学院"), await branch(root, "东校区")
    school = School(root=root, physics=physics, east=east, ships=await branch_college(east, "船舶学院"))
    school.admins = {
        "IA": await user(Role.INSTITUTION_ADMIN, root),
        "CA": await user(Role.COLLEGE_ADMIN, physics),
        "BA": await user(Role.BRANCH_ADMIN, east),
        "BCA": await user(Role.BRANCH_COLLEGE_ADMIN, school.ships),
    }
    return school


async def route(ask: Ask, viewer: User, unit: OrgUnit, role: str = "INVENTOR", **more: Any) -> list[str]:
    """The names of the units that review, in order."""
    found = (await ask(ROUTE, viewer, unit=f"OrgUnit:{unit.id}", role=role, **more))["reviewRoute"]
    return [level["name"] for level in found["levels"] if level["outcome"] == "REVIEWS"]


@pytest.mark.req("S12", "S13", "S19")
async def test_the_default_goes_up_level_by_level_from_above_the_filer(ask: Ask) -> None:
    school = await make_school()
    admin = school.admins["IA"]

    assert await route(ask, admin, school.physics) == ["物理学院", "青岚大学"]
    assert await route(ask, admin, school.ships) == ["船舶学院", "东校区", "青岚大学"]
    assert await route(ask, admin, school.east) == ["东校区", "青岚大学"]
    assert await route(ask, admin, school.root) == ["青岚大学"]
    assert await route(ask, admin, school.physics, "COLLEGE_ADMIN") == ["青岚大学"]
    assert await route(ask, admin, school.ships, "BRANCH_COLLEGE_ADMIN") == ["东校区", "青岚大学"]
    assert await route(ask, admin, school.east, "BRANCH_ADMIN") == ["青岚大学"]
    assert await route(ask, admin, school.root, "INSTITUTION_ADMIN") == []


@pytest.mark.req("S11", "S15", "S16")
async def test_with_the_branch_switched_off_its_college_submits_to_the_institution(
    answer: Ask, ask: Ask
) -> None:
    # given
    school = await make_school()
    admin = school.admins["IA"]

    # when
    flow = await done(answer, "updateApprovalFlow", admin, institution=school.id, version=1, branch=False)

    # then
    assert flow["approvalFlow"] | {"id": ""} == {
        "id": "", "version": 2, "college": True, "branchCollege": True, "branch": False,
    }  # fmt: skip
    unit = f"OrgUnit:{school.ships.id}"
    assert await route(ask, admin, school.ships) == ["船舶学院", "青岚大学"]
    english = (await ask(ROUTE, admin, unit=unit))["reviewRoute"]["message"]
    chinese = (await ask(ROUTE, admin, language="zh-CN", unit=unit))["reviewRoute"]["message"]
    assert english == (
        "A dossier filed by an inventor of 船舶学院 goes to 船舶学院, then to 青岚大学, "
        "because 东校区 is left out: its switch is off."
    )
    assert chinese == (
        "船舶学院的发明人建档后，提交至船舶学院，再提交至青岚大学审核（跳过东校区：审批开关已关闭）。"
    )
    assert await route(ask, admin, school.physics) == ["物理学院", "青岚大学"]


@pytest.mark.req("S17")
async def test_the_institutions_own_step_stays_on_whatever_is_switched_off(answer: Ask, ask: Ask) -> None:
    school = await make_school()
    admin = school.admins["IA"]
    off = {"college": False, "branchCollege": False, "branch": False}

    await done(answer, "updateApprovalFlow", admin, institution=school.id, version=1, **off)

    for unit in (school.physics, school.east, school.ships, school.root):
        assert await route(ask, admin, unit) == ["青岚大学"]
    found = (await ask(ROUTE, admin, unit=school.id, role="INSTITUTION_ADMIN"))["reviewRoute"]
    assert (found["levels"], "at once" in found["message"]) == ([], True)


@pytest.mark.req("S11", "S18")
async def test_only_the_institution_admin_changes_it_and_every_change_is_recorded(
    answer: Ask, ask: Ask
) -> None:
    # given
    school = await make_school()
    admins = school.admins
    others = [admins["CA"], admins["BA"], admins["BCA"], await user(Role.INVENTOR, school.physics)]
    others += [await user(Role.PLATFORM_OPERATOR)]
    stranger = await user(Role.INSTITUTION_ADMIN, await institution())
    given = {"institution": school.id, "version": 1, "college": False}

    # when
    told = await refusals(answer, "updateApprovalFlow", [*others, None, stranger], **given)
    await done(answer, "updateApprovalFlow", admins["IA"], **given)
    stale = await refusals(answer, "updateApprovalFlow", [admins["IA"]], **given)

    # then
    assert told == ["FORBIDDEN"] * 5 + ["UNAUTHENTICATED", "NOT_FOUND"]
    assert stale == ["CONFLICT"]
    assert await audited() == [("FLOW_CHANGED", "青岚大学")]
    seen = {"college": False, "branchCollege": True, "branch": True, "version": 2}
    for reader in (admins["IA"], *others):
        assert (await ask(FLOW, reader, id=school.id))["approvalFlow"] == seen
    body = await answer(FLOW, stranger, id=school.id)
    assert (body["data"]["approvalFlow"], body["errors"][0]["extensions"]["code"]) == (None, "NOT_FOUND")


@pytest.mark.req("S16", "S24")
async def test_a_level_without_an_active_admin_is_left_out_and_said_so(ask: Ask) -> None:
    # given
    school = await make_school()
    inventor = await user(Role.INVENTOR, school.ships)
    await User.filter(id=school.admins["BCA"].id).update(active=False)

    # when
    found = (await ask(ROUTE, inventor, filer=f"User:{inventor.id}"))["reviewRoute"]

    # then
    assert [(level["name"], level["outcome"]) for level in found["levels"]] == [
        ("船舶学院", "NO_ADMIN"),
        ("东校区", "REVIEWS"),
        ("青岚大学", "REVIEWS"),
    ]
    assert "船舶学院 is left out: it has no active administrator" in found["message"]


async def test_a_route_is_told_to_those_of_its_chain_alone(answer: Ask) -> None:
    school = await make_school()
    stranger, inventor = (
        await user(Role.INSTITUTION_ADMIN, await institution()),
        await user(Role.INVENTOR, school.physics),
    )
    unit = f"OrgUnit:{school.ships.id}"
    codes = []
    for viewer in (stranger, school.admins["CA"], inventor, await user(Role.ENTERPRISE), None):
        body = await answer(ROUTE, viewer, unit=unit)
        assert body["data"]["reviewRoute"] is None
        codes += [error["extensions"]["code"] for error in body["errors"]]

    assert codes == ["NOT_FOUND"] * 3 + ["FORBIDDEN", "UNAUTHENTICATED"]
    body = await answer(ROUTE, school.admins["IA"], unit=unit, role="COLLEGE_ADMIN")
    assert body["errors"][0]["extensions"]["code"] == "INVALID_VALUE"
    assert (await change(answer, "updateApprovalFlow", school.admins["IA"], institution="x", version=1))[
        "userErrors"
    ][0]["field"] == ["input", "institution"]


@pytest.mark.req("S25")
async def test_the_four_modes_follow_from_accounts_and_switches_and_mix(ask: Ask) -> None:
    # given one institution
    school = await make_school()
    admin = school.admins["IA"]
    chemistry = await college(school.root, "化学学院")  # without an administrator

    # when somebody files in each way
    found = {
        "1, the institution itself": await route(ask, admin, school.root, "INSTITUTION_ADMIN"),
        "2, a college": await route(ask, admin, school.physics, "COLLEGE_ADMIN"),
        "2, a branch's college": await route(ask, admin, school.ships, "BRANCH_COLLEGE_ADMIN"),
        "3, an inventor of a college": await route(ask, admin, school.physics),
        "4, an inventor below nobody else": await route(ask, admin, chemistry),
    }
    mode = await ask('{ __type(name: "ApprovalFlow") { fields { name } } }', admin)

    # then all of them go their way at the same time, and no mode is set anywhere
    assert found == {
        "1, the institution itself": [],
        "2, a college": ["青岚大学"],
        "2, a branch's college": ["东校区", "青岚大学"],
        "3, an inventor of a college": ["物理学院", "青岚大学"],
        "4, an inventor below nobody else": ["青岚大学"],
    }
    assert "mode" not in {field["name"] for field in mode["__type"]["fields"]}
