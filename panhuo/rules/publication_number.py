"""Publication numbers (公开号, 公告号): country, number, kind."""

import re
import unicodedata
from typing import NamedTuple

from panhuo.rules.vocabulary import PatentType

CHINESE_GRANT_KINDS = frozenset("BCUYSD")
"""Kinds of a granted patent: B, U, S, and C, Y, D before 2010. A is the published application."""
CHINESE_TYPES = {
    **dict.fromkeys("ABC", PatentType.INVENTION),
    **dict.fromkeys("UY", PatentType.UTILITY_MODEL),
    **dict.fromkeys("SD", PatentType.DESIGN),
}
CHINESE_NUMBER = re.compile(r"[0-9]{7,9}")
"""Nine digits today, seven before 2007, eight (the application number) until 1988."""
FORM = re.compile(r"([A-Z]{2})?([0-9]{4,13})([A-Z][0-9]?)?")
MAX_TYPED = 64


class PublicationNumber(NamedTuple):
    """A publication number in its parts."""

    country: str
    number: str
    kind: str | None
    """`A`, `B`, `B2`, …; None where it was not written."""

    @property
    def canonical(self) -> str:
        """`CN106595479B`."""
        return f"{self.country}{self.number}{self.kind or ''}"

    @property
    def is_chinese(self) -> bool:
        return self.country == "CN"

    @property
    def is_grant(self) -> bool | None:
        """Whether a Chinese number is the grant's, not the application's; None where it does not say."""
        return self.kind[0] in CHINESE_GRANT_KINDS if self.is_chinese and self.kind else None

    @property
    def type(self) -> PatentType | None:
        """What the kind of a Chinese number implies; None where it does not say."""
        return CHINESE_TYPES[self.kind[0]] if self.is_chinese and self.kind else None


def parse_publication_number(text: str) -> PublicationNumber | None:
    """Read a number of any country, spaces and full-width characters allowed; None where it is none.

    A number without a country is Chinese.
    """
    if len(text) > MAX_TYPED:
        return None
    compact = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = FORM.fullmatch(compact)
    if found is None:
        return None
    country, number, kind = found[1] or "CN", found[2], found[3]
    if country == "CN" and not (CHINESE_NUMBER.fullmatch(number) and (not kind or kind[0] in CHINESE_TYPES)):
        return None
    return PublicationNumber(country, number, kind)
