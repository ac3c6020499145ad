"""Signing in from a browser, on a cookie; and what other sites cannot do with it."""

import httpx
import pytest

from panhuo.models import Session, User
from tests.auth.conftest import PASSWORD, Post
from tests.auth.operations import LOGIN, LOGOUT, UNKNOWN, VIEWER, code_of

pytestmark = pytest.mark.anyio
CROSS_SITE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Origin": "http://panhuo.test"}


async def test_a_browser_gets_a_cookie_and_no_token(
    admin: User, login: Post, post: Post, client: httpx.AsyncClient
):
    response = await post(
        LOGIN, OWN_PAGE, input={"username": "zhang.wei", "password": PASSWORD, "cookie": True}
    )

    payload, header = response.json()["data"]["login"], response.headers["set-cookie"]
    assert payload["token"] is None
    assert payload["viewer"]["id"] == f"User:{admin.id}"
    assert all(part in header for part in ("panhuo_session=", "HttpOnly", "SameSite=lax", "Path=/"))
    assert client.cookies["panhuo_session"] not in response.text
    assert (await post(VIEWER)).json()["data"]["viewer"]["id"] == f"User:{admin.id}"


async def test_signing_out_takes_the_cookie_back(
    admin: User, login: Post, post: Post, client: httpx.AsyncClient
):
    await login("zhang.wei", cookie=True)
    kept = client.cookies["panhuo_session"]

    payload = (await post(LOGOUT, OWN_PAGE)).json()["data"]["logout"]

    assert payload["signedOut"] is True
    assert "panhuo_session" not in client.cookies
    assert (await post(VIEWER, {"Cookie": f"panhuo_session={kept}"})).json()["data"]["viewer"] is None


async def test_a_bad_cookie_is_anonymous_and_cleared(db: str, post: Post):
    response = await post(VIEWER, {"Cookie": f"panhuo_session={UNKNOWN}"})

    assert response.status_code == 200
    assert response.json()["data"]["viewer"] is None
    assert 'panhuo_session=""' in response.headers["set-cookie"]
    assert "Max-Age=0" in response.headers["set-cookie"]


async def test_another_site_cannot_change_anything_on_our_cookie(
    admin: User, login: Post, post: Post, client: httpx.AsyncClient
):
    await login("zhang.wei", cookie=True)

    answers = [
        await post(LOGOUT, CROSS_SITE),
        await post(LOGOUT, {"Origin": "https://evil.example"}),
        await client.post(
            "/graphql", content=f'{{"query": "{LOGOUT}"}}', headers={"Content-Type": "text/plain"}
        ),
        await client.post("/graphql", data={"query": LOGOUT}),
    ]

    assert not [answer for answer in answers if '"signedOut":true' in answer.text.replace(" ", "")]
    assert await Session.filter(revoked_at=None).count() == 1
    assert (await post(VIEWER)).json()["data"]["viewer"]["id"] == f"User:{admin.id}"


async def test_another_site_cannot_sign_a_browser_in(admin: User, post: Post):
    response = await post(
        LOGIN, CROSS_SITE, input={"username": "zhang.wei", "password": PASSWORD, "cookie": True}
    )

    assert code_of(response) == "BAD_REQUEST"
    assert "panhuo_session=" not in response.headers.get("set-cookie", "")
    assert await Session.all().count() == 0
