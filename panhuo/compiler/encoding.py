"""GraphQL input values → database parameters, checked once a run, before any statement."""

from collections.abc import Callable
from datetime import date
from typing import Any

from panhuo.compiler.arguments import Leaf
from panhuo.compiler.dialect import DialectRules
from panhuo.compiler.ids import number_of
from panhuo.compiler.statement import Slot
from panhuo.errors import ErrorCode, PanhuoError

LAST_CHARACTER = "\U0010ffff"
"""Sorts after every continuation of a prefix, in byte order."""


def clean_text(value: str) -> str:
    """Text a database can hold: no NUL, no lone surrogate."""
    if "\x00" in value or (
        not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value)
    ):
        raise PanhuoError(
            ErrorCode.INVALID_VALUE, "Text holds a character that cannot be stored. 文本含有非法字符。"
        )
    return value


def encoder(kind: str, rules: DialectRules) -> Callable[[Any], Any]:
    """How one value of a kind becomes a parameter."""
    if kind in ("text", "enum", "code", "region"):
        return lambda value: clean_text(str(value))
    if kind == "date":
        return lambda value: rules.encode_date(
            value if isinstance(value, date) else date.fromisoformat(value)
        )
    if kind == "hundredths":
        return hundredths
    if kind == "unit":
        return lambda value: number_of(value, "OrgUnit")
    return lambda value: value


def hundredths(value: float) -> int:
    """What is kept in hundredths. Raises INVALID_VALUE beyond what such a column holds."""
    if not abs(value) < HUNDREDTHS_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(< {HUNDREDTHS_AT_MOST})")
    return round(value * 100)


HUNDREDTHS_AT_MOST = 1_000_000


def one(leaf: Leaf, kind: str, rules: DialectRules) -> Slot:
    encode = encoder(kind, rules)
    return lambda env: encode(leaf.read(env.variables))


def many(leaf: Leaf, kind: str, rules: DialectRules) -> Slot:
    """A list parameter; nulls inside are left out, they match nothing."""
    encode = encoder(kind, rules)
    return lambda env: rules.encode_list(
        [encode(value) for value in leaf.read(env.variables) or () if value is not None]
    )


def prefix_end(leaf: Leaf, shorten: Callable[[str], str] = str) -> Slot:
    return lambda env: shorten(clean_text(str(leaf.read(env.variables)))) + LAST_CHARACTER


SQL_TYPES = {
    "text": "text",
    "enum": "text",
    "code": "text",
    "region": "text",
    "date": "date",
    "int": "int",
    "hundredths": "int",
    "instant": "bigint",
    "unit": "bigint",
}
