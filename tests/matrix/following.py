"""A viewer's event stream, followed from its beginning; httpx' own transport would wait for its end."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from panhuo.signals import hub
from tests.matrix.cells import Asking
from tests.waiting import until

NEXT = b"event: next\ndata: "
HTTP_SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0"},
    "http_version": "1.1",
    "method": "POST",
    "scheme": "http",
    "path": "/graphql",
    "raw_path": b"/graphql",
    "root_path": "",
    "query_string": b"",
    "client": ("127.0.0.1", 1),
    "server": ("panhuo.test", 80),
}


@dataclass
class Stream:
    """What a viewer was told so far."""

    results: list[dict[str, Any]] = field(default_factory=list)

    @property
    def code(self) -> str | None:
        """With what it was refused, where that is all that was told."""
        codes = [error["extensions"]["code"] for each in self.results for error in each.get("errors", ())]
        return codes[0] if len(codes) == len(self.results) == 1 else None

    @property
    def refused(self) -> bool:
        return self.code in ("FORBIDDEN", "UNAUTHENTICATED")

    def events(self, name: str) -> list[Any]:
        """What came of a subscription."""
        return [each["data"][name] for each in self.results if each.get("data")]


async def settled() -> None:
    """Wait until every subscription has dealt with what it was woken for."""
    await until(lambda: all(each.idle for each in hub().listeners))


@asynccontextmanager
async def followed(asking: Asking, query: str) -> AsyncIterator[Stream]:
    """The stream, once it waits for its first event or is over."""
    app: Any = asking.client._transport.app  # type: ignore[attr-defined]
    stream, left, body = Stream(), asyncio.Event(), json.dumps({"query": query}).encode()
    sent = {
        "accept": "text/event-stream",
        "content-type": "application/json",
        **asking.world.headers[asking.viewer],
    }
    scope = {
        **HTTP_SCOPE,
        "headers": [(name.lower().encode(), value.encode()) for name, value in sent.items()],
    }
    arriving = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if arriving:
            return arriving.pop()
        await left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        for block in message.get("body", b"").split(b"\n\n"):
            if block.startswith(NEXT):
                stream.results.append(json.loads(block.removeprefix(NEXT)))

    serving = asyncio.create_task(app(scope, receive, send))
    try:
        await until(lambda: serving.done() or any(each.idle for each in hub().listeners))
        yield stream
    finally:
        left.set()
        await serving
