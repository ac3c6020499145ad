"""Typed, readable ids: `Patent:123`."""

import re
from typing import Any

from panhuo.errors import ErrorCode, PanhuoError

UNIT_PREFIX = "OrgUnit:"
PATTERN = re.compile(r"([A-Z][A-Za-z]{0,40}):([1-9][0-9]{0,17})", re.ASCII)


def parse_id(text: Any) -> tuple[str, int]:
    """The type and number of an id; BAD_ID where it is not of that form."""
    found = PATTERN.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise PanhuoError(ErrorCode.BAD_ID)
    return found[1], int(found[2])


def number_of(text: Any, kind: str) -> int:
    """The number of an id that must be of one type."""
    name, number = parse_id(text)
    if name != kind:
        raise PanhuoError(ErrorCode.BAD_ID, f"Expected an id of {kind}. 此处应为 {kind} 的编号。")
    return number
