"""Finding, or starting, the brokers that carry jobs: Redis and RabbitMQ.

A missing Redis is a failure where services are required. RabbitMQ is one only where `rabbitmq-server` is on
the machine, since few have it and no package of ours brings it; else its tests are skipped.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pika
import redis as redis_client

from tests.services import ServiceMissing, free_port

DEFAULT_REDIS = "redis://127.0.0.1:6379"
DEFAULT_RABBITMQ = "amqp://guest:guest@127.0.0.1:5672"
START_SECONDS = 60
SUFFIXES = ("", ".DQ", ".XQ")
"""Of the queues dramatiq makes of one name on RabbitMQ."""
numbers = itertools.count(1)


@contextmanager
def redis() -> Iterator[str]:
    """A database of a Redis: of PANHUO_TEST_REDIS, else at the usual port, else of a server of our own."""
    database = 1 + os.getpid() % 15
    with service("PANHUO_TEST_REDIS", DEFAULT_REDIS, redis_answers, own_redis) as url:
        yield f"{url.rstrip('/')}/{database}"


@contextmanager
def rabbitmq() -> Iterator[str]:
    """A RabbitMQ: of PANHUO_TEST_RABBITMQ, else at the usual port, else a server of our own."""
    with service("PANHUO_TEST_RABBITMQ", DEFAULT_RABBITMQ, rabbitmq_answers, own_rabbitmq) as url:
        yield url


def rabbitmq_expected() -> bool:
    """Whether this machine could have one."""
    return "PANHUO_TEST_RABBITMQ" in os.environ or shutil.which("rabbitmq-server") is not None


@contextmanager
def service(
    variable: str, default: str, answers: Callable[[str], str | None], own: Callable[[], Iterator[str]]
) -> Iterator[str]:
    given = os.environ.get(variable)
    if given:
        if trouble := answers(given):
            raise ServiceMissing(f"{variable} cannot be reached: {trouble}")
        yield given
    elif not answers(default):
        yield default
    else:
        with contextmanager(own)() as url:
            yield url


def redis_answers(url: str) -> str | None:
    """Why it cannot be used; None where it can."""
    try:
        redis_client.Redis.from_url(url, socket_connect_timeout=3).ping()
    except redis_client.RedisError as error:
        return repr(error)
    return None


def rabbitmq_answers(url: str) -> str | None:
    try:
        pika.BlockingConnection(pika.URLParameters(url)).close()
    except (pika.exceptions.AMQPError, OSError) as error:
        return repr(error)
    return None


def own_redis() -> Iterator[str]:
    port = free_port()
    command = [program("redis-server"), "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    url = f"redis://127.0.0.1:{port}"
    with running(command, {}, lambda: redis_answers(url)):
        yield url


def own_rabbitmq() -> Iterator[str]:
    port, url = free_port(), "amqp://guest:guest@127.0.0.1"
    home = Path(tempfile.mkdtemp(prefix="panhuo-rabbitmq-"))
    settings = {
        "HOME": str(home),
        "RABBITMQ_NODENAME": f"panhuo{port}@localhost",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(home),
        "RABBITMQ_LOG_BASE": str(home),
    }
    script = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # Debian's own starts only under its account
    command = [str(script) if script.exists() else program("rabbitmq-server")]
    try:
        with running(command, settings, lambda: rabbitmq_answers(f"{url}:{port}")):
            yield f"{url}:{port}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise ServiceMissing(f"nothing answers at the usual port, and there is no {name} on this machine")
    return found


@contextmanager
def running(
    command: list[str], settings: dict[str, str], trouble: Callable[[], str | None]
) -> Iterator[None]:
    """A server of our own, from its first answer to the end of the block."""
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + START_SECONDS
        while why := trouble():
            if process.poll() is not None or time.monotonic() > until:
                raise ServiceMissing(f"{command[0]} does not answer: {why}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def queue(url: str) -> Iterator[str]:
    """A name of a queue of a test's own; nothing of it remains on the broker."""
    name = f"panhuo_test_{os.getpid()}_{next(numbers)}"
    try:
        yield name
    finally:
        forget(url, name)


def forget(url: str, name: str) -> None:
    if url.startswith("redis"):
        client = redis_client.Redis.from_url(url)
        for key in client.scan_iter(f"*{name}*"):
            client.delete(key)
    elif url:
        connection = pika.BlockingConnection(pika.URLParameters(url))
        channel = connection.channel()
        for suffix in SUFFIXES:
            channel.queue_delete(name + suffix)
        connection.close()
