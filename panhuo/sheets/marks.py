"""What a sheet holds beside values: formulas, what is left of one that failed, merged cells.

Readers hand out what a formula last came to, and nothing where that was an error.
"""

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from panhuo.errors import ErrorCode
from panhuo.sheets.archive import chunks, opened
from panhuo.sheets.extent import RELATIONS, SheetWalk, column_number, local, parse
from panhuo.sheets.limits import Limits
from panhuo.sheets.sheet_error import SheetError

WORKBOOK = "xl/workbook.xml"


MOST_MARKS = 200_000
"""Of each sort in one sheet: no honest file of rows has more."""
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Merge(NamedTuple):
    """A range of merged cells, rows and columns from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    text: str
    """As the file writes it: `B4:B6`."""


class Marks(NamedTuple):
    """The marks of one sheet."""

    formulas: Mapping[tuple[int, int], ErrorCode]
    """By row and column from 1: CELL_FORMULA, or CELL_FORMULA_ERROR for what is left of one."""
    merges: Sequence[Merge]


class MarkWalk(SheetWalk):
    """One pass over a sheet's cells and what follows them."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits, [])
        self.formulas: dict[tuple[int, int], ErrorCode] = {}
        self.merges: list[Merge] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        kind = self.kinds[name]
        if kind == "c":
            if attributes.get("t") == "e":
                self.mark(ErrorCode.CELL_FORMULA_ERROR)
        elif kind == "mergeCell":
            self.merge(attributes.get("ref", ""))

    def fill(self, kind: str) -> None:
        if kind == "f":
            self.mark(ErrorCode.CELL_FORMULA)

    def mark(self, code: ErrorCode) -> None:
        self.formulas[self.row, self.column] = code
        if len(self.formulas) > MOST_MARKS:
            raise SheetError(ErrorCode.SHEET_TOO_COSTLY, f"> {MOST_MARKS:,} formulas")

    def merge(self, text: str) -> None:
        found = RANGE.fullmatch(text.upper())
        if found is None:
            return
        corners = (int(found[2]), column_number(found[1]), int(found[4]), column_number(found[3]))
        self.merges.append(Merge(*corners, text))
        if len(self.merges) > MOST_MARKS:
            raise SheetError(ErrorCode.SHEET_TOO_COSTLY, f"> {MOST_MARKS:,} merged cells")


def formula_cells(path: Path, sheet: str, limits: Limits) -> Mapping[tuple[int, int], ErrorCode]:
    """The formulas of a sheet, and errors of some."""
    return marks_of(path, sheet, limits).formulas


def marks_of(path: Path, sheet: str, limits: Limits) -> Marks:
    """The marks of a sheet. The workbook was found harmless before. Raises SheetError."""
    with opened(path, limits) as archive:
        parts = {part.filename.lower(): part for part in archive.infolist()}
        part = parts.get(part_of(archive, parts, sheet, limits))
        if part is None:
            return Marks({}, ())
        walk = MarkWalk(limits)
        walk.walk(chunks(archive, part, limits))
        return Marks(walk.formulas, walk.merges)


def part_of(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], sheet: str, limits: Limits) -> str:
    """The part of a sheet by its name, in small letters; empty where the workbook does not say."""
    numbers: dict[str, str] = {}
    targets: dict[str, str] = {}

    def named(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            numbers[attributes.get("name", "")] = relation

    def related(_: str, attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for name, start in ((WORKBOOK, named), (RELATIONS, related)):
        if name in parts:
            parse(chunks(archive, parts[name], limits), start)
    target = targets.get(numbers.get(sheet, ""), "").lower()
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
