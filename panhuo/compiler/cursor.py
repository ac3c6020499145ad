"""Cursors: the sort values and id of one row, bound to the order they belong to. Never an offset."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

import orjson

from panhuo.errors import ErrorCode, PanhuoError

BITS = {"int": 32, "instant": 64, "id": 64}
"""How wide the columns of the whole numbers are that lists sort by."""


def encode_cursor(order: str, values: Sequence[Any]) -> str:
    """One text for one row: base64url of [order, value…, id] as JSON, unpadded."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *values])).rstrip(b"=").decode()


def decode_cursor(text: str, order: str, kinds: Sequence[str]) -> list[Any]:
    """The values of a cursor; BAD_CURSOR unless it is canonical, of this order, and of these kinds."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = orjson.loads(raw)
    except (ValueError, binascii.Error, UnicodeEncodeError):
        raise PanhuoError(ErrorCode.BAD_CURSOR) from None
    if not isinstance(found, list) or len(found) != len(kinds) + 1 or found[0] != order:
        raise PanhuoError(ErrorCode.BAD_CURSOR)
    if encode_cursor(order, found[1:]) != text or not all(map(fits, found[1:], kinds)):
        raise PanhuoError(ErrorCode.BAD_CURSOR)
    return found[1:]


def fits(value: Any, kind: str) -> bool:
    """Whether a decoded value can stand where a value of this kind stands."""
    if kind in BITS:
        limit = 2 ** (BITS[kind] - 1)
        return isinstance(value, int) and not isinstance(value, bool) and -limit <= value < limit
    if kind == "date":
        return isinstance(value, str) and is_date(value)
    return isinstance(value, str) and "\x00" not in value


def is_date(value: str) -> bool:
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
