"""One process that serves beside two: what each answers a second, and what a request costs them."""

import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench import load
from bench.run import Plan, Round, one_round
from bench.servers import Server, cpu_of, started
from bench.workloads import http_request, workloads
from bench.worlds import World, reading

READER = "median-admin"
LIGHT = ("list, median institution", "detail")
INTROSPECTION = "{ __schema { types { name description fields { name description type { name kind } } } } }"
INLINE = "{ %s: patents(filed: ALL, campus: ALL, first: 20) { nodes { id title type grantDate } } }"
TEXTS = 5_000
"""Different documents: more than a process keeps plans of."""
COMMAND = (sys.executable, "-c", "from panhuo.cli import app; app()", "serve", "--host", "127.0.0.1")
HEAD = (
    "workload",
    "requests/s: one process",
    "two",
    "ratio (lowest – highest)",
    "server CPU ms: one",
    "two",
    "database CPU ms: one",
    "two",
    "load CPU ms",
)
PROCESSES = (1, 2)


@dataclass(frozen=True)
class Processes(Server):
    """A server of one process or several."""

    def cpu(self) -> float:
        """Of all of them."""
        return sum(cpu_of(each) or 0.0 for each in (self.process, *descendants(self.process)))


@dataclass
class Scaled:
    """One workload on both servers."""

    name: str
    rounds: dict[int, list[Round]] = field(default_factory=lambda: {each: [] for each in PROCESSES})
    load_ms: list[float] = field(default_factory=list)
    """What a request costs whoever sends it."""

    def line(self) -> str:
        """A row of the table: medians over the rounds."""
        one, two = (self.rounds[each] for each in PROCESSES)
        ratios = [b.per_second / a.per_second for a, b in zip(one, two, strict=True)]
        figures = (
            *(f"{median(each.per_second for each in side):.0f}" for side in (one, two)),
            f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})",
            *(f"{median(each.server_ms for each in side):.2f}" for side in (one, two)),
            *(f"{median(each.database_ms or 0.0 for each in side):.2f}" for side in (one, two)),
            f"{median(self.load_ms):.2f}",
        )
        return f"| {' | '.join((self.name, *figures))} |"


def scaling_table(results: Sequence[Scaled]) -> str:
    """Results as a Markdown table."""
    rule = f"|{' --- |' * len(HEAD)}"
    return "\n".join([f"| {' | '.join(HEAD)} |", rule, *(each.line() for each in results)])


async def scaled(url: str, plan: Plan) -> list[Scaled]:
    """Measure servers of one and of two processes in turn. Raises LoadError where an answer is an error."""
    async with reading(url) as world, AsyncExitStack() as stack:
        servers = {each: await stack.enter_async_context(serving_by(each, url)) for each in PROCESSES}
        chosen = [each for each in (await light(world)).items() if plan.only in each[0]]
        return [await measured(world, name, servers, requests, plan) for name, requests in chosen]


async def light(world: World) -> dict[str, list[bytes]]:
    """What asks little of the database: two pages that everybody asks for, and what is nearly CPU alone."""
    known = {each.name: each.ours() for each in await workloads(world) if each.name in LIGHT}
    texts = [INLINE % f"p{number}" for number in range(TEXTS)]
    return {
        **known,
        "a page, each time under another text": [
            http_request("/graphql", READER, {"query": text}) for text in texts
        ],
        "introspection": [http_request("/graphql", READER, {"query": INTROSPECTION})],
    }


async def measured(
    world: World, name: str, servers: dict[int, Processes], requests: Sequence[bytes], plan: Plan
) -> Scaled:
    """Rounds in which the servers take turns, each the first of every other round."""
    result = Scaled(name)
    for server in servers.values():
        await load.run(server.port, requests, plan.connections, plan.warm_up)
    for number in range(plan.rounds):
        for processes in PROCESSES if number % 2 else reversed(PROCESSES):
            began = time.process_time()
            found = await one_round(world, servers[processes], requests, (), plan)
            result.rounds[processes].append(found)
            result.load_ms.append(1000 * (time.process_time() - began) / len(found.latencies))
    return result


@asynccontextmanager
async def serving_by(processes: int, database_url: str) -> AsyncIterator[Processes]:
    """`panhuo serve --workers N`, until the block ends."""
    command = (*COMMAND, "--workers", str(processes))
    async with started(command, database_url, PANHUO_DRAIN_SECONDS="0") as server:
        yield Processes(server.process, server.port)


def descendants(process: int) -> Iterator[int]:
    """The processes that one started, and theirs."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from descendants(child)
