"""A cell of a dossier workbook as text: numbers with every digit, and what makes a cell unreadable."""

import math
import re
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from panhuo.errors import ErrorCode
from panhuo.sheets.account_rows import EXACT_BELOW
from panhuo.sheets.cells import FORMULA_ERRORS, NULLS, REPLACEMENT, UNWANTED, Cell
from panhuo.sheets.dossier_column import DossierColumn
from panhuo.sheets.patent_fields import ROUNDED

FREE = frozenset(
    (
        *("title", "unit", "name", "description", "contact", "advantages", "prospects"),
        *("status_remark", "status_conclusion", "known_industry", "known_strategic", "known_ipc"),
    )
)
"""Fields in which anything is a text, dates and numbers too."""
LONGEST = 32_767
EXACT_DIGITS = 15
"""Decimal digits of a number that spreadsheet programs keep."""
TRUTH_FIELD = "fiscal_funding"
BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")


class Said(NamedTuple):
    """What a cell says: a text, empty for nothing; a code where that cannot be taken, or only with care."""

    text: str
    code: ErrorCode | None = None
    warning: ErrorCode | None = None
    number: bool = False
    """Whether it was a number and no text."""


def said(column: DossierColumn, cell: Cell) -> Said:
    """A cell of a column, read as far as its own nature allows."""
    free = column.field in FREE
    if isinstance(cell, str):
        return text_said(column, cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        exact = math.isfinite(cell) and abs(cell) < EXACT_BELOW
        return Said(told(cell), None if exact else ErrorCode.NUMBER_ROUNDED, number=True)
    fits = free or (isinstance(cell, bool) and column.field == TRUTH_FIELD)
    return Said(told(cell), None if fits else ErrorCode.CELL_NOT_TEXT)


def text_said(column: DossierColumn, cell: str) -> Said:
    """What looks like something else is a text all the same where a space stands before it."""
    text = clean(cell)
    if text in NULLS:
        return Said("")
    if cell in FORMULA_ERRORS:
        return Said(text, ErrorCode.CELL_FORMULA_ERROR)
    if cell.startswith("=") and column.taken:
        return Said(text, ErrorCode.CELL_FORMULA)
    if len(text) > LONGEST:
        return Said(text, ErrorCode.CELL_TOO_LONG)
    if column.field not in FREE and ROUNDED.fullmatch(cell):
        return Said(text, ErrorCode.NUMBER_ROUNDED)
    warning = ErrorCode.CELL_CONTROL_CHARACTERS if UNWANTED.search(BREAKS.sub("", cell)) else None
    return Said(text, warning=ErrorCode.CELL_DAMAGED_TEXT if REPLACEMENT in text else warning)


def clean(text: str) -> str:
    """A text without unwanted characters and outer space; line breaks are \\n."""
    if text.isprintable():
        return text.strip()
    return UNWANTED.sub("", BREAKS.sub("\n", text)).strip()


def told(cell: Cell) -> str:
    """A cell as it would be typed: numbers as they are shown, days as 2023-12-31."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and math.isfinite(cell):
        return format(Decimal(f"{cell:.{EXACT_DIGITS}g}").normalize(), "f")
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def kept(column: DossierColumn | None, cell: Cell, formula: ErrorCode | None) -> str:
    """A cell as a row report writes it, all text: what was refused is refused again until it is corrected."""
    if formula is None and isinstance(cell, str):
        return cell
    if formula is ErrorCode.CELL_FORMULA_ERROR:
        return "#VALUE!"
    if column is None or not column.taken:
        return told(cell)
    wrong = formula or said(column, cell).code
    if wrong is ErrorCode.NUMBER_ROUNDED and isinstance(cell, int | float):
        return f"{cell:.{EXACT_DIGITS - 1}E}"
    return f"={told(cell)}" if wrong else told(cell)
