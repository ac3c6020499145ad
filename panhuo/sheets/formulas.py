"""Where the formulas of a workbook's sheet stand: readers hand out what they last came to, or nothing."""

import zipfile
from pathlib import Path, PurePosixPath

from panhuo.sheets.archive import chunks, opened
from panhuo.sheets.extent import RELATIONS, SheetWalk, local, parse
from panhuo.sheets.limits import Limits

WORKBOOK = "xl/workbook.xml"


class FormulaWalk(SheetWalk):
    """One pass over a sheet's cells: those with a formula, as (row, column), both from 1."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits, [])
        self.found: set[tuple[int, int]] = set()

    def fill(self, kind: str) -> None:
        if kind == "f":
            self.found.add((self.row, self.column))


def formula_cells(path: Path, sheet: str, limits: Limits) -> frozenset[tuple[int, int]]:
    """The cells with a formula of a sheet of a workbook that was found harmless. Raises SheetError."""
    with opened(path, limits) as archive:
        parts = {part.filename.lower(): part for part in archive.infolist()}
        part = parts.get(part_of(archive, parts, sheet, limits))
        if part is None:
            return frozenset()
        walk = FormulaWalk(limits)
        walk.walk(chunks(archive, part, limits))
        return frozenset(walk.found)


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
