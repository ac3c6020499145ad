"""How large a file may be that somebody gives us."""

from dataclasses import dataclass

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on a workbook or delimited file. One cap a resource; each has its own error code."""

    workbook_bytes: int = 100 * MIB
    """Of an .xlsx as it lies on disk. What is larger belongs into a .csv, which streams."""
    delimited_bytes: int = 8 * 1024 * MIB
    """Of a .csv, after unpacking a .csv.gz: the whole country's patents with their abstracts."""
    unpacked_bytes: int = 1024 * MIB
    """Of all parts of an .xlsx together."""
    ratio: int = 200
    """Unpacked to packed bytes, beyond `ratio_free_bytes` unpacked. Real sheets stay below 60."""
    ratio_free_bytes: int = 16 * MIB
    workbook_rows: int = 200_000
    """A workbook is held in memory while it is read."""
    delimited_rows: int = 5_000_000
    columns: int = 256
    workbook_cells: int = 10_000_000
    """Rows × columns of the used area, which the reader allocates whole."""
    workbook_elements: int = 50_000_000
    """Cells of a sheet, those too that only carry a format, and a quarter of its elements of any name: each
    takes time to pass over.
    """
    workbook_characters: int = 300_000_000
    """Of all cells of a sheet: one long shared string may stand in a million cells."""
    line_characters: int = 1_000_000
    """Of a line of a .csv, and of a row's lines together."""


LIMITS = Limits()
