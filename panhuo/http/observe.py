"""Around every request: its id, its line in the log, its metrics and its span; and the end of connections.

What an operation did is gathered in `Observed` by whoever does it; here it is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from panhuo.draining import Draining
from panhuo.http.answering import refusal
from panhuo.language import prefers_chinese
from panhuo.observing.metrics import count_operation, count_socket
from panhuo.observing.observed import CURRENT, Observed, begun, current, observing
from panhuo.observing.tracing import span

CLOSE = (b"connection", b"close")


class Observe:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp, draining: Draining) -> None:
        self.app = app
        self.draining = draining
        self.log = structlog.get_logger("panhuo").bind()  # bound once: that costs as much as a line

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        observed = begun(scope["headers"], scope["type"])
        token = CURRENT.set(observed)
        try:
            if scope["type"] == "websocket":
                await self.socket(scope, receive, send)
            else:
                await self.request(scope, receive, send, observed)
        finally:
            CURRENT.reset(token)

    async def socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Each operation on it is told by itself (`operation_on_socket`)."""
        count_socket(1)
        try:
            await self.app(scope, receive, send)
        finally:
            count_socket(-1)

    async def request(self, scope: Scope, receive: Receive, send: Send, observed: Observed) -> None:
        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                observed.status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", observed.request_id.encode())]
                if self.draining.begun:  # the next request goes to who stays
                    message["headers"].append(CLOSE)
            await send(message)

        with span("request", {"http.request.method": scope["method"], "url.path": scope["path"]}) as traced:
            try:
                await self.app(scope, receive, answered)
            except Exception as error:
                await self.failed(error, scope, receive, answered, observed)
            finally:
                tell(observed, traced, self.log, scope["path"])

    async def failed(
        self, error: Exception, scope: Scope, receive: Receive, send: Send, observed: Observed
    ) -> None:
        """What nobody caught leaves as a coded error, unless an answer has begun."""
        language = Headers(scope=scope).get("accept-language")
        response = refusal(error, None, prefers_chinese(language))
        if observed.status is not None:
            raise error
        await response(scope, receive, send)


@contextmanager
def operation_on_socket() -> Iterator[Observed]:
    """One operation of many on a WebSocket, from its message to its completion; told by itself."""
    outer = current()
    inner = Observed(outer.request_id, outer.trace, outer.trace_id, "websocket")
    with observing(inner), span("operation") as traced:
        try:
            yield inner
        finally:
            tell(inner, traced, structlog.get_logger("panhuo"))


def tell(observed: Observed, traced: Any, log: Any, path: str = "") -> None:
    """Write the line, count, and describe the span."""
    if observed.kind is None and not observed.codes:
        log.debug("request", path=path, status=observed.status, ms=round(observed.seconds * 1000, 2))
        return
    fields = observed.fields()
    log.info("operation", **fields)
    count_operation(observed)
    if traced is not None:
        traced.set_attributes({f"panhuo.{name}": str(value) for name, value in fields.items()})
