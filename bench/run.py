"""Our server and the hand-written one, side by side over the same world: one table."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import median

import asyncpg
import orjson

from bench import load
from bench.database import BenchError
from bench.dossier_workloads import dossier_workloads
from bench.figure_workloads import figure_workloads
from bench.servers import FLOOR, OURS, Server, database_cpu, serving, spent
from bench.wire import counting
from bench.workloads import Workload, workloads

COUNTED = 10
"""Requests of which statements are counted."""


@dataclass(frozen=True)
class Plan:
    """How long and how often to measure."""

    seconds: float = 2.0
    rounds: int = 5
    connections: int = 8
    warm_up: float = 1.0
    """Seconds for which each server is driven before it is measured."""
    only: str = ""
    """Part of the names of the workloads that are meant."""


@dataclass
class Round:
    """One server's share of one round."""

    server_ms: float
    database_ms: float | None
    p50: float
    p95: float
    per_second: float


@dataclass
class Side:
    """What one server showed on one workload."""

    rounds: list[Round] = field(default_factory=list)
    statements: float = 0.0

    def middle(self, read: Callable[[Round], float | None]) -> float | None:
        """The median over the rounds."""
        values = [value for each in self.rounds if (value := read(each)) is not None]
        return median(values) if values else None


@dataclass
class Result:
    """One workload on both servers."""

    name: str
    ours: Side = field(default_factory=Side)
    floor: Side = field(default_factory=Side)

    def ratios(self, read: Callable[[Round], float | None]) -> list[float]:
        """Ours to the floor's, round by round."""
        pairs = zip(map(read, self.ours.rounds), map(read, self.floor.rounds), strict=True)
        return [ours / floor for ours, floor in pairs if ours is not None and floor]


async def compare(url: str, plan: Plan) -> list[Result]:
    """Check that both servers answer alike, then measure them in turn.

    Raises BenchError where an answer differs, LoadError where one is an error.
    """
    connection = await asyncpg.connect(url)
    try:
        chosen = await chosen_workloads(connection, plan.only)
        results = [Result(workload.name) for workload in chosen]
        await count_statements(url, chosen, results)
        async with AsyncExitStack() as stack:
            ours = await stack.enter_async_context(serving(OURS, url))
            floor = await stack.enter_async_context(serving(FLOOR, url))
            for workload, result in zip(chosen, results, strict=True):
                await check(workload, ours, floor)
                await measure(connection, workload, result, ours, floor, plan)
        return results
    finally:
        await connection.close()


async def chosen_workloads(connection: asyncpg.Connection, only: str) -> list[Workload]:
    """Those whose names have `only` in them. Raises BenchError where none has."""
    known = [
        *await workloads(connection),
        *await dossier_workloads(connection),
        *figure_workloads(),
    ]
    chosen = [workload for workload in known if only in workload.name]
    if not chosen:
        raise BenchError(f"No workload has {only!r} in its name: {', '.join(each.name for each in known)}.")
    return chosen


async def check(workload: Workload, ours: Server, floor: Server) -> None:
    """Every request of a workload gives the same rows on both servers."""
    mine = await load.answers(ours.port, workload.ours())
    theirs = await load.answers(floor.port, workload.floor())
    for ask, one, other in zip(workload.asks, mine, theirs, strict=True):
        if orjson.loads(one)["data"] != orjson.loads(other)["data"]:
            raise BenchError(f"{workload.name}: the answers to {ask.ours} differ:\n{one!r}\n{other!r}")


async def measure(
    connection: asyncpg.Connection,
    workload: Workload,
    result: Result,
    ours: Server,
    floor: Server,
    plan: Plan,
) -> None:
    """Rounds in which the two servers take turns."""
    sides = ((result.ours, ours, workload.ours()), (result.floor, floor, workload.floor()))
    for _, server, requests in sides:
        await load.run(server.port, requests, plan.connections, plan.warm_up)
    for _ in range(plan.rounds):
        for side, server, requests in sides:
            side.rounds.append(await one_round(connection, server, requests, plan))


async def one_round(
    connection: asyncpg.Connection, server: Server, requests: Sequence[bytes], plan: Plan
) -> Round:
    database, cpu = await database_cpu(connection), server.cpu()
    done = await load.run(server.port, requests, plan.connections, plan.seconds)
    cpu = server.cpu() - cpu
    in_database = spent(database, await database_cpu(connection))
    return Round(
        server_ms=1000 * cpu / done.requests,
        database_ms=None if in_database is None else 1000 * in_database / done.requests,
        p50=done.percentile(50),
        p95=done.percentile(95),
        per_second=done.requests / done.seconds,
    )


async def count_statements(url: str, chosen: Sequence[Workload], results: Sequence[Result]) -> None:
    """Statements a request on each server, session look-up and all, once everything is cached."""
    async with counting(url) as wire:
        for application, side_of, requests_of in (
            (OURS, lambda result: result.ours, Workload.ours),
            (FLOOR, lambda result: result.floor, Workload.floor),
        ):
            async with serving(application, wire.url) as server:
                for workload, result in zip(chosen, results, strict=True):
                    asked = (requests_of(workload) * COUNTED)[:COUNTED]
                    await load.answers(server.port, asked)
                    before = wire.statements
                    await load.answers(server.port, asked)
                    side_of(result).statements = (wire.statements - before) / COUNTED
