"""Codes of the International Patent Classification (IPC), as ST.8 and as people write them."""

import re
import unicodedata
from functools import lru_cache

SYMBOL = re.compile(
    r"([A-H]\d{2}[A-Z])"
    r"(?:(?P<main>\d{1,4})/(?P<sub>\d{2,6})|(?P<padded_main>\d{4})(?P<padded_sub>\d{6}))?"
    r"(?:\(?(?:19|20)\d{2}\.\d{1,2}(?:\.\d{1,2})?\)?)?[A-Z]*",
    re.ASCII,
)
"""A subclass alone, `H01M8/18` or `H01M0008180000`; then the edition `(2006.01)` and its indicators."""
MAX_TYPED = 64


@lru_cache(maxsize=65_536)
def normalise_ipc(text: str) -> str | None:
    """`H01M 8/18` from `H01M8/18`, `H01M 8/18 (2006.01) I`, `H01M0008180000`; None where it is no IPC code.

    A subclass alone, `H01M`, is one.
    """
    if len(text) > MAX_TYPED:
        return None
    compact = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = SYMBOL.fullmatch(compact)
    if found is None:
        return None
    if found["main"]:
        return joined(found[1], found["main"], found["sub"])
    if found["padded_main"]:
        return joined(found[1], found["padded_main"], found["padded_sub"].rstrip("0"))
    return found[1] if compact == found[1] else None


def joined(subclass: str, main_group: str, subgroup: str) -> str | None:
    """A group's digits are decimals (32/158 lies below 32/15) and at least two."""
    number = int(main_group)
    return f"{subclass} {number}/{subgroup.ljust(2, '0')}" if number else None


def ipc_levels(code: str) -> list[str]:
    """Section, class, subclass and main group of a normalised code: `H`, `H01`, `H01M`, `H01M 8/00`."""
    levels = [code[:1], code[:3], code[:4]]
    group = main_group(code)
    return [*levels, group] if group else levels


def main_group(code: str) -> str | None:
    """The 大组 of a normalised code, by which technical fields are counted (S184): `H01M 8/00`."""
    group, slash, _ = code.partition("/")
    return f"{group}/00" if slash else None
