"""Across processes: an import in one is heard in the others; a server that stops ends its streams."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from panhuo.models import OrgUnit
from panhuo.rules.vocabulary import Role
from tests.commands.test_import_patents import line, written
from tests.factories import institution, sign_in, user
from tests.serving.process import ROOT, Served, serving
from tests.subscriptions.asking import Server, quiet

pytestmark = pytest.mark.anyio

COMMAND = [sys.executable, "-c", "from panhuo.cli import app; app()", "import-patents"]
"""Of `panhuo`, from the sources."""
DAYS = [f"2025-03-{day:02}" for day in range(1, 29)]
SOON_SECONDS = 2.0


def address(web: Served) -> Server:
    return Server(web.url.removeprefix("http://"))


async def import_file(folder: Path, url: str, owner: str, day: str) -> None:
    """`panhuo import-patents` with one patent of an owner."""
    file = written(folder / f"{owner}{day}.csv", [line(len(owner), owners=owner)])
    environment = {**os.environ, "PANHUO_DATABASE_URL": url}
    await asyncio.to_thread(
        subprocess.run, [*COMMAND, str(file), "--as-of", day], cwd=ROOT, env=environment, check=True
    )


async def heard_day(coming: Callable[[float], Awaitable[Any]]) -> str:
    """Of which day's data the next event tells."""
    message = await coming(SOON_SECONDS)
    return str(message.get("payload", message)["data"]["libraryChanged"]["asOf"])


@pytest.fixture
async def school(db: str) -> OrgUnit:
    return await institution("青岚大学")


async def session_at(school: OrgUnit) -> dict[str, str]:
    return await sign_in(await user(Role.INSTITUTION_ADMIN, school))


async def test_an_import_in_another_process_is_heard_by_all_servers(
    db: str, school: OrgUnit, tmp_path: Path
) -> None:
    # given two servers, and subscribers of two institutions
    ours, theirs = await session_at(school), await session_at(await institution("海沐理工大学"))
    (first := tmp_path / "1").mkdir()
    (second := tmp_path / "2").mkdir()
    async with (
        serving(first, db) as one,
        serving(second, db) as two,
        address(one).socket(ours) as socket,
        address(two).events(headers=ours) as events,
        address(two).socket(theirs) as others,
    ):
        await socket.subscribe()
        await others.subscribe()

        # when patents are imported, again until the subscriptions have begun
        for day in DAYS:
            await import_file(tmp_path, db, "青岚大学", day)
            with suppress(TimeoutError):
                assert await heard_day(socket.receive) <= day
                break

        # then
        await events.next()
        assert await quiet(others.receive)
        await import_file(tmp_path, db, "海沐理工大学", "2025-04-30")
        assert await heard_day(others.receive) == "2025-04-30"
        assert await quiet(socket.receive)


async def test_signing_out_at_one_server_ends_streams_of_the_other(
    db: str, school: OrgUnit, tmp_path: Path
) -> None:
    headers = await session_at(school)
    (first := tmp_path / "1").mkdir()
    (second := tmp_path / "2").mkdir()
    async with (
        serving(first, db) as one,
        serving(second, db) as two,
        address(one).socket(headers) as socket,
        address(two).socket(headers) as other,
    ):
        await socket.subscribe()
        await asyncio.sleep(SOON_SECONDS)  # until it has begun, or it would never begin
        assert (await other.ask("mutation { logout { signedOut } }"))[0]["payload"]["data"]["logout"]
        message = await socket.receive(SOON_SECONDS)
    assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_a_server_that_stops_ends_its_streams_in_order(
    db: str, school: OrgUnit, tmp_path: Path, told: signal.Signals
) -> None:
    # given
    headers = await session_at(school)
    async with (
        serving(tmp_path, db, PANHUO_DRAIN_SECONDS="1") as web,
        address(web).socket(headers) as socket,
        address(web).bare_socket() as idle,
        address(web).events(headers=headers) as events,
    ):
        await socket.subscribe()
        assert await events.block() == b":"
        await asyncio.sleep(0.5)

        # when
        web.process.send_signal(told)
        at = time.monotonic()
        closed = await asyncio.gather(socket.close_code(), idle.close_code())
        rest = await events.block()
        await asyncio.to_thread(web.process.wait, 10)

        # then
        if told is signal.SIGTERM:
            assert closed == [(1001, "Going away")] * 2
        assert rest == b"" and events.unread == b""
        assert time.monotonic() - at < 5
