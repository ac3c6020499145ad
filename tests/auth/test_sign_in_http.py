"""Signing in over HTTP, as clients with a token do."""

from datetime import datetime

import httpx
import pytest

from panhuo.auth.sessions import revoke_all
from panhuo.clock import StoppedClock
from panhuo.models import OrgUnit, Session, User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.auth.conftest import PASSWORD, Post
from tests.auth.operations import LOGIN, LOGOUT, UNKNOWN, VIEWER, bearer, code_of
from tests.factories import branch, enterprise, user

pytestmark = pytest.mark.anyio

MUTATIONS = "{ __schema { mutationType { fields { name } } } }"


async def test_a_token_signs_the_following_requests(admin: User, login: Post, post: Post, time: StoppedClock):
    payload = await login("Zhang.Wei")
    viewer = (await post(VIEWER, bearer(payload["token"]))).json()["data"]["viewer"]

    assert payload["userErrors"] == []
    assert payload["viewer"] == {
        "id": f"User:{admin.id}",
        "username": "zhang.wei",
        "role": "INSTITUTION_ADMIN",
    }
    assert viewer == payload["viewer"]
    assert payload["expiresAt"].endswith("+08:00")
    assert datetime.fromisoformat(payload["expiresAt"]).timestamp() * 1000 == time.at + 14 * 24 * 3_600_000


@pytest.mark.req("S3", "S5")
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANONYMOUS])
async def test_every_role_signs_in(role: Role, admin: User, university: OrgUnit, login: Post, post: Post):
    elsewhere = {
        Role.PLATFORM_OPERATOR: None,
        Role.ENTERPRISE: await enterprise(),
        Role.BRANCH_ADMIN: await branch(university),
    }
    at = elsewhere.get(role, university)
    account = await user(role, at, username="somebody", password_hash=admin.password_hash)

    payload = await login("somebody")
    viewer = (await post(VIEWER, bearer(payload["token"]))).json()["data"]["viewer"]

    assert payload["viewer"] == {"id": f"User:{account.id}", "username": "somebody", "role": role.value}
    assert viewer == payload["viewer"]


@pytest.mark.req("S1")
async def test_accounts_of_institutions_are_assigned_and_only_enterprises_apply(
    admin: User, login: Post, post: Post
):
    token = (await login("zhang.wei"))["token"]

    found = (await post(MUTATIONS, bearer(token))).json()["data"]["__schema"]["mutationType"]["fields"]
    names = {field["name"].lower() for field in found}

    assert {"login", "logout"} <= names
    assert not [
        name
        for name in names - {"registerdossiers", "registerenterprise"}
        if "signup" in name or "register" in name
    ]


async def test_unknown_accounts_and_wrong_passwords_get_the_same_answer(
    admin: User, university: OrgUnit, post: Post
):
    await user(Role.INVENTOR, university, username="closed", password_hash=admin.password_hash, active=False)
    await user(Role.INVENTOR, university, username="without")
    tries = [("nobody", PASSWORD), ("zhang.wei", "wrong"), ("closed", PASSWORD), ("without", "")]

    answers = [
        await post(LOGIN, input={"username": username, "password": password}) for username, password in tries
    ]

    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    payload = answers[0].json()["data"]["login"]
    assert [error["code"] for error in payload["userErrors"]] == ["SIGN_IN_FAILED"]
    assert (payload["token"], payload["viewer"], payload["retryAfter"]) == (None, None, None)
    assert await Session.all().count() == 0


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN,zh;q=0.9,en;q=0.8", "账号或密码错误"), ("en", "wrong password")]
)
async def test_refusals_speak_the_language_of_the_request(language: str, words: str, db: str, login: Post):
    payload = await login("nobody", headers={"Accept-Language": language})

    assert words in payload["userErrors"][0]["message"]


async def test_aliases_in_one_operation_do_not_multiply_tries(
    admin: User, login: Post, post: Post, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PANHUO_COST_LIMIT_FACTOR", "10")  # else the cost refuses so many at once
    get_settings.cache_clear()
    fields = "".join(
        f'a{n}: login(input: {{username: "zhang.wei", password: "guess {n}"}}) {{ userErrors {{ code }} }} '
        for n in range(20)
    )

    data = (await post(f"mutation {{ {fields} }}")).json()["data"]
    codes = [field["userErrors"][0]["code"] for field in data.values()]
    locked = await login("zhang.wei")

    assert codes == ["SIGN_IN_FAILED"] * 8 + ["TOO_MANY_TRIES"] * 12
    assert locked["userErrors"][0]["code"] == "TOO_MANY_TRIES"
    assert 890 <= locked["retryAfter"] <= 900
    assert await Session.all().count() == 0


async def test_signing_out_ends_the_session_from_the_next_request(admin: User, login: Post, post: Post):
    token, other = (await login("zhang.wei"))["token"], (await login("zhang.wei"))["token"]

    payload = (await post(LOGOUT, bearer(token))).json()["data"]["logout"]

    assert payload == {"signedOut": True, "userErrors": []}
    assert code_of(await post(VIEWER, bearer(token))) == "UNAUTHENTICATED"
    assert (await post(VIEWER, bearer(other))).json()["data"]["viewer"]["id"] == f"User:{admin.id}"


async def test_signing_out_without_a_session_says_so(db: str, post: Post):
    payload = (await post(LOGOUT)).json()["data"]["logout"]

    assert payload["signedOut"] is False
    assert payload["userErrors"][0]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize("token", ["", "x", UNKNOWN, "x" * 5000, "null", "é" * 43])
async def test_a_bad_token_is_401_not_anonymous(token: str, db: str, client: httpx.AsyncClient):
    headers = {"Authorization": f"Bearer {token}".encode("latin-1")}

    response = await client.post("/graphql", json={"query": VIEWER}, headers=headers)

    assert response.status_code == 401
    assert code_of(response) == "UNAUTHENTICATED"
    assert "data" not in response.json() or response.json()["data"] is None


@pytest.mark.parametrize("ending", ["expired", "revoked", "closed"])
async def test_a_session_that_is_over_is_401(
    ending: str, admin: User, login: Post, post: Post, time: StoppedClock
):
    token = (await login("zhang.wei"))["token"]
    if ending == "expired":
        time.advance(seconds=14 * 24 * 3600)
    elif ending == "revoked":
        await revoke_all(admin.id)
    else:
        await User.filter(id=admin.id).update(active=False)

    response = await post(VIEWER, bearer(token))

    assert response.status_code == 401
    assert code_of(response) == "UNAUTHENTICATED"


@pytest.mark.parametrize("hostile", ["", "a\x00b", "𠮷" * 100, "x" * 100_000])
async def test_hostile_names_and_passwords_are_merely_wrong(hostile: str, admin: User, login: Post):
    by_name, by_password = await login(hostile), await login("zhang.wei", hostile)

    assert by_name["userErrors"][0]["code"] == "SIGN_IN_FAILED"
    assert by_password["userErrors"][0]["code"] == "SIGN_IN_FAILED"


async def test_a_lone_surrogate_ends_in_a_coded_error(admin: User, client: httpx.AsyncClient):
    body = (
        '{"query": "mutation { login(input: {username: \\"\\ud800\\", password: \\"\\ud800\\"}) { token } }"}'
    )

    response = await client.post("/graphql", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code < 500
    assert "Traceback" not in response.text
    assert await Session.all().count() == 0
