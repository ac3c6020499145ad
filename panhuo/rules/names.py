"""Comparing names of owners, their aliases, and inventors."""

import re
import unicodedata

BRACKETS = "()[]{}<>〔〕【】〈〉《》「」『』"
"""NFKC has made full-width brackets half-width already."""
MIDDLE_DOTS = "·•‧∙⋅・･•᛫"
INVISIBLE = re.compile(
    r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x1f\x7f-\x9f]+"
)
DROPPED = str.maketrans(dict.fromkeys(BRACKETS) | dict.fromkeys(MIDDLE_DOTS, "·"))


def fold_name(name: str) -> str:
    """The form in which two spellings of one name are equal.

    Width, capitals, spaces, brackets (not what they enclose) and the sort of middle dot make no difference.
    Nothing else is dropped: 某大学(深圳) stays apart from 某大学, and 某大学 from 某大学医学院.
    """
    lower = compatible(compatible(name).casefold())
    return compatible(INVISIBLE.sub("", lower).translate(DROPPED))


def compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
