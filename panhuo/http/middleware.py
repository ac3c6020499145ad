"""What surrounds every request: CORS, and compression."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

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


class Straight:
    """Leads requests of one path to their endpoint, past what Starlette does for every route.

    Its router would find the same endpoint, which answers whatever it raises itself.
    """

    def __init__(self, app: ASGIApp, path: str, endpoint: ASGIApp) -> None:
        self.app = app
        self.path = path
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        straight = scope["type"] == "http" and scope["path"] == self.path and not scope.get("root_path")
        await (self.endpoint if straight else self.app)(scope, receive, send)


def middleware() -> list[Middleware]:
    """The middleware that the settings ask for, outermost first.

    Pages of other origins bring a bearer token and never cookies: a session in a browser is for our own.
    """
    settings = get_settings()
    found = [Middleware(Origins, allow_origins=settings.cors_origins)]
    if settings.compress:
        found.append(Middleware(Compression, minimum_size=LEAST_COMPRESSED, compresslevel=COMPRESSION_LEVEL))
    return found
