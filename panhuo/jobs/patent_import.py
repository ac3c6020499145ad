"""Importing patents as a job: checked, then, confirmed, published. `panhuo import-patents` does the same."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.run import JobRun, Stopped
from panhuo.jobs.table import applied_text
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import JobKind
from panhuo.services.patent_import import ImportReport, check_patents, import_patents
from panhuo.services.patents.bulk import Bulk

CSV = "text/csv; charset=utf-8"
READ_BYTES = 256 * 1024
PARTS = 1_000
"""Progress is told in so many parts of the file."""


async def check(run: JobRun) -> Figures:
    """Read the file; its row report is the job's file."""
    async with run.upload_file() as path:
        report_path = path.with_name("report.csv")
        progress = told(run, "checking")
        report = await check_patents(path, *given(run), progress, file_name=run.name, report_path=report_path)
        await run.attach(f"{run.name}.report.csv", CSV, chunks_of(report_path))
    return counts(report, "rows", "rejected", "warnings") | {"valid": report.rows - report.rejected}


async def apply(run: JobRun) -> Figures:
    """Publish its patents: the import's own transaction says that the job is done."""

    async def settle(bulk: Bulk, report: ImportReport) -> None:
        if not await bulk.rows(applied_text(run.row, published(report))):
            raise Stopped("cancelled, or another run holds the job by now")

    async with run.upload_file() as path:
        progress = told(run, "publishing")
        report = await import_patents(path, *given(run), progress, file_name=run.name, settle=settle)
    return published(report)


def given(run: JobRun) -> tuple[date | None, dict[str, str]]:
    """The date of the data and the mapping of headings that were asked for."""
    parameters = run.parameters
    as_of = parameters.get("asOf")
    return (date.fromisoformat(as_of) if as_of else None), parameters.get("mapping", {})


def told(run: JobRun, phase: str) -> Callable[[float], None]:
    return lambda done: run.progress(round(done * PARTS), PARTS, phase)


def published(report: ImportReport) -> dict[str, int]:
    return counts(report, "rows", "rejected", "warnings", "created", "updated", "unchanged")


def counts(report: ImportReport, *names: str) -> dict[str, int]:
    return {name: getattr(report, name) for name in names}


async def chunks_of(path: Path) -> AsyncIterator[bytes]:
    """The bytes of a file of this machine."""
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, READ_BYTES):
            yield chunk


PATENT_IMPORT = register(Kind(JobKind.PATENT_IMPORT, Ability.PUSH_IMPORT, check, apply))
