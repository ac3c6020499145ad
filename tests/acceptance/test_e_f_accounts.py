"""E, F. Accounts: who opens them for whom and where (S27, S36–S41), and the first sign-in (S2)."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from panhuo.auth.passwords import hash_password
from panhuo.models import Enterprise, OrgUnit, Session, User
from panhuo.rules.vocabulary import Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, branch_college, college, enterprise, institution, patent, sign_in, user
from tests.shared import row_counts

pytestmark = pytest.mark.anyio

ERRORS = "userErrors { code field message }"
CREATE = f"""
mutation ($input: CreateUserInput!) {{
  createUser(input: $input) {{ user {{ id username role }} activationCode expiresAt {ERRORS} }}
}}
"""
ACTIVATE = f"mutation ($input: ActivateInput!) {{ activate(input: $input) {{ activated {ERRORS} }} }}"
LOGIN = (
    "mutation ($input: LoginInput!) { login(input: $input) { token viewer { name } userErrors { code } } }"
)
PASSWORD = "a long enough one"
DISABLE = f"mutation ($id: ID!) {{ disableUser(input: {{id: $id}}) {{ user {{ active }} {ERRORS} }} }}"
ENABLE = f"mutation ($id: ID!) {{ enableUser(input: {{id: $id}}) {{ user {{ active }} {ERRORS} }} }}"
RESET = f"mutation ($id: ID!) {{ resetUser(input: {{id: $id}}) {{ user {{ id }} activationCode {ERRORS} }} }}"
MOVE = f"""
mutation ($id: ID!, $unit: ID!) {{
  moveUser(input: {{id: $id, unit: $unit}}) {{ user {{ unit {{ name }} }} {ERRORS} }}
}}
"""
USERS = """
query ($where: UserFilter, $search: String) {
  users(where: $where, search: $search, first: 100) { totalCount nodes { name } }
}
"""
VIEWER_CAN = """
query ($id: ID!) { node(id: $id) { ... on User { viewerCan {
  disable { allowed reason } enable { allowed reason } move { allowed reason } reset { allowed reason }
} } } }
"""


@dataclass(frozen=True)
class World:
    """A school with a branch, another school, an enterprise, and an account of each role."""

    units: dict[str, OrgUnit]
    users: dict[str, User]
    firm: Enterprise

    def id(self, name: str) -> str:
        return f"User:{self.users[name].id}"

    def unit(self, name: str) -> str:
        return f"OrgUnit:{self.units[name].id}"


@pytest.fixture
async def world(db: str) -> World:
    school, other = await institution("青岚大学"), await institution("石桥工学院")
    units = {"school": school, "other": other}
    units["college"], units["sibling"] = await college(school, "物理学院"), await college(school, "化学学院")
    units["branch"] = await branch(school, "东校区")
    units["ships"] = await branch_college(units["branch"], "船舶学院")
    units["foreign"] = await college(other, "机械学院")
    firm = await enterprise("赤霞储能")
    users = {
        "IA": await user(Role.INSTITUTION_ADMIN, school, name="IA"),
        "CA": await user(Role.COLLEGE_ADMIN, units["college"], name="CA"),
        "BA": await user(Role.BRANCH_ADMIN, units["branch"], name="BA"),
        "BCA": await user(Role.BRANCH_COLLEGE_ADMIN, units["ships"], name="BCA"),
        "INV": await user(Role.INVENTOR, units["college"], name="INV"),
        "INV ships": await user(Role.INVENTOR, units["ships"], name="INV ships"),
        "ENT manager": await user(Role.ENTERPRISE, firm, name="ENT manager", is_manager=True),
        "ENT": await user(Role.ENTERPRISE, firm, name="ENT"),
        "OP": await user(Role.PLATFORM_OPERATOR, name="OP"),
        "IA other": await user(Role.INSTITUTION_ADMIN, other, name="IA other"),
    }
    return World(units, users, firm)


PLACES = ("none", "school", "college", "sibling", "branch", "ships", "other", "foreign")
TENANTS = ("INSTITUTION_ADMIN", "COLLEGE_ADMIN", "BRANCH_ADMIN", "BRANCH_COLLEGE_ADMIN", "INVENTOR")
ROLES = (*TENANTS, "ENTERPRISE", "PLATFORM_OPERATOR")
MAY: dict[str, dict[str, str]] = {
    "IA": {
        "COLLEGE_ADMIN": "college sibling",
        "BRANCH_ADMIN": "branch",
        "INVENTOR": "school college sibling",
    },
    "CA": {"INVENTOR": "college"},
    "BA": {"BRANCH_COLLEGE_ADMIN": "ships", "INVENTOR": "branch ships"},
    "BCA": {"INVENTOR": "ships"},
    "INV": {},
    "ENT manager": {"ENTERPRISE": "none"},
    "ENT": {},
    "OP": {"INSTITUTION_ADMIN": "school other", "ENTERPRISE": "none", "PLATFORM_OPERATOR": "none"},
    "visitor": {},
}
"""Creator → role → places, by hand from docs/permissions.md: the row USER_CREATE and the note on accounts."""
REACHED = {
    "IA": "school college sibling branch ships",
    "CA": "college",
    "BA": "branch ships",
    "BCA": "ships",
    "OP": "school college sibling branch ships other foreign",
}
"""Places within the creator's scope: a wrong one is INVALID_VALUE, and one beyond is NOT_FOUND."""


