"""`panhuo serve`: the application on a socket, in one process or several."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory

import structlog
import typer
import uvicorn
from uvicorn.main import STARTUP_FAILURE

from panhuo.commands.database import check_database
from panhuo.commands.failures import CommandFailed
from panhuo.commands.pools import size_pools
from panhuo.commands.server import PatientProtocol, PatientServer, Workers
from panhuo.settings import get_settings

BACKLOG = 2048
GRACE_SECONDS = 10
"""How long open requests and sockets may finish once the server stops accepting connections."""
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which the processes of one server keep their metrics; Prometheus' client reads it."""

log = structlog.get_logger("panhuo")


def run(host: str, port: int, workers: int) -> None:
    """Serve the database of the settings. Raises CommandFailed where it is not current, or has too few
    connections for so many workers."""
    check_database()
    size_pools(workers)
    with listen(host, port) as listening:
        url = f"{address_of(listening)}/graphql"
        if get_settings().log_format == "console":
            typer.echo(url, err=True)
        log.info("listening", url=url, workers=workers)
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


def serve(listening: socket.socket, workers: int = 1) -> None:
    """Serve until told to stop (SIGINT, SIGTERM).

    Forwarding headers are left to the application, which counts its proxies (PANHUO_TRUSTED_PROXIES).
    """
    config = uvicorn.Config(
        "panhuo.app:create_app",
        factory=True,
        http=PatientProtocol,
        workers=workers,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
        ws_max_size=get_settings().max_body_bytes,
    )
    if workers > 1:
        with shared_metrics():
            Workers(config, sockets=[listening]).run()
        return
    server = PatientServer(config)
    with suppress(KeyboardInterrupt):  # Ctrl-C: the server has stopped in order by then
        server.run(sockets=[listening])
    if not server.started:
        sys.exit(STARTUP_FAILURE)


@contextmanager
def shared_metrics() -> Iterator[None]:
    """A folder for the metrics of all processes, for the length of a block."""
    with TemporaryDirectory(prefix="panhuo-metrics-") as folder:
        os.environ[SHARED_METRICS] = folder
        yield
