"""`graphql-transport-ws` by its protocol, and who may speak over it."""

import asyncio
import json
from typing import Any

import pytest

from panhuo.auth.http import COOKIE
from panhuo.models import User
from panhuo.rules.vocabulary import Role
from panhuo.settings import get_settings
from tests.factories import institution, sign_in, user
from tests.patent_import.records import grant, push
from tests.subscriptions.asking import CHANGED, PROTOCOL, Server, begun, ended, quiet

pytestmark = pytest.mark.anyio

VIEWER = "query Who { viewer { id } }"
LOGIN = """mutation ($cookie: Boolean!) {
  login(input: { username: "nobody", password: "wrong", cookie: $cookie }) { userErrors { code } }
}"""


@pytest.fixture
async def admin(db: str) -> User:
    return await user(Role.INSTITUTION_ADMIN, await institution("青岚大学"))


def setting(monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    monkeypatch.setattr(get_settings(), name, value)


async def who(server: Server, headers: dict[str, str] | None = None, **payload: Any) -> Any:
    """Whom the server takes somebody for."""
    async with server.socket(headers, payload or None) as socket:
        answer, last = await socket.ask(VIEWER)
    assert last == {"type": "complete"}
    return answer["payload"]["data"]["viewer"]


async def test_only_the_current_protocol_is_spoken(server: Server) -> None:
    async with server.bare_socket(protocols=("graphql-ws", PROTOCOL)) as socket:
        assert socket.connection.subprotocol == PROTOCOL
    for offered in [("graphql-ws",), ()]:
        async with server.bare_socket(protocols=offered) as socket:
            assert await socket.close_code() == (4406, "Subprotocol not acceptable")


@pytest.mark.parametrize("key", ["authorization", "Authorization"])
async def test_the_token_may_come_with_the_first_message(server: Server, admin: User, key: str) -> None:
    headers = await sign_in(admin)
    assert await who(server, **{key: headers["Authorization"]}) == {"id": f"User:{admin.id}"}
    assert await who(server, headers) == {"id": f"User:{admin.id}"}
    assert await who(server) is None


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer", "Basic YTpi", "", 7, ["Bearer x"]])
async def test_a_bad_token_is_refused(server: Server, given: object) -> None:
    async with server.bare_socket() as socket:
        await socket.send(type="connection_init", payload={"authorization": given})
        assert await socket.close_code() == (4403, "Forbidden")


async def test_a_cookie_counts_for_our_own_pages_alone(server: Server, admin: User) -> None:
    token = (await sign_in(admin))["Authorization"].removeprefix("Bearer ")
    cookie = {"Cookie": f"{COOKIE}={token}"}
    ours, theirs = f"http://{server.address}", "https://evil.example"
    assert await who(server, cookie | {"Origin": ours}) == {"id": f"User:{admin.id}"}
    assert await who(server, cookie | {"Origin": theirs}) is None
    assert await who(server, cookie | {"Origin": "null"}) is None
    assert await who(server, cookie | {"Origin": ours, "Sec-Fetch-Site": "cross-site"}) is None
    bearer = {"authorization": f"Bearer {token}"}
    assert await who(server, {"Origin": theirs}, **bearer) == {"id": f"User:{admin.id}"}
    async with server.socket(cookie | {"Origin": theirs}) as socket:
        [refused] = await socket.ask(CHANGED)
    assert refused["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_token_is_looked_up_for_each_operation(server: Server, admin: User) -> None:
    headers = await sign_in(admin)
    async with server.socket(payload={"authorization": headers["Authorization"]}) as socket:
        assert (await socket.ask(VIEWER))[0]["payload"]["data"]["viewer"]
        await User.filter(id=admin.id).update(active=False)
        [refused] = await socket.ask(VIEWER)
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_queries_and_mutations_are_answered_as_over_http(server: Server, admin: User) -> None:
    async with server.socket(await sign_in(admin)) as socket:
        answer, last = await socket.ask(VIEWER, operationName="Who", variables=None, extensions=None)
        assert (answer["type"], last["type"]) == ("next", "complete")
        assert answer["payload"]["data"] == {"viewer": {"id": f"User:{admin.id}"}}
        answer, last = await socket.ask(LOGIN, variables={"cookie": False})
        assert answer["payload"]["data"]["login"]["userErrors"] == [{"code": "SIGN_IN_FAILED"}]
        answer, *_ = await socket.ask(LOGIN, variables={"cookie": True})
        assert answer["payload"]["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{ viewer { id "}, "VALIDATION_FAILED"),
        ({"query": "subscription { libraryChanged { "}, "VALIDATION_FAILED"),
        ({"query": "{ nothing }"}, "VALIDATION_FAILED"),
        (
            {"query": "subscription { a: libraryChanged { asOf } b: libraryChanged { asOf } }"},
            "VALIDATION_FAILED",
        ),
        ({"query": "subscription ($n: Int!) { libraryChanged { asOf } }"}, "VALIDATION_FAILED"),
        ({"query": "query A { viewer { id } } query B { viewer { id } }"}, "OPERATION_UNKNOWN"),
        ({"query": VIEWER, "operationName": "Nobody"}, "OPERATION_UNKNOWN"),
        ({"query": VIEWER, "variables": [1]}, "BAD_REQUEST"),
        ({"query": 5}, "BAD_REQUEST"),
        ({"query": ""}, "BAD_REQUEST"),
        ({}, "BAD_REQUEST"),
        ({"documentId": "unknown"}, "DOCUMENT_UNKNOWN"),
        ({"query": "{ __schema { types { name } } }"}, "UNAUTHENTICATED"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_begin_gets_a_coded_error_and_the_connection_goes_on(
    server: Server, payload: dict[str, Any], code: str
) -> None:
    async with server.socket() as socket:
        await socket.send(id="1", type="subscribe", payload=payload)
        message = await socket.receive()
        assert (message["id"], message["type"]) == ("1", "error")
        assert [each["extensions"]["code"] for each in message["payload"]] == [code]
        assert (await socket.ask(VIEWER))[0]["payload"]["data"] == {"viewer": None}
        assert await quiet(socket.receive)


SUBSCRIBE = {"id": "1", "type": "subscribe", "payload": {"query": CHANGED}}
BROKEN: dict[str, tuple[list[Any], int]] = {
    "not JSON": (["{"], 4400),
    "a number": (["5"], 4400),
    "a list": (["[]"], 4400),
    "too deep": (["[" * 3000 + "]" * 3000], 4400),
    "no type": (["{}"], 4400),
    "unknown type": ([{"type": "start"}], 4400),
    "a type of another type": ([{"type": 5}], 4400),
    "a type that is a list": ([{"type": ["ping"]}], 4400),
    "bytes": ([b"{}"], 4400),
    "payload of another type": ([{"type": "connection_init", "payload": []}], 4400),
    "not initialised": ([SUBSCRIBE], 4401),
    "initialised twice": ([{"type": "connection_init"}] * 2, 4429),
    "an id of another type": ([{"type": "connection_init"}, SUBSCRIBE | {"id": 5}], 4400),
    "an empty id": ([{"type": "connection_init"}, SUBSCRIBE | {"id": ""}], 4400),
    "no id": ([{"type": "connection_init"}, {"type": "subscribe", "payload": {"query": CHANGED}}], 4400),
    "no payload": ([{"type": "connection_init"}, {"type": "subscribe", "id": "1"}], 4400),
    "payload of text": ([{"type": "connection_init"}, SUBSCRIBE | {"payload": "x"}], 4400),
    "complete of a list": ([{"type": "connection_init"}, {"type": "complete", "id": []}], 4400),
    "too big": (["x" * 1_100_000], 1009),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_what_is_no_message_ends_the_connection(server: Server, name: str) -> None:
    messages, code = BROKEN[name]
    async with server.bare_socket() as socket:
        for message in messages:
            await socket.connection.send(message if isinstance(message, str | bytes) else json.dumps(message))
        assert (await socket.close_code())[0] == code
    await ended()


async def test_an_id_is_used_once_at_a_time(server: Server, admin: User) -> None:
    async with server.socket(await sign_in(admin)) as socket:
        await socket.send(**SUBSCRIBE)
        await begun(1)
        await socket.send(**SUBSCRIBE)
        assert (await socket.close_code())[0] == 4409
    await ended()


async def test_who_says_nothing_at_first_is_closed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    setting(monkeypatch, "socket_init_seconds", 0.2)
    async with server.bare_socket() as socket:
        assert (await socket.close_code())[0] == 4408


async def test_pings_are_answered(server: Server) -> None:
    async with server.bare_socket() as socket:
        await socket.send(type="ping")
        assert await socket.receive() == {"type": "pong"}
        await socket.send(type="pong", payload={"any": "thing"})
        await socket.send(type="connection_init", payload=None)
        assert await socket.receive() == {"type": "connection_ack"}


async def test_a_subscription_ends_when_the_client_completes_it(server: Server, admin: User) -> None:
    async with server.socket(await sign_in(admin)) as socket:
        identity = await socket.subscribe()
        await begun(1)
        await socket.send(id=identity, type="complete")
        await ended()
        await push(grant())
        assert await quiet(socket.receive)
        await socket.send(**SUBSCRIBE | {"id": identity})
        await begun(1)


@pytest.mark.parametrize("polite", [True, False])
async def test_nothing_is_left_of_a_client_that_goes(server: Server, admin: User, polite: bool) -> None:
    headers = await sign_in(admin)
    before = len(asyncio.all_tasks())
    for _ in range(3):
        async with server.bare_socket(headers) as socket:
            await socket.send(type="connection_init")
            for _ in range(5):
                await socket.subscribe()
            await begun(5)
            if not polite:
                socket.connection.transport.abort()
        await ended()
    await asyncio.sleep(0.2)
    assert len(asyncio.all_tasks()) <= before


async def test_operations_of_a_socket_are_limited(
    server: Server, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting(monkeypatch, "operations_per_socket", 3)
    async with server.socket(await sign_in(admin)) as socket:
        for _ in range(3):
            await socket.subscribe()
        await begun(3)
        [refused] = await socket.ask(CHANGED)
        assert refused["payload"][0]["extensions"] == {"code": "SUBSCRIPTIONS_TOO_MANY", "limit": 3}
        await socket.send(id="1", type="complete")
        await begun(2)
        assert (await socket.ask(VIEWER))[0]["type"] == "next"


async def test_subscriptions_of_a_viewer_are_limited_over_all_connections(
    server: Server, admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting(monkeypatch, "subscriptions_per_viewer", 2)
    headers = await sign_in(admin)
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    async with (
        server.socket(headers) as socket,
        server.events(headers=headers) as events,
        server.socket(await sign_in(admin)) as third,
        server.socket(colleague) as other,
    ):
        await socket.subscribe()
        await begun(2)
        [refused] = await third.ask(CHANGED)
        assert refused["payload"][0]["extensions"] == {"code": "SUBSCRIPTIONS_TOO_MANY", "limit": 2}
        assert events.response.status_code == 200
        await other.subscribe()
        await begun(3)
    await ended()
