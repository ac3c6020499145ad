"""`libraryChanged`: who hears of which import, and who hears nothing."""

from contextlib import AsyncExitStack
from datetime import date
from typing import Any

import pytest

from panhuo.db import connection
from panhuo.models import User
from panhuo.resolvers import library
from panhuo.services.patent_import import publish_records
from tests.factories import confirm, enterprise, sign_in
from tests.patent_import.records import FEBRUARY, JANUARY, grant, push
from tests.permissions.world import make_units, make_users
from tests.subscriptions.asking import CHANGED, Server, Socket, begun, ended, quiet

pytestmark = pytest.mark.anyio

OWNERS = {
    "a1": ["甲大学"],
    "a2": ["甲大学"],
    "a pool": ["甲大学"],
    "abc": ["甲东校区"],
    "ac pool": ["甲西校区"],
    "b1": ["乙大学"],
    "shared": ["乙大学", "甲大学"],
    "nobody's": ["某公司"],
}
"""The owners of each patent; those named after a college have an inventor there."""
INVENTORS = {"a1": "INV A1", "a2": "INV A2", "abc": "INV ABC", "b1": "INV B1", "shared": "INV B1"}
EVERYBODY = (
    "IA A",
    "CA A1",
    "CA A2",
    "BA AB",
    "BA AC",
    "BCA ABC",
    "BCA ABD",
    "INV A1",
    "INV ABC",
    "IA B",
    "CA B1",
    "BA BB",
    "OP",
)
HEARD_BY = {
    "a1": {"IA A", "CA A1", "INV A1", "OP"},
    "a2": {"IA A", "CA A2", "OP"},
    "a pool": {"IA A", "OP"},
    "abc": {"IA A", "BA AB", "BCA ABC", "INV ABC", "OP"},
    "ac pool": {"IA A", "BA AC", "OP"},
    "b1": {"IA B", "CA B1", "OP"},
    "shared": {"IA A", "IA B", "CA B1", "OP"},
    "nobody's": {"OP"},
}
"""Written out by hand from docs/permissions.md: S and O of LIBRARY_FIGURES_READ."""


def record(name: str, title: str) -> Any:
    number = 1 + list(OWNERS).index(name)
    return grant(number, owners=OWNERS[name], inventors=[INVENTORS.get(name, "佚名")], title=title)


async def make_world() -> dict[str, User]:
    """Every kind of account, and patents that stand where OWNERS and INVENTORS say."""
    users = await make_users(await make_units(), {"E": await enterprise(), "F": await enterprise()})
    await push(*(record(name, "名称") for name in OWNERS))
    for name in {*INVENTORS.values()}:
        await confirm(users[name], name)
    await push(*(record(name, "名称二") for name in OWNERS), as_of=FEBRUARY)
    return users


@pytest.mark.req("S49", "S51")
async def test_each_hears_of_what_they_read_and_of_nothing_else(server: Server) -> None:
    # given everybody listening at once
    users = await make_world()
    sockets: dict[str, Socket] = {}
    async with AsyncExitStack() as stack:
        for name in EVERYBODY:
            sockets[name] = await stack.enter_async_context(server.socket(await sign_in(users[name])))
            await sockets[name].subscribe()
        await begun(len(EVERYBODY))

        for number, (name, hearing) in enumerate(HEARD_BY.items()):
            # when
            await push(record(name, f"新名称{number}"), as_of=date(2025, 3, 1 + number))

            # then
            for viewer in EVERYBODY:
                if viewer in hearing:
                    message = await sockets[viewer].receive()
                    assert message["payload"]["data"]["libraryChanged"]["asOf"] == f"2025-03-{1 + number:02}"
            silent = [viewer for viewer in EVERYBODY if viewer not in hearing]
            for viewer in silent:
                with pytest.raises(TimeoutError):
                    await sockets[viewer].receive(0.05)
    await ended()


@pytest.mark.parametrize(("viewer", "code"), [("ENT E", "FORBIDDEN"), (None, "UNAUTHENTICATED")])
async def test_others_may_not_subscribe(server: Server, viewer: str | None, code: str) -> None:
    # given
    users = await make_users(await make_units(), {"E": await enterprise(), "F": await enterprise()})
    headers = await sign_in(users[viewer]) if viewer else {}

    # when
    async with server.socket(headers) as socket, server.events(headers=headers) as events:
        [refused] = await socket.ask(CHANGED)
        told, last = await events.next(), await events.block()

    # then
    assert refused["type"] == "error"
    [error] = refused["payload"]
    assert error["extensions"] | {"code": code, "ability": "LIBRARY_FIGURES_READ"} == error["extensions"]
    assert [each["extensions"]["code"] for each in told["errors"]] == [code] and "data" not in told
    assert last == b"event: complete\ndata:"
    await ended()


async def test_what_was_rolled_back_is_no_event(server: Server) -> None:
    users = await make_world()
    async with server.socket(await sign_in(users["IA A"])) as socket:
        await socket.subscribe()
        await begun(1)
        with pytest.raises(ZeroDivisionError):
            await publish_records((record("a1", f"{1 // zero}") for zero in [1, 0]), JANUARY)
        assert await quiet(socket.receive)


async def test_a_second_run_of_a_file_is_no_event(server: Server) -> None:
    users = await make_world()
    async with server.socket(await sign_in(users["OP"])) as socket:
        await socket.subscribe()
        await begun(1)
        await push(*(record(name, "名称二") for name in OWNERS), as_of=FEBRUARY)
        assert await quiet(socket.receive)


async def test_an_event_that_reads_nothing_is_dropped(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a version that is gone by the time it is read
    users = await make_world()
    async with server.socket(await sign_in(users["IA A"])) as socket:
        await socket.subscribe()
        await begun(1)

        async def gone(context: object) -> set[tuple[int, int]]:
            return {(10**12, 1)}

        # when
        monkeypatch.setattr(library, "versions", gone)
        await push(record("a1", "新名称"), as_of=date(2025, 3, 1))

        # then
        assert await quiet(socket.receive)
        monkeypatch.undo()
        await push(record("a1", "又一名称"), as_of=date(2025, 3, 2))
        assert (await socket.receive())["payload"]["data"]["libraryChanged"]["asOf"] == "2025-03-02"


async def test_a_slow_subscriber_costs_no_memory(server: Server) -> None:
    """It does not read while much happens; afterwards it hears of the last at the latest."""
    users = await make_world()
    async with server.events(headers=await sign_in(users["IA A"])) as events:
        await begun(1)
        for day in range(1, 29):
            await push(record("a1", f"名称{day}"), as_of=date(2025, 3, day))
        seen = 0
        while (await events.next())["data"]["libraryChanged"]["asOf"] != "2025-03-28":
            seen += 1
        assert seen < 28
    await ended()


async def test_a_change_by_hand_in_the_version_is_all_it_tells(server: Server) -> None:
    """The timing of others' changes is no event either: only the own version counts."""
    users = await make_world()
    async with server.socket(await sign_in(users["CA A2"])) as socket:
        await socket.subscribe()
        await begun(1)
        await push(record("a1", "新名称"), as_of=date(2025, 3, 1))
        await connection().execute_script("update push set warnings = 1")
        assert await quiet(socket.receive)
        await push(record("a2", "新名称"), as_of=date(2025, 3, 2))
        assert (await socket.receive())["payload"]["data"]["libraryChanged"]["asOf"] == "2025-03-02"
