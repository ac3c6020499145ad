"""One row while it is being read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.row_issues import row_issue


@dataclass(slots=True)
class Draft:
    """What the cells of a row said, and what was wrong with them."""

    row: int
    today: date
    headings: Mapping[str, str]
    """Field → the heading it is read from, the preferred one of several."""
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    """Field → the heading that gave its value, where that is not the preferred one."""
    issues: list[RowIssue] = field(default_factory=list)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def heading(self, *names: str) -> str | None:
        """The heading of the first of these fields that the file has."""
        found = (self.sources.get(name) or self.headings.get(name) for name in names)
        return next(filter(None, found), None)

    def warn(self, names: str | tuple[str, ...], code: ErrorCode, detail: str = "") -> None:
        self.add(names, code, detail, fatal=False)

    def refuse(self, names: str | tuple[str, ...], code: ErrorCode, detail: str = "") -> None:
        self.add(names, code, detail, fatal=True)

    def add(self, names: str | tuple[str, ...], code: ErrorCode, detail: str, *, fatal: bool) -> None:
        heading = self.heading(*((names,) if isinstance(names, str) else names))
        self.issues.append(row_issue(self.row, heading, code, detail, fatal=fatal))

    def has_fatal(self, name: str) -> bool:
        """Whether a cell of this field was refused."""
        heading = self.heading(name)
        return any(issue.fatal and issue.column == heading for issue in self.issues)

    @property
    def refused(self) -> bool:
        return bool(self.issues) and any(issue.fatal for issue in self.issues)
