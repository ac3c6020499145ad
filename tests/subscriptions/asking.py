"""Clients as a browser or a program would be: frames of `graphql-transport-ws`, lines of an event stream."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

from panhuo.draining import Draining
from panhuo.http.subscribers import OPEN
from panhuo.signals import hub
from tests.waiting import until

PROTOCOL = "graphql-transport-ws"
CHANGED = "subscription { libraryChanged { publishedAt asOf } }"
WITHIN_SECONDS = 5.0
"""How long to wait for what must come."""
QUIET_SECONDS = 0.6
"""How long to wait for what must not come; the poll of SQLite takes a sixth of it."""


@dataclass
class Server:
    """A server that answers at an address."""

    address: str
    draining: Draining | None = None

    @property
    def url(self) -> str:
        return f"http://{self.address}/graphql"

    @asynccontextmanager
    async def socket(
        self,
        headers: Mapping[str, str] | None = None,
        payload: dict[str, Any] | None = None,
        protocols: tuple[str, ...] = (PROTOCOL,),
    ) -> AsyncIterator["Socket"]:
        """A WebSocket whose connection was acknowledged; `payload` goes with `connection_init`."""
        async with self.bare_socket(headers, protocols) as socket:
            await socket.send(type="connection_init", **({} if payload is None else {"payload": payload}))
            assert await socket.receive() == {"type": "connection_ack"}
            yield socket

    @asynccontextmanager
    async def bare_socket(
        self, headers: Mapping[str, str] | None = None, protocols: tuple[str, ...] = (PROTOCOL,)
    ) -> AsyncIterator["Socket"]:
        async with websockets.connect(
            f"ws://{self.address}/graphql",
            subprotocols=[websockets.Subprotocol(each) for each in protocols] or None,
            additional_headers=dict(headers or {}),
        ) as connection:
            yield Socket(connection)

    @asynccontextmanager
    async def events(
        self, query: str = CHANGED, headers: Mapping[str, str] | None = None, **variables: Any
    ) -> AsyncIterator["Events"]:
        """An event stream, opened by POST and heard once: its first comment has come."""
        sent = {"Accept": "text/event-stream", **(headers or {})}
        body = {"query": query, "variables": variables}
        async with (
            httpx.AsyncClient(timeout=WITHIN_SECONDS) as client,
            client.stream("POST", self.url, json=body, headers=sent) as response,
        ):
            yield Events(response, response.aiter_raw())


@dataclass
class Socket:
    """One WebSocket from the client's side."""

    connection: ClientConnection
    ids: Any = field(default_factory=lambda: itertools.count(1))

    async def send(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self, seconds: float = WITHIN_SECONDS) -> dict[str, Any]:
        """The next message, which came as text."""
        async with asyncio.timeout(seconds):
            text = await self.connection.recv()
        assert isinstance(text, str)
        found: dict[str, Any] = json.loads(text)
        return found

    async def subscribe(self, query: str = CHANGED, **payload: Any) -> str:
        """Begin an operation; its id."""
        identity = str(next(self.ids))
        await self.send(id=identity, type="subscribe", payload={"query": query, **payload})
        return identity

    async def ask(self, query: str, **payload: Any) -> list[dict[str, Any]]:
        """The messages that answer an operation, up to the last."""
        identity, found = await self.subscribe(query, **payload), []
        while not found or found[-1]["type"] == "next":
            found.append(await self.receive())
        assert {message.pop("id") for message in found} == {identity}
        return found

    async def close_code(self) -> tuple[int | None, str | None]:
        """How the server closed it."""
        async with asyncio.timeout(WITHIN_SECONDS):
            with suppress(websockets.ConnectionClosed):
                while True:
                    await self.connection.recv()
        return self.connection.close_code, self.connection.close_reason


@dataclass
class Events:
    """An event stream from the client's side, as bytes."""

    response: httpx.Response
    chunks: AsyncIterator[bytes]
    unread: bytes = b""

    async def block(self, seconds: float = WITHIN_SECONDS) -> bytes:
        """What stands before the next empty line; empty at the end of the stream."""
        async with asyncio.timeout(seconds):
            while b"\n\n" not in self.unread:
                chunk = await anext(self.chunks, b"")
                if not chunk:
                    return b""
                self.unread += chunk
        block, _, self.unread = self.unread.partition(b"\n\n")
        return block

    async def next(self, seconds: float = WITHIN_SECONDS) -> dict[str, Any]:
        """The payload of the next event; comments are passed over."""
        while (block := await self.block(seconds)) == b":":
            pass
        event, data = block.split(b"\n")
        assert event == b"event: next"
        found: dict[str, Any] = json.loads(data.removeprefix(b"data: "))
        return found


async def quiet(coming: Callable[[float], Awaitable[Any]]) -> bool:
    """Whether nothing comes."""
    try:
        await coming(QUIET_SECONDS)
    except TimeoutError:
        return True
    return False


async def begun(subscriptions: int) -> None:
    """Wait until so many subscriptions of this process have begun, and wait for something to happen."""
    listeners = hub().listeners
    await until(lambda: len(listeners) == subscriptions and all(each.idle for each in listeners))


async def ended() -> None:
    """Wait until nothing of a subscription is left: no listener, no task, no place taken."""
    await until(lambda: not hub().listeners and not hub().backend.attending and not OPEN)
    left = {task.get_name() for task in asyncio.all_tasks()} & {"signals", "watch of sessions"}
    assert not left
