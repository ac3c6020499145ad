"""Rows of an .xlsx, read with calamine once the file is known to be harmless."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from panhuo.errors import ErrorCode
from panhuo.sheets.archive import opened
from panhuo.sheets.cells import Cell
from panhuo.sheets.extent import check_extent
from panhuo.sheets.limits import Limits
from panhuo.sheets.sheet_error import SheetError

PANIC = "PanicException"
"""What a panic of the Rust reader arrives as: a BaseException whose class cannot be imported."""


def workbook_rows(path: Path, limits: Limits) -> tuple[int, Iterator[list[Cell]]]:
    """How many rows the first visible sheet with anything in it has, and each from row 1 on.

    Raises SheetError before the first row: damaged, encrypted, zip bomb, too large, empty.
    """
    with opened(path, limits) as archive:
        check_extent(archive, limits)
    sheet = first_filled(path)
    if sheet is None or sheet.end is None:
        raise SheetError(ErrorCode.SHEET_EMPTY)
    return sheet.end[0] + 1, rows_of(sheet)


def first_filled(path: Path) -> CalamineSheet | None:
    with damage_told():
        workbook = CalamineWorkbook.from_path(path)
        for place, known in enumerate(workbook.sheets_metadata):
            if known.typ == SheetTypeEnum.WorkSheet and known.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_index(place)
                if sheet.end is not None:
                    return sheet
    return None


def rows_of(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Each row from row 1 and column A on; the reader leaves out columns that are empty all the way down."""
    before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    with damage_told():
        for row in sheet.iter_rows():
            yield [*before, *row] if before else row


@contextmanager
def damage_told() -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise SheetError(ErrorCode.SHEET_DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise SheetError(ErrorCode.SHEET_DAMAGED) from None
