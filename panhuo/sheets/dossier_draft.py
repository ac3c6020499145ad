"""A dossier while the cells of its rows are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.cells import NULLS, Cell
from panhuo.sheets.dossier_cells import Said, said
from panhuo.sheets.dossier_columns import DossierColumn
from panhuo.sheets.dossier_headings import Headings, heading_of
from panhuo.sheets.reading import SheetRow
from panhuo.sheets.row_issues import row_issue

Formulas = Mapping[tuple[int, int], ErrorCode]


@dataclass(slots=True)
class Draft:
    """The rows of one dossier, and what was wrong in them."""

    headings: Headings
    formulas: Formulas
    rows: list[SheetRow]
    issues: list[RowIssue] = field(default_factory=list)

    def said(self, row: SheetRow, column: DossierColumn) -> str:
        """The text of a cell; empty where it has none, or cannot be taken, and then an issue says so."""
        found = look(row, column, self.headings, self.formulas)
        if found.code:
            self.tell(row.number, column, found.code, found.text)
            return ""
        if found.warning:
            self.tell(row.number, column, found.warning, found.text, fatal=False)
        return found.text

    def refused(self, row: SheetRow, column: DossierColumn) -> bool:
        """Whether a cell was refused already."""
        heading = heading_of(self.headings, column.field)
        return any(each.fatal and (each.row, each.column) == (row.number, heading) for each in self.issues)

    def tell(
        self, row: int, column: DossierColumn, code: ErrorCode, detail: str = "", *, fatal: bool = True
    ) -> None:
        heading = heading_of(self.headings, column.field)
        self.issues.append(row_issue(row, heading, code, detail, fatal=fatal))


def look(row: SheetRow, column: DossierColumn, headings: Headings, formulas: Formulas) -> Said:
    """What a cell of a row says."""
    place = headings.places.get(column.field)
    if place is None:
        return Said("")
    cell: Cell = row.cells[place - 1] if place <= len(row.cells) else ""
    if formulas and (formula := formulas.get((row.number, place))):
        return Said(str(cell), formula) if column.taken else Said("")
    return Said("") if cell in NULLS else said(column, cell)
