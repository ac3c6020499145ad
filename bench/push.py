"""`python -m bench push`: a month's push while people read, beside the same reads of an idle system (S50)."""

import asyncio
import json
import os
import re
import resource
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import asyncpg

from bench import load
from bench.database import BenchError
from bench.push_file import MONTH, write_month
from bench.servers import OURS, ROOT, Server, cpu_of, serving
from bench.workloads import Workload, workloads
from panhuo.services.patents.bulk import IMPORT_LOCK

TOTAL = re.compile(rb'"totalCount":(\d+)')
LOCKED = """
select count(*) from pg_locks where locktype = 'advisory' and granted and mode = 'ExclusiveLock'
  and ((classid::bigint << 32) | objid::bigint) = $1
  and database = (select oid from pg_database where datname = current_database())
"""
BACKENDS = "select pid from pg_stat_activity where datname = current_database()"
SAMPLED_SECONDS = 0.25
READS = (1, 3, 4)
"""Of the workloads: a list with its total of the largest institution and of a middling one; a detail."""


@dataclass
class Reads:
    """What readers saw of one workload."""

    name: str
    idle: load.Load
    during: load.Load = field(default_factory=lambda: load.Load(0.0))
    totals: set[bytes] = field(default_factory=set)
    """Every total that was answered while the push ran."""


@dataclass
class Work:
    """What a command took."""

    seconds: float = 0.0
    client_cpu: float = 0.0
    database_cpu: dict[int, float] = field(default_factory=dict)
    locked_seconds: float = 0.0
    printed: str = ""

    def line(self, name: str) -> str:
        database = sum(self.database_cpu.values())
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return (
            f"{name}: {self.seconds:.0f} s; {self.client_cpu:.0f} s CPU, of the database {database:.0f} s;"
            f" others wait for {self.locked_seconds:.0f} s, peak memory ≤ {peak:.0f} MB"
        )


class Watcher(load.Client):
    """Keeps the totals of every answer."""

    totals: set[bytes]

    def answered(self, body: bytes) -> None:
        self.totals.update(TOTAL.findall(body))


async def push_on(url: str, patents: int, seconds: float, connections: int) -> list[str]:
    """Preview and publish a month over the world in a database, read meanwhile; lines to print."""
    connection = await asyncpg.connect(url)
    try:
        with tempfile.TemporaryDirectory(prefix="panhuo-bench-") as folder:
            file = Path(folder) / "month.csv.gz"
            began = time.monotonic()
            new = await asyncio.to_thread(write_month, file, patents)
            size = file.stat().st_size / 1e6
            lines = [
                f"{patents + new:,} rows, {size:.0f} MB packed, written in {time.monotonic() - began:.0f} s"
            ]
            chosen = [(await workloads(connection))[place] for place in READS]
            async with serving(OURS, url) as server:
                lines += await measured(connection, server, chosen, url, file, seconds, connections)
        return lines
    finally:
        await connection.close()


async def measured(
    connection: asyncpg.Connection,
    server: Server,
    chosen: Sequence[Workload],
    url: str,
    file: Path,
    seconds: float,
    connections: int,
) -> list[str]:
    reads = [await idle(server, workload, seconds, connections) for workload in chosen]
    before = [await totals(server, workload) for workload in chosen]
    differences = file.with_name("differences.csv")
    looked = await command(connection, url, [str(file), "--differences", str(differences)], reads=None)
    lines = [looked.line("check"), f"differences: {differences.stat().st_size / 1e6:.1f} MB"]
    reading = asyncio.create_task(keep_reading(server, chosen, reads, connections))
    try:
        pushed = await command(connection, url, [str(file)], reads)
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
    after = [await totals(server, workload) for workload in chosen]
    for read, old, new in zip(reads, before, after, strict=True):
        if not read.totals <= old | new:
            raise BenchError(f"{read.name}: {read.totals} were seen, not only {old} and {new}")
    lines += [pushed.line("publication"), told(looked.printed), told(pushed.printed)]
    return lines + [line(read, old, new) for read, old, new in zip(reads, before, after, strict=True)]


