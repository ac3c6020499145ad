"""A dossier as a workbook states it (建档模板): what uploads read and templates write."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.patent_record import RowIssue


@dataclass(frozen=True, slots=True)
class DossierRow:
    """What one row says, with the continuation rows below it (S94). Rows count from 1, as in the file."""

    row: int
    """The row that names the patent; it is what `confirmJob` chooses by."""
    last_row: int
    """The last of its continuation rows, or the same."""
    application_number: str | None
    """Canonical; None where the cell is not a number, and then an issue says so."""
    content: DossierContent
    """Without members. What could not be read is left out of it, and is a fatal issue."""
    title: str | None = None
    """专利名称, compared with what is known; a difference is a warning."""
    unit: str | None = None
    """所属学院 as written."""
    is_portfolio: bool = False
    further: Sequence[str] = ()
    """组合专利信息: the other members, canonical, in order."""
    suggested: Sequence[str] = ()
    """What 国民经济, 战新 and IPC columns of the campaign's layout say: shown, never taken (S93)."""
    status_rows: Sequence[int] = ()
    """The row of each of the content's statuses."""
    will_rows: Sequence[int] = ()
    """The row of each of its willingness entries."""
    issues: Sequence[RowIssue] = field(default_factory=tuple)
    """What is wrong in its cells, or deserves a look."""

    @property
    def readable(self) -> bool:
        """Whether nothing in it is fatal."""
        return not any(issue.fatal for issue in self.issues)

    @property
    def untouched(self) -> bool:
        """Whether nobody has filled in anything: a row as the template was handed out."""
        return self.content == DossierContent() and not self.is_portfolio and self.readable


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A patent, or a dossier of one or several, to be written into the template."""

    application_number: str
    title: str
    legal_status: str = ""
    maintenance_years: int | None = None
    inventors: Sequence[str] = ()
    unit: str = ""
    further: Sequence[str] = ()
    """The other members' numbers, in order."""
    content: DossierContent = field(default_factory=DossierContent)
    industry: str = ""
    """国民经济行业分类 as labelled, code and title."""
    strategic_industry: str = ""
    ipc: str = ""
