"""A process that runs jobs which a broker carries, and relays besides, until it is told to stop."""

import asyncio
import gc
import signal
import threading
from typing import Any

import dramatiq
import structlog
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.middleware import Middleware

from panhuo.db import separate_database
from panhuo.jobs.broker import job_broker
from panhuo.jobs.relay import relay
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

RETRY_SECONDS = 1.0
LINGER_SECONDS = 5
"""How long jobs that were told to end may take to say so."""


def work(threads: int) -> None:
    """Run jobs, so many at once, until SIGTERM or SIGINT; then finish or hand back what runs."""
    gc.freeze()  # what is loaded by now stays: the collector need not look at it for each page of an export
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    broker = job_broker().broker
    broker.add_middleware(Relaying())
    broker.emit_after("process_boot")
    worker = dramatiq.Worker(broker, worker_threads=threads)
    worker.start()
    log.info("working", queue=get_settings().job_queue, threads=threads)
    while not told.wait(1):  # a signal is noticed at the next turn at the latest
        pass
    log.info("draining", seconds=get_settings().job_drain_seconds)
    worker.stop(round((get_settings().job_drain_seconds + LINGER_SECONDS) * 1000))
    broker.close()


class Relaying(Middleware):
    """Relays on the event loop of the jobs."""

    def __init__(self) -> None:
        self.ended = threading.Event()

    def after_worker_boot(self, broker: Any, worker: Any) -> None:
        thread = get_event_loop_thread()
        assert thread is not None
        self.relaying = asyncio.run_coroutine_threadsafe(self.relay(), thread.loop)

    def before_worker_shutdown(self, broker: Any, worker: Any) -> None:
        self.relaying.cancel()
        self.ended.wait(LINGER_SECONDS)  # its connections are closed by then, whose threads would go on

    async def relay(self) -> None:
        """Relay over connections of its own, which are opened anew where that fails."""
        try:
            while True:
                try:
                    async with separate_database():
                        await relay()
                except Exception as error:
                    log.warning("jobs not relayed", error=repr(error))
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            self.ended.set()
