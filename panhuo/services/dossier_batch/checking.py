"""What can be said of the rows of a file without the database: the form's own rules, and duplicates."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_validation import MEMBERS_AT_MOST, problems
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.dossier_batch.issues import Issue, issue, problem_issue, read_issue
from panhuo.sheets.dossier_columns import FURTHER, NUMBER
from panhuo.sheets.dossier_row import DossierRow

Tell = Callable[[int], None]
"""Told now and then how many rows have been looked at, from any thread."""
TELL_ROWS = 200
ROWS_NAMED = 5
"""Rows that a message about duplicates names."""


@dataclass
class Checked:
    """A row by itself."""

    row: DossierRow
    issues: list[Issue] = field(default_factory=list)
    complete: bool = False
    """Whether the form lacks nothing."""

    @property
    def kind(self) -> DossierKind:
        return DossierKind.PORTFOLIO if self.row.is_portfolio else DossierKind.SINGLE

    @property
    def numbers(self) -> tuple[str, ...]:
        """The patents it names, the first one first."""
        first = self.row.application_number
        return (*((first,) if first else ()), *self.row.further)


def check_rows(rows: Sequence[DossierRow], must_be_whole: bool, tell: Tell) -> list[Checked]:
    """Each row by the form's rules, and against the others. It may run in another thread.

    `must_be_whole`: what is only missing stands against a row too, which else becomes a draft (S91).
    """
    found = []
    for done, row in enumerate(rows, 1):
        found.append(checked(row, must_be_whole))
        if done % TELL_ROWS == 0:
            tell(done)
    duplicates(found)
    return found


def checked(row: DossierRow, must_be_whole: bool) -> Checked:
    found = Checked(row, [read_issue(each) for each in row.issues])
    content = standing_in(found)
    met = problems(content, found.kind)
    found.issues += [problem_issue(row, each, fatal=must_be_whole or not each.only_missing) for each in met]
    found.complete = not met and row.readable
    repeated = [each for each in row.further if each == row.application_number]
    if repeated:
        found.issues.append(issue(row.row, FURTHER, ErrorCode.DOSSIER_MEMBERS_REPEATED, f"[{repeated[0]}]"))
    return found


def standing_in(found: Checked) -> DossierContent:
    """The content with as many members as it will have: the rules count them, and look at nothing else."""
    many = min(len(found.numbers), MEMBERS_AT_MOST + 1) if found.row.is_portfolio else 1
    return replace(found.row.content, members=tuple(range(1, many + 1)))


def duplicates(rows: Sequence[Checked]) -> None:
    """Refuse rows that want the same dossier, and tell each of the others."""
    sharing: dict[object, list[Checked]] = defaultdict(list)
    for each in rows:
        if each.row.application_number is not None and not each.row.untouched:
            sharing[key_of(each)].append(each)
    for same in sharing.values():
        for each in same if len(same) > 1 else ():
            others = [f"#{other.row.row}" for other in same if other is not each][:ROWS_NAMED]
            code = ErrorCode.DOSSIER_ROW_REPEATED
            each.issues.append(issue(each.row.row, NUMBER, code, f"[{', '.join(others)}]"))


def key_of(each: Checked) -> object:
    """What tells a row's dossier from others: its patent, or its patents and its name."""
    if not each.row.is_portfolio:
        return each.row.application_number
    return frozenset(each.numbers), each.row.content.name