def expected(creator: str, role: str, place: str) -> str:
    """The code of the answer, or `opened`."""
    if creator == "visitor":
        return "UNAUTHENTICATED"
    if role not in MAY[creator]:
        return "FORBIDDEN"
    if place in MAY[creator][role].split():
        return "opened"
    if role not in TENANTS or place == "none" or place in REACHED[creator].split():
        return "INVALID_VALUE"
    return "NOT_FOUND"


def outcome(body: dict[str, Any]) -> str:
    payload = (body["data"] or {})["createUser"]
    if payload is None:
        [error] = body["errors"]
        return str(error["extensions"]["code"])
    if payload["userErrors"]:
        [error] = payload["userErrors"]
        return str(error["code"])
    assert payload["user"] and len(payload["activationCode"]) == 23
    return "opened"


async def all_tried(answer: Ask, world: World, creator: str) -> list[Any]:
    """Every role at every place, opened by one creator: what did not come about as expected."""
    viewer, wrong = world.users.get(creator), []
    for role in ROLES:
        for place in PLACES:
            # given
            given: dict[str, Any] = {"role": role, "username": f"{role}-{place}", "name": "新人"}
            given |= {} if place == "none" else {"unit": world.unit(place)}
            given |= {"enterpriseName": "新企业"} if (creator, role) == ("OP", "ENTERPRISE") else {}
            before = await row_counts()

            # when
            found = outcome(await answer(CREATE, viewer, input=given))

            # then
            after = await row_counts()
            more = {name: after[name] - before[name] for name in after if after[name] != before[name]}
            more.pop("session", None)
            opened = {"user_account": 1} | ({"enterprise": 1} if "enterpriseName" in given else {})
            counted = {name: more[name] for name in more if name != "audit_entry"}
            if found != expected(creator, role, place) or counted != (opened if found == "opened" else {}):
                wrong.append((role, place, found, expected(creator, role, place), more))
    return wrong


@pytest.mark.req("S36", "S37", "S41")
async def test_the_institution_admin_opens_accounts_one_level_down(answer: Ask, world: World) -> None:
    assert await all_tried(answer, world, "IA") == []


@pytest.mark.req("S38", "S39", "S40")
@pytest.mark.parametrize("creator", ["CA", "BA", "BCA"])
async def test_college_and_branch_admins_open_accounts_of_their_own(
    answer: Ask, world: World, creator: str
) -> None:
    assert await all_tried(answer, world, creator) == []


@pytest.mark.req("S27")
@pytest.mark.parametrize("creator", ["INV", "ENT", "ENT manager", "OP", "visitor"])
async def test_others_open_accounts_of_their_own_kind_or_none(
    answer: Ask, world: World, creator: str
) -> None:
    assert await all_tried(answer, world, creator) == []


