"""`python -m bench`: build the world, compare the servers."""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from urllib.parse import urlsplit

import asyncpg
import typer

from bench.batch import BatchError, accounts_on
from bench.database import DEFAULT_URL, BenchError, empty_database, ensure_world, forget
from bench.dossier_upload import dossiers_on
from bench.export import exported
from bench.labelling import measure as labels_on
from bench.load import LoadError
from bench.push import push_on
from bench.run import Plan, compare
from bench.scaling import scaled, scaling_table
from bench.servers import ServerError
from bench.sqlite_file import is_sqlite
from bench.table import table
from panhuo.migrate import migrate
from panhuo.sheets.export_file import ExportFormat

PATENTS, QUICK_PATENTS, LABELLED_PATENTS = 200_000, 10_000, 100_000
FAILURES = (BatchError, BenchError, LoadError, ServerError, TimeoutError, OSError, asyncpg.PostgresError)
"""What a person can do something about; the text says what happened."""
app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)

Database = Annotated[
    str,
    typer.Option(
        envvar="PANHUO_BENCH_DATABASE_URL",
        help="A database of the benchmark's own, made and kept for the next run; worlds and `run` take"
        " `sqlite:///path` too.",
    ),
]
Patents = Annotated[int, typer.Option(min=300, max=4_000_000, help="Patents of the world.")]


@app.command()
def world(
    patents: Patents = PATENTS,
    text: Annotated[bool, typer.Option(help="Fill the text index too.")] = False,
    database: Database = DEFAULT_URL,
) -> None:
    """Build the world, unless the database holds it already."""
    build(database, patents, text)


@app.command()
def run(
    patents: Patents = PATENTS,
    seconds: Annotated[float, typer.Option(min=0.1, max=60, help="Of each round on each server.")] = 2.0,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="In each, both servers take their turn.")] = 5,
    connections: Annotated[int, typer.Option(min=1, max=256, help="Open at once.")] = 8,
    only: Annotated[
        str, typer.Option(help="Part of the names of workloads, such as `dossiers`; else all of them.")
    ] = "",
    scopes: Annotated[
        bool,
        typer.Option(
            help="Everything in every scope, from an inventor's to the nation's, repeated and first after a"
            " write, in place of what is compared request by request."
        ),
    ] = False,
    text: Annotated[bool, typer.Option(help="Fill the text index too: keywords are looked for.")] = False,
    quick: Annotated[
        bool, typer.Option(help="A small world and short rounds: to see that it works.")
    ] = False,
    database: Database = DEFAULT_URL,
) -> None:
    """Measure our server and the hand-written one side by side, and print one table."""
    warm_up = min(1.0, seconds)
    if quick:
        patents, seconds, rounds, warm_up = QUICK_PATENTS, 0.05 if scopes else 0.3, 2, 0.05
        database = beside(database, "quick")
    build(database, patents, text)
    plan = Plan(seconds, rounds, connections, warm_up, only, scopes)
    with failures_told():
        print(table(asyncio.run(compare(database, plan))))


@app.command()
def workers(
    patents: Patents = QUICK_PATENTS,
    seconds: Annotated[float, typer.Option(min=0.1, max=60, help="Of each round on each server.")] = 2.0,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="In each, both servers take their turn.")] = 5,
    connections: Annotated[int, typer.Option(min=1, max=256, help="Open at once.")] = 16,
    only: Annotated[str, typer.Option(help="Part of the names of workloads; else all of them.")] = "",
    database: Database = DEFAULT_URL,
) -> None:
    """Measure `panhuo serve` with one process beside two, on what asks little of the database."""
    database = beside(database, "quick")
    build(database, patents, False)
    plan = Plan(seconds, rounds, connections, only=only)
    with failures_told():
        print(scaling_table(asyncio.run(scaled(database, plan))))


