"""What is wrong in a row, or deserves a look: for its report and for the preview."""

from dataclasses import dataclass

from panhuo.errors import Detail, ErrorCode, message
from panhuo.errors.dossier_messages import problem_detail
from panhuo.rules.dossier_problems import Problem
from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.dossier_column import DossierColumn
from panhuo.sheets.dossier_paths import place_of
from panhuo.sheets.dossier_row import DossierRow


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to put right, or to look at."""

    row: int
    column: str | None
    code: ErrorCode
    detail: tuple[str, str] = ("", "")
    """What is added to the code's message, English and Chinese."""
    fatal: bool = True

    def told(self, chinese: bool) -> str:
        return message(self.code, chinese, self.detail)

    def for_report(self) -> RowIssue:
        """The same as the row report writes it."""
        both = f"{self.told(False)} {self.told(True)}"
        return RowIssue(self.row, self.column, self.code.value, both, self.fatal)


def issue(
    row: int, column: DossierColumn | None, code: ErrorCode, detail: Detail = "", *, fatal: bool = True
) -> Issue:
    """An issue; a detail that is a plain text is the same in both languages."""
    both = (detail, detail) if isinstance(detail, str) else detail
    return Issue(row, column.heading if column else None, code, both, fatal)


def read_issue(found: RowIssue) -> Issue:
    """An issue that the reader of the workbook met in a cell."""
    code = ErrorCode(found.code)
    detail = found.message.removeprefix(f"{message(code)} {message(code, chinese=True)}").strip()
    return Issue(found.row, found.column, code, (detail, detail), found.fatal)


def problem_issue(row: DossierRow, problem: Problem, *, fatal: bool) -> Issue:
    """A problem of the form's validator, at the cell it stands in."""
    at = place_of(row, problem.path)
    detail = problem_detail(problem.path, problem.params)
    return Issue(at.row, at.column.heading, ErrorCode(problem.code.value), detail, fatal)
