"""Importing patent files: the monthly push, the weekly states, or a university's own list (S50, S51)."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from panhuo import clock
from panhuo.db import connection, dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.services.patents.bulk import Bulk, importing, take_statistics, within
from panhuo.services.patents.codes_known import Outdated, codes_known, require_current
from panhuo.services.patents.preview import looking, preview
from panhuo.services.patents.publish import publish
from panhuo.services.patents.pushes import earlier, remember
from panhuo.services.patents.reading import Items, Reading, reading
from panhuo.services.patents.rematch import rematch_owners
from panhuo.services.patents.report import ImportReport, issue_list, written
from panhuo.services.patents.versions import raise_versions
from panhuo.sheets.patent_rows import NO_MAPPING, read_patents

__all__ = ["Delivery", "ImportReport", "Part", "check_delivery", "import_delivery", "import_patents",
           "publish_records", "rematch_owners"]  # fmt: skip

Progress = Callable[[float, str], None]
"""Told now and then how far a step is, from 0 to 1, and which it is; also from another thread."""
Settle = Callable[[Bulk, ImportReport], Awaitable[None]]
"""What belongs into the transaction of an import, at its end."""
FILE_NAME_AT_MOST, BATCH_AT_MOST = 255, 60
READINGS = 3
"""How often files are read where code tables change meanwhile."""
READING, COMPARING, PUBLISHING = "reading", "comparing", "publishing"


@dataclass(frozen=True)
class Part:
    """A file, and what its owner calls it."""

    path: Path
    name: str


@dataclass(frozen=True)
class Delivery:
    """Files that are published together, in whatever order they are named (S50)."""

    parts: Sequence[Part]
    as_of: date | None = None
    """The date of the data (S51), today where it is not given; a row's own 数据截止日 goes before it."""
    batch: str | None = None
    """批次号; else what the files say."""
    mapping: Mapping[str, str] = field(default_factory=dict)


def no_progress(done: float, step: str) -> None:
    """Tells nobody."""


async def import_patents(
    path: Path,
    as_of: date | None = None,
    mapping: Mapping[str, str] = NO_MAPPING,
    progress: Progress = no_progress,
    *,
    file_name: str | None = None,
    report_path: Path | None = None,
) -> ImportReport:
    """Read one file and publish its patents, see `import_delivery`."""
    delivery = Delivery([Part(path, file_name or path.name)], as_of, mapping=mapping)
    return await import_delivery(delivery, progress, report_path)


async def import_delivery(
    delivery: Delivery,
    progress: Progress = no_progress,
    report_path: Path | None = None,
    settle: Settle | None = None,
) -> ImportReport:
    """Publish the patents of some files in one transaction; a second run changes nothing.

    Files are read before the transaction begins. What is wrong in them is listed at `report_path`; `settle`
    ends the transaction. Raises SheetError where a file cannot be read, INVALID_VALUE for a date that is yet
    to come; nothing is published then.
    """
    for _ in range(READINGS):
        with suppress(Outdated):
            async with delivered(delivery, progress, report_path) as read:
                await published(read, progress, settle)
            return read.report
    raise Outdated


async def check_delivery(
    delivery: Delivery, progress: Progress, report_path: Path, differences_path: Path
) -> ImportReport:
    """Read files as `import_delivery` does, list what is wrong and what would change; publish nothing."""
    async with delivered(delivery, progress, report_path) as read, looking() as bulk:
        read.report.repeats = await earlier(bulk, read.report.digest)
        with written(differences_path) as file:
            await preview(bulk, read, file, partial(told, progress, COMPARING))
    return read.report


async def publish_records(items: Items, as_of: date | None = None, file_name: str = "") -> ImportReport:
    """The same for patents that do not come from a file."""
    report = report_of(Delivery([Part(Path(), file_name)], as_of))
    async with read_in(report, [("", items)], None) as read:
        await published(read, no_progress, None)
    return report


async def published(read: Reading, progress: Progress, settle: Settle | None) -> None:
    report, started_at = read.report, clock.now_ms()
    async with importing() as bulk:
        await require_current(bulk, read.known)
        report.repeats = await earlier(bulk, report.digest)
        await publish(bulk, read, partial(told, progress, PUBLISHING))
        await remember(bulk, report, started_at)
        await raise_versions(bulk, report.as_of)
        if settle is not None:
            await settle(bulk, report)
    await take_statistics(report.created + report.updated)


@asynccontextmanager
async def delivered(
    delivery: Delivery, progress: Progress, report_path: Path | None
) -> AsyncIterator[Reading]:
    """A delivery that was read, for the length of the block."""
    report = report_of(delivery)
    digests = await asyncio.to_thread(lambda: [digest(part.path) for part in delivery.parts])
    report.digest = digest_of(digests)
    parts = [part for _, part in sorted(zip(digests, delivery.parts, strict=True), key=by_name)]
    async with read_in(report, items_of(parts, delivery.mapping, progress), report_path) as read:
        yield read


def by_name(pair: tuple[str, Part]) -> tuple[str, str]:
    """Parts come in the order of their names, and of their contents."""
    return pair[1].name, pair[0]


@asynccontextmanager
async def read_in(
    report: ImportReport, parts: Sequence[tuple[str, Items]], report_path: Path | None
) -> AsyncIterator[Reading]:
    """Everything read, for the length of the block."""
    async with within(connection()) as bulk:
        known = await codes_known(bulk)
    with (
        issue_list(report_path, len(parts) > 1) as issues,
        reading(report, issues, known, dialect()) as read,
    ):
        await asyncio.to_thread(read.read, parts)
        yield read


def items_of(
    parts: Sequence[Part], mapping: Mapping[str, str], progress: Progress
) -> list[tuple[str, Items]]:
    """The rows of each part, under its name."""
    found: list[tuple[str, Items]] = []
    for place, part in enumerate(parts):

        def tell(done: float, place: int = place) -> None:
            progress((place + done) / len(parts), READING)

        items = read_patents(part.path, mapping, file_name=part.name, progress=tell)
        found.append((part.name, items))
    return found


def told(progress: Progress, step: str, done: float) -> None:
    progress(done, step)


def report_of(delivery: Delivery) -> ImportReport:
    names = sorted(part.name for part in delivery.parts)
    batch = (delivery.batch or "")[:BATCH_AT_MOST] or None
    return ImportReport(
        names[0][-FILE_NAME_AT_MOST:], day_of(delivery.as_of), batch=batch, parts=len(delivery.parts)
    )


def digest_of(parts: Sequence[str]) -> str:
    """Of the parts' contents, whatever their order and names."""
    return hashlib.sha256("".join(sorted(parts)).encode()).hexdigest() if len(parts) > 1 else parts[0]


def digest(path: Path) -> str:
    """Of a file; of one that cannot be read none: its reader will say so."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def day_of(as_of: date | None) -> date:
    """The date of the data. Raises INVALID_VALUE for one that is yet to come."""
    day = as_of or clock.today()
    if day > clock.today():
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"as_of {day} > {clock.today()}", field="asOf")
    return day