@app.command()
def accounts(
    rows: Annotated[int, typer.Option(min=100, max=20_000, help="Rows of the file.")] = 10_000,
    errors: Annotated[int, typer.Option(min=16, max=5_000, help="Planted, of eight kinds.")] = 137,
    sqlite: Annotated[bool, typer.Option(help="On a SQLite file of the moment, not on PostgreSQL.")] = False,
    database: Database = DEFAULT_URL,
) -> None:
    """Check and open a file of accounts (S42–S46), and compare what it reports with what was planted."""
    with failures_told(), emptied(database, "accounts", sqlite) as url:
        print(*accounts_on(url, rows, errors), sep="\n")


@app.command()
def export(
    patents: Annotated[int, typer.Option(min=300, max=2_000_000, help="Rows to export.")] = 100_000,
    database: Database = DEFAULT_URL,
) -> None:
    """Export the library of a world as XLSX, CSV and JSONL (S128–S130)."""
    url = beside(database, "export")
    build(url, patents, False)
    with failures_told():
        print(*(each.line() for each in exported(url, list(ExportFormat))), sep="\n")


@app.command()
def relabel(
    patents: Patents = LABELLED_PATENTS,
    database: Database = DEFAULT_URL,
) -> None:
    """Load an edition of a code table and a concordance, and label every patent by them (S92)."""
    database = beside(database, "labels")
    build(database, patents, False)
    with failures_told():
        print(*asyncio.run(labels_on(database)), sep="\n")


@app.command()
def dossier_upload(
    rows: Annotated[int, typer.Option(min=20, max=20_000, help="Dossiers of the workbook.")] = 10_000,
    errors: Annotated[int, typer.Option(min=0, max=5_000, help="Rows with something wrong.")] = 137,
    sqlite: Annotated[bool, typer.Option(help="On a SQLite file of the moment, not on PostgreSQL.")] = False,
    database: Database = DEFAULT_URL,
) -> None:
    """Preview and register a workbook of dossiers (S88–S91), and send it again."""
    with failures_told(), emptied(database, "dossiers", sqlite) as url:
        print(*dossiers_on(url, rows, errors), sep="\n")


@app.command()
def push(
    patents: Patents = PATENTS,
    seconds: Annotated[float, typer.Option(min=0.1, max=60, help="Of each workload, idle.")] = 5.0,
    connections: Annotated[int, typer.Option(min=1, max=256, help="Open at once.")] = 4,
    text: Annotated[bool, typer.Option(help="With the text index, as it is in use.")] = True,
    database: Database = DEFAULT_URL,
) -> None:
    """Publish a month's push while people read; compare what they wait with an idle system (S50)."""
    database = beside(database, "push")
    build(database, patents, text)
    with failures_told():
        print(*asyncio.run(push_on(database, patents, seconds, connections)), sep="\n")
        asyncio.run(forget(database))


@contextmanager
def failures_told() -> Iterator[None]:
    """End with the text of what a person can do something about."""
    try:
        yield
    except FAILURES as error:
        raise SystemExit(f"bench: {error}") from None


@contextmanager
def emptied(database: str, name: str, sqlite: bool) -> Iterator[str]:
    """The URL of a migrated database without rows: beside one, or a SQLite file of the moment."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/{name}.sqlite3" if sqlite else beside(database, name)
        asyncio.run(migrate(url) if sqlite else empty_database(url))
        yield url


def beside(database: str, name: str) -> str:
    """Another database beside one."""
    if is_sqlite(database):
        return f"{database}_{name}"
    parts = urlsplit(database)
    return parts._replace(path=f"{parts.path}_{name}").geturl()


def build(database: str, patents: int, text: bool) -> None:
    began = time.monotonic()
    with failures_told():
        built = asyncio.run(ensure_world(database, patents, text))
    done = f"built in {time.monotonic() - began:.0f} s" if built else "found"
    print(f"{patents:,} patents in {database.rpartition('/')[2]}: {done}; {os.cpu_count()} processors.")


if __name__ == "__main__":
    app()
