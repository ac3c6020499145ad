"""A WebSocket as strawberry's handler sees it: JSON in text frames."""

from collections.abc import AsyncGenerator, Mapping

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived, WebSocketDisconnected

from panhuo.settings import get_settings

TOO_BIG = 1009
"""RFC 6455, §7.4.1."""
REASON_AT_MOST = 123
"""Bytes of a close frame beside its code (RFC 6455, §5.5); strawberry repeats what the client sent."""


class TextSocket(AsyncWebSocketAdapter):
    """Messages are decoded and encoded by orjson, as everywhere."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """The client's messages until it leaves. One that is too large ends the connection."""
        while self.socket.application_state is not WebSocketState.DISCONNECTED:
            message = await self.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None:
                raise NonTextMessageReceived
            if len(text.encode("utf-8", "surrogatepass")) > get_settings().max_body_bytes:
                await self.close(TOO_BIG, "Message too big")
                return
            yield decoded(text)

    async def send_json(self, message: Mapping[str, object]) -> None:
        try:
            await self.socket.send_text(orjson.dumps(message).decode())
        except (WebSocketDisconnect, RuntimeError) as error:  # it is closed, by either side
            raise WebSocketDisconnected from error

    async def close(self, code: int, reason: str) -> None:
        """Close it, unless it is closed already."""
        if self.socket.application_state is WebSocketState.CONNECTED:
            cut = reason.encode()[:REASON_AT_MOST].decode(errors="ignore")
            await self.socket.close(code, cut)


def decoded(text: str) -> object:
    try:
        return orjson.loads(text)
    except ValueError as error:
        raise NonJsonMessageReceived from error
