"""Dossiers from the rows of a workbook: which rows belong together (S94)."""

from collections.abc import Iterable, Iterator, Sequence

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_content import DossierContent
from panhuo.sheets.cells import NULLS, Cell
from panhuo.sheets.dossier_assembly import assembled
from panhuo.sheets.dossier_columns import COLUMNS, NUMBER, TITLE, DossierColumn
from panhuo.sheets.dossier_draft import Draft, Formulas, look
from panhuo.sheets.dossier_headings import Headings
from panhuo.sheets.dossier_row import DossierRow
from panhuo.sheets.marks import Merge
from panhuo.sheets.reading import SheetRow
from panhuo.sheets.row_issues import row_issue


class DossierReader:
    """Reads the rows below the headings."""

    def __init__(self, headings: Headings, formulas: Formulas, merges: Sequence[Merge]) -> None:
        self.headings, self.formulas = headings, formulas
        self.merges = MergedColumns(headings, merges)
        counted = [column for column in COLUMNS if column.taken or column is TITLE]
        self.places = [headings.places[each.field] for each in counted if each.field in headings.places]

    def read(self, rows: Iterable[SheetRow]) -> Iterator[DossierRow]:
        """Each dossier of the rows."""
        block: list[SheetRow] = []
        for row in rows:
            if row.fault:
                yield from self.finished(block)
                block = []
                yield unread(row)
            elif not self.is_blank(row):
                if self.begins(row):
                    yield from self.finished(block)
                    block = []
                block.append(row)
        yield from self.finished(block)

    def is_blank(self, row: SheetRow) -> bool:
        """Whether nothing stands in it that is read; its number, and what the system knows, do not count."""
        width, cells = len(row.cells), row.cells
        if any(place <= width and not is_null(cells[place - 1]) for place in self.places):
            return False
        return not self.formulas or not any((row.number, place) in self.formulas for place in self.places)

    def begins(self, row: SheetRow) -> bool:
        """Whether a row names a patent; else it belongs to the one above."""
        found = look(row, NUMBER, self.headings, self.formulas)
        return bool(found.text or found.code)

    def finished(self, block: list[SheetRow]) -> Iterator[DossierRow]:
        if not block:
            return
        draft = Draft(self.headings, self.formulas, block)
        if found := self.merges.within(block[0].number, block[-1].number):
            merge, column = found
            row = max(merge.first_row, block[0].number)
            draft.tell(row, column, ErrorCode.CELL_MERGED, merge.text)
        yield assembled(draft)


class MergedColumns:
    """Merged cells below the headings, in columns that are read (S94). Asked from above downwards."""

    def __init__(self, headings: Headings, merges: Sequence[Merge]) -> None:
        self.taken = {
            place: column
            for column in COLUMNS
            if column.taken and (place := headings.places.get(column.field))
        }
        below = [merge for merge in merges if merge.last_row > headings.row]
        told = [(merge, column) for merge in below if (column := self.column(merge))]
        self.waiting = sorted(told, key=lambda pair: pair[0].first_row, reverse=True)
        self.longest: tuple[Merge, DossierColumn] | None = None
        """Of those that began, the one that goes down furthest."""

    def column(self, merge: Merge) -> DossierColumn | None:
        """The first column that is read of a range."""
        places = (place for place in self.taken if merge.first_column <= place <= merge.last_column)
        first = min(places, default=None)
        return None if first is None else self.taken[first]

    def within(self, first_row: int, last_row: int) -> tuple[Merge, DossierColumn] | None:
        """A range that touches the rows of a dossier."""
        while self.waiting and self.waiting[-1][0].first_row <= last_row:
            began = self.waiting.pop()
            if self.longest is None or began[0].last_row >= self.longest[0].last_row:
                self.longest = began
        return self.longest if self.longest and self.longest[0].last_row >= first_row else None


def unread(row: SheetRow) -> DossierRow:
    """A row that is not even cells."""
    assert row.fault
    issue = row_issue(row.number, None, row.fault, fatal=True)
    return DossierRow(row.number, row.number, None, DossierContent(), issues=(issue,))


def is_null(cell: Cell) -> bool:
    return (cell.strip() if isinstance(cell, str) else cell) in NULLS
