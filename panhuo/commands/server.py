"""uvicorn's server, which stops without losing what clients sent, in one process or several."""

import asyncio
import socket
from functools import cached_property
from typing import Any

from uvicorn import Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.supervisors import Multiprocess, multiprocess
from uvicorn.supervisors.multiprocess import Process

from panhuo.http.lingering import Lingering

LINGER_SECONDS = 1.0
"""How long a connection on which nothing is asked may stand once the server stops."""


class PatientServer(Server):
    """Takes every connection that waits before it stops taking any: closing a socket resets those in line."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        loop = asyncio.get_running_loop()
        waiting = [connection for each in sockets or () for connection in waiting_on(each)]
        for server in self.servers:
            server.close()
        for each in sockets or ():
            each.close()
        for connection in waiting:
            await loop.connect_accepted_socket(self.protocol, connection)
        await super().shutdown()

    def protocol(self) -> asyncio.Protocol:
        """What speaks on one connection, as `Server.startup` makes it."""
        return PatientProtocol(self.config, self.server_state, self.lifespan.state)


def waiting_on(listening: socket.socket) -> list[socket.socket]:
    """The connections that nobody took yet."""
    taken: list[socket.socket] = []
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:  # none is left
            return taken
        connection.setblocking(False)
        taken.append(connection)


class PatientProtocol(HttpToolsProtocol):
    """HTTP/1.1 on one connection. Idle, it is closed a while after the server stopped taking connections.

    A request may be on its way, on a connection just taken or kept alive; it is answered, and its answer
    ends the connection (`panhuo.http.observe`).
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self.app = Lingering(self.app)

    def shutdown(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(LINGER_SECONDS, super().shutdown)
        else:
            super().shutdown()


class Worker(Process):
    """One of several processes."""

    @cached_property
    def server(self) -> Server:  # type: ignore[override]
        return PatientServer(self.config)


multiprocess.Process = Worker  # type: ignore[misc]  # the supervisor names its class there alone


class Workers(Multiprocess):
    """Several processes on one socket."""

    def terminate_all(self) -> None:
        """Tell them to stop, and leave the socket to them: once the last closes it, connections are refused.

        Were it open here still, connections would be taken that nobody answers.
        """
        for listening in self.sockets:
            listening.close()
        super().terminate_all()