@pytest.mark.req("S2", "S36")
async def test_an_account_is_activated_by_its_code_once(ask: Ask, answer: Ask, world: World) -> None:
    # given
    given = {"role": "INVENTOR", "username": "Ｚhang ", "name": "张三", "unit": world.unit("college")}
    made = (await ask(CREATE, world.users["CA"], input=given))["createUser"]
    code = made["activationCode"]
    kept = await User.get(username="zhang")
    activation = {"username": "ZHANG", "activationCode": code.lower().replace("-", " "), "password": PASSWORD}

    # when
    tries = [
        (await ask(ACTIVATE, input=activation | changed))["activate"]
        for changed in (
            {"activationCode": "22222-22222-22222-22222"},
            {"username": "nobody"},
            {"password": "short"},
            {},
            {},
        )
    ]

    # then
    assert code.replace("-", "") not in str(dict(kept))
    assert [each["activated"] for each in tries] == [False, False, False, True, False]
    codes = [[error["code"] for error in each["userErrors"]] for each in tries]
    assert codes == [
        ["ACTIVATION_FAILED"],
        ["ACTIVATION_FAILED"],
        ["INVALID_VALUE"],
        [],
        ["ACTIVATION_FAILED"],
    ]
    assert tries[0]["userErrors"] == tries[1]["userErrors"] == tries[4]["userErrors"]
    signed_in = (await ask(LOGIN, input={"username": "zhang", "password": PASSWORD}))["login"]
    assert signed_in["token"] and signed_in["viewer"] == {"name": "张三"}


GATED = (
    "{ orgUnits { totalCount } }",
    "{ viewer { unit { patents { totalCount } } } }",
    "{ viewer { unit { parent { name } } } }",
    "query { viewer { name } users { totalCount } }",
    "query { ...F } fragment F on Query { patents { totalCount } }",
    '{ node(id: "User:1") { id } }',
    'mutation { disableUser(input: {id: "User:1"}) { userErrors { code } } }',
    "subscription { libraryChanged { asOf } }",
)
OPEN = (
    "{ viewer { name jobTitle unit { name kind } institution { name } can { ability scopes } } }",
    "{ can { ability allowed } __typename }",
    '{ __type(name: "User") { name } }',
)
PROFILE = f"""
mutation ($input: UpdateProfileInput!) {{
  updateProfile(input: $input) {{ user {{ jobTitle phone email }} {ERRORS} }}
}}
"""
CHANGE = f"""
mutation ($input: ChangePasswordInput!) {{ changePassword(input: $input) {{ endedSessions {ERRORS} }} }}
"""


def codes_of(body: dict[str, Any]) -> list[str]:
    return [error["extensions"]["code"] for error in body.get("errors", ())]


@pytest.mark.req("S2")
async def test_until_the_profile_is_complete_little_answers(
    ask: Ask, answer: Ask, client: httpx.AsyncClient, world: World
) -> None:
    # given
    fresh = world.users["CA"]
    await User.filter(id=fresh.id).update(job_title=None, phone=None, email=None, password_temporary=True)
    await User.filter(id=fresh.id).update(password_hash=await hashed("given by hand"))

    # when, then: neither queries, mutations nor subscriptions, nor files
    for query in GATED:
        [code] = await codes_of_any(client, query, fresh)
        assert code == "PROFILE_INCOMPLETE", query
    for query in OPEN:
        assert codes_of(await answer(query, fresh)) == [], query
    uploaded = await client.post("/uploads?name=a.csv", content=b"a,b", headers=await headers(fresh))
    assert uploaded.status_code == 403

    # when: all but the password
    wrong = (await ask(PROFILE, fresh, input={"phone": "12"}))["updateProfile"]
    emptied = (await ask(PROFILE, fresh, input={"email": None}))["updateProfile"]
    for part in ({"jobTitle": " 科研秘书 "}, {"phone": "１３８ 0013 8000"}, {"email": "a@b.edu.cn"}):
        done = (await ask(PROFILE, fresh, input=part))["updateProfile"]

    # then
    assert [wrong["userErrors"][0]["field"], emptied["userErrors"][0]["field"]] == [
        ["input", "phone"],
        ["input", "email"],
    ]
    assert done["user"] == {"jobTitle": "科研秘书", "phone": "13800138000", "email": "a@b.edu.cn"}
    assert await codes_of_any(client, GATED[0], fresh) == ["PROFILE_INCOMPLETE"]

    # when
    await ask(CHANGE, fresh, input={"oldPassword": "given by hand", "newPassword": PASSWORD})

    # then
    assert codes_of(await answer(GATED[0], fresh)) == []


