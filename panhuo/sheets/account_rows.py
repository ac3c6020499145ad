"""The rows of a file of accounts, cell by cell: what each says, and what is wrong with it (S46)."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from panhuo.errors import Detail, ErrorCode
from panhuo.rules.account_name import MAX_TYPED, account_name, unprintable
from panhuo.rules.account_words import role_named, truth_named
from panhuo.rules.contact import MAX_JOB_TITLE, MAX_NAME, clean_email, clean_phone, clean_text
from panhuo.rules.org_tree import MAX_UNIT_NAME
from panhuo.sheets.account_columns import COLUMNS
from panhuo.sheets.account_file import AccountFile, filled
from panhuo.sheets.cells import FORMULA_ERRORS, NULLS, REPLACEMENT, UNWANTED, Cell, cell_text
from panhuo.sheets.patent_fields import ROUNDED
from panhuo.sheets.reading import SheetRow

MAX_ENTERPRISE = 200
EXACT_BELOW = 10**15
"""Whole numbers that a spreadsheet program keeps every digit of lie below."""
UNIT_PATH = 3 * MAX_UNIT_NAME + 10
MOBILE_DIGITS = 11


class CellIssue(NamedTuple):
    """Something wrong in a cell of a row, or in the whole row."""

    field: str | None
    code: ErrorCode
    detail: Detail = ""
    fatal: bool = True
    """Whether the row cannot be taken for it; else it is a warning."""


@dataclass(slots=True)
class AccountRow:
    """One row: the values of its fields as they are kept, and what is wrong with it."""

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    """`role` a Role, `is_manager` a bool, others text; what is empty or wrong is not there."""
    issues: list[CellIssue] = field(default_factory=list)
    blank: bool = False
    """Whether nothing stands in it."""

    def refuse(self, name: str | None, code: ErrorCode, detail: Detail = "") -> None:
        self.issues.append(CellIssue(name, code, detail))

    def warn(self, name: str | None, code: ErrorCode, detail: Detail = "") -> None:
        self.issues.append(CellIssue(name, code, detail, fatal=False))

    @property
    def valid(self) -> bool:
        return not self.blank and not any(issue.fatal for issue in self.issues)

    def wrong(self, name: str) -> bool:
        """Whether a field was refused already."""
        return any(issue.field == name and issue.fatal for issue in self.issues)


class Reader(NamedTuple):
    """How the text of a field is read: what is kept, None where it cannot be, and the code for that."""

    read: Callable[[str], Any]
    code: ErrorCode


READERS: Mapping[str, Reader] = {
    "username": Reader(account_name, ErrorCode.CELL_TOO_LONG),
    "name": Reader(lambda text: clean_text(text, MAX_NAME), ErrorCode.CELL_TOO_LONG),
    "role": Reader(role_named, ErrorCode.ROLE_UNKNOWN),
    "unit": Reader(lambda text: clean_text(text, UNIT_PATH), ErrorCode.CELL_TOO_LONG),
    "enterprise": Reader(lambda text: clean_text(text, MAX_ENTERPRISE), ErrorCode.CELL_TOO_LONG),
    "is_manager": Reader(truth_named, ErrorCode.TRUTH_UNKNOWN),
    "job_title": Reader(lambda text: clean_text(text, MAX_JOB_TITLE), ErrorCode.CELL_TOO_LONG),
    "phone": Reader(clean_phone, ErrorCode.PHONE_INVALID),
    "email": Reader(clean_email, ErrorCode.EMAIL_INVALID),
}


def account_row(file: AccountFile, row: SheetRow) -> AccountRow:
    """What a row says."""
    found = AccountRow(row.number)
    if row.fault:
        found.refuse(None, row.fault)
        return found
    formulas = any((row.number, place) in file.formulas for place in file.places.values())
    if not filled(row.cells[: file.width]) and not formulas:
        found.blank = True
        return found
    for column in COLUMNS:
        place = file.places.get(column.field)
        cell = row.cells[place - 1] if place and place <= len(row.cells) else ""
        if place and (formula := file.formulas.get((row.number, place))):
            found.refuse(column.field, formula)
        elif cell not in NULLS:
            read_cell(found, column.field, cell)
        elif column.required:
            found.refuse(column.field, ErrorCode.CELL_REQUIRED)
    return found


def read_cell(row: AccountRow, name: str, cell: Cell) -> None:
    """Take a field from its cell."""
    text = cell_text(cell).strip()
    if text in NULLS:
        return
    code = unfit(name, cell, text)
    reader = READERS[name]
    value = None if code else reader.read(text)
    if value is None:
        row.refuse(name, code or reader.code, shown(text))
    else:
        row.values[name] = value


def unfit(name: str, cell: Cell, text: str) -> ErrorCode | None:
    """What is wrong with a cell, whatever its field may hold."""
    if isinstance(cell, bool | date | time | timedelta):
        return ErrorCode.CELL_NOT_TEXT
    if isinstance(cell, int | float):
        return unfit_number(name, cell, text)
    if text in FORMULA_ERRORS:
        return ErrorCode.CELL_FORMULA_ERROR
    if len(text) > MAX_TYPED * 2:
        return ErrorCode.CELL_TOO_LONG
    if REPLACEMENT in text:
        return ErrorCode.CELL_DAMAGED_TEXT
    if UNWANTED.search(text) or any(map(unprintable, text)):
        return ErrorCode.CELL_INVISIBLE_CHARACTERS
    return ErrorCode.NUMBER_ROUNDED if name == "phone" and ROUNDED.fullmatch(text) else None


def unfit_number(name: str, cell: float, text: str) -> ErrorCode | None:
    """A number keeps no leading zero, and not every digit; a mobile phone's has eleven and begins with 1."""
    whole = math.isfinite(cell) and cell == int(cell) and abs(cell) < EXACT_BELOW
    mobile = len(text) == MOBILE_DIGITS and text.startswith("1")
    return None if whole and (name != "phone" or mobile) else ErrorCode.NUMBER_ROUNDED


def shown(text: str) -> str:
    """What stood in a cell, for its message: short, on one line."""
    return "".join(letter for letter in text[:40] if letter.isprintable())
