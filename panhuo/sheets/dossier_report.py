"""The row report of a file of dossiers: the same workbook, with what became of each row behind it (S101)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.cells import plain
from panhuo.sheets.dossier_columns import BY_FIELD, EXPLANATION, OUTCOME
from panhuo.sheets.dossier_file import DossierFile
from panhuo.sheets.dossier_form import DossierForm, add_drop_downs
from panhuo.sheets.dossier_sheet import SHEET
from panhuo.sheets.dossier_workbook import WRAPPED, finish
from panhuo.sheets.marks import Merge
from panhuo.sheets.pen import Pen, said, widen
from panhuo.sheets.spliced import Cell, append_patterns, splice

USUAL_WIDTH, REPORT_WIDTHS = 12, (14, 80)
MERGES_AT_MOST = 10_000
PLAIN, WARNED, WRONG = range(3)
"""Styles, as the patterns have them."""


class ReportLine(NamedTuple):
    """What became of a dossier."""

    outcome: str
    """A word or two, in Chinese."""
    issues: Sequence[RowIssue] = ()
    """Each is told in the row it names."""


def write_dossier_report(
    target: Path | IO[bytes], file: DossierFile, lines: Mapping[int, ReportLine], form: DossierForm
) -> None:
    """Write the report; `lines` by the row that names the patent (`DossierRow.row`).

    Every cell stands where it stood, as text, and merged cells are merged. Corrected, it can be uploaded as
    it is; what was not corrected is wrong again.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    headings = file.headings
    widths = {place: BY_FIELD[field].width for field, place in headings.places.items()}
    widen(sheet, [*(widths.get(place, USUAL_WIDTH) for place in range(1, file.width + 1)), *REPORT_WIDTHS])
    sheet.freeze_panes = f"A{headings.row + 1}"
    add_drop_downs(book, sheet, form, headings.places, headings.row + 1)
    append_before(sheet, file)
    pen = Pen(sheet)
    append_patterns(sheet, [pen.plain, pen.warned, pen.wrong])
    for merge in file.merges[:MERGES_AT_MOST]:
        if text := within(merge, file.width):
            sheet.merged_cells.add(text)
    finish(book, form)
    splice(target, book, cells_of(file, lines))


def append_before(sheet: Any, file: DossierFile) -> None:
    """The rows down to the headings; the report's own stand in the last."""
    pen = Pen(sheet)
    names = file.headings.names
    rules = {(place, names[field]): BY_FIELD[field].rule for field, place in file.headings.places.items()}
    for number, texts in enumerate(file.before, 1):
        last = number == file.headings.row
        heading = number >= file.headings.row - 1
        if not heading:
            sheet.append([said(pen.cell(), text) for text in texts])
            continue
        cells = [pen.head(text, rules.get((place, plain(text)), "")) for place, text in padded(texts, file)]
        for cell in cells:
            cell.alignment = WRAPPED
        sheet.append([*cells, pen.head(OUTCOME), pen.head(EXPLANATION)] if last else cells)


def padded(texts: Sequence[str], file: DossierFile) -> Iterator[tuple[int, str]]:
    for place in range(1, file.width + 1):
        yield place, texts[place - 1] if place <= len(texts) else ""


def cells_of(file: DossierFile, lines: Mapping[int, ReportLine]) -> Iterator[list[Cell]]:
    """Every row below the headings, what became of it behind."""
    by_row: dict[int, list[RowIssue]] = defaultdict(list)
    for line in lines.values():
        for issue in line.issues:
            by_row[issue.row].append(issue)
    places = {file.headings.names[field]: place for field, place in file.headings.places.items()}
    for row, texts in enumerate(file.lines, file.headings.row + 1):
        issues = by_row.get(row, ())
        marked = {place: WARNED for issue in issues if (place := places.get(issue.column or ""))}
        marked |= {places.get(issue.column or "", 0): WRONG for issue in issues if issue.fatal}
        told = "\n".join(explained(issue, places) for issue in issues)
        outcome = lines[row].outcome if row in lines else ""
        cells = [(marked.get(place, PLAIN), text) for place, text in padded(texts, file)]
        yield [*cells, (PLAIN, outcome), (PLAIN, told)]


def explained(issue: RowIssue, places: Mapping[str, int]) -> str:
    """One issue on one line: cell, heading, code, what is wrong and what to do."""
    if issue.column is None:
        return f"{issue.row} {issue.code}：{issue.message}"
    place = places.get(issue.column)
    cell = f"{get_column_letter(place)}{issue.row}" if place else str(issue.row)
    return f"{cell} {issue.column} {issue.code}：{issue.message}"


def within(merge: Merge, width: int) -> str:
    """A merged range as far as the file's own columns reach; empty where it lies behind them."""
    last = min(merge.last_column, width)
    if merge.first_column > last or merge.first_row > merge.last_row:
        return ""
    first, until = get_column_letter(merge.first_column), get_column_letter(last)
    text = f"{first}{merge.first_row}:{until}{merge.last_row}"
    return "" if (merge.first_column, merge.first_row) == (last, merge.last_row) else text
