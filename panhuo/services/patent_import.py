"""Importing a patent file: the monthly push, or a university's own list (S50)."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from panhuo import clock
from panhuo.db import connection, dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.services.patents.bulk import Bulk, importing, take_statistics, within
from panhuo.services.patents.publish import BatchReader, publish
from panhuo.services.patents.rematch import rematch_owners
from panhuo.services.patents.report import ImportReport, issue_list
from panhuo.services.patents.round import Rounds
from panhuo.services.patents.versions import raise_versions
from panhuo.sheets.patent_rows import NO_MAPPING, read_patents

__all__ = ["ImportReport", "check_patents", "import_patents", "publish_records", "rematch_owners"]

Progress = Callable[[float], None]
"""Told now and then how much of the file has been read, from 0 to 1, from another thread."""
Settle = Callable[[Bulk, ImportReport], Awaitable[None]]
"""What belongs into the transaction of an import, at its end."""
FILE_NAME_AT_MOST = 255


async def import_patents(
    path: Path,
    as_of: date | None = None,
    mapping: Mapping[str, str] = NO_MAPPING,
    progress: Progress = lambda done: None,
    *,
    file_name: str | None = None,
    report_path: Path | None = None,
    settle: Settle | None = None,
) -> ImportReport:
    """Read a file and publish its patents in one transaction; a second run changes nothing.

    `as_of` is the date of the data (S51), today where it is not given; a row's own 数据截止日 goes before it.
    What is wrong in the file is listed at `report_path`; `settle` ends the transaction. Raises SheetError
    where the file cannot be read,
    INVALID_VALUE for a date that is yet to come; nothing is published then.
    """
    items = read_patents(path, mapping, file_name=file_name, progress=progress)
    return await publish_records(items, as_of, file_name or path.name, report_path, settle)


async def check_patents(
    path: Path,
    as_of: date | None = None,
    mapping: Mapping[str, str] = NO_MAPPING,
    progress: Progress = lambda done: None,
    *,
    file_name: str,
    report_path: Path,
) -> ImportReport:
    """Read a file as `import_patents` does, list what is wrong in it, and publish nothing."""
    report = ImportReport(file_name[-FILE_NAME_AT_MOST:], day_of(as_of))
    async with within(connection()) as bulk:
        known = await Rounds(bulk).codes_known()
    items = read_patents(path, mapping, file_name=file_name, progress=progress)
    with issue_list(report_path) as issues:
        reader = BatchReader(items, report, issues, known, dialect())
        while await asyncio.to_thread(reader.next_batch):
            pass
    return report


def day_of(as_of: date | None) -> date:
    """The date of the data. Raises INVALID_VALUE for one that is yet to come."""
    day = as_of or clock.today()
    if day > clock.today():
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"as_of {day} > {clock.today()}", field="asOf")
    return day


async def publish_records(
    items: Iterable[PatentRecord | RowIssue],
    as_of: date | None = None,
    file_name: str = "",
    report_path: Path | None = None,
    settle: Settle | None = None,
) -> ImportReport:
    """The same for patents that do not come from a file."""
    report = ImportReport(file_name[-FILE_NAME_AT_MOST:], day_of(as_of))
    started_at = clock.now_ms()
    with issue_list(report_path) as issues:
        async with importing() as bulk:
            await publish(bulk, iter(items), report, issues)
            await remember(bulk, report, started_at)
            await raise_versions(bulk, report.as_of)
            if settle is not None:
                await settle(bulk, report)
    await take_statistics(report.created + report.updated)
    return report


PUSH = (
    "file_name",
    "as_of",
    "rows",
    "created",
    "updated",
    "unchanged",
    "rejected",
    "warnings",
    "started_at",
    "published_at",
)


async def remember(bulk: Bulk, report: ImportReport, started_at: int) -> None:
    """The row of `push`: it stands for what was published, so it is written with it."""
    counts = [getattr(report, name) for name in PUSH[2:8]]
    day = report.as_of.isoformat() if bulk.dialect == "sqlite" else report.as_of
    await bulk.copy("push", PUSH, [(report.file_name, day, *counts, started_at, clock.now_ms())])
