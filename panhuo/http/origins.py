"""CORS: pages of other origins, which bring a bearer token and never cookies.

An origin of the setting may bring any token. Any other may bring an API token that names it: a preflight says
nothing of the token, so one that asks to send a token is answered whatever its origin, which lets nobody in;
the request itself is let in by its token, or refused before anything runs (`panhuo.auth.origins`).
"""

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from panhuo.auth.origins import LET_IN, REFUSED

ASKED_FOR = "authorization"
MAX_AGE = 3600
RULES: dict[str, Any] = {
    "allow_methods": ("GET", "HEAD", "POST"),
    "allow_headers": (
        "Accept-Language",
        "Apollo-Require-Preflight",
        "Authorization",
        "Content-Type",
        "GraphQL-Require-Preflight",
        "If-None-Match",
        "Traceparent",
        "X-Panhuo-Client",
        "X-Request-ID",
    ),
    "expose_headers": ("ETag", "Retry-After", "X-Request-ID"),
    "max_age": MAX_AGE,
}


class Origins(CORSMiddleware):
    """Starlette's, with the origins that API tokens name. Credentials are never allowed."""

    def __init__(self, app: ASGIApp, allow_origins: Sequence[str]) -> None:
        super().__init__(app, allow_origins=allow_origins, **RULES)
        self.of_tokens = CORSMiddleware(app, allow_origin_regex=".+", **RULES)

    def preflight_response(self, request_headers: Headers) -> Response:
        asked = request_headers.get("access-control-request-headers", "").lower().split(",")
        if ASKED_FOR in map(str.strip, asked):
            return self.of_tokens.preflight_response(request_headers)
        return super().preflight_response(request_headers)

    async def simple_response(
        self, scope: Scope, receive: Receive, send: Send, request_headers: Headers
    ) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get(LET_IN):
                self.let_in(message, scope[LET_IN])
            elif message["type"] == "http.response.start" and not scope.get(REFUSED):
                await self.send(message, send, request_headers)
                return
            await send(message)

        async def varied(message: Message) -> None:
            if message["type"] == "http.response.start":
                varies_by_origin(message["headers"])
            await send(message)

        await self.app(scope, receive, told if "origin" in request_headers else varied)

    def let_in(self, message: Message, origin: str) -> None:
        headers = MutableHeaders(scope=message)
        headers.update(self.simple_headers)
        self.allow_explicit_origin(headers, origin)


def varies_by_origin(headers: list[tuple[bytes, bytes]]) -> None:
    """Say that an answer to a request of no origin holds for such requests alone, as Starlette's does."""
    for place, (name, value) in enumerate(headers):
        if name == b"vary":
            headers[place] = (name, value + b", Origin")
            return
    headers.append((b"vary", b"Origin"))
