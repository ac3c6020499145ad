"""A file of dossiers as it lies there: its headings, its dossiers, its lines (S88, S94)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from panhuo.errors import ErrorCode
from panhuo.sheets.dossier_cells import kept, told
from panhuo.sheets.dossier_columns import BY_FIELD, DossierColumn
from panhuo.sheets.dossier_headings import Headings, heading_of
from panhuo.sheets.dossier_row import DossierRow
from panhuo.sheets.dossier_rows import DossierReader
from panhuo.sheets.dossier_sheet import OpenedSheet, opened_sheet
from panhuo.sheets.limits import LIMITS, MIB
from panhuo.sheets.marks import Merge
from panhuo.sheets.reading import Progress, SheetRow
from panhuo.sheets.sheet_error import SheetError

DOSSIERS_AT_MOST = 20_000
"""In one file."""
LINES_AT_MOST = 40_000
"""With continuation rows and headings."""
DOSSIER_LIMITS = replace(
    LIMITS,
    workbook_bytes=20 * MIB,
    delimited_bytes=50 * MIB,
    unpacked_bytes=120 * MIB,
    workbook_rows=LINES_AT_MOST,
    delimited_rows=LINES_AT_MOST,
    columns=128,
    workbook_cells=1_500_000,
    workbook_elements=1_500_000,
    workbook_characters=30_000_000,
    line_characters=100_000,
)


@dataclass(frozen=True)
class DossierFile:
    """What was read of a file. Rows and columns count from 1, as a spreadsheet program shows them."""

    headings: Headings
    before: Sequence[Sequence[str]]
    """The rows down to the headings, as text."""
    rows: Sequence[DossierRow]
    """Its dossiers, in order."""
    lines: Sequence[Sequence[str]]
    """Every row below the headings, down to the last dossier, as a row report writes it."""
    merges: Sequence[Merge]
    edition: str | None
    """Of our template; None where the file is not made from it."""

    @cached_property
    def width(self) -> int:
        """Columns that are the file's own, with a heading or without; a row report's are not."""
        return max(self.headings.width, max(map(len, self.lines), default=0))

    def headed(self, column: DossierColumn) -> str:
        """The heading of a column as the file has it, or as the template would."""
        return heading_of(self.headings, column.field)


def read_dossier_file(path: Path, file_name: str, progress: Progress = lambda done: None) -> DossierFile:
    """Read a file of dossiers, in the campaign's layout or our template's.

    `file_name` is what the file's owner calls it.

    Raises SheetError: not to be read, too many rows, headings missing or twice, no row, another edition of
    the template.
    """
    sheet = opened_sheet(path, file_name, DOSSIER_LIMITS, progress)
    lines: list[Sequence[str]] = []
    reader = DossierReader(sheet.headings, sheet.marks.formulas, sheet.marks.merges)
    rows = list(counted(reader.read(recorded(sheet, lines))))
    if not rows:
        raise SheetError(ErrorCode.SHEET_EMPTY)
    del lines[rows[-1].last_row - sheet.headings.row :]
    before = [[told(cell) for cell in row.cells[: sheet.headings.width]] for row in sheet.before]
    progress(1.0)
    return DossierFile(sheet.headings, before, rows, lines, sheet.marks.merges, sheet.edition)


def counted(rows: Iterable[DossierRow]) -> Iterator[DossierRow]:
    for number, row in enumerate(rows, 1):
        if number > DOSSIERS_AT_MOST:
            raise SheetError(ErrorCode.SHEET_TOO_MANY_ROWS, f"> {DOSSIERS_AT_MOST:,}")
        yield row


def recorded(sheet: OpenedSheet, lines: list[Sequence[str]]) -> Iterator[SheetRow]:
    """The rows below the headings, their lines kept."""
    fields = {place: BY_FIELD[field] for field, place in sheet.headings.places.items()}
    own = sheet.headings.width if sheet.headings.reported else DOSSIER_LIMITS.columns
    columns = [fields.get(place) for place in range(1, own + 1)]
    formulas = sheet.marks.formulas
    for row in sheet.rows:
        cells = enumerate(zip(row.cells, columns, strict=False), 1)
        texts = [
            kept(column, cell, formulas.get((row.number, place)) if formulas else None)
            for place, (cell, column) in cells
        ]
        while texts and not texts[-1]:
            texts.pop()
        lines.append(texts)
        yield row
