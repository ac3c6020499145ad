"""Codes of industries: GB/T 4754-2017, and the strategic emerging industries (2018) of S183."""

import re
import unicodedata
from functools import lru_cache

DIVISIONS = {
    "A": range(1, 6),
    "B": range(6, 13),
    "C": range(13, 44),
    "D": range(44, 47),
    "E": range(47, 51),
    "F": range(51, 53),
    "G": range(53, 61),
    "H": range(61, 63),
    "I": range(63, 66),
    "J": range(66, 70),
    "K": range(70, 71),
    "L": range(71, 73),
    "M": range(73, 76),
    "N": range(76, 80),
    "O": range(80, 83),
    "P": range(83, 84),
    "Q": range(84, 86),
    "R": range(86, 91),
    "S": range(91, 97),
    "T": range(97, 98),
}
"""Which divisions (大类) each section (门类) of GB/T 4754-2017 has."""
INDUSTRY = re.compile(r"(([A-T])(?:([0-9]{2})[0-9]{0,2})?)(?![A-Z0-9]).*", re.DOTALL)
STRATEGIC = re.compile(r"([1-9](?:\.[0-9]{1,2}){1,3})(?![0-9.]).*|([1-9])(?:[\s、:-]+.*)?", re.DOTALL)
"""`3.6` or `3`, alone or before its title; a single digit needs something between (`3D打印` is a title)."""
MAX_TYPED = 64


@lru_cache(maxsize=16_384)
def normalise_industry(text: str) -> str | None:
    """`C3521` of `C3521`, full-width `ｃ３５２１` or `C3521 炼油、化工生产专用设备制造`.

    None where GB/T 4754-2017 has no such section or division.

    Groups and classes (the last digits) are not checked: the code table does that.
    """
    compact = "".join(unicodedata.normalize("NFKC", text[:MAX_TYPED]).upper().split())
    found = INDUSTRY.fullmatch(compact)
    if found is None or (found[3] and int(found[3]) not in DIVISIONS[found[2]]):
        return None
    return found[1]


@lru_cache(maxsize=16_384)
def normalise_strategic_industry(text: str) -> str:
    """The code `3.6` of `3.6 前沿新材料`; a title without a code stays as it is written."""
    compatible = unicodedata.normalize("NFKC", text).strip()
    found = STRATEGIC.fullmatch(compatible)
    return (found[1] or found[2]) if found else text.strip()
