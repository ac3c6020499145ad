"""Starlette's request with its headers at hand: answering one asks for a dozen of them."""

from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Receive, Scope


class FirstHeaders(Headers):
    """Headers of which `get` looks up the first of a name, of whatever case."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope=scope)
        self.first = {name.decode("latin-1"): value.decode("latin-1") for name, value in reversed(self.raw)}

    def get(self, key: str, default: Any = None) -> Any:
        return self.first.get(key.lower(), default)


class HeadedRequest(Request):
    """A request of an HTTP server, which writes the names of headers in lower case (ASGI)."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        super().__init__(scope, receive)
        self._headers = FirstHeaders(scope)
