"""The workbook of dossiers that we write: the template, blank, prefilled, or filled in (S88, S130)."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from panhuo.sheets.dossier_columns import COLUMNS, DossierColumn
from panhuo.sheets.dossier_form import DossierForm, add_drop_downs, add_options
from panhuo.sheets.dossier_guide import GENERAL, GUIDE, GUIDE_HEADINGS, GUIDE_WIDTHS, TIP
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_sheet import SHEET
from panhuo.sheets.dossier_told import lines_of
from panhuo.sheets.pen import Pen, said, widen
from panhuo.sheets.spliced import Cell, append_patterns, splice

HEADING_ROWS = 3
PLACES = {column.field: place for place, column in enumerate(COLUMNS, 1)}
WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="center")
LEFT = Alignment(wrap_text=True, vertical="center")
MARKED = Font(bold=True, color="C00000")
"""Of headings that must be filled in."""
LINE = Side("thin", color="9DB7D5")
FRAME = Border(LINE, LINE, LINE, LINE)
TIP_HEIGHT, HEADING_HEIGHT = 36, 30


def write_dossier_workbook(target: Path | IO[bytes], rows: Iterable[TemplateRow], form: DossierForm) -> None:
    """Write the template in the campaign's layout and its own further columns, a row or more for each patent.

    Rows are taken as they are written; memory stays flat.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    widen(sheet, [column.width for column in COLUMNS])
    sheet.freeze_panes = f"D{HEADING_ROWS + 1}"
    sheet.print_title_rows = f"1:{HEADING_ROWS}"
    add_drop_downs(book, sheet, form, PLACES, HEADING_ROWS + 1)
    append_headings(sheet)
    append_patterns(sheet, [Pen(sheet).plain])
    finish(book, form)
    splice(target, book, cells_of(rows))


def cells_of(rows: Iterable[TemplateRow]) -> Iterator[list[Cell]]:
    for serial, row in enumerate(rows, 1):
        for line in lines_of(row, serial):
            yield [(0, line.get(field, "")) for field in PLACES]


def append_headings(sheet: Any) -> None:
    """The tip, then two rows of headings: groups, and what stands below them."""
    pen = Pen(sheet)
    for height, number in ((TIP_HEIGHT, 1), (HEADING_HEIGHT, 2), (HEADING_HEIGHT, 3)):
        sheet.row_dimensions[number].height = height
    tip = said(pen.cell(), TIP)
    tip.alignment = LEFT
    sheet.append([tip])
    sheet.append([*group_row(pen)])
    sheet.append([heading(pen, column, "") if column.group else pen.head("") for column in COLUMNS])
    for merged in merged_headings():
        sheet.merged_cells.add(merged)


def group_row(pen: Pen) -> Iterator[Any]:
    """The heading of each group in its first cell alone, for its others lie under it."""
    for before, column in pairwise((None, *COLUMNS)):
        assert column
        under = before and column.group and before.group == column.group
        yield framed(pen.head("")) if under else heading(pen, column, column.group)


def heading(pen: Pen, column: DossierColumn, group: str) -> Any:
    """A heading with its rule, or the heading of a group."""
    cell = pen.head(group) if group else pen.head(column.heading, f"{column.rule}\n{column.english}")
    if not group and column.required:
        cell.font = MARKED
    return framed(cell)


def framed(cell: Any) -> Any:
    cell.alignment, cell.border = WRAPPED, FRAME
    return cell


def merged_headings() -> Iterator[str]:
    """The tip over everything, groups over their columns, other headings over both rows."""
    yield f"A1:{get_column_letter(len(COLUMNS))}1"
    place = 1
    for group, columns in groupby(COLUMNS, lambda column: column.group):
        width = len(list(columns))
        if group:
            yield f"{get_column_letter(place)}2:{get_column_letter(place + width - 1)}2"
        else:
            letters = map(get_column_letter, range(place, place + width))
            yield from (f"{letter}2:{letter}3" for letter in letters)
        place += width


def finish(book: Any, form: DossierForm) -> None:
    """The explaining sheet and the hidden one."""
    guide = book.create_sheet(GUIDE)
    widen(guide, GUIDE_WIDTHS)
    pen = Pen(guide)
    guide.append([pen.head(text) for text in GUIDE_HEADINGS])
    rules = ((column.heading, column.rule, column.english) for column in COLUMNS)
    for texts in (*GENERAL, *rules):
        cells = [said(pen.cell(), text) for text in texts]
        for cell in cells:
            cell.alignment = LEFT
        guide.append(cells)
    add_options(book, form)
