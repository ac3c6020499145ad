"""What a file of a code table or a concordance says, and what is wrong in it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from re import split

from panhuo.errors import ErrorCode
from panhuo.rules.code_table import CONCORDANCES, TREES, CodeEntry, CodeTable, normalise_code, parent_of
from panhuo.rules.ipc_prefix import normalise_prefix
from panhuo.rules.patent_record import RowIssue
from panhuo.rules.vocabulary import CodeKind
from panhuo.sheets.code_file import CodeFile, CodeRow
from panhuo.sheets.row_issues import row_issue

TITLE_CHARACTERS = 300
SEPARATORS = r"[\s,;，；、|/]+"
"""Between several codes in one cell of a concordance."""

Titles = Mapping[str, str]
"""Code → title, as the table in force has them."""
Rules = Mapping[str, Sequence[str]]
"""Of a concordance: place in the IPC → codes, the likeliest first."""


@dataclass
class Checked:
    """A file, judged."""

    table: CodeTable
    rows: int
    entries: list[CodeEntry] = field(default_factory=list)
    """Of a code table, parents before their children."""
    rules: dict[str, list[str]] = field(default_factory=dict)
    """Of a concordance."""
    issues: list[RowIssue] = field(default_factory=list)

    @property
    def faulty(self) -> int:
        """How many rows cannot be taken: with one of them, none is."""
        return len({issue.row for issue in self.issues if issue.fatal})

    @property
    def warnings(self) -> int:
        return sum(not issue.fatal for issue in self.issues)

    @property
    def codes(self) -> int:
        """Codes, or rules."""
        return len(self.entries) or sum(len(codes) for codes in self.rules.values())


class Checker:
    """Judges the rows of one file."""

    def __init__(self, file: CodeFile, table: CodeTable) -> None:
        self.file, self.found = file, Checked(table, len(file.rows))

    def note(self, row: CodeRow, field: str | None, code: ErrorCode, detail: str, fatal: bool = True) -> None:
        heading = self.file.headings.get(field) if field else None
        self.found.issues.append(row_issue(row.row, heading, code, detail, fatal=fatal))

    def readable(self) -> Iterator[CodeRow]:
        for row in self.file.rows:
            if row.fault is None:
                yield row
            else:
                self.note(row, None, row.fault, "")


def check_tree(file: CodeFile, table: CodeTable, known: Titles) -> Checked:
    """A code table: every code once, well formed, with the code above it in the same file."""
    checker, kind = Checker(file, table), TREES[table]
    lines: dict[str, tuple[CodeRow, str]] = {}
    for row in checker.readable():
        code = normalise_code(kind, row.cells["code"])
        if code is None:
            checker.note(row, "code", ErrorCode.CODE_INVALID, row.cells["code"])
        elif code in lines:
            checker.note(row, "code", ErrorCode.CODE_DUPLICATED, code)
        else:
            lines[code] = row, title_of(checker, row, code, known)
    placed: dict[str, CodeEntry] = {}
    for code in sorted(lines, key=lambda code: depth(kind, code)):
        place(checker, kind, code, lines, placed)
    checker.found.entries = [placed[code] for code in sorted(placed, key=lambda code: placed[code].level)]
    checker.found.issues.sort(key=lambda issue: issue.row)
    return checker.found


def depth(kind: CodeKind, code: str) -> tuple[int, str]:
    """Codes that may stand above others come first."""
    if kind is CodeKind.REGION:
        return 6 - len(code) + len(code.rstrip("0")), code
    if kind is CodeKind.STRATEGIC_INDUSTRY:
        return code.count("."), code
    return (len(code) if " " not in code else 5 if code.endswith("/00") else 6), code


def place(
    checker: Checker,
    kind: CodeKind,
    code: str,
    lines: Mapping[str, tuple[CodeRow, str]],
    placed: dict[str, CodeEntry],
) -> None:
    row, title = lines[code]
    try:
        parent = parent_of(kind, code, lines)
    except LookupError as missing:
        checker.note(row, "code", ErrorCode.CODE_ORPHAN, f"{code} < {missing.args[0]}")
        return
    if parent is None or parent in placed:
        placed[code] = CodeEntry(kind, code, title, placed[parent].level + 1 if parent else 1, parent)


def title_of(checker: Checker, row: CodeRow, code: str, known: Titles) -> str:
    title = row.cells["title"]
    if not title:
        checker.note(row, "title", ErrorCode.CODE_TITLE_MISSING, code, fatal=False)
        return known.get(code, code)
    if len(title) > TITLE_CHARACTERS:
        checker.note(row, "title", ErrorCode.CELL_TOO_LONG, f"{len(title)} > {TITLE_CHARACTERS}")
    return title


def check_concordance(
    file: CodeFile, table: CodeTable, known: AbstractSet[str], ipc: AbstractSet[str]
) -> Checked:
    """A concordance: places in the IPC, each with codes there are; `ipc` is empty where no IPC is loaded."""
    checker, kind = Checker(file, table), CONCORDANCES[table]
    rules, groups = checker.found.rules, any(" " in code for code in ipc)
    for row in checker.readable():
        prefix = normalise_prefix(row.cells["ipc"])
        if prefix is None:
            checker.note(row, "ipc", ErrorCode.CODE_INVALID, row.cells["ipc"])
            continue
        if ipc and not is_known(prefix, ipc, groups):
            checker.note(row, "ipc", ErrorCode.IPC_UNKNOWN, prefix, fatal=False)
        codes = [text for text in split(SEPARATORS, row.cells["code"]) if text]
        if not codes:
            checker.note(row, "code", ErrorCode.CELL_REQUIRED, prefix)
        for text in codes:
            code = normalise_code(kind, text)
            if code is None or code not in known:
                unknown = ErrorCode.CODE_INVALID if code is None else ErrorCode.CODE_UNKNOWN
                checker.note(row, "code", unknown, text)
            elif code in rules.setdefault(prefix, []):
                checker.note(row, "code", ErrorCode.CODE_DUPLICATED, f"{prefix} → {code}")
            else:
                rules[prefix].append(code)
    widen(rules)
    return checker.found


def is_known(prefix: str, ipc: AbstractSet[str], groups: bool) -> bool:
    """Whether the IPC in force has the place, or the subclass where it goes no further down."""
    if " " not in prefix:
        return prefix in ipc
    return f"{prefix.partition('/')[0]}/00" in ipc if groups else prefix[:4] in ipc


def widen(rules: dict[str, list[str]]) -> None:
    """`H01M 8/00` names the main group, unless the file has a rule of its own for that (`H01M 8`)."""
    for prefix in [each for each in rules if each.endswith("/00")]:
        if (whole := prefix.removesuffix("/00")) not in rules:
            rules[whole] = rules.pop(prefix)
