"""Importing patents as a job: checked, then, confirmed, published. `panhuo import-patents` does the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path, PurePath

from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.run import JobRun, Stopped
from panhuo.jobs.table import applied_text
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import JobKind
from panhuo.services.patent_import import (
    Delivery,
    ImportReport,
    Part,
    Progress,
    check_delivery,
    import_delivery,
)
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.pushes import COUNTS

CSV = "text/csv; charset=utf-8"
READ_BYTES = 256 * 1024
PARTS = 1_000
"""Progress is told in so many parts of a step."""
ISSUES, DIFFERENCES = "report", "differences"


async def check(run: JobRun) -> Figures:
    """Look at every row and at what it would change; what is wrong and what differs are the job's files."""
    async with delivered(run) as delivery:
        folder = delivery.parts[0].path.parent
        issues, differences = folder / "issues.csv", folder / "differences.csv"
        report = await check_delivery(delivery, told(run), issues, differences)
        await run.attach(f"{run.name}.{ISSUES}.csv", CSV, chunks_of(issues))
        await run.attach(f"{stem(run.name)}.{DIFFERENCES}.csv", CSV, chunks_of(differences))
    return figures(report) | {"valid": report.rows - report.rejected - report.unknown}


async def apply(run: JobRun) -> Figures:
    """Publish its patents: the import's own transaction says that the job is done."""

    async def settle(bulk: Bulk, report: ImportReport) -> None:
        if not await bulk.rows(applied_text(run.row, figures(report))):
            raise Stopped("cancelled, or another run holds the job by now")

    async with delivered(run) as delivery:
        return figures(await import_delivery(delivery, told(run), settle=settle))


@asynccontextmanager
async def delivered(run: JobRun) -> AsyncIterator[Delivery]:
    """The parts as files of this machine, and what was asked for."""
    given = run.parameters
    as_of = date.fromisoformat(given["asOf"]) if given.get("asOf") else None
    async with run.upload_files() as files:
        parts = [Part(path, name) for path, name in files]
        yield Delivery(parts, as_of, given.get("batch"), given.get("mapping", {}))


def told(run: JobRun) -> Progress:
    return lambda done, step: run.progress(round(done * PARTS), PARTS, step)


def figures(report: ImportReport) -> dict[str, int]:
    """`repeated` says that the same files were published before."""
    found = {name: getattr(report, name) for name in COUNTS}
    return found | {"parts": report.parts, "repeated": int(report.repeats is not None)}


def stem(name: str) -> str:
    """`专利` of `专利.csv.gz`."""
    return PurePath(name.removesuffix(".gz")).stem


async def chunks_of(path: Path) -> AsyncIterator[bytes]:
    """The bytes of a file of this machine."""
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, READ_BYTES):
            yield chunk


PATENT_IMPORT = register(Kind(JobKind.PATENT_IMPORT, Ability.PUSH_IMPORT, check, apply))
