"""Counting statements where no one can hide them: on the wire between a server and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

EXECUTE, SIMPLE_QUERY = ord("E"), ord("Q")
"""Types of frontend messages that run a statement (PostgreSQL frontend/backend protocol 3.0)."""


@dataclass
class Wire:
    """A proxy in front of PostgreSQL. `url` is the database's through it."""

    url: str
    statements: int = 0


@asynccontextmanager
async def counting(database_url: str) -> AsyncIterator[Wire]:
    """Stand between whoever connects to the given URL and its server, and count what is executed."""
    parts = urlsplit(database_url)
    host, port = parts.hostname or "127.0.0.1", parts.port or 5432
    wire = Wire("")

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(host, port)
        await asyncio.gather(count(reader, to_server, wire), pass_on(from_server, writer))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    own_port = server.sockets[0].getsockname()[1]
    account = parts.netloc.rpartition("@")[0]
    wire.url = parts._replace(netloc=f"{account}@127.0.0.1:{own_port}").geturl()
    try:
        yield wire
    finally:
        server.close()


async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wire: Wire) -> None:
    """Pass messages of the frontend on, one by one. The first has no type."""
    typed = False
    try:
        while head := await reader.readexactly(5 if typed else 4):
            length = int.from_bytes(head[-4:])
            body = await reader.readexactly(length - 4)
            wire.statements += typed and head[0] in (EXECUTE, SIMPLE_QUERY)
            # Asked for TLS, PostgreSQL answers with one byte and the frontend starts over.
            typed = typed or body[:4] != SSL_REQUEST
            writer.write(head + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


SSL_REQUEST = (80877103).to_bytes(4)


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
