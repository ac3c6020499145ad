"""A cell's value, as the readers give it, as text or a day."""

import math
import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta

NULLS = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "－",
        "/",
        "\\",
        "无",
        "null",
        "NULL",
        "None",
        "N/A",
        "n/a",
        "nan",
        "NaN",
    )
)
"""What vendors write for nothing."""
FORMULA_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"))

UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control and invisible characters, marks of writing direction, and what no database stores as text."""
BREAKS = re.compile(r"[ \t\u00a0\u3000]*(?:\r\n|[\r\n\x85\u2028\u2029])\s*")
SPACES = re.compile(r"\s+")
REPLACEMENT = "\ufffd"
"""Stands where a program could not read a character: the text was damaged before it came to us."""


def cell_text(cell: Cell) -> str:
    """A cell as it would be typed: no `.0` behind whole numbers, no exponent, days as 2023-12-31."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        whole = math.isfinite(cell) and cell == int(cell)
        return str(int(cell)) if whole else repr(cell)
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def plain(text: str) -> str:
    """One line without unwanted characters; runs of white space become one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return SPACES.sub(" ", UNWANTED.sub("", text)).strip()


def paragraphs(text: str) -> str:
    """The same with line breaks kept, for abstracts and claims."""
    lines = BREAKS.sub("\n", UNWANTED.sub("", text)).split("\n")
    return "\n".join(SPACES.sub(" ", line).strip() for line in lines).strip()
