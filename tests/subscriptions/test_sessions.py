"""A subscription lasts as long as its session, its account and its ability do."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date

import httpx
import pytest

from panhuo.auth.sessions import revoke_all
from panhuo.db import connection
from panhuo.models import OrgUnit, Session, User
from panhuo.rules.vocabulary import Role
from tests.factories import enterprise, institution, now, sign_in, user
from tests.patent_import.records import grant, push
from tests.subscriptions.asking import Server, begun, ended, quiet

pytestmark = pytest.mark.anyio

LOGOUT = "mutation { logout { signedOut } }"
AT_ONCE_SECONDS, SOON_SECONDS = 1.0, 2.0
Ending = Callable[[User, dict[str, str], Server], Awaitable[object]]


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution("青岚大学")


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school)


async def signs_out(account: User, headers: dict[str, str], server: Server) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.post(server.url, json={"query": LOGOUT}, headers=headers)).json()["data"][
            "logout"
        ]


async def is_signed_out_everywhere(account: User, headers: dict[str, str], server: Server) -> None:
    await revoke_all(account.id)


async def is_closed(account: User, headers: dict[str, str], server: Server) -> None:
    await User.filter(id=account.id).update(active=False)


async def runs_out(account: User, headers: dict[str, str], server: Server) -> None:
    await Session.filter(user_id=account.id).update(expires_at=now() - 1)


async def is_deleted(account: User, headers: dict[str, str], server: Server) -> None:
    await Session.filter(user_id=account.id).delete()


@pytest.mark.parametrize("ending", [signs_out, is_signed_out_everywhere, is_closed, runs_out, is_deleted])
async def test_it_ends_with_the_session(server: Server, admin: User, ending: Ending) -> None:
    # given
    headers = await sign_in(admin)
    async with server.socket(headers) as socket, server.events(headers=headers) as events:
        identity = await socket.subscribe()
        await begun(2)

        # when
        await ending(admin, headers, server)
        at = time.monotonic()
        message, told = await socket.receive(), await events.next()

        # then
        assert time.monotonic() - at < SOON_SECONDS
        assert (message["id"], message["type"]) == (identity, "error")
        assert [each["extensions"]["code"] for each in message["payload"]] == ["UNAUTHENTICATED"]
        assert [each["extensions"]["code"] for each in told["errors"]] == ["UNAUTHENTICATED"]
        assert await events.block() == b"event: complete\ndata:"
    await ended()


async def test_signing_out_ends_it_at_once_where_the_database_tells(server: Server, admin: User) -> None:
    headers = await sign_in(admin)
    async with server.socket(headers) as socket:
        await socket.subscribe()
        await begun(1)
        await asyncio.sleep(0.1)
        at = time.monotonic()
        await signs_out(admin, headers, server)
        assert (await socket.receive())["type"] == "error"
        assert time.monotonic() - at < AT_ONCE_SECONDS


async def test_news_is_not_told_to_a_session_that_is_over(server: Server, admin: User) -> None:
    """The event itself finds out, before any watch has looked."""
    headers = await sign_in(admin)
    async with server.socket(headers) as socket:
        await socket.subscribe()
        await begun(1)
        await connection().execute_script("update session set revoked_at = 1")
        await push(grant())
        assert (await socket.receive())["type"] == "error"


async def test_other_sessions_go_on(server: Server, admin: User) -> None:
    first, second = await sign_in(admin), await sign_in(admin)
    async with server.socket(first) as ended_one, server.socket(second) as other:
        await ended_one.subscribe()
        await other.subscribe()
        await begun(2)
        await signs_out(admin, first, server)
        assert (await ended_one.receive())["type"] == "error"
        assert await quiet(other.receive)
        await push(grant())
        assert (await other.receive())["type"] == "next"


async def test_it_ends_with_the_ability(server: Server, admin: User) -> None:
    firm = await enterprise()
    async with server.socket(await sign_in(admin)) as socket:
        await socket.subscribe()
        await begun(1)
        await User.filter(id=admin.id).update(
            role=Role.ENTERPRISE, institution_id=None, unit_id=None, enterprise_id=firm.id
        )
        message = await socket.receive()
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "FORBIDDEN"
    await ended()


async def test_it_follows_an_account_that_moves(server: Server, admin: User) -> None:
    """Its scope is that of now: of the former institution it hears no more."""
    # given
    other = await institution("海沐大学")
    async with server.socket(await sign_in(admin)) as socket:
        await socket.subscribe()
        await begun(1)

        # when
        await User.filter(id=admin.id).update(institution_id=other.id, unit_id=other.id)
        await asyncio.sleep(SOON_SECONDS)
        await push(grant(1), as_of=date(2025, 3, 1))
        assert await quiet(socket.receive)
        await push(grant(2, owners=["海沐大学"]), as_of=date(2025, 3, 2))

        # then
        assert (await socket.receive())["payload"]["data"]["libraryChanged"]["asOf"] == "2025-03-02"
