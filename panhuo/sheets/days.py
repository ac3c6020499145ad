"""Dates as files write them: text of several shapes, or a spreadsheet's day number."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from panhuo.clock import CHINA

DAY = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(?:\s*日)?"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
)
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})")
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of spreadsheet programs, shifted by the 29 February 1900 they believe in."""
LONGEST = 40


def parse_day(text: str) -> date | None:
    """`2019-09-12`, `2019/9/12`, `2019.9.12`, `20190912`, `2019年9月12日`, with a time behind, or `43720`.

    A time with a zone (`2019-09-11T16:00:00Z`) is taken to China's date. None for anything else, also for
    `12/09/2019`, which may be September or December.
    """
    compatible = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip()
    if len(compatible) > LONGEST:
        return None
    try:
        if ZONED.fullmatch(compatible):
            return datetime.fromisoformat(compatible).astimezone(CHINA).date()
        if serial := SERIAL.fullmatch(compatible):
            return SERIAL_ZERO + timedelta(days=int(serial[1]))
        spaceless = re.sub(r"\s*([-/.年月])\s*", r"\1", compatible)
        found = COMPACT.fullmatch(compatible) or DAY.fullmatch(spaceless)
        return date(*map(int, found.groups())) if found else None
    except (ValueError, OverflowError):
        return None
