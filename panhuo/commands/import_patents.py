"""`panhuo import-patents FILE`: the monthly push, or a university's own list, into the database."""

import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from panhuo.commands.database import run_in_database
from panhuo.commands.failures import failures_explained, in_both_languages
from panhuo.errors import PanhuoError
from panhuo.services.patent_import import (
    Delivery,
    ImportReport,
    Part,
    Progress,
    check_delivery,
    import_delivery,
)
from panhuo.sheets.patent_headings import parse_mapping

COUNTS = (
    ("Rows 行数", "rows"),
    ("Rows left out 未导入", "rejected"),
    ("Warnings 警告", "warnings"),
    ("Patents created 新增", "created"),
    ("Patents updated 更新", "updated"),
    ("Patents unchanged 未变", "unchanged"),
)
WHERE_ANY = (
    ("Transferred 转让", "transferred"),
    ("Lapsed 失效", "lapsed"),
    ("Restored 恢复", "restored"),
    ("Licensed 许可", "licensed"),
    ("Dossiers flagged 标记档案", "flagged"),
    ("Dossiers unflagged 取消标记", "unflagged"),
    ("Rows of unknown patents 未知专利", "unknown"),
)
"""Shown where there are any."""

out, err = Console(), Console(stderr=True)


def import_patents(
    files: Annotated[
        list[Path], typer.Argument(help="A .xlsx, .csv or .csv.gz with a row of headings; parts together.")
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The date of the data (数据截止日); today if not given."),
    ] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="HEADING=FIELD", help="Read a column with an unusual heading as this field."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Where to list what is wrong in the file; else FILE.report.csv.")
    ] = None,
    batch: Annotated[
        str | None, typer.Option(help="The delivery's number (批次号); else what the files say.")
    ] = None,
    differences: Annotated[
        Path | None, typer.Option(help="Only look: list here what would change, and publish nothing.")
    ] = None,
) -> None:
    """Import patents from a file or its parts, in one transaction; a second run changes nothing."""
    report_path = report or default_report(files[0])
    with failures_explained():
        try:
            mapping, day = parse_mapping(map or []), as_of.date() if as_of else None
            parts = [Part(file, file.name) for file in files]
            work = worked(Delivery(parts, day, batch, mapping), report_path, differences)
            done = run_in_database(work)
        except PanhuoError as error:
            fail(error)
    show(done, report_path)


async def worked(delivery: Delivery, report_path: Path, differences: Path | None) -> ImportReport:
    with progress_bar() as bar:
        task = bar.add_task(delivery.parts[0].name, total=1.0)
        progress: Progress = lambda done, step: bar.update(task, description=step, completed=done)  # noqa: E731
        if differences is not None:
            return await check_delivery(delivery, progress, report_path, differences)
        return await import_delivery(delivery, progress, report_path)


def progress_bar() -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Bar(*columns, console=err, transient=True)


def default_report(file: Path) -> Path:
    """Beside the file; in the current folder where the file's cannot be written to."""
    beside = file.with_name(f"{file.name}.report.csv")
    return beside if os.access(beside.parent, os.W_OK) else Path(beside.name)


def show(report: ImportReport, report_path: Path) -> None:
    table = Table(show_header=False)
    for label, name in (*COUNTS, *(pair for pair in WHERE_ANY if getattr(report, pair[1]))):
        table.add_row(label, f"{getattr(report, name):,}")
    out.print(f"{report.file_name}, as of {report.as_of}")
    if report.repeats:
        out.print("These files were published before 该文件此前已导入.")
    out.print(table)
    if report.rejected or report.warnings or report.unknown:
        out.print(f"Row report 逐行报告: {report_path}", soft_wrap=True)


def fail(error: PanhuoError) -> NoReturn:
    """The code, and what it means in both languages."""
    err.print(in_both_languages(error), style="red", markup=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(import_patents)
