"""Server-sent events: their bytes, when they are chosen, and what is left of a client that goes."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from panhuo.auth.http import COOKIE
from panhuo.auth.passwords import hash_password
from panhuo.models import User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.factories import institution, sign_in, user
from tests.patent_import.records import grant, push
from tests.subscriptions.asking import CHANGED, Server, begun, ended

pytestmark = pytest.mark.anyio

EVENTS, JSON, RESPONSE = "text/event-stream", "application/json", "application/graphql-response+json"
VIEWER = "{ viewer { id } }"
LOGIN = """mutation ($password: String!) {
  login(input: { username: "zhang.wei", password: $password, cookie: true }) { userErrors { code } }
}"""
PASSWORD = "correct horse battery staple"


@pytest.fixture
async def admin(db: str) -> User:
    stored = await hash_password(PASSWORD)
    school = await institution("青岚大学")
    return await user(Role.INSTITUTION_ADMIN, school, username="zhang.wei", password_hash=stored)


async def ask(server: Server, accept: str, query: str = VIEWER, **request: Any) -> httpx.Response:
    """A whole answer: of what ends by itself."""
    async with httpx.AsyncClient() as client:
        headers = {"Accept": accept, **request.pop("headers", {})}
        return await client.post(server.url, json={"query": query, **request}, headers=headers)


async def test_the_bytes_of_a_stream(server: Server, admin: User) -> None:
    # given
    async with server.events("subscription { libraryChanged { asOf } }", await sign_in(admin)) as events:
        response = events.response
        assert response.status_code == 200
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-accel-buffering"] == "no"
        assert "content-length" not in response.headers and "content-encoding" not in response.headers
        assert await events.block() == b":"
        await begun(1)

        # when
        await push(grant())

        # then
        body = b'{"data":{"libraryChanged":{"asOf":"2025-01-31"}}}'
        assert await events.block() == b"event: next\ndata: " + body
        await User.filter(id=admin.id).update(active=False)
        block = await events.block()
        assert block.startswith(b'event: next\ndata: {"errors":[{"message":') and b"\r" not in block
        assert await events.block() + b"\n\n" == b"event: complete\ndata:\n\n"
        assert await events.block() == b"" and events.unread == b""
    await ended()


async def test_a_silent_stream_beats(server: Server, admin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "heartbeat_seconds", 0.1)
    async with server.events(headers=await sign_in(admin)) as events:
        assert [await events.block(1) for _ in range(5)] == [b":"] * 5
        await begun(1)
        await push(grant())
        assert (await events.next())["data"]["libraryChanged"]


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (EVENTS, EVENTS),
        (f"{EVENTS}, multipart/mixed", EVENTS),
        (f"{EVENTS}, {JSON};q=0.9", EVENTS),
        (f"{JSON}, {EVENTS}", JSON),
        (f"{RESPONSE}, application/graphql+json, {JSON}, {EVENTS}, multipart/mixed", RESPONSE),
        (f"{RESPONSE}, {EVENTS};q=0.5", RESPONSE),
        ("*/*", JSON),
        (f"{JSON}, */*;q=0.1", JSON),
        (f"{EVENTS};q=0, {JSON}", JSON),
    ],
)
async def test_queries_come_as_events_where_they_are_preferred(
    server: Server, accept: str, answered: str
) -> None:
    response = await ask(server, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"
    if answered == EVENTS:
        first, last, rest = response.content.split(b"\n\n")
        assert json.loads(first.removeprefix(b"event: next\ndata: "))["data"] == {"viewer": None}
        assert (last, rest) == (b"event: complete\ndata:", b"")


@pytest.mark.parametrize("accept", [EVENTS, f"{JSON}, {EVENTS}", "*/*", f"{JSON}, {RESPONSE}, {EVENTS}, */*"])
async def test_subscriptions_come_as_events_wherever_they_are_accepted(
    server: Server, admin: User, accept: str
) -> None:
    async with server.events(headers={**await sign_in(admin), "Accept": accept}) as events:
        assert events.response.headers["content-type"].startswith(EVENTS)
        await begun(1)


@pytest.mark.parametrize("accept", [JSON, f"{RESPONSE}, {JSON}", f"{EVENTS};q=0, {JSON}"])
async def test_a_subscription_has_no_other_answer(server: Server, accept: str) -> None:
    response = await ask(server, accept, CHANGED)
    assert response.status_code == 406
    assert [each["extensions"]["code"] for each in response.json()["errors"]] == ["NOT_ACCEPTABLE"]


async def test_get_serves_a_browsers_event_source(server: Server, admin: User) -> None:
    headers = {"Accept": EVENTS, **await sign_in(admin)}
    async with httpx.AsyncClient(timeout=5) as client:
        async with client.stream("GET", server.url, params={"query": CHANGED}, headers=headers) as response:
            chunks = response.aiter_raw()
            assert await anext(chunks) == b":\n\n"
            await begun(1)
            await push(grant())
            assert (await anext(chunks)).startswith(b'event: next\ndata: {"data":{"libraryChanged"')
        logout = {"query": "mutation { logout { signedOut } }"}
        refused = await client.get(server.url, params=logout, headers=headers)
        head = await client.head(server.url, params={"query": CHANGED}, headers=headers)
    assert b'"METHOD_NOT_ALLOWED"' in refused.content and b"event: next" in refused.content
    assert head.status_code == 406
    await ended()


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ viewer {", "VALIDATION_FAILED"),
        ("subscription { nothing }", "VALIDATION_FAILED"),
        ("", "BAD_REQUEST"),
    ],
)
async def test_what_stands_against_an_operation_is_told_as_an_event(
    server: Server, query: str, code: str
) -> None:
    response = await ask(server, EVENTS, query)
    first, last, rest = response.text.split("\n\n")
    told = json.loads(first.removeprefix("event: next\ndata: "))
    assert response.status_code == 200
    assert [each["extensions"]["code"] for each in told["errors"]] == [code]
    assert (last, rest) == ("event: complete\ndata:", "")


async def test_what_is_no_request_at_all_has_a_status(server: Server) -> None:
    async with httpx.AsyncClient(headers={"Accept": EVENTS}) as client:
        broken = await client.post(server.url, content=b"{", headers={"Content-Type": JSON})
        text = await client.post(server.url, content=b"x", headers={"Content-Type": "text/plain"})
    assert (broken.status_code, text.status_code) == (400, 415)


async def test_signing_in_over_events_leaves_its_cookie(server: Server, admin: User) -> None:
    response = await ask(server, EVENTS, LOGIN, variables={"password": PASSWORD})
    assert response.cookies.get(COOKIE)


async def test_a_cookie_opens_a_stream_of_our_own_pages_alone(server: Server, admin: User) -> None:
    token = (await sign_in(admin))["Authorization"].removeprefix("Bearer ")
    cookie = {"Cookie": f"{COOKIE}={token}"}
    async with server.events(headers=cookie | {"Origin": f"http://{server.address}"}):
        await begun(1)
    async with server.events(headers=cookie | {"Origin": "https://evil.example"}) as events:
        assert (await events.next())["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_nothing_is_left_of_a_client_that_goes(server: Server, admin: User) -> None:
    headers = await sign_in(admin)
    before = len(asyncio.all_tasks())
    for _ in range(3):
        async with server.events(headers=headers), server.events(headers=headers):
            await begun(2)
        await ended()
    await asyncio.sleep(0.2)
    assert len(asyncio.all_tasks()) <= before
