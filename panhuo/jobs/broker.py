"""The broker that carries the ids of jobs: within this process, over Redis, or over RabbitMQ.

Delivery is at least once, in any order: what runs a job compares its row (`table.py`).
"""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import dramatiq
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AsyncIO, Middleware, TimeLimit

from panhuo.jobs import registered  # noqa: F401  # every process that speaks of jobs knows their kinds
from panhuo.jobs.running import run_job
from panhuo.jobs.stopping import Drain, hand_back
from panhuo.settings import get_settings

ACTOR = "run_job"
LONGEST_MS = 6 * 3600 * 1000
"""How long a stage may run: a bound for what hangs."""
THREADS_INSIDE = 2
"""Jobs at once in a process that serves."""
STOP_MS = 10_000
REDIS_PATIENCE = {"socket_connect_timeout": 3, "socket_timeout": 10}
"""Seconds after which a Redis that says nothing is taken to be away."""


@dataclass
class JobBroker:
    """A broker, and the one actor on it."""

    broker: dramatiq.Broker
    actor: Any
    senders: ThreadPoolExecutor
    """One thread: RabbitMQ's connections belong to the thread that made them."""

    @property
    def inside(self) -> bool:
        """Whether jobs run in this very process."""
        return isinstance(self.broker, StubBroker)

    async def send(self, number: int) -> None:
        """Give a job's id to the broker. Raises whatever the broker does where it is away."""
        await self.in_thread(self.actor.send, number)

    async def answers(self) -> bool:
        """Whether the broker can be reached; raises where not."""
        return await self.in_thread(reach, self.broker)

    async def in_thread(self, function: Any, *values: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.senders, function, *values)


@lru_cache
def job_broker() -> JobBroker:
    """The broker of the settings; it connects when it is first used."""
    settings = get_settings()
    broker = new_broker(settings.broker_url)
    declared = dramatiq.actor(
        actor_name=ACTOR, queue_name=settings.job_queue, broker=broker, time_limit=LONGEST_MS
    )
    return JobBroker(broker, declared(run_job), ThreadPoolExecutor(1, "panhuo-broker"))


def new_broker(url: str) -> dramatiq.Broker:
    middleware: list[Middleware] = [AsyncIO(), TimeLimit(), Drain()]
    if url.startswith("redis"):
        from dramatiq.brokers.redis import RedisBroker

        return RedisBroker(url=url, middleware=middleware, **REDIS_PATIENCE)
    if url.startswith("amqp"):
        from dramatiq.brokers.rabbitmq import RabbitmqBroker

        return RabbitmqBroker(url=url, confirm_delivery=True, middleware=middleware)
    return StubBroker(middleware=middleware)


def reach(broker: Any) -> bool:
    if isinstance(broker, StubBroker):
        return True
    if hasattr(broker, "client"):  # Redis
        return bool(broker.client.ping())
    broker.connection.process_data_events(0)  # RabbitMQ: notices a connection that went away
    return bool(broker.connection.is_open)


@asynccontextmanager
async def working_inside() -> AsyncIterator[None]:
    """Run jobs in this process for the length of a block, where no broker is set."""
    found = job_broker()
    if not found.inside:
        yield
        return
    found.broker.emit_after("process_boot")  # else time limits and stopping never come about
    worker = dramatiq.Worker(found.broker, worker_threads=THREADS_INSIDE, worker_timeout=200)
    await asyncio.to_thread(worker.start)
    try:
        yield
    finally:
        hand_back()
        await asyncio.to_thread(worker.stop, STOP_MS)