async def idle(server: Server, workload: Workload, seconds: float, connections: int) -> Reads:
    await load.run(server.port, workload.ours(), connections, min(seconds, 2))
    return Reads(workload.name, await load.run(server.port, workload.ours(), connections, seconds))


async def totals(server: Server, workload: Workload) -> set[bytes]:
    return {
        found for body in await load.answers(server.port, workload.ours()) for found in TOTAL.findall(body)
    }


async def keep_reading(
    server: Server, chosen: Sequence[Workload], reads: Sequence[Reads], connections: int
) -> None:
    """One workload after the other, a second each, until it is cancelled."""
    while True:
        for workload, read in zip(chosen, reads, strict=True):
            await reads_for(server, workload, read, connections, 1.0)


async def reads_for(server: Server, workload: Workload, read: Reads, many: int, seconds: float) -> None:
    supply, until = cycle(workload.ours()), time.perf_counter() + seconds
    began = time.perf_counter()

    def make() -> load.Client:
        client = Watcher(supply, read.during, until)
        client.totals = read.totals
        return client

    clients = [await load.connect(server.port, make) for _ in range(many)]
    await asyncio.gather(*(client.done for client in clients))
    read.during.seconds += time.perf_counter() - began


async def command(
    connection: asyncpg.Connection, url: str, arguments: list[str], reads: Sequence[Reads] | None
) -> Work:
    """`panhuo import-patents` in a process of its own, watched. Raises BenchError where it fails."""
    found, began = Work(), time.monotonic()
    environment = {**os.environ, "PANHUO_DATABASE_URL": url}
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "panhuo.commands.import_patents", *arguments, "--as-of", MONTH.isoformat()),
        *("--report", str(Path(arguments[0]).with_name("report.csv"))),
        cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    async with watching(connection, found):
        out, err = await process.communicate()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found.seconds = time.monotonic() - began
    found.client_cpu = (after.ru_utime + after.ru_stime) - (spent.ru_utime + spent.ru_stime)
    found.printed = out.decode()
    if process.returncode:
        raise BenchError(err.decode()[-2000:] or found.printed)
    return found


@asynccontextmanager
async def watching(connection: asyncpg.Connection, work: Work) -> AsyncIterator[None]:
    """Sample the processor time of the command's backends, and how long it keeps others waiting."""
    others = {row["pid"] for row in await connection.fetch(BACKENDS)}

    async def sample() -> None:
        while True:
            began = time.monotonic()
            for row in await connection.fetch(BACKENDS):
                if row["pid"] not in others and (cpu := cpu_of(row["pid"], "postgres")) is not None:
                    work.database_cpu[row["pid"]] = cpu
            held = await connection.fetchval(LOCKED, IMPORT_LOCK)
            await asyncio.sleep(SAMPLED_SECONDS)
            work.locked_seconds += (time.monotonic() - began) if held else 0

    task = asyncio.create_task(sample())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def told(printed: str) -> str:
    """The counts a command printed, in a line."""
    cells = [line.split("│") for line in printed.splitlines() if line.startswith("│")]
    return ", ".join(f"{cell[2].strip()} {cell[1].split()[0].lower()} {cell[1].split()[1]}" for cell in cells)


def line(read: Reads, before: set[bytes], after: set[bytes]) -> str:
    seen = Counter(read.totals)
    idle, busy = read.idle, read.during
    shown = json.dumps(sorted(int(each) for each in seen)) if seen else "–"
    p95 = f"{idle.percentile(95):.1f} ms idle, {busy.percentile(95):.1f} ms during the push"
    return f"{read.name}: p95 {p95} ({busy.requests:,} reads); totals seen {shown}, {numbers(before | after)}"


def numbers(found: set[bytes]) -> str:
    return f"before and after {json.dumps(sorted(int(each) for each in found))}"
