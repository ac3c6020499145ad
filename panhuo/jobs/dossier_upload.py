"""Dossiers from a workbook as a job: checked, then, confirmed, written once (S88–S94, S101, S144)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any

import orjson

from panhuo.jobs.files import drop_file
from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.rows import add_rows, replace_rows
from panhuo.jobs.run import JobRun
from panhuo.jobs.user_import import XLSX
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import JobKind
from panhuo.services.dossier_batch.applying import Changed, audit_batch, hold, require_same, write_batch
from panhuo.services.dossier_batch.candidate import WRITTEN, Candidate
from panhuo.services.dossier_batch.checking import Checked, check_rows
from panhuo.services.dossier_batch.looking import Looked, look
from panhuo.services.dossier_batch.reporting import as_headed, headings_of, report_of
from panhuo.sheets.apart import read_apart
from panhuo.sheets.dossier_file import DossierFile, read_dossier_file

CHECKED, DONE = "校验结果", "上传结果"
LOOKS = 5
"""How often the rows are looked at anew because something changed just then, before the job waits a while."""
TITLE_CHARACTERS = 200
"""Of a title as the preview shows it."""
DOORS = {
    JobKind.DOSSIER_UPLOAD: Ability.DOSSIER_UPLOAD,
    JobKind.DOSSIER_REGISTRATION: Ability.DOSSIER_UPLOAD_DIRECT,
}
Ranges = Sequence[Sequence[int]]
"""First and last row, as the file counts them."""


@dataclass(frozen=True)
class Read:
    """A file, and what its rows say by themselves."""

    file: DossierFile
    rows: Sequence[Checked]


async def check(run: JobRun) -> Figures:
    """Look at every row: the preview, and the row report, also where nothing is wrong."""
    read = await read_and_checked(run)
    looked = await look(run.viewer, door(run), read.rows)
    run.progress(len(read.rows), len(read.rows), "reporting")
    await add_rows(run.row, list(told_of(read, looked)))
    await attach(run, CHECKED, read, looked)
    return without(looked.figures(), "leftOut")


async def apply(run: JobRun) -> Figures:
    """Write what rows become by now, of those that were chosen."""
    read = await read_and_checked(run)
    for _ in range(LOOKS):
        viewer = await run.authorised()
        looked = await looked_at(run, viewer, read)
        try:
            return await written(run, viewer, read, looked)
        except Changed:
            continue
    raise TimeoutError("dossiers or patents kept changing")


async def read_and_checked(run: JobRun) -> Read:
    """The file, its rows judged by themselves. Raises SheetError."""
    async with run.upload_file() as path:
        reading = partial(read_apart, read_dossier_file, path, run.name, progress=progress(run))
        file = await asyncio.to_thread(reading)
    total = len(file.rows)

    def tell(done: int) -> None:
        run.progress(done, total, "checking")

    direct = door(run) is Ability.DOSSIER_UPLOAD_DIRECT
    rows = await asyncio.to_thread(check_rows, file.rows, direct, tell)
    run.progress(total, total, "comparing")
    return Read(file, rows)


def door(run: JobRun) -> Ability:
    return DOORS[run.kind]


def progress(run: JobRun) -> Callable[[float], None]:
    return lambda done: run.progress(round(done * 1_000), 1_000, "reading")


async def looked_at(run: JobRun, viewer: Viewer, read: Read) -> Looked:
    """What rows become by now; those that were not chosen are left out."""
    looked = await look(viewer, door(run), read.rows)
    ranges: Ranges | None = run.parameters.get("rows")
    if ranges is not None:
        leave_out(looked, ranges)
    return looked


def leave_out(looked: Looked, ranges: Ranges) -> None:
    """Leave out what was not chosen of what would be written."""
    wanted = sorted((first, last) for first, last in ranges)
    place = 0
    for each in sorted(looked.of(WRITTEN), key=lambda each: each.number):
        while place < len(wanted) and wanted[place][1] < each.number:
            place += 1
        if place == len(wanted) or wanted[place][0] > each.number:
            each.outcome = JobRowOutcome.LEFT_OUT


async def written(run: JobRun, viewer: Viewer, read: Read, looked: Looked) -> Figures:
    """Write the report, then the dossiers. Raises Changed, and undoes all."""
    figures = looked.figures()
    run.progress(0, len(read.rows), "writing")
    file = await attach(run, DONE, read, looked)
    try:
        async with run.effect() as effect:
            await hold(looked.of(WRITTEN))
            now = await looked_at(run, viewer, read)
            require_same(looked, now)
            await write_batch(effect.action, now, now.candidates)
            await audit_batch(effect.action, run.row, figures)
            await replace_rows(run.row, told_of(read, now))
            effect.figures = figures
    except Changed:
        await drop_file(file)
        raise
    return figures


async def attach(run: JobRun, what: str, read: Read, looked: Looked) -> int:
    """The row report: the workbook again, with what becomes of each row."""
    report = await asyncio.to_thread(report_of, read.file, looked)
    return await run.attach(f"{PurePath(run.name).stem}.{what}.xlsx", XLSX, whole(report))


def told_of(read: Read, looked: Looked) -> Iterator[tuple[Any, ...]]:
    names = headings_of(read.file)
    return (told(names, each) for each in looked.candidates)


def told(names: Mapping[str, str], each: Candidate) -> tuple[Any, ...]:
    """A row as the preview shows it; the columns of `panhuo.jobs.rows`."""
    row, fatal = each.checked.row, sum(issue.fatal for issue in each.issues)
    standing = each.target.id if each.target else None
    issues = [
        [issue.row, issue.column, issue.code.value, *issue.detail, issue.fatal]
        for issue in as_headed(names, each)
    ]
    return (
        *(row.row, row.last_row, row.application_number, (row.title or "")[:TITLE_CHARACTERS] or None),
        *(each.outcome.value, fatal, len(each.issues) - fatal, orjson.dumps(issues).decode()),
        each.first.id if each.first else None,
        each.made or standing,
    )


def without(figures: dict[str, int], name: str) -> dict[str, int]:
    return {key: count for key, count in figures.items() if key != name}


async def whole(content: bytes) -> AsyncIterator[bytes]:
    yield content


DOSSIER_UPLOAD = register(Kind(JobKind.DOSSIER_UPLOAD, Ability.DOSSIER_UPLOAD, check, apply, choosable=True))
DOSSIER_REGISTRATION = register(
    Kind(JobKind.DOSSIER_REGISTRATION, Ability.DOSSIER_UPLOAD_DIRECT, check, apply, choosable=True)
)
