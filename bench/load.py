"""A load generator: keep-alive HTTP/1.1 over raw asyncio, light enough not to be what is measured."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
REQUESTS_AT_MOST = 200_000
"""Of one run, whatever time it may take."""
GRACE_SECONDS = 30

Before = Callable[[], Awaitable[None]]


class LoadError(Exception):
    """A server answered with an error, or not at all."""


@dataclass
class Load:
    """What one run of requests showed."""

    seconds: float
    latencies: list[float] = field(default_factory=list)
    """Seconds of each answered request."""

    @property
    def requests(self) -> int:
        return len(self.latencies)

    def percentile(self, percent: float) -> float:
        """Of the latencies, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Client(asyncio.Protocol):
    """One connection: sends the next request as soon as the answer to the last is whole."""

    def __init__(self, requests: Iterator[bytes], load: Load, until: float) -> None:
        self.requests, self.load, self.until = requests, load, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.bodies: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.send()

    def send(self) -> None:
        request = next(self.requests, None)
        self.sent = time.perf_counter()
        late = self.sent > self.until and self.load.requests > 0
        if request is None or late or self.load.requests >= REQUESTS_AT_MOST:
            self.finish()
        else:
            self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        found = LENGTH.search(self.buffer, 0, head + 2)
        if found is None or len(self.buffer) < head + 4 + int(found[1]):
            return
        if not self.buffer.startswith(b"HTTP/1.1 200"):
            self.finish(LoadError(self.buffer[:1000].decode(errors="replace")))
            return
        self.load.latencies.append(time.perf_counter() - self.sent)
        self.answered(self.buffer[head + 4 :])
        self.buffer = b""
        self.send()

    def answered(self, body: bytes) -> None:
        """For subclasses: what came back."""

    def connection_lost(self, error: Exception | None) -> None:
        self.finish(LoadError("The server closed the connection."))

    def finish(self, error: Exception | None = None) -> None:
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)
            self.transport.close()


class Paced(Client):
    """Does something before each request."""

    def __init__(self, requests: Iterator[bytes], load: Load, until: float, before: Before) -> None:
        super().__init__(requests, load, float("inf"))
        self.before, self.ends = before, until

    def send(self) -> None:
        """At least once, however long that takes."""
        if self.load.requests and time.perf_counter() > self.ends:
            self.finish()
        else:
            self.pausing = asyncio.ensure_future(self.send_later())

    async def send_later(self) -> None:
        try:
            await self.before()
        except Exception as error:
            self.finish(error)
        else:
            super().send()


class Collector(Client):
    """Keeps every answer."""

    def answered(self, body: bytes) -> None:
        self.bodies.append(body)


async def run(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Load:
    """Send requests in turn over some connections for some seconds. Raises LoadError where one fails."""
    load, supply = Load(0.0), cycle(requests)
    began = time.perf_counter()
    clients = [await connect(port, lambda: Client(supply, load, began + seconds)) for _ in range(connections)]
    async with asyncio.timeout(seconds + GRACE_SECONDS):
        await asyncio.gather(*(client.done for client in clients))
    load.seconds = time.perf_counter() - began
    return load


async def run_after(port: int, requests: Sequence[bytes], before: Before, seconds: float) -> Load:
    """Send requests over one connection, something done before each, whose time does not count."""
    load, until = Load(0.0), time.perf_counter() + seconds
    client = await connect(port, lambda: Paced(cycle(requests), load, until, before))
    async with asyncio.timeout(seconds + GRACE_SECONDS):
        await client.done
    load.seconds = sum(load.latencies)
    return load


async def answers(port: int, requests: Sequence[bytes]) -> list[bytes]:
    """Send each request once, one after another; the bodies of the answers."""
    client = await connect(port, lambda: Collector(iter(requests), Load(0.0), float("inf")))
    async with asyncio.timeout(GRACE_SECONDS):
        await client.done
    return client.bodies


async def connect(port: int, make: Callable[[], Client]) -> Client:
    _, client = await asyncio.get_running_loop().create_connection(make, "127.0.0.1", port)
    return client
