"""What an edition would change: beside what is in force, line by line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import NamedTuple

from panhuo.rules.code_table import CodeEntry
from panhuo.services.code_tables.checking import Rules

HEADINGS = ("change", "code", "before", "after")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Known(NamedTuple):
    """A code as the table has it."""

    title: str
    parent_code: str | None
    retired: bool


class Change(NamedTuple):
    """One line: ADDED, RETITLED, MOVED, RESTORED or RETIRED; of rules ADDED, CHANGED or DROPPED."""

    change: str
    code: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What changes, in the order of the file, what goes last."""

    changes: Sequence[Change]

    def figures(self) -> dict[str, int]:
        """How many lines of each change, those there are none of left out."""
        found: dict[str, int] = {}
        for each in self.changes:
            name = each.change.lower()
            found[name] = found.get(name, 0) + 1
        return found

    def text(self) -> bytes:
        """A .csv of it, in UTF-8 with its mark, by which spreadsheet programs know it."""
        out = StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows([harmless(cell) for cell in change] for change in self.changes)
        return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def tree_difference(known: Mapping[str, Known], entries: Sequence[CodeEntry]) -> Difference:
    """Of a code table."""
    stated = {entry.code for entry in entries}
    gone = [
        Change("RETIRED", code, each.title, "")
        for code, each in known.items()
        if code not in stated and not each.retired
    ]
    return Difference([*(change for entry in entries for change in changed(known, entry)), *gone])


def changed(known: Mapping[str, Known], entry: CodeEntry) -> Iterator[Change]:
    before = known.get(entry.code)
    if before is None:
        yield Change("ADDED", entry.code, "", entry.title)
        return
    if before.retired:
        yield Change("RESTORED", entry.code, before.title, entry.title)
    elif before.title != entry.title:
        yield Change("RETITLED", entry.code, before.title, entry.title)
    if before.parent_code != entry.parent_code:
        yield Change("MOVED", entry.code, before.parent_code or "", entry.parent_code or "")


def rule_difference(known: Rules, rules: Rules) -> Difference:
    """Of a concordance."""
    found = [
        Change(
            "CHANGED" if prefix in known else "ADDED",
            prefix,
            " ".join(known.get(prefix, ())),
            " ".join(codes),
        )
        for prefix, codes in rules.items()
        if list(known.get(prefix, ())) != list(codes)
    ]
    dropped = [
        Change("DROPPED", prefix, " ".join(codes), "")
        for prefix, codes in known.items()
        if prefix not in rules
    ]
    return Difference([*found, *dropped])
