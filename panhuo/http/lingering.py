"""Connections that end with their answer, read on for a moment first.

Closing one whose request is still arriving resets it, and a reset may take back the answer that the client
has not read yet (RFC 9112 §9.6): a client would see a broken connection in place of 413 and its reason.
"""

import asyncio
import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LINGER_SECONDS = 2.0
LINGER_BYTES = 64_000_000
"""For how long, and how much of, what still arrives is thrown away before the connection closes."""


class Lingering:
    """What a connection speaks to in place of the application.

    The whole answer leaves at once; only its end, which closes the connection, waits.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        arriving, closes = scope["method"] == "POST", False

        async def received() -> Message:
            nonlocal arriving
            message = await receive()
            arriving = message.get("more_body", False)
            return message

        async def answered(message: Message) -> None:
            nonlocal closes
            if message["type"] == "http.response.start":
                closes = (b"connection", b"close") in message["headers"]
            elif closes and arriving and not message.get("more_body", False):
                await send({**message, "more_body": True})
                await drained(receive)
                message = {"type": "http.response.body"}
            await send(message)

        await self.app(scope, received, answered)


async def drained(receive: Receive) -> None:
    """Throw away what still arrives, until its end, for `LINGER_SECONDS` or up to `LINGER_BYTES`."""
    left = LINGER_BYTES
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while left > 0 and (message := await receive()).get("more_body", False):
                left -= len(message["body"])
                await asyncio.sleep(0)  # a server that always has more must not keep the clock from running