@pytest.mark.req("S2")
async def test_signing_in_shows_no_more_than_the_gate(answer: Ask, world: World) -> None:
    await User.filter(id=world.users["CA"].id).update(email=None, password_hash=await hashed(PASSWORD))
    login = LOGIN.replace("viewer { name }", "viewer { name unit { patents { totalCount } } }")

    body = await answer(login, input={"username": world.users["CA"].username, "password": PASSWORD})

    assert body["data"]["login"]["viewer"] is None and body["data"]["login"]["token"]
    assert codes_of(body) == ["PROFILE_INCOMPLETE"]


async def test_a_new_password_ends_the_other_sessions(ask: Ask, world: World) -> None:
    # given
    account = world.users["INV"]
    await User.filter(id=account.id).update(password_hash=await hashed("the old password"))
    other = await headers(account)

    # when
    wrong = await ask(CHANGE, account, input={"oldPassword": "guessed", "newPassword": PASSWORD})
    still = await Session.filter(user_id=account.id, revoked_at=None).count()
    right = await ask(CHANGE, account, input={"oldPassword": "the old password", "newPassword": PASSWORD})

    # then
    assert wrong["changePassword"]["userErrors"][0]["field"] == ["input", "oldPassword"]
    assert (other != {}, still, right["changePassword"]["endedSessions"]) == (True, 2, 2)
    assert await Session.filter(user_id=account.id, revoked_at=None).count() == 1


MANAGED = {
    "IA": {"CA", "BA", "BCA", "INV", "INV ships"},
    "CA": {"INV"},
    "BA": {"BCA", "INV ships"},
    "BCA": {"INV ships"},
    "INV": None,
    "ENT manager": {"ENT"},
    "ENT": set[str](),
    "OP": {"IA", "CA", "BA", "BCA", "INV", "INV ships", "ENT manager", "ENT", "IA other"},
}
"""Whom each disables, by hand from docs/permissions.md (USER_MANAGE); None: the role manages nobody."""


@pytest.mark.req("S27")
@pytest.mark.parametrize("viewer", MANAGED)
async def test_an_account_is_managed_from_above_and_never_by_itself(
    answer: Ask, world: World, viewer: str
) -> None:
    may = MANAGED[viewer]
    for name in world.users:
        # given
        await User.all().update(active=True)
        before = {row.id: dict(row) for row in await User.all()}

        # when
        body = await answer(DISABLE, world.users[viewer], id=world.id(name))

        # then
        closed = {row.id for row in await User.all() if not row.active}
        if may is not None and name in may:
            assert body["data"]["disableUser"] == {"user": {"active": False}, "userErrors": []}, name
            assert closed == {world.users[name].id}
        else:
            payload = body["data"]["disableUser"]
            found = codes_of(body) if payload is None else [each["code"] for each in payload["userErrors"]]
            own = name == viewer and viewer in ("IA", "BA", "ENT manager", "OP")
            assert found == ["FORBIDDEN" if may is None else "CONFLICT" if own else "NOT_FOUND"], name
            assert {row.id: dict(row) for row in await User.all()} == before


async def test_what_viewer_can_says_is_what_the_mutations_do(ask: Ask, answer: Ask, world: World) -> None:
    for viewer in ("IA", "CA", "BA", "ENT manager", "OP"):
        for name in world.users:
            for active in (True, False):
                # given
                await User.all().update(active=True)
                if name != viewer:
                    await User.filter(id=world.users[name].id).update(active=active)
                node = (await answer(VIEWER_CAN, world.users[viewer], id=world.id(name)))["data"]["node"]
                if node is None:
                    continue
                mutations = {"disable": DISABLE, "enable": ENABLE, "reset": RESET}
                for act in ("reset", "disable", "enable"):
                    # when
                    saved = await User.get(id=world.users[name].id)
                    payload = (await ask(mutations[act], world.users[viewer], id=world.id(name)))[
                        f"{act}User"
                    ]
                    await User.filter(id=saved.id).update(active=saved.active)

                    # then
                    told = node["viewerCan"][act]
                    assert told["allowed"] is (payload["userErrors"] == []), (viewer, name, active, act)


