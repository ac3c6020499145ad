"""Application and publication numbers that no real patent has: serials above any the office has reached."""

from panhuo.rules.application_number import check_digit
from panhuo.rules.vocabulary import PatentType

TYPE_DIGIT = {PatentType.INVENTION: 1, PatentType.UTILITY_MODEL: 2, PatentType.DESIGN: 3}
GRANT_KIND = {PatentType.INVENTION: "B", PatentType.UTILITY_MODEL: "U", PatentType.DESIGN: "S"}
FIRST_SERIAL = 5_000_000
SERIALS = 5_000_000
SPREAD = 1_234_577
"""Coprime to SERIALS, so neighbours get serials far apart and none comes twice."""


def application_number(year: int, kind: PatentType, number: int) -> str:
    """Canonical, as `202315123456.7`; different for each `number` from 1 to SERIALS."""
    body = f"{year}{TYPE_DIGIT[kind]}{FIRST_SERIAL + number * SPREAD % SERIALS}"
    return f"{body}.{check_digit(body)}"


def publication_number(kind: PatentType, number: int, granted: bool) -> str:
    """As `CN195123456B`, `CN295123456U`; kind code A for an application that is not granted yet."""
    letter = GRANT_KIND[kind] if granted else "A"
    return f"CN{TYPE_DIGIT[kind]}9{number * SPREAD % 10_000_000:07d}{letter}"
