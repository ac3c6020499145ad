"""How each field of a patent is read from the text of a cell."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from panhuo.errors import ErrorCode
from panhuo.rules.application_number import ApplicationNumberError, parse_application_number
from panhuo.rules.industry import normalise_industry, normalise_strategic_industry
from panhuo.rules.ipc import normalise_ipc
from panhuo.rules.legal_words import patent_type
from panhuo.rules.names import fold_name
from panhuo.rules.publication_number import parse_publication_number
from panhuo.sheets.cells import paragraphs, plain
from panhuo.sheets.days import parse_day

FIRST_DAY = date(1985, 4, 1)
"""The patent law came into force: nothing in these files is older."""
LAST_EXPIRY = date(2100, 12, 31)
NAME_CHARACTERS, MOST_NAMES = 200, 200
MOST_CODES = 200
STRATEGIC_CHARACTERS = 32
WIDEST_FOLDING = 18
"""Characters one character can become when a name is folded."""

NAMES = re.compile(r"\s*[|;；｜\n]\s*")
INVENTORS = re.compile(r"\s*[|;；｜、\n]\s*")
CODES = re.compile(r"\s*[|;；｜,，\n]\s*")
ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]+")
LOCARNO = re.compile(r"(?:LOC\s*\(\d+\)\s*CL\.?)?\s*\d{2}-\d{2}", re.IGNORECASE)
"""Designs have a class of their own where others have an IPC code."""


class Reading(NamedTuple):
    """What a cell says: a value, or none; and what is wrong with it."""

    value: Any
    code: ErrorCode | None = None
    detail: str = ""


Reader = Callable[[str, date], Reading]
"""From a cell's text, trimmed and not empty, and today's date."""


class Field(NamedTuple):
    """How a field is read, and whether the row falls with it."""

    read: Reader
    fatal: bool
    """True where a wrong value would change whose the patent is, its rights, or a count."""


def application_number(text: str, today: date) -> Reading:
    if ROUNDED.fullmatch(text):
        return Reading(None, ErrorCode.NUMBER_ROUNDED, text)
    try:
        return Reading(parse_application_number(text, today.year))
    except ApplicationNumberError as error:
        return Reading(None, ErrorCode(error.fault.value), text)


def publication_number(text: str, _: date) -> Reading:
    number = parse_publication_number(text)
    if number is None or not number.is_chinese:
        return Reading(None, ErrorCode.PUBLICATION_NUMBER_INVALID, text)
    return Reading(number)


def day(text: str, today: date) -> Reading:
    """A day between the patent law and today."""
    return day_until(text, today)


def expiry_day(text: str, _: date) -> Reading:
    return day_until(text, LAST_EXPIRY)


def day_until(text: str, last: date) -> Reading:
    found = parse_day(text)
    if found is None:
        return Reading(None, ErrorCode.DATE_INVALID, text)
    if not FIRST_DAY <= found <= last:
        return Reading(None, ErrorCode.DATE_OUT_OF_RANGE, text)
    return Reading(found)


def whole_text(most: int, text: str, _: date) -> Reading:
    """A line that must not be cut."""
    line = plain(text)
    return (
        Reading(line)
        if len(line) <= most
        else Reading(None, ErrorCode.CELL_TOO_LONG, f"{len(line)} > {most}")
    )


def line_text(most: int, text: str, _: date) -> Reading:
    return cut(plain(text), most)


def long_text(most: int, text: str, _: date) -> Reading:
    return cut(paragraphs(text), most)


def cut(text: str, most: int) -> Reading:
    return (
        Reading(text)
        if len(text) <= most
        else Reading(text[:most], ErrorCode.CELL_TOO_LONG, f"{len(text)} > {most}")
    )


def owners(text: str, _: date) -> Reading:
    """Names in order; one that stands twice counts once, where it stands first."""
    reading = names(NAMES, text)
    different: dict[str, str] = {}
    for name in reading.value or ():
        different.setdefault(fold_name(name), name)
    return reading._replace(value=list(different.values()))


def inventors(text: str, _: date) -> Reading:
    return names(INVENTORS, text)


def names(separator: re.Pattern[str], text: str) -> Reading:
    found = [name for name in map(plain, separator.split(text)) if fold_name(name)]
    if len(found) > MOST_NAMES or any(map(is_too_long, found)):
        return Reading(None, ErrorCode.CELL_TOO_LONG, text)
    return Reading(found)


def is_too_long(name: str) -> bool:
    """Also a name whose folded form, by which it is found, would be."""
    if len(name) * WIDEST_FOLDING <= NAME_CHARACTERS:
        return False
    return len(name) > NAME_CHARACTERS or len(fold_name(name)) > NAME_CHARACTERS


def ipc(text: str, _: date) -> Reading:
    parts = [part for part in CODES.split(text) if part and not LOCARNO.fullmatch(part)]
    return codes(parts, normalise_ipc, ErrorCode.IPC_INVALID)


def industries(text: str, _: date) -> Reading:
    return codes(list(filter(None, CODES.split(text))), normalise_industry, ErrorCode.INDUSTRY_CODE_INVALID)


def codes(parts: list[str], normalise: Callable[[str], str | None], code: ErrorCode) -> Reading:
    """The codes that are right, each once, in order; the first wrong one is named."""
    if len(parts) > MOST_CODES:
        return Reading(None, ErrorCode.CELL_TOO_LONG, f"{len(parts)} > {MOST_CODES}")
    found = {part: normalise(part) for part in parts}
    right = list(dict.fromkeys(known for known in found.values() if known))
    wrong = next((part for part, known in found.items() if known is None), None)
    return Reading(right) if wrong is None else Reading(right, code, wrong)


def strategic_industries(text: str, _: date) -> Reading:
    found = list(dict.fromkeys(map(normalise_strategic_industry, filter(None, NAMES.split(text)))))
    if len(found) > MOST_CODES or any(len(code) > STRATEGIC_CHARACTERS for code in found):
        return Reading(None, ErrorCode.CELL_TOO_LONG, text)
    return Reading(found)


def type_word(text: str, _: date) -> Reading:
    known = patent_type(text)
    return Reading(known) if known else Reading(None, ErrorCode.PATENT_TYPE_UNKNOWN, text)


FIELDS: Mapping[str, Field] = {
    "application_number": Field(application_number, True),
    "publication_number": Field(publication_number, False),
    "title": Field(partial(whole_text, 500), True),
    "abstract": Field(partial(long_text, 20_000), False),
    "independent_claim": Field(partial(long_text, 100_000), False),
    "owners": Field(owners, True),
    "inventors": Field(inventors, True),
    "application_date": Field(day, True),
    "publication_date": Field(day, False),
    "grant_date": Field(day, True),
    "expiry_date": Field(expiry_day, True),
    "lapse_date": Field(day, True),
    "main_ipc": Field(ipc, False),
    "ipc": Field(ipc, False),
    "industries": Field(industries, False),
    "strategic_industries": Field(strategic_industries, False),
    "legal_status": Field(partial(line_text, 100), False),
    "legal_text": Field(partial(line_text, 500), False),
    "type": Field(type_word, False),
    "agent": Field(partial(line_text, 200), False),
    "agency": Field(partial(line_text, 200), False),
    "address": Field(partial(line_text, 500), False),
    "region_code": Field(partial(line_text, 20), False),
    "priority": Field(partial(line_text, 500), False),
    "event_kind": Field(partial(whole_text, 50), True),
    "event_date": Field(day, True),
    "owners_before": Field(owners, True),
    "owners_after": Field(owners, True),
    "as_of": Field(day, True),
    "batch": Field(partial(line_text, 60), False),
}
"""Every field a heading can mean. Lengths are those of the columns they are kept in."""