async def test_disabling_ends_sessions_and_enabling_brings_none_back(
    answer: Ask, client: httpx.AsyncClient, world: World
) -> None:
    session = await headers(world.users["INV"])

    await answer(DISABLE, world.users["CA"], id=world.id("INV"))
    closed = await client.post("/graphql", json={"query": "{ __typename }"}, headers=session)
    again = await answer(DISABLE, world.users["CA"], id=world.id("INV"))
    await answer(ENABLE, world.users["CA"], id=world.id("INV"))
    still = await client.post("/graphql", json={"query": "{ __typename }"}, headers=session)

    assert (closed.status_code, still.status_code) == (401, 401)
    assert [each["code"] for each in again["data"]["disableUser"]["userErrors"]] == ["CONFLICT"]
    assert (await User.get(id=world.users["INV"].id)).active


async def test_a_reset_ends_the_password_and_the_older_code(ask: Ask, world: World) -> None:
    # given
    account = world.users["INV"]
    await User.filter(id=account.id).update(password_hash=await hashed(PASSWORD))
    first = (await ask(RESET, world.users["CA"], id=world.id("INV")))["resetUser"]["activationCode"]

    # when
    second = (await ask(RESET, world.users["IA"], id=world.id("INV")))["resetUser"]["activationCode"]
    signed_in = (await ask(LOGIN, input={"username": account.username, "password": PASSWORD}))["login"]
    given = {"username": account.username, "password": PASSWORD}
    done = [
        (await ask(ACTIVATE, input=given | {"activationCode": code}))["activate"]["activated"]
        for code in (first, second)
    ]

    # then
    assert signed_in["token"] is None
    assert done == [False, True]


async def test_an_expired_code_is_dead(ask: Ask, world: World) -> None:
    code = (await ask(RESET, world.users["CA"], id=world.id("INV")))["resetUser"]["activationCode"]
    row = await User.get(id=world.users["INV"].id)
    assert row.activation_expires_at
    await User.filter(id=row.id).update(activation_expires_at=row.activation_expires_at - 14 * 24 * 3_600_000)

    given = {"username": row.username, "password": PASSWORD, "activationCode": code}
    done = (await ask(ACTIVATE, input=given))["activate"]

    assert [error["code"] for error in done["userErrors"]] == ["ACTIVATION_FAILED"]


PLACE = "query ($id: ID!) { patent(id: $id) { unit { name } branch { name } } }"


@pytest.mark.req("S27")
async def test_who_moves_takes_their_patents_along(ask: Ask, world: World) -> None:
    # given
    mine = await patent(world.units["school"], inventors=[world.users["INV"]])
    refused = {
        name: (await ask(MOVE, world.users[viewer], id=world.id(who), unit=world.unit(to)))["moveUser"]
        for name, (viewer, who, to) in {
            "another institution": ("IA", "INV", "foreign"),
            "another's college": ("CA", "INV", "sibling"),
            "another kind": ("IA", "CA", "branch"),
            "oneself": ("IA", "IA", "college"),
            "across institutions": ("OP", "INV", "foreign"),
        }.items()
    }
    assert (await User.get(id=world.users["INV"].id)).unit_id == world.units["college"].id

    # when
    moved = (await ask(MOVE, world.users["IA"], id=world.id("INV"), unit=world.unit("sibling")))["moveUser"]

    # then
    codes = {name: each["userErrors"][0]["code"] for name, each in refused.items()}
    assert codes == {
        "another institution": "NOT_FOUND",
        "another's college": "NOT_FOUND",
        "another kind": "INVALID_VALUE",
        "oneself": "CONFLICT",
        "across institutions": "INVALID_VALUE",
    }
    assert moved["user"] == {"unit": {"name": "化学学院"}}
    place = (await ask(PLACE, world.users["IA"], id=f"Patent:{mine.id}"))["patent"]
    assert place == {"unit": {"name": "化学学院"}, "branch": None}


