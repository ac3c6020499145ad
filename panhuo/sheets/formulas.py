"""Where a sheet has formulas, or what is left of one that failed.

Readers hand out what a formula last came to, and nothing where that was an error.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from panhuo.errors import ErrorCode
from panhuo.sheets.archive import chunks, opened
from panhuo.sheets.extent import RELATIONS, SheetWalk, local, parse
from panhuo.sheets.limits import Limits

WORKBOOK = "xl/workbook.xml"


class FormulaWalk(SheetWalk):
    """One pass over a sheet's cells: those with a formula, or with the error of one."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits, [])
        self.found: dict[tuple[int, int], ErrorCode] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name, attributes)
        if attributes.get("t") == "e" and local(name) == "c":
            self.found[self.row, self.column] = ErrorCode.CELL_FORMULA_ERROR

    def fill(self, kind: str) -> None:
        if kind == "f":
            self.found[self.row, self.column] = ErrorCode.CELL_FORMULA


def formula_cells(path: Path, sheet: str, limits: Limits) -> Mapping[tuple[int, int], ErrorCode]:
    """Such cells of a sheet, row and column from 1, and the code of each.

    The workbook was found harmless before. Raises SheetError.
    """
    with opened(path, limits) as archive:
        parts = {part.filename.lower(): part for part in archive.infolist()}
        part = parts.get(part_of(archive, parts, sheet, limits))
        if part is None:
            return {}
        walk = FormulaWalk(limits)
        walk.walk(chunks(archive, part, limits))
        return walk.found


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
