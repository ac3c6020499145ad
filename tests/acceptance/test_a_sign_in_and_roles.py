"""A. Signing in and roles: S1, S3–S5, S7, and what clients need to draw S2 and S6."""

import httpx
import pytest

from panhuo.auth.passwords import hash_password
from panhuo.rules.vocabulary import InstitutionType, Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, enterprise, institution, user

pytestmark = pytest.mark.anyio

LOGIN = """
mutation ($input: LoginInput!) { login(input: $input) { token viewer { username role } userErrors { code } } }
"""
MUTATIONS = "{ __schema { mutationType { fields { name } } } }"
ROLES = '{ __type(name: "Role") { enumValues { name } } }'
PROFILE = "{ viewer { username jobTitle phone email } }"
VIEWER = "{ viewer { role unit { name kind } institution { name } enterpriseName } }"
INSTITUTIONS = """
query ($where: OrgUnitFilter) { orgUnits(where: $where) { nodes { name institutionType activatedAt } } }
"""


@pytest.mark.req("S1")
async def test_an_assigned_account_signs_in_and_nobody_registers(ask: Ask, client: httpx.AsyncClient) -> None:
    # given
    school = await institution()
    admin = await user(
        Role.INSTITUTION_ADMIN, school, username="admin", password_hash=await hash_password("盘活2026")
    )

    # when
    signed_in = (await ask(LOGIN, input={"username": "admin", "password": "盘活2026"}))["login"]
    fields = (await ask(MUTATIONS, admin))["__schema"]["mutationType"]["fields"]
    mutations = {field["name"] for field in fields}

    # then
    assert signed_in["viewer"] == {"username": "admin", "role": "INSTITUTION_ADMIN"}
    headers = {"Authorization": f"Bearer {signed_in['token']}"}
    again = await client.post("/graphql", json={"query": "{ viewer { username } }"}, headers=headers)
    assert again.json()["data"]["viewer"]["username"] == "admin"
    others = mutations - {"registerDossiers", "registerEnterprise"}  # what is applied for is decided upon
    assert not {name for name in others if name.lower().startswith(("register", "signup"))}


async def test_a_client_sees_what_the_first_sign_in_has_to_complete(ask: Ask) -> None:
    nothing = dict.fromkeys(("job_title", "phone", "email"))
    fresh = await user(Role.INSTITUTION_ADMIN, await institution(), username="fresh", **nothing)

    profile = (await ask(PROFILE, fresh))["viewer"]

    assert profile == {"username": "fresh", "jobTitle": None, "phone": None, "email": None}


@pytest.mark.req("S3")
async def test_five_roles_stand_at_their_units(ask: Ask) -> None:
    # given
    school = await institution("青岚大学")
    physics = await college(school, "物理学院")
    east = await branch(school, "东校区")
    ships = await branch_college(east, "船舶学院")
    expected = {
        (Role.INSTITUTION_ADMIN, school): ("青岚大学", "INSTITUTION"),
        (Role.COLLEGE_ADMIN, physics): ("物理学院", "COLLEGE"),
        (Role.BRANCH_ADMIN, east): ("东校区", "BRANCH"),
        (Role.BRANCH_COLLEGE_ADMIN, ships): ("船舶学院", "BRANCH_COLLEGE"),
        (Role.INVENTOR, ships): ("船舶学院", "BRANCH_COLLEGE"),
    }

    for (role, unit), (name, kind) in expected.items():
        # when
        seen = (await ask(VIEWER, await user(role, unit)))["viewer"]

        # then
        assert seen == {
            "role": role,
            "unit": {"name": name, "kind": kind},
            "institution": {"name": "青岚大学"},
            "enterpriseName": None,
        }


@pytest.mark.req("S4")
async def test_there_is_one_top_role(ask: Ask) -> None:
    names = {
        value["name"]
        for value in (await ask(ROLES, await user(Role.PLATFORM_OPERATOR)))["__type"]["enumValues"]
    }

    assert names == set(Role)
    assert [name for name in names if name.startswith("INSTITUTION")] == ["INSTITUTION_ADMIN"]


@pytest.mark.req("S5")
async def test_operator_and_enterprise_act_from_outside(ask: Ask) -> None:
    operator = await user(Role.PLATFORM_OPERATOR)
    expert = await user(Role.ENTERPRISE, await enterprise("赤霞储能"))

    seen = [(await ask(VIEWER, account))["viewer"] for account in (operator, expert)]

    assert [(viewer["role"], viewer["unit"], viewer["enterpriseName"]) for viewer in seen] == [
        ("PLATFORM_OPERATOR", None, None),
        ("ENTERPRISE", None, "赤霞储能"),
    ]


@pytest.mark.req("S6", "S7")
async def test_institutions_are_universities_or_institutes_with_a_space_of_their_own(ask: Ask) -> None:
    # given
    await institution("青岚大学")
    institute = await institution("沧澜研究院", type=InstitutionType.RESEARCH_INSTITUTE)
    institute.activated_at = None
    await institute.save(update_fields=["activated_at"])
    operator = await user(Role.PLATFORM_OPERATOR)

    # when
    where = {"institutionType": {"eq": "RESEARCH_INSTITUTE"}}
    every = (await ask(INSTITUTIONS, operator))["orgUnits"]["nodes"]
    institutes = (await ask(INSTITUTIONS, operator, where=where))["orgUnits"]["nodes"]

    # then
    assert {unit["name"]: unit["institutionType"] for unit in every} == {
        "青岚大学": "UNIVERSITY",
        "沧澜研究院": "RESEARCH_INSTITUTE",
    }
    assert institutes == [
        {"name": "沧澜研究院", "institutionType": "RESEARCH_INSTITUTE", "activatedAt": None}
    ]
    assert all(unit["activatedAt"] for unit in every if unit["name"] == "青岚大学")
