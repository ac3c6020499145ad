"""`libraryChanged` by every viewer: of which patents' changes it tells, and of which it tells nothing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from panhuo.db import connection
from panhuo.signals import hub
from tests.matrix.cells import ABSENT, DENIED, VISIBLE, Asking, Cell, listing
from tests.matrix.expectation import OBJECTS, has, never
from tests.matrix.facts import CHAINS, KINDS, PAPERS
from tests.matrix.version_rows import number
from tests.waiting import until

ABILITY = "LIBRARY_FIGURES_READ"
FIELDS = OBJECTS["LibraryChange"][1].split()
PLACES = ["Subscription.libraryChanged", *(f"LibraryChange.{each}" for each in FIELDS)]
QUERY = f"subscription {{ libraryChanged {{ {' '.join(FIELDS)} }} }}"
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
    def refused(self) -> bool:
        codes = [error["extensions"]["code"] for each in self.results for error in each.get("errors", ())]
        return len(codes) == 1 and codes[0] in ("FORBIDDEN", "UNAUTHENTICATED")


async def library_changes(asking: Asking) -> list[Cell]:
    """The versions of each patent's readers are raised in turn; whoever is told then reads the patent."""
    cells: list[Cell] = []
    async with followed(asking) as stream:
        if never(ABILITY, asking.role) or stream.refused:
            expected = DENIED if never(ABILITY, asking.role) else VISIBLE
            found = DENIED if stream.refused else stream.results
            return [asking.cell(place, "the library", expected, found) for place in PLACES]
        for name in PAPERS:
            stream.results.clear()
            await connection().execute_script(
                f"update data_version set version = version + 1 where {readers(asking, name)}"
            )
            hub().wake_all()
            await settled()
            expected = VISIBLE if sees(asking, name) else ABSENT
            cells += [asking.cell(each, name, expected, told(stream, each)) for each in PLACES]
    return cells


def sees(asking: Asking, name: str) -> bool:
    return has(ABILITY, asking.role, {*KINDS["Patent"].words[asking.viewer, name]})


def told(stream: Stream, place: str) -> Any:
    """Whether one event came, and its field with it."""
    events = [each["data"]["libraryChanged"] for each in stream.results]
    name = place.partition(".")[2]
    return listing(sum(1 for each in events if name not in FIELDS or each[name] is not None))


def readers(asking: Asking, paper: str) -> str:
    """The rows of who reads a patent, by hand: the library's, its units' and those above, its inventors'."""
    ids, stood = asking.world.ids, PAPERS[paper]
    keys = {
        "LIBRARY": {0},
        "UNIT": {number(ids["OrgUnit"][up]) for unit in stood.stands.values() for up in CHAINS[unit]},
        "INVENTOR": {number(ids["User"][account]) for account in stood.confirmed},
    }
    return " or ".join(
        f"kind = '{kind}' and key in ({', '.join(map(str, {-1, *those}))})" for kind, those in keys.items()
    )


async def settled() -> None:
    """Wait until every subscription has dealt with what it was woken for."""
    await until(lambda: all(each.idle for each in hub().listeners))


@asynccontextmanager
async def followed(asking: Asking) -> AsyncIterator[Stream]:
    """The viewer's event stream, from its beginning; httpx' own transport would wait for its end."""
    app: Any = asking.client._transport.app  # type: ignore[attr-defined]
    stream, left, body = Stream(), asyncio.Event(), json.dumps({"query": QUERY}).encode()
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
