"""Our server and the hand-written one, side by side over the same world: one table."""

import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain, count, cycle, islice
from statistics import median

import orjson

from bench import load
from bench.database import BenchError
from bench.dossier_workloads import dossier_workloads
from bench.figure_workloads import figure_workloads
from bench.scope_workloads import scope_workloads
from bench.servers import FLOOR, OURS, Server, serving, spent
from bench.sqlite_file import is_sqlite
from bench.wire import Wire, counting
from bench.workloads import Workload, workloads
from bench.worlds import World, reading

COUNTED, COUNTED_SECONDS = 10, 2
"""Requests of which statements are counted, and how long that may take."""


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
    scopes: bool = False
    """The workloads of every scope, in place of those that are compared request by request."""


@dataclass
class Round:
    """One server's share of one round."""

    server_ms: float
    database_ms: float | None
    per_second: float
    latencies: Sequence[float]
    """Seconds of each request."""


@dataclass
class Side:
    """What one server showed on one workload."""

    rounds: list[Round] = field(default_factory=list)
    statements: float = 0.0

    def middle(self, read: Callable[[Round], float | None]) -> float | None:
        """The median over the rounds."""
        values = [value for each in self.rounds if (value := read(each)) is not None]
        return median(values) if values else None

    def percentile(self, percent: float) -> float | None:
        """Of the latencies of all rounds, in milliseconds."""
        every = load.Load(0.0, list(chain.from_iterable(each.latencies for each in self.rounds)))
        return every.percentile(percent) if every.requests else None


@dataclass
class Result:
    """One workload on both servers."""

    name: str
    ours: Side = field(default_factory=Side)
    floor: Side = field(default_factory=Side)
    """Without rounds where the hand-written server has nothing like it."""
    failure: str = ""
    """What we answered in place of rows."""

    def ratios(self, read: Callable[[Round], float | None]) -> list[float]:
        """Ours to the floor's, round by round."""
        pairs = zip(map(read, self.ours.rounds), map(read, self.floor.rounds), strict=False)
        return [ours / floor for ours, floor in pairs if ours is not None and floor]


@dataclass(frozen=True)
class Pair:
    """Our server, and the hand-written one where the database is PostgreSQL."""

    ours: Server
    floor: Server | None


async def compare(url: str, plan: Plan) -> list[Result]:
    """Check that both servers answer alike, then measure them in turn.

    Raises BenchError where an answer differs, LoadError where one is refused.
    """
    async with reading(url) as world:
        chosen = await chosen_workloads(world, plan)
        results = [Result(workload.name) for workload in chosen]
        async with pair_of(url) as pair:
            for workload, result in zip(chosen, results, strict=True):
                await check(workload, result, pair)
                if not result.failure:
                    await measure(world, workload, result, pair, plan)
        if not is_sqlite(url):
            await count_statements(url, chosen, results)
        return results


@asynccontextmanager
async def pair_of(url: str) -> AsyncIterator[Pair]:
    async with AsyncExitStack() as stack:
        ours = await stack.enter_async_context(serving(OURS, url))
        floor = None if is_sqlite(url) else await stack.enter_async_context(serving(FLOOR, url))
        yield Pair(ours, floor)


async def chosen_workloads(world: World, plan: Plan) -> list[Workload]:
    """Those whose names have `only` in them. Raises BenchError where none has."""
    known = await scope_workloads(world) if plan.scopes else await compared_workloads(world)
    chosen = [workload for workload in known if plan.only in workload.name]
    if not chosen:
        names = ", ".join(each.name for each in known)
        raise BenchError(f"No workload has {plan.only!r} in its name: {names}.")
    return chosen


async def compared_workloads(world: World) -> list[Workload]:
    return [*await workloads(world), *await dossier_workloads(world), *figure_workloads()]


async def check(workload: Workload, result: Result, pair: Pair) -> None:
    """Every request of a workload gives the same rows on both servers; what fails is not measured."""
    mine = await load.answers(pair.ours.port, workload.ours())
    errors = next((found for each in mine if (found := orjson.loads(each).get("errors"))), None)
    if errors:
        result.failure = str(errors[0].get("extensions", {}).get("code", errors[0]["message"]))
        return
    if pair.floor is None or not workload.floor_path:
        return
    theirs = await load.answers(pair.floor.port, workload.floor())
    for ask, one, other in zip(workload.asks, mine, theirs, strict=True):
        if orjson.loads(one)["data"] != orjson.loads(other)["data"]:
            raise BenchError(f"{workload.name}: the answers to {ask.ours} differ:\n{one!r}\n{other!r}")


async def measure(world: World, workload: Workload, result: Result, pair: Pair, plan: Plan) -> None:
    """Rounds in which the two servers take turns."""
    sides = [(result.ours, pair.ours, workload.ours())]
    if pair.floor is not None and workload.floor_path:
        sides.append((result.floor, pair.floor, workload.floor()))
    for _, server, requests in sides:
        await load.run(server.port, requests, plan.connections, plan.warm_up)
    for _ in range(plan.rounds):
        for side, server, requests in sides:
            side.rounds.append(await one_round(world, server, requests, workload.touched, plan))


async def one_round(
    world: World, server: Server, requests: Sequence[bytes], touched: Sequence[int], plan: Plan
) -> Round:
    database, cpu = await world.cpu(), server.cpu()
    done = await driven(world, server, requests, touched, plan)
    cpu = server.cpu() - cpu
    in_database = spent(database, await world.cpu())
    return Round(
        server_ms=1000 * cpu / done.requests,
        database_ms=None if in_database is None else 1000 * in_database / done.requests,
        per_second=done.requests / done.seconds,
        latencies=done.latencies,
    )


async def driven(
    world: World, server: Server, requests: Sequence[bytes], touched: Sequence[int], plan: Plan
) -> load.Load:
    """Requests as fast as they are answered, or each of them first after a write."""
    if not touched:
        return await load.run(server.port, requests, plan.connections, plan.seconds)
    writes = count()

    async def write() -> None:
        await world.touch(touched[next(writes) % len(touched)], time.time_ns() // 1_000_000)

    return await load.run_after(server.port, requests, write, plan.seconds)


async def count_statements(url: str, chosen: Sequence[Workload], results: Sequence[Result]) -> None:
    """Statements a request on each server, session look-up and all, once everything is cached."""
    async with counting(url) as wire:
        async with serving(OURS, wire.url) as server:
            for workload, result in zip(chosen, results, strict=True):
                if not result.failure:
                    result.ours.statements = await counted(wire, server, workload.ours())
        async with serving(FLOOR, wire.url) as server:
            for workload, result in zip(chosen, results, strict=True):
                if workload.floor_path:
                    result.floor.statements = await counted(wire, server, workload.floor())


async def counted(wire: Wire, server: Server, requests: Sequence[bytes]) -> float:
    """The mean of some requests, fewer where they take long."""
    await load.answers(server.port, requests[:1])
    before, asked, until = wire.statements, 0, time.monotonic() + COUNTED_SECONDS
    for request in islice(cycle(requests), COUNTED):
        await load.answers(server.port, [request])
        asked += 1
        if time.monotonic() > until:
            break
    return (wire.statements - before) / asked
