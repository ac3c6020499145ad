"""Operations over a WebSocket: the protocol `graphql-transport-ws`, and no other.

Strawberry's handler keeps the protocol's states; what an operation is, and how it runs, is as over HTTP.
"""

import asyncio
from contextlib import aclosing, suppress
from datetime import timedelta
from typing import Any, cast

from starlette.websockets import WebSocket
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)

from panhuo.compiler.faults import as_errors, is_away
from panhuo.context import Context
from panhuo.draining import Draining
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.http.answering import response_map
from panhuo.http.asked import asked_of
from panhuo.http.observe import operation_on_socket
from panhuo.http.performing import stream
from panhuo.http.socket_text import TextSocket
from panhuo.http.socket_viewer import Connection
from panhuo.observing.observed import current
from panhuo.schema import schema
from panhuo.settings import get_settings

GOING_AWAY, TRY_AGAIN_LATER = 1001, 1013
"""RFC 6455, §7.4.1 and its registry; after these, clients come back."""
NOT_ACCEPTABLE = 4406


async def converse(socket: WebSocket, draining: Draining) -> None:
    """Serve one WebSocket until either side ends it."""
    offered = GRAPHQL_TRANSPORT_WS_PROTOCOL in socket.scope.get("subprotocols", ())
    await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL if offered else None)
    if not offered:
        await socket.close(NOT_ACCEPTABLE, "Subprotocol not acceptable")
        return
    text = TextSocket(socket)
    with draining.streaming():
        closing = asyncio.create_task(close_at_the_end(text, draining))
        try:
            await Handler(text, Connection(socket)).handle()
        finally:
            closing.cancel()


async def close_at_the_end(text: TextSocket, draining: Draining) -> None:
    await draining.ending.wait()
    await text.close(GOING_AWAY, "Going away")


class Handler(BaseGraphQLTransportWSHandler[Connection, None]):
    """The operations of one connection."""

    def __init__(self, text: TextSocket, connection: Connection) -> None:
        settings = get_settings()
        super().__init__(
            cast(Any, connection),  # asked only what to say to `connection_init`
            text,
            connection,
            None,
            schema,
            timedelta(seconds=settings.socket_init_seconds),
            settings.operations_per_socket,
        )

    async def handle_message(self, message: Any) -> None:
        """As the protocol says; whatever is no message of it ends the connection with 4400."""
        if not isinstance(message, dict) or not isinstance(message.get("id", ""), str):
            await self.handle_invalid_message("Failed to parse message")
            return
        if message.get("payload", "") is None:
            del message["payload"]
        await super().handle_message(cast(Any, message))

    async def handle_connection_init(self, message: Any) -> None:
        try:
            await super().handle_connection_init(message)
        except Exception as error:
            if not is_away(error):
                raise
            await self.websocket.close(TRY_AGAIN_LATER, "Try again later")

    async def handle_subscribe(self, message: Any) -> None:
        """Begin an operation. One that cannot begin gets the message `error`; the connection goes on."""
        if not self.connection_acknowledged:
            await self.websocket.close(4401, "Unauthorized")
        elif not isinstance(message["payload"], dict) or not message["id"]:
            await self.handle_invalid_message("Failed to parse message")
        elif message["id"] in self.operations:
            await self.websocket.close(4409, f"Subscriber for {message['id']} already exists")
        else:
            operation = Operation(self, message["id"], "", message["payload"], None)
            self.operations[operation.id] = operation
            operation.task = asyncio.create_task(self.run_operation(operation))
            operation.task.add_done_callback(self._task_done)

    async def run_operation(self, operation: Operation[Connection, None]) -> None:
        with operation_on_socket(), suppress(WebSocketDisconnected):
            context = self.context.context()
            try:
                await self.answer(operation, context)
            except WebSocketDisconnected:
                raise
            except Exception as error:
                errors = as_errors(error, context.chinese)
                current().answered(errors)
                await operation.send_initial_errors(errors)

    async def answer(self, operation: Operation[Connection, None], context: Context) -> None:
        """Send the results of an operation. Raises what stands against it."""
        if len(self.operations) > get_settings().operations_per_socket:
            raise PanhuoError(ErrorCode.SUBSCRIPTIONS_TOO_MANY, limit=get_settings().operations_per_socket)
        async with aclosing(stream(asked_of(operation.variables), context)) as results:
            async for result in results:
                payload = response_map(result, context.chinese)
                await operation.send_operation_message(
                    cast(Any, {"id": operation.id, "type": "next", "payload": payload})
                )
        await operation.send_operation_message({"id": operation.id, "type": "complete"})
