"""The cells of one column of a patent file."""

from collections.abc import Sequence
from typing import Any

from panhuo.errors import ErrorCode
from panhuo.sheets.cells import FORMULA_ERRORS, NULLS, REPLACEMENT, UNWANTED, Cell, cell_text
from panhuo.sheets.draft import Draft
from panhuo.sheets.patent_fields import FIELDS
from panhuo.sheets.patent_headings import Column
from panhuo.sheets.row_issues import row_issue

NOTHING = object()
REMEMBERED, REMEMBERED_CHARACTERS = 50_000, 300
NEVER_AGAIN = ("application_number", "publication_number", "title", "abstract", "independent_claim")
"""Fields whose values hardly ever repeat: remembering them costs more than it saves."""


def cell_readers(columns: Sequence[Column]) -> "list[CellReader]":
    """A reader for each column; the first of a field's columns is the preferred one."""
    first = {column.field: column for column in reversed(columns)}
    return [CellReader(column, first[column.field] is column) for column in columns]


class CellReader:
    """Reads the cells of one column into drafts, and remembers what it has read: most values come again."""

    def __init__(self, column: Column, preferred: bool) -> None:
        self.place, self.heading, self.name = column
        self.preferred = preferred
        """Whether it is the best of the field's columns."""
        self.field = FIELDS[column.field]
        self.remembers = column.field not in NEVER_AGAIN
        self.known: dict[Cell, Any] = {}
        """Text → its value, or NOTHING, of cells in which nothing was wrong."""

    def read(self, draft: Draft, cell: Cell) -> None:
        """Put a cell's value into the draft, and what is wrong with it."""
        text = cell if isinstance(cell, str) else cell_text(cell)
        value = self.known.get(text)
        if value is None:
            value = self.read_new(draft, text)
        if value is not NOTHING:
            draft.values[self.name] = value
            if not self.preferred:
                draft.sources[self.name] = self.heading

    def read_new(self, draft: Draft, cell: str) -> Any:
        issues = len(draft.issues)
        value = self.value(draft, cell) or NOTHING
        if self.remembers and issues == len(draft.issues) and len(cell) <= REMEMBERED_CHARACTERS:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[cell] = value
        return value

    def value(self, draft: Draft, cell: str) -> Any:
        text = cell.strip() if cell.isprintable() else self.cleaned(draft, cell)
        if text in NULLS:
            return None
        if text in FORMULA_ERRORS:
            self.tell(draft, ErrorCode.CELL_FORMULA_ERROR, text)
            return None
        if REPLACEMENT in text:
            self.tell(draft, ErrorCode.CELL_DAMAGED_TEXT, text)
        value, code, detail = self.field.read(text, draft.today)
        if code:
            self.tell(draft, code, detail)
        return value

    def cleaned(self, draft: Draft, cell: str) -> str:
        """Without what no text should hold; line breaks stay for now."""
        if UNWANTED.search(cell):
            self.tell(draft, ErrorCode.CELL_CONTROL_CHARACTERS, cell)
        return UNWANTED.sub("", cell).strip()

    def tell(self, draft: Draft, code: ErrorCode, detail: str) -> None:
        draft.issues.append(row_issue(draft.row, self.heading, code, detail, fatal=self.field.fatal))
