"""`noticeAdded` over a real socket: one's own, with the commit, and never without."""

import asyncio

import pytest

from panhuo.db import dialect
from panhuo.models import User
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import Role
from panhuo.services.acting import acting
from tests.factories import institution, sign_in, user
from tests.notices.sending import send, tell
from tests.subscriptions.asking import Server, Socket, begun, ended, quiet
from tests.subscriptions.conftest import server

__all__ = ["server"]

pytestmark = pytest.mark.anyio

ADDED = "subscription { noticeAdded { kind message } }"


async def message(socket: Socket) -> str:
    found = await socket.receive()
    return str(found["payload"]["data"]["noticeAdded"]["message"])


async def send_and_fail(account: User) -> None:
    async with acting(ANONYMOUS) as action:
        await tell(action, account, name="撤销")
        raise ZeroDivisionError


async def test_each_hears_of_their_own_with_the_commit(server: Server) -> None:
    # given
    school = await institution()
    one, other = [await user(Role.INVENTOR, school) for _ in range(2)]
    await send(one, name="以前")
    async with server.socket(await sign_in(one)) as mine, server.socket(await sign_in(other)) as theirs:
        for socket in (mine, theirs):
            await socket.subscribe(ADDED)
        await begun(2)

        # when
        with pytest.raises(ZeroDivisionError):
            await send_and_fail(one)
        async with acting(ANONYMOUS) as action:
            await tell(action, one, name="甲")
            assert await quiet(mine.receive)

        # then
        assert "甲" in await message(mine)
        await send(one, other, name="乙")
        assert ["乙" in await message(socket) for socket in (mine, theirs)] == [True, True]
        assert await quiet(mine.receive) and await quiet(theirs.receive)
    await ended()


async def test_what_is_numbered_before_and_committed_after_is_heard_too(server: Server) -> None:
    if dialect() == "sqlite":
        pytest.skip("one writes at a time")
    # given
    one = await user(Role.INVENTOR, await institution())
    sent, leave = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with acting(ANONYMOUS) as action:
            await tell(action, one, name="先")
            sent.set()
            await leave.wait()

    async with server.socket(await sign_in(one)) as socket:
        await socket.subscribe(ADDED)
        await begun(1)

        # when
        task = asyncio.create_task(slow())
        await sent.wait()
        await send(one, name="后")
        assert "后" in await message(socket)
        leave.set()
        await task

        # then
        assert "先" in await message(socket)
    await ended()


async def test_a_visitor_may_not_listen(server: Server) -> None:
    async with server.socket() as socket:
        [refused] = await socket.ask(ADDED)

    assert [each["extensions"]["code"] for each in refused["payload"]] == ["UNAUTHENTICATED"]
    await ended()
