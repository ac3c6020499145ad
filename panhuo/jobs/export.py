"""Exporting rows of a list as a job (S128–S130): read as its owner reads them, at one instant."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path

from panhuo import clock
from panhuo.compiler.snapshot import Snapshot, snapshot
from panhuo.compiler.whole_list import WholeList
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, denied, planned
from panhuo.jobs.export_tables import TablePlan
from panhuo.jobs.export_template import template_file
from panhuo.jobs.kinds import Figures, Kind, register
from panhuo.jobs.run import JobRun
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import AuditAction, JobKind
from panhuo.services.acting import Subject
from panhuo.services.contact_access import record_looks
from panhuo.settings import get_settings
from panhuo.sheets.export_columns import ExportLibrary
from panhuo.sheets.export_file import MEDIA_TYPES, ExportFile, export_file

AT_ONCE = 2_000
"""Rows read and written at a time."""
READ_BYTES = 256 * 1024


async def apply(run: JobRun) -> Figures:
    """Write the file, show it, and record who took what along."""
    asked = ExportAsked.of(run.parameters)
    columns = asked.asked_columns()
    plan = planned(asked, columns, run.viewer)
    for ability in denied(plan, columns).values():
        raise PanhuoError(ErrorCode.FORBIDDEN, ability=ability)
    with tempfile.TemporaryDirectory(prefix="panhuo-export-") as folder:
        path = Path(folder) / "export"
        async with snapshot() as database:
            rows = await written(run, asked, plan, path, database)
        run.progress(rows, rows, "storing")
        name = f"{asked.name}_{moment()}.{asked.format.value.lower()}"
        await run.attach(name, MEDIA_TYPES[asked.format], chunks_of(path))
    async with run.effect() as effect:
        what = {"library": asked.library.value, "columns": [each.key for each in columns], "rows": rows}
        place = {"branch_id": run.viewer.branch_id, "unit_id": run.viewer.unit_id}
        await effect.action.audit(AuditAction.EXPORTED, Subject("Job", {**place, **run.row}), None, what)
        await record_looks(plan.env.looks)
        effect.figures = {"rows": rows, "columns": len(columns)}
    return effect.figures


async def written(
    run: JobRun, asked: ExportAsked, plan: WholeList | TablePlan, path: Path, database: Snapshot
) -> int:
    """Write the rows of a plan; how many. Raises EXPORT_TOO_LARGE."""
    run.progress(0, 0, "finding")
    numbers = await plan.numbers(database)
    if len(numbers) > asked.most():
        raise PanhuoError(ErrorCode.EXPORT_TOO_LARGE, f"(> {asked.most():,})", limit=asked.most())
    file = await opened(run, asked, path)
    try:
        return await each_page(run, plan, file, numbers, database)
    finally:
        await asyncio.to_thread(file.close)


async def opened(run: JobRun, asked: ExportAsked, path: Path) -> ExportFile:
    if asked.layout is ExportLayout.TEMPLATE:
        assert isinstance(asked.library, ExportLibrary)
        return await template_file(path, run.viewer, asked.library)
    return await asyncio.to_thread(export_file, path, asked.format, asked.sheet())


async def each_page(
    run: JobRun, plan: WholeList | TablePlan, file: ExportFile, numbers: Sequence[int], database: Snapshot
) -> int:
    rows = 0
    for start in range(0, len(numbers), AT_ONCE):
        run.progress(start, len(numbers), "writing")
        page = await plan.page(numbers[start : start + AT_ONCE], database)
        await asyncio.to_thread(file.write, page)
        rows += len(page)
    return rows


def moment() -> str:
    """Now, as China's clocks show it, for the name of a file."""
    return datetime.fromtimestamp(clock.now_ms() / 1000, clock.CHINA).strftime("%Y%m%d-%H%M")


async def chunks_of(path: Path) -> AsyncIterator[bytes]:
    """The bytes of a file of this machine."""
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, READ_BYTES):
            yield chunk


EXPORT = register(
    Kind(
        JobKind.EXPORT,
        Ability.EXPORT,
        None,
        apply,
        at_once=lambda: get_settings().exports_per_account,
    )
)
