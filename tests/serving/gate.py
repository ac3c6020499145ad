"""A relay to a TCP server that can be shut without a word: as when a cable is pulled, or a host freezes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Gate:
    """While shut, connections stand and new ones are taken, but nothing passes."""

    def __init__(self, target: str) -> None:
        self.host, self.port = urlsplit(target).hostname, urlsplit(target).port
        self.passing = asyncio.Event()
        self.open = self.passing.set
        self.shut = self.passing.clear
        self.tasks: set[asyncio.Task[None]] = set()

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.passing.wait()
        there, back = await asyncio.open_connection(self.host, self.port)
        ways = [asyncio.create_task(self.copy(reader, back)), asyncio.create_task(self.copy(there, writer))]
        self.tasks.update(ways)
        await asyncio.wait(ways)

    async def copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await self.passing.wait()
                writer.write(data)
                await writer.drain()
        await self.passing.wait()
        writer.close()


@asynccontextmanager
async def gate(url: str) -> AsyncIterator[tuple[Gate, str]]:
    """An open gate before a server, and the URL that leads through it."""
    found = Gate(url)
    found.open()
    server = await asyncio.start_server(found.relay, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield found, url.replace(f":{found.port}/", f":{port}/")
    finally:
        for task in found.tasks:
            task.cancel()
        server.close()
