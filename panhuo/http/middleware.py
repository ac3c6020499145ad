"""What surrounds every request: CORS by setting, and compression."""

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from panhuo.settings import get_settings

ALLOWED_HEADERS = (
    "Accept-Language",
    "Apollo-Require-Preflight",
    "Authorization",
    "Content-Type",
    "GraphQL-Require-Preflight",
    "If-None-Match",
    "Traceparent",
    "X-Panhuo-Client",
    "X-Request-ID",
)
EXPOSED_HEADERS = ("ETag", "Retry-After", "X-Request-ID")
LEAST_COMPRESSED = 1000
"""Bytes below which compressing costs more than it saves."""
COMPRESSION_LEVEL = 4


class Compression(GZipMiddleware):
    """Starlette's, out of the way of clients that do not take it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        takes = any(
            name == b"accept-encoding" and b"gzip" in value for name, value in scope.get("headers", ())
        )
        await (super().__call__ if takes else self.app)(scope, receive, send)


def middleware() -> list[Middleware]:
    """The middleware that the settings ask for, outermost first.

    Pages of other origins bring a bearer token and never cookies: a session in a browser is for our own.
    """
    settings, found = get_settings(), []
    if settings.cors_origins:
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=("GET", "HEAD", "POST"),
                allow_headers=ALLOWED_HEADERS,
                expose_headers=EXPOSED_HEADERS,
                max_age=3600,
            )
        )
    if settings.compress:
        found.append(Middleware(Compression, minimum_size=LEAST_COMPRESSED, compresslevel=COMPRESSION_LEVEL))
    return found
