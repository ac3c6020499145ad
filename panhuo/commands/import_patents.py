"""`panhuo import-patents FILE`: the monthly push, or a university's own list, into the database."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from panhuo.commands.database import run_in_database
from panhuo.commands.failures import failures_explained, in_both_languages
from panhuo.errors import PanhuoError
from panhuo.services.patent_import import ImportReport
from panhuo.services.patent_import import import_patents as import_file
from panhuo.sheets.patent_headings import parse_mapping

COUNTS = (
    ("Rows 行数", "rows"),
    ("Rows left out 未导入", "rejected"),
    ("Warnings 警告", "warnings"),
    ("Patents created 新增", "created"),
    ("Patents updated 更新", "updated"),
    ("Patents unchanged 未变", "unchanged"),
)

out, err = Console(), Console(stderr=True)


def import_patents(
    file: Annotated[Path, typer.Argument(help="A .xlsx, .csv or .csv.gz with a row of headings.")],
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
) -> None:
    """Import patents from a file, in one transaction; a second run changes nothing."""
    report_path = report or default_report(file)
    with failures_explained():
        try:
            work = read_and_publish(file, as_of.date() if as_of else None, map or [], report_path)
            done = run_in_database(work)
        except PanhuoError as error:
            fail(error)
    show(done, report_path)


async def read_and_publish(
    file: Path, as_of: date | None, pairs: list[str], report_path: Path
) -> ImportReport:
    mapping = parse_mapping(pairs)
    with progress_bar() as bar:
        task = bar.add_task(file.name, total=1.0)
        return await import_file(
            file, as_of, mapping, lambda done: bar.update(task, completed=done), report_path=report_path
        )


def progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True)


def default_report(file: Path) -> Path:
    """Beside the file; in the current folder where the file's cannot be written to."""
    beside = file.with_name(f"{file.name}.report.csv")
    return beside if os.access(beside.parent, os.W_OK) else Path(beside.name)


def show(report: ImportReport, report_path: Path) -> None:
    table = Table(show_header=False)
    for label, name in COUNTS:
        table.add_row(label, f"{getattr(report, name):,}")
    out.print(f"{report.file_name}, as of {report.as_of}")
    out.print(table)
    if report.rejected or report.warnings:
        out.print(f"Row report 逐行报告: {report_path}", soft_wrap=True)


def fail(error: PanhuoError) -> NoReturn:
    """The code, and what it means in both languages."""
    err.print(in_both_languages(error), style="red", markup=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(import_patents)
