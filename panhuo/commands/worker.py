"""`panhuo worker`: processes that run the jobs which a broker carries."""

import asyncio
import multiprocessing
import signal
import threading

import structlog

from panhuo.commands.database import check_database
from panhuo.commands.failures import CommandFailed
from panhuo.readiness import broker_answers
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

LOOK_SECONDS = 0.5
NO_BROKER = (
    "No broker is set, so jobs run in the processes that serve. "
    "Set PANHUO_BROKER_URL to redis://… or amqp://… for them and for the worker."
)
NO_ANSWER = "See that it runs where PANHUO_BROKER_URL says."


def run(processes: int, threads: int) -> None:
    """Run jobs until told to stop. Raises CommandFailed without a broker or a current database."""
    if not get_settings().broker_url:
        raise CommandFailed(NO_BROKER)
    check_database()
    if processes == 1:
        start(threads)
    else:
        supervise(processes, threads)


def check() -> None:
    """What a container's health check asks. Raises CommandFailed where a worker could do nothing here."""
    if not get_settings().broker_url:
        raise CommandFailed(NO_BROKER)
    check_database()
    try:
        asyncio.run(broker_answers())
    except Exception as error:
        raise CommandFailed(f"The broker does not answer: {type(error).__name__}. {NO_ANSWER}") from None


def start(threads: int) -> None:
    """What each process does."""
    import panhuo.schema  # noqa: F401  # exports are planned over it
    from panhuo.jobs.worker import work
    from panhuo.logs import configure_logs

    configure_logs()
    work(threads)


def supervise(processes: int, threads: int) -> None:
    """Keep so many processes running; told to stop, tell them and wait."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    spawning = multiprocessing.get_context("spawn")

    def begin() -> multiprocessing.process.BaseProcess:
        process = spawning.Process(target=start, args=(threads,))
        process.start()
        return process

    running = [begin() for _ in range(processes)]
    while not told.wait(LOOK_SECONDS):
        for place, process in enumerate(running):
            if not process.is_alive():
                log.warning("worker ended, another begins", exit_code=process.exitcode)
                running[place] = begin()
    for process in running:
        process.terminate()
    for process in running:
        process.join()
