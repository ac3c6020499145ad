"""Rows of any file somebody gives us, .xlsx, .csv or .csv.gz, checked before it is parsed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from panhuo.errors import ErrorCode
from panhuo.sheets.cells import Cell
from panhuo.sheets.delimited import DelimitedFile
from panhuo.sheets.file_kind import FileKind, kind_of
from panhuo.sheets.limits import LIMITS, Limits
from panhuo.sheets.sheet_error import SheetError, too_large
from panhuo.sheets.workbook import workbook_rows

Progress = Callable[[float], None]
"""Told now and then how much has been read, from 0 to 1."""
PROGRESS_ROWS = 500


class SheetRow(NamedTuple):
    """One row of a file."""

    number: int
    """From 1, headings and blank rows included, as a spreadsheet program numbers them."""
    cells: Sequence[Cell]
    fault: ErrorCode | None = None
    """Why the row cannot be read; it then has no cells."""


def read_rows(
    path: Path,
    *,
    file_name: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress = lambda done: None,
) -> Iterator[SheetRow]:
    """The rows of a workbook's first filled sheet, or of a delimited file.

    `file_name` is what the file's owner calls it, where `path` is a temporary name. Raises SheetError, also
    in the middle: what came before must then be thrown away.
    """
    kind = kind_of(path, file_name or path.name)
    rows = read_workbook if kind is FileKind.WORKBOOK else read_delimited
    yield from rows(path, kind, limits, progress)
    progress(1.0)


def read_workbook(path: Path, _: FileKind, limits: Limits, progress: Progress) -> Iterator[SheetRow]:
    total, rows = workbook_rows(path, limits)
    for number, cells in enumerate(rows, 1):
        if number % PROGRESS_ROWS == 0:
            progress(number / total)
        yield SheetRow(number, cells)


def read_delimited(path: Path, kind: FileKind, limits: Limits, progress: Progress) -> Iterator[SheetRow]:
    if path.stat().st_size > limits.delimited_bytes:
        raise too_large(path.stat().st_size, limits.delimited_bytes)
    with DelimitedFile(path, kind is FileKind.DELIMITED_GZ, limits) as file:
        for number, cells in enumerate(file, 1):
            if number > limits.delimited_rows:
                raise SheetError(ErrorCode.SHEET_TOO_MANY_ROWS, f"> {limits.delimited_rows:,}")
            if number % PROGRESS_ROWS == 0:
                progress(file.progress)
            yield delimited_row(number, cells, limits)


def delimited_row(number: int, cells: list[str] | ErrorCode, limits: Limits) -> SheetRow:
    if isinstance(cells, ErrorCode):
        return SheetRow(number, (), cells)
    if len(cells) > limits.columns:
        raise SheetError(ErrorCode.SHEET_TOO_MANY_COLUMNS, f"#{number}: {len(cells):,} > {limits.columns:,}")
    return SheetRow(number, cells)
