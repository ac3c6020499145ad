"""Application numbers (申请号) of Chinese patents, as ZC 0006-2003 builds them.

Since October 2003 `YYYY` + type digit + 7 digits, before that `YY` + type digit + 5 digits; then a dot and
a check digit.
"""

import re
import unicodedata
from enum import StrEnum
from itertools import cycle
from operator import mul
from typing import NamedTuple

from panhuo.rules.vocabulary import PatentType

TYPES = {
    "1": PatentType.INVENTION,
    "2": PatentType.UTILITY_MODEL,
    "3": PatentType.DESIGN,
    "8": PatentType.INVENTION,
    "9": PatentType.UTILITY_MODEL,
}
"""What the type digit means; 8 and 9 are PCT applications that entered China."""
PCT_DIGITS = "89"
CHECK_DIGITS = "0123456789X"
WEIGHTS = range(2, 10)
FIRST_YEAR = 1985
"""The patent law came into force on 1985-04-01."""
FIRST_LONG_YEAR, LAST_SHORT_YEAR = 2003, 2003
"""The form changed in 2003: that year has numbers of both."""
LAST_YEAR = 2099
MAX_TYPED = 64
"""Characters looked at; a number with everything around it has about 20."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
NUMBER = re.compile(r"([0-9]{12}|[0-9]{8})(?:\.?([0-9X]))?")
DIGITS_ONLY = re.compile(r"[0-9]*\.?[0-9X]?")


class ApplicationNumberFault(StrEnum):
    """Why a text is no application number. The values are codes of the error catalogue."""

    CHARACTERS = "APPLICATION_NUMBER_CHARACTERS"
    LENGTH = "APPLICATION_NUMBER_LENGTH"
    TYPE = "APPLICATION_NUMBER_TYPE"
    YEAR = "APPLICATION_NUMBER_YEAR"
    CHECK_DIGIT = "APPLICATION_NUMBER_CHECK_DIGIT"


class ApplicationNumberError(ValueError):
    """A text that is no application number, and why."""

    def __init__(self, fault: ApplicationNumberFault, text: str) -> None:
        self.fault = fault
        super().__init__(f"{fault.value}: {text[:MAX_TYPED]!r}")


class ApplicationNumber(NamedTuple):
    """An application number whose check digit holds."""

    body: str
    """12 digits, or 8 of the old form."""
    check: str
    """The check digit: 0 … 9 or X."""
    year: int
    """The year the number was given in."""
    type_digit: str

    @property
    def canonical(self) -> str:
        """`202310123456.6`, or `97101765.4` of the old form: the key of a patent everywhere."""
        return f"{self.body}.{self.check}"

    @property
    def type(self) -> PatentType:
        return TYPES[self.type_digit]

    @property
    def is_pct(self) -> bool:
        """Whether it is an international application that entered China (PCT)."""
        return self.type_digit in PCT_DIGITS


def check_digit(body: str) -> str:
    """The check digit of 12 or 8 digits: the sum of digit × weight (2 … 9, 2 …) modulo 11, ten written X."""
    return CHECK_DIGITS[sum(map(mul, map(int, body), cycle(WEIGHTS))) % 11]


def parse_application_number(text: str, latest_year: int = LAST_YEAR) -> ApplicationNumber:
    """Read a number in any form: prefix CN or ZL, full-width digits, spaces, no dot, no check digit.

    A check digit that is written must hold; one that is not is computed. A year after `latest_year` is
    impossible. Raises ApplicationNumberError.
    """
    compact = unprefixed(text)
    found = NUMBER.fullmatch(compact)
    if found is None:
        only_digits = compact and DIGITS_ONLY.fullmatch(compact)
        raise ApplicationNumberError(
            ApplicationNumberFault.LENGTH if only_digits else ApplicationNumberFault.CHARACTERS, text
        )
    body, written = found.groups()
    number = ApplicationNumber(body, check_digit(body), year_of(body), type_digit(body))
    if fault := fault_in(number, written, latest_year):
        raise ApplicationNumberError(fault, text)
    return number


def normalise_application_number(text: str) -> str | None:
    """The canonical form of what was typed into a search box; None where it is no whole, right number."""
    try:
        return parse_application_number(text).canonical
    except ApplicationNumberError:
        return None


def unprefixed(text: str) -> str:
    """Without spaces and prefix, with half-width capitals; empty where it is far too long."""
    if len(text) > MAX_TYPED:
        return ""
    compatible = text if text.isascii() else INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    compact = "".join(compatible.split()).upper()
    return compact.removeprefix("CN").removeprefix("ZL").removeprefix("CN")


def fault_in(
    number: ApplicationNumber, written: str | None, latest_year: int
) -> ApplicationNumberFault | None:
    if number.type_digit not in TYPES:
        return ApplicationNumberFault.TYPE
    first_year = FIRST_LONG_YEAR if is_long(number.body) else FIRST_YEAR
    if not first_year <= number.year <= latest_year:
        return ApplicationNumberFault.YEAR
    return ApplicationNumberFault.CHECK_DIGIT if written not in (None, number.check) else None


def is_long(body: str) -> bool:
    return len(body) == 12


def type_digit(body: str) -> str:
    return body[4] if is_long(body) else body[2]


def year_of(body: str) -> int:
    """The old form's two digits stand for 1985 to 2003; others are no year and give 0."""
    if is_long(body):
        return int(body[:4])
    year = int(body[:2]) + (1900 if int(body[:2]) >= FIRST_YEAR % 100 else 2000)
    return year if year <= LAST_SHORT_YEAR else 0
