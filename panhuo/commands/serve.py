"""`panhuo serve`: the application on a socket, in one process or several."""

import socket
import sys
from contextlib import suppress

import typer
import uvicorn
from uvicorn.main import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from panhuo.commands.database import check_database
from panhuo.commands.failures import CommandFailed

BACKLOG = 2048
GRACE_SECONDS = 10
"""How long open requests and sockets may finish once the server is told to stop."""


def run(host: str, port: int, workers: int) -> None:
    """Serve the database of the settings. Raises CommandFailed where it is not current."""
    check_database()
    with listen(host, port) as listening:
        typer.echo(f"{address_of(listening)}/graphql", err=True)
        serve(listening, workers)


def listen(host: str, port: int) -> socket.socket:
    """A socket that waits for connections. Raises CommandFailed where the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        why = str(error.strerror).partition(" (while")[0]
        raise CommandFailed(f"Cannot listen on {host}, port {port}: {why}. Try another --port.") from None
    listening.set_inheritable(True)
    return listening


def address_of(listening: socket.socket) -> str:
    """The URL under which a browser on this machine reaches it."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(listening: socket.socket, workers: int = 1, log_level: str = "info") -> None:
    """Serve until told to stop (SIGINT, SIGTERM).

    Forwarding headers are left to the application, which counts its proxies (PANHUO_TRUSTED_PROXIES).
    """
    config = uvicorn.Config(
        "panhuo.app:create_app",
        factory=True,
        workers=workers,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level=log_level,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    if workers > 1:
        Multiprocess(config, sockets=[listening]).run()
        return
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):  # Ctrl-C: the server has stopped in order by then
        server.run(sockets=[listening])
    if not server.started:
        sys.exit(STARTUP_FAILURE)