async def test_one_of_two_who_want_a_name_at_once_gets_it(answer: Ask, world: World) -> None:
    given = {"role": "INVENTOR", "username": "twin", "name": "双生", "unit": world.unit("college")}
    viewers = ("CA", "IA", "CA", "IA")

    bodies = await asyncio.gather(*(answer(CREATE, world.users[each], input=given) for each in viewers))

    assert sorted(map(outcome, bodies)) == ["ACCOUNT_NAME_TAKEN"] * 3 + ["opened"]
    assert await User.filter(username="twin").count() == 1


async def test_one_of_two_who_use_a_code_at_once_is_right(ask: Ask, world: World) -> None:
    code = (await ask(RESET, world.users["CA"], id=world.id("INV")))["resetUser"]["activationCode"]
    given = {"username": world.users["INV"].username, "activationCode": code}

    done = await asyncio.gather(
        *(ask(ACTIVATE, input=given | {"password": f"{PASSWORD} {number}"}) for number in range(4))
    )

    assert sorted(each["activate"]["activated"] for each in done) == [False, False, False, True]


async def test_asking_twice_under_one_key_opens_one_account_and_shows_no_code_again(
    ask: Ask, world: World
) -> None:
    given = {"role": "INVENTOR", "username": "once", "name": "一次", "unit": world.unit("college")}

    first, again = [
        (await ask(CREATE, world.users["CA"], input=given | {"idempotencyKey": "k1"}))["createUser"]
        for _ in range(2)
    ]
    other = await ask(CREATE, world.users["CA"], input=given | {"idempotencyKey": "k1", "name": "两次"})

    assert first["user"] == again["user"] and first["activationCode"] and again["activationCode"] is None
    assert [error["code"] for error in other["createUser"]["userErrors"]] == ["CONFLICT"]


async def test_taken_names_tell_no_holder_and_are_counted(ask: Ask, world: World) -> None:
    given = {"role": "INVENTOR", "name": "某人", "unit": world.unit("college")}
    taken = given | {"username": world.users["IA other"].username}

    answers = [(await ask(CREATE, world.users["CA"], input=taken))["createUser"] for _ in range(41)]
    free = (await ask(CREATE, world.users["CA"], input=given | {"username": "free"}))["createUser"]

    codes = [each["userErrors"][0]["code"] for each in answers]
    assert codes == ["ACCOUNT_NAME_TAKEN"] * 40 + ["TOO_MANY_TRIES"]
    assert "石桥" not in str(answers) and "IA other" not in str(answers)
    assert free["userErrors"][0]["code"] == "TOO_MANY_TRIES"


@pytest.mark.req("S27")
async def test_accounts_are_listed_filtered_and_searched(ask: Ask, world: World) -> None:
    async def names(viewer: str, **given: Any) -> set[str]:
        page = (await ask(USERS, world.users[viewer], **given))["users"]
        found = {node["name"] for node in page["nodes"]}
        assert page["totalCount"] == len(found)
        return found

    assert await names("IA") == {"IA", "CA", "BA", "BCA", "INV", "INV ships"}
    assert await names("CA") == {"CA", "INV"}
    assert await names("BA") == {"BA", "BCA", "INV ships"}
    assert await names("INV") == {"INV"}
    assert await names("ENT") == {"ENT", "ENT manager"}
    assert await names("IA", where={"role": {"eq": "INVENTOR"}}) == {"INV", "INV ships"}
    assert await names("IA", where={"unit": {"under": world.unit("branch")}}) == {"BA", "BCA", "INV ships"}
    assert await names("IA", search=" ships") == {"INV ships"}
    assert await names("IA", search=world.users["INV"].username.upper()) >= {"INV"}
    await User.filter(id=world.users["INV"].id).update(active=False)
    assert await names("IA", where={"active": {"eq": False}}) == {"INV"}


async def codes_of_any(client: httpx.AsyncClient, query: str, viewer: User) -> list[str]:
    """Whatever the status and media type."""
    accept = {"Accept": "text/event-stream" if query.startswith("subscription") else "application/json"}
    response = await client.post("/graphql", json={"query": query}, headers=accept | await headers(viewer))
    text = response.text
    return ["PROFILE_INCOMPLETE"] if '"PROFILE_INCOMPLETE"' in text and '"data":{' not in text else [text]


async def headers(account: User) -> dict[str, str]:
    return await sign_in(account)


async def hashed(password: str) -> str:
    return await hash_password(password)
