"""What surrounds every request: CORS, and compression."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from panhuo.http.origins import Origins
from panhuo.settings import get_settings

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
    settings = get_settings()
    found = [Middleware(Origins, allow_origins=settings.cors_origins)]
    if settings.compress:
        found.append(Middleware(Compression, minimum_size=LEAST_COMPRESSED, compresslevel=COMPRESSION_LEVEL))
    return found
