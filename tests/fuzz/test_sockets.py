"""Whatever is said over a WebSocket: answers by the protocol, coded errors, or a close that says why."""

import asyncio
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given, note
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.fuzz.conftest import Target
from tests.fuzz.conversations import Frame, conversation, message
from tests.fuzz.judging import codes_of, told
from tests.fuzz.runs import SEEDS, TOLD, bad_token, fuzzed, viewer

pytestmark = pytest.mark.usefixtures("little_changes")
LAST = message(type="ping")
SECONDS = 10
MOMENT = 0.05
CLOSES = {1000, 1007, 1009, 4400, 4401, 4403, 4409, 4429}
"""The protocol's codes, and those of RFC 6455 for bad UTF-8 and for what is too big."""


@fuzzed(share=0.1)
@given(seed=SEEDS)
def test_conversations(target: Target, seed: bytes) -> None:
    random = Random(seed)
    headers = {**viewer(random, target), **bad_token(random)}
    frames = conversation(random, target.world, {name.lower(): value for name, value in headers.items()})
    note(str(frames)[:TOLD])

    target.count()
    asyncio.run(asyncio.wait_for(converse(target.address, frames), 2 * SECONDS))

    target.revive()


async def converse(address: str, frames: list[Frame]) -> None:
    """Say it all, hear the answers until the last was heard or the server closed, and judge them."""
    url = address.replace("http", "ws") + "/graphql"
    protocols = [Subprotocol("graphql-transport-ws")]
    async with connect(url, subprotocols=protocols, max_size=None) as socket:
        try:
            for frame in (*frames, LAST):
                await socket.send(frame)
            await hear(socket)
        except ConnectionClosed as closed:
            if isinstance(closed.__cause__, OSError):
                return  # the server's close came while we still wrote, and was lost with the connection
            assert socket.close_code in CLOSES, (socket.close_code, socket.close_reason)


async def hear(socket: ClientConnection) -> None:
    """Judge the answers, until the ping was answered and nothing more comes for a moment."""
    answered = False
    while True:
        try:
            async with asyncio.timeout(MOMENT if answered else SECONDS):
                found = json.loads(await socket.recv())
        except TimeoutError:
            assert answered
            return
        answered = answered or found["type"] == "pong"
        judge(found)


def judge(found: dict[str, Any]) -> None:
    """A message of the server is one of the protocol's, its errors coded."""
    assert found["type"] in ("connection_ack", "next", "error", "complete", "pong", "ping"), found
    if found["type"] == "next":
        codes_of(found["payload"])
    if found["type"] == "error":
        for error in found["payload"]:
            told(error)
