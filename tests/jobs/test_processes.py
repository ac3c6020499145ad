"""Two processes that serve and one that works, over PostgreSQL and Redis."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from panhuo.models import User
from panhuo.rules.vocabulary import Role
from tests.factories import sign_in, user
from tests.jobs.asking import CONFIRM, Answer, Headers, ask, begun, change, job, patents
from tests.jobs.working import Broker
from tests.serving.process import Served, serving
from tests.subscriptions.asking import Server

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("databases", ["postgres"], indirect=True)]

PROGRESS = """subscription ($id: ID!) {
  jobProgress(id: $id) { id state stage done total phase figures { name count } }
}"""
DISABLE = "mutation ($input: DisableUserInput!) { disableUser(input: $input) { user { active } } }"
ROWS = 3_000
SOON_SECONDS = 2.0
LONG_SECONDS = 30.0


@dataclass
class Installation:
    """Two servers over one database, file store and broker."""

    first: Served
    second: Served
    broker: Broker

    @staticmethod
    def address(web: Served) -> Server:
        return Server(web.url.removeprefix("http://"))


@pytest.fixture
async def installed(db: str, broker: Broker, tmp_path: Path) -> AsyncIterator[Installation]:
    folders = [tmp_path / "first", tmp_path / "second"]
    async with AsyncExitStack() as stack:
        for folder in folders:
            folder.mkdir()
        webs = [await stack.enter_async_context(serving(folder, db, **broker.settings)) for folder in folders]
        yield Installation(webs[0], webs[1], broker)


@pytest.fixture
async def operator(db: str) -> User:
    return await user(Role.PLATFORM_OPERATOR)


async def heard(coming: Any, last: str) -> list[Answer]:
    """The job as it was told, event by event, up to a state."""
    found: list[Answer] = []
    while not found or found[-1]["state"] != last:
        message = await coming(LONG_SECONDS)
        found.append(message.get("payload", message)["data"]["jobProgress"])
    return found


async def test_progress_crosses_processes(installed: Installation, operator: User) -> None:
    headers = await sign_in(operator)
    async with (
        httpx.AsyncClient(base_url=installed.first.url, timeout=LONG_SECONDS) as one,
        httpx.AsyncClient(base_url=installed.second.url, timeout=LONG_SECONDS) as other,
    ):
        # given a job that one server took, followed at both before anybody works
        started = await begun(one, headers, patents(ROWS, wrong=3))
        asked = {"id": started["id"]}
        async with (
            installed.address(installed.first).socket(headers) as socket,
            installed.address(installed.second).events(PROGRESS, headers, **asked) as events,
        ):
            await socket.subscribe(PROGRESS, variables=asked)
            told = [await heard(socket.receive, "QUEUED"), await heard(events.next, "QUEUED")]
            assert [len(each) for each in told] == [1, 1]

            # when it is checked, and confirmed at the other server
            async with installed.broker.working():
                checked = await asyncio.gather(
                    heard(socket.receive, "WAITING"), heard(events.next, "WAITING")
                )
                waiting = await job(one, headers, started["id"])
                payload = await change(other, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
                assert payload["userErrors"] == []
                applied = await asyncio.gather(
                    heard(socket.receive, "SUCCEEDED"), heard(events.next, "SUCCEEDED")
                )
                completed = await socket.receive()

        # then both were told how it went, and of the end
        for events_of_one in (*checked, *applied):
            states = [event["state"] for event in events_of_one]
            assert "RUNNING" in states
            assert any(event["done"] for event in events_of_one)
        assert completed["type"] == "complete"
        done = await job(other, headers, started["id"])
        assert (done["state"], done["error"]) == ("SUCCEEDED", None)
        answer = await other.get(done["files"][0]["download"]["url"], headers=dict(headers))
        assert answer.status_code == 200


async def test_disabling_an_account_ends_what_it_does_at_every_server(
    installed: Installation, operator: User
) -> None:
    # given an account that follows its job at both servers
    headers = await sign_in(operator)
    colleague = await sign_in(await user(Role.PLATFORM_OPERATOR))
    async with (
        httpx.AsyncClient(base_url=installed.first.url, timeout=LONG_SECONDS) as one,
        httpx.AsyncClient(base_url=installed.second.url, timeout=LONG_SECONDS) as other,
    ):
        started = await begun(one, headers, patents(1))
        asked = {"id": started["id"]}
        async with (
            installed.address(installed.first).socket(headers) as socket,
            installed.address(installed.second).events(PROGRESS, headers, **asked) as events,
        ):
            await socket.subscribe(PROGRESS, variables=asked)
            await heard(socket.receive, "QUEUED")
            await heard(events.next, "QUEUED")

            # when it is disabled at one of them
            answer = await ask(other, DISABLE, colleague, input={"id": f"User:{operator.id}"})
            assert answer["data"]["disableUser"]["user"] == {"active": False}, answer
            began = time.monotonic()
            ends = await asyncio.gather(socket.receive(LONG_SECONDS), events.next(LONG_SECONDS))
            took = time.monotonic() - began

        # then
        codes = [
            message["payload"][0]["extensions"]["code"] if "payload" in message
            else message["errors"][0]["extensions"]["code"]
            for message in ends
        ]  # fmt: skip
        assert codes == ["UNAUTHENTICATED"] * 2 and took < SOON_SECONDS
        for web in (one, other):
            refused = await ask(web, "{ viewer { username } jobs { totalCount } }", headers)
            assert [error["extensions"]["code"] for error in refused["errors"]] == ["UNAUTHENTICATED"]
            assert not refused.get("data")
        await sees_an_end(one, colleague, started["id"], installed.broker)


async def sees_an_end(client: httpx.AsyncClient, headers: Headers, id: str, broker: Broker) -> None:
    """Its job is refused once somebody works."""
    async with broker.working():
        until = time.monotonic() + LONG_SECONDS
        while (found := await job(client, headers, id))["state"] in ("QUEUED", "RUNNING"):
            assert time.monotonic() < until
            await asyncio.sleep(0.05)
    assert (found["state"], found["error"]["code"]) == ("FAILED", "UNAUTHENTICATED")
