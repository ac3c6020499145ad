"""The files of exports: a workbook, a .csv in UTF-8 with its mark, or lines of JSON."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import orjson

from panhuo.sheets.export_cells import Leaf, Rows, Take, cells_of, values_of
from panhuo.sheets.export_columns import ExportColumn
from panhuo.sheets.neutral_text import neutral
from panhuo.sheets.streamed_workbook import StreamedWorkbook

WIDEST, NARROWEST = 40, 12
"""Of a column, in characters."""


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "CSV"
    JSONL = "JSONL"
    XLSX = "XLSX"


MEDIA_TYPES: Mapping[ExportFormat, str] = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.JSONL: "application/jsonl",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Sheet:
    """What is exported: columns with what stands at their paths, and the language of headings and labels."""

    name: str
    columns: Sequence[ExportColumn]
    leaves: Sequence[Leaf]
    chinese: bool

    @property
    def headings(self) -> list[str]:
        return [column.chinese if self.chinese else column.english for column in self.columns]

    def cells(self) -> Take:
        """What makes cells of rows."""
        return cells_of(self.columns, self.leaves, self.chinese)


class ExportFile(Protocol):
    """A file being written: rows as a query answers them, in their order. It is whole once `close` ended."""

    def write(self, rows: Rows) -> None: ...

    def close(self) -> None: ...


def export_file(path: Path, format: ExportFormat, sheet: Sheet) -> ExportFile:
    """A file to write rows to."""
    return FILES[format](path, sheet)


class WorkbookFile:
    """Text is text there, whatever it looks like."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self.cells = sheet.cells()
        widths = [max(NARROWEST, min(WIDEST, 2 * len(heading) + 2)) for heading in sheet.headings]
        self.book = StreamedWorkbook(path, sheet.name, sheet.headings, widths)

    def write(self, rows: Rows) -> None:
        self.book.write(self.cells(rows))

    def close(self) -> None:
        self.book.close()


class CsvFile:
    """Text that a spreadsheet program would take for a formula stands after an apostrophe."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self.cells = sheet.cells()
        self.file = path.open("w", encoding="utf-8-sig", newline="")
        self.csv = csv.writer(self.file)
        self.csv.writerow(sheet.headings)

    def write(self, rows: Rows) -> None:
        self.csv.writerows(
            [neutral(cell) if isinstance(cell, str) else cell for cell in row] for row in self.cells(rows)
        )

    def close(self) -> None:
        self.file.close()


class JsonFile:
    """An object a line: each column's value by its key, as a query answers it."""

    def __init__(self, path: Path, sheet: Sheet) -> None:
        self.keys = [column.key for column in sheet.columns]
        self.values = values_of(sheet.columns, sheet.leaves)
        self.file = path.open("wb")

    def write(self, rows: Rows) -> None:
        lines = (dict(zip(self.keys, row, strict=True)) for row in self.values(rows))
        self.file.writelines(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)

    def close(self) -> None:
        self.file.close()


FILES: Mapping[ExportFormat, Callable[[Path, Sheet], ExportFile]] = {
    ExportFormat.CSV: CsvFile,
    ExportFormat.JSONL: JsonFile,
    ExportFormat.XLSX: WorkbookFile,
}
