"""The sheet of a file that holds its dossiers, opened: by its name, else by its headings."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from panhuo.errors import ErrorCode
from panhuo.sheets.archive import opened
from panhuo.sheets.dossier_headings import HEADING_ROWS, Headings, find_headings
from panhuo.sheets.extent import check_extent
from panhuo.sheets.file_kind import FileKind, kind_of
from panhuo.sheets.limits import Limits
from panhuo.sheets.marks import Marks, marks_of
from panhuo.sheets.reading import PROGRESS_ROWS, Progress, SheetRow, read_rows
from panhuo.sheets.sheet_error import SheetError
from panhuo.sheets.workbook import damage_told, rows_of

SHEET = "批量导入"
SHEETS_TRIED = 5
OPTIONS, EDITION_CELL = "选项", (0, 0)
"""The hidden sheet of our template, and where it says which edition it is (row and column from 0)."""
EDITION, EDITIONS = "panhuo-dossiers-1", "panhuo-dossiers-"
MACROS = "vbaproject.bin"


class OpenedSheet(NamedTuple):
    """A sheet of dossiers."""

    headings: Headings
    before: list[SheetRow]
    """The rows down to the headings."""
    rows: Iterator[SheetRow]
    """Those below."""
    marks: Marks
    edition: str | None
    """Of our template; None where the file is not made from it."""


def opened_sheet(path: Path, file_name: str, limits: Limits, progress: Progress) -> OpenedSheet:
    """The sheet of dossiers of an .xlsx, .csv or .csv.gz.

    Raises SheetError: not to be read, macros, headings missing or twice, another edition of our template.
    """
    if kind_of(path, file_name) is not FileKind.WORKBOOK:
        rows = read_rows(path, file_name=file_name, limits=limits, progress=progress)
        return OpenedSheet(*headed(rows), Marks({}, ()), None)
    with opened(path, limits) as archive:
        if any(part.filename.lower().endswith(MACROS) for part in archive.infolist()):
            raise SheetError(ErrorCode.SHEET_MACROS)
        check_extent(archive, limits)
    progress(0.1)
    with damage_told():
        workbook = CalamineWorkbook.from_path(path)
    edition = edition_of(workbook)
    sheet, (headings, before, rows) = dossier_sheet(workbook, progress)
    return OpenedSheet(headings, before, rows, marks_of(path, sheet.name, limits), edition)


def headed(rows: Iterable[SheetRow]) -> tuple[Headings, list[SheetRow], Iterator[SheetRow]]:
    """Rows parted at their headings."""
    rest = iter(rows)
    top = list(islice(rest, HEADING_ROWS))
    headings = find_headings(top)
    return headings, top[: headings.row], chain(top[headings.row :], rest)


def dossier_sheet(
    workbook: CalamineWorkbook, progress: Progress
) -> tuple[CalamineSheet, tuple[Headings, list[SheetRow], Iterator[SheetRow]]]:
    """The first visible sheet with the headings of dossiers; one of the campaign's name goes first."""
    first_error = SheetError(ErrorCode.SHEET_EMPTY)
    for tried, sheet in enumerate(visible_sheets(workbook), 1):
        try:
            return sheet, headed(told(sheet, progress))
        except SheetError as error:
            if error.code is not ErrorCode.SHEET_HEADINGS_MISSING:
                raise
            first_error = error if tried == 1 else first_error
        if tried == SHEETS_TRIED:
            break
    raise first_error


def visible_sheets(workbook: CalamineWorkbook) -> Iterator[CalamineSheet]:
    """Visible worksheets with anything in them."""
    with damage_told():
        names = [
            known.name
            for known in workbook.sheets_metadata
            if known.typ == SheetTypeEnum.WorkSheet and known.visible == SheetVisibleEnum.Visible
        ]
        for name in sorted(names, key=lambda name: name.strip() != SHEET):
            sheet = workbook.get_sheet_by_name(name)
            if sheet.end is not None:
                yield sheet


def told(sheet: CalamineSheet, progress: Progress) -> Iterator[SheetRow]:
    total = sheet.end[0] + 1 if sheet.end else 1
    for number, cells in enumerate(rows_of(sheet), 1):
        if number % PROGRESS_ROWS == 0:
            progress(0.1 + 0.9 * number / total)
        yield SheetRow(number, cells)


def edition_of(workbook: CalamineWorkbook) -> str | None:
    """The edition the hidden sheet names. Raises SheetError where it is none that is read."""
    if OPTIONS not in workbook.sheet_names:
        return None
    with damage_told():
        first = next(iter(workbook.get_sheet_by_name(OPTIONS).iter_rows()), [])
    found = str(first[EDITION_CELL[1]]) if len(first) > EDITION_CELL[1] else ""
    if not found.startswith(EDITIONS):
        return None
    if found != EDITION:
        raise SheetError(ErrorCode.SHEET_TEMPLATE_UNKNOWN, f"{found[:40]} ≠ {EDITION}")
    return found
