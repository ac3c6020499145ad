"""A file of accounts as it lies there: its headings, its rows, where its formulas stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from python_calamine import CalamineWorkbook

from panhuo.errors import ErrorCode
from panhuo.sheets.account_columns import COLUMNS, AccountColumn, column_headed, is_reported
from panhuo.sheets.cells import NULLS, Cell, cell_text
from panhuo.sheets.file_kind import FileKind, kind_of
from panhuo.sheets.limits import LIMITS, MIB
from panhuo.sheets.marks import formula_cells
from panhuo.sheets.reading import Progress, SheetRow, read_rows
from panhuo.sheets.sheet_error import SheetError
from panhuo.sheets.workbook import damage_told, first_filled

ROWS_AT_MOST = 20_000
"""Rows of accounts in one file."""
HEADING_ROWS = 10
"""Headings stand within the first rows; a title or a tip may stand above them."""
ACCOUNT_LIMITS = replace(
    LIMITS,
    workbook_bytes=20 * MIB,
    delimited_bytes=20 * MIB,
    unpacked_bytes=200 * MIB,
    workbook_rows=ROWS_AT_MOST + HEADING_ROWS,
    delimited_rows=ROWS_AT_MOST + HEADING_ROWS,
    columns=64,
    workbook_cells=1_300_000,
    workbook_characters=20_000_000,
    line_characters=100_000,
)
OPTIONS, EDITION_PLACE, EDITION = "选项", (0, 3), "panhuo-accounts-1"
"""The hidden sheet of the template, where it says which edition it is (row and column from 0), and what."""


@dataclass(frozen=True)
class AccountFile:
    """What was read of a file. Rows and columns count from 1, as a spreadsheet program shows them."""

    heading_row: int
    places: Mapping[str, int]
    """Field → its column."""
    width: int
    """Columns that are the file's own: those that a row report added are not."""
    before: Sequence[Sequence[str]]
    """The rows down to the headings, as text."""
    rows: Sequence[SheetRow]
    """Those below."""
    formulas: Mapping[tuple[int, int], ErrorCode] = field(default_factory=dict)
    """Cells that hold a formula or its error, by row and column."""

    def headed(self, field: str) -> str:
        """The heading of a field as the file has it, or as the template would."""
        place = self.places.get(field)
        usual = next(column.heading for column in COLUMNS if column.field == field)
        return self.before[-1][place - 1] if place else usual


def read_account_file(
    path: Path, file_name: str, needed: Sequence[AccountColumn], progress: Progress = lambda done: None
) -> AccountFile:
    """Read a file whose headings include the needed ones.

    Raises SheetError: not to be read, too many rows, headings missing or twice, no row, another edition of
    the template.
    """
    reading = read_rows(path, file_name=file_name, limits=ACCOUNT_LIMITS, progress=progress)
    before, places = headings(reading, needed)
    rows = list(reading)
    if not any(row.fault or filled(row.cells) for row in rows):
        raise SheetError(ErrorCode.SHEET_EMPTY)
    if len(rows) > ROWS_AT_MOST:
        raise SheetError(ErrorCode.SHEET_TOO_MANY_ROWS, f"{len(rows):,} > {ROWS_AT_MOST:,}")
    return AccountFile(len(before), places, own_width(before[-1]), before, rows, formulas_of(path, file_name))


def headings(
    rows: Iterator[SheetRow], needed: Sequence[AccountColumn]
) -> tuple[list[list[str]], dict[str, int]]:
    """The rows down to the headings, as text, and where each field stands."""
    before: list[list[str]] = []
    missing = needed
    for row in rows:
        before.append([cell_text(cell).strip() for cell in row.cells])
        places = placed(before[-1])
        absent = [column for column in needed if column.field not in places]
        missing = min(missing, absent, key=len)
        if not absent:
            return before, places
        if row.number >= HEADING_ROWS:
            break
    if not before:
        raise SheetError(ErrorCode.SHEET_EMPTY)
    raise SheetError(ErrorCode.SHEET_HEADINGS_MISSING, "、".join(column.heading for column in missing))


def placed(cells: Sequence[str]) -> dict[str, int]:
    """Where each field stands in a row of headings. Raises SheetError where two columns mean one field."""
    found: dict[str, int] = {}
    for place, heading in enumerate(cells, 1):
        column = column_headed(heading)
        if column is None:
            continue
        if column.field in found and len(found) > 1:
            other = cells[found[column.field] - 1]
            raise SheetError(ErrorCode.SHEET_HEADINGS_DUPLICATED, f"{other}, {heading}")
        found[column.field] = place
    return found


def own_width(cells: Sequence[str]) -> int:
    """Columns up to the last heading that is no row report's."""
    own = [place for place, heading in enumerate(cells, 1) if heading and not is_reported(heading)]
    return own[-1]


def filled(cells: Sequence[Cell]) -> bool:
    return any((cell.strip() if isinstance(cell, str) else cell) not in NULLS for cell in cells)


def formulas_of(path: Path, file_name: str) -> Mapping[tuple[int, int], ErrorCode]:
    """Where formulas stand in a workbook. Raises SheetError where it is of another edition."""
    if kind_of(path, file_name) is not FileKind.WORKBOOK:
        return {}
    sheet = first_filled(path)
    with damage_told(), CalamineWorkbook.from_path(path) as workbook:
        if OPTIONS in workbook.sheet_names:
            require_edition(workbook.get_sheet_by_name(OPTIONS).to_python())
    return formula_cells(path, sheet.name, ACCOUNT_LIMITS) if sheet else {}


def require_edition(options: Sequence[Sequence[Cell]]) -> None:
    """Raise SheetError where the hidden sheet says another edition than this one."""
    row, column = EDITION_PLACE
    found = options[row][column] if len(options) > row and len(options[row]) > column else ""
    if found != EDITION:
        raise SheetError(ErrorCode.SHEET_TEMPLATE_UNKNOWN, f"{str(found)[:40]} ≠ {EDITION}")
