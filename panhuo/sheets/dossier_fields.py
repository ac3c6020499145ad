"""How each field of a dossier is read from the text of its cell."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from panhuo.errors import ErrorCode
from panhuo.rules.account_words import truth_named
from panhuo.rules.application_number import ApplicationNumberError, parse_application_number
from panhuo.rules.contact import clean_phone
from panhuo.rules.dossier_validation import MEMBERS_AT_MOST
from panhuo.rules.industry import normalise_industry, normalise_strategic_industry
from panhuo.sheets.dossier_options import PRICES, folded, maturity_said, rating_said

AMOUNT = re.compile(r"\+?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]{1,15})?")
DASHES = str.maketrans(dict.fromkeys("—–−‐‑－", "-"))
AREA = re.compile(r"\(([0-9]{3,4})\)-?")
MOBILE, LOCAL, SERVICE = 11, (7, 8), ("400", "800")
SEPARATORS = ",，、;；\n|｜"
ITEM = re.compile(rf'\s*(?:"((?:[^"]|"")*)"\s*(?=[{SEPARATORS}]|$)|([^{SEPARATORS}]*))(?:[{SEPARATORS}]|$)')
NUMBER_SEPARATORS = re.compile(rf"[{SEPARATORS}\s/]+")
CITY = re.compile(r"全国|[^\s-]+(?:省|市|区|盟|州|行政区)(?:-[^\s-]+)*|[^\s-]+-[^\s-]+")


class Reading(NamedTuple):
    """What a text says: a value, or none; and what is wrong with it, fatal or not as the code has it."""

    value: Any = None
    code: ErrorCode | None = None
    detail: str = ""


def application_number(text: str) -> Reading:
    """Canonical."""
    try:
        return Reading(parse_application_number(text).canonical)
    except ApplicationNumberError as error:
        return Reading(None, ErrorCode(error.fault.value), text)


def further_numbers(text: str) -> Reading:
    """组合专利信息: at most nine numbers."""
    numbers = [each for each in NUMBER_SEPARATORS.split(unicodedata.normalize("NFKC", text)) if each]
    if len(numbers) > MEMBERS_AT_MOST - 1:
        return Reading(None, ErrorCode.DOSSIER_MEMBERS_TOO_MANY, f"{len(numbers)} > {MEMBERS_AT_MOST - 1}")
    found = [application_number(each) for each in numbers]
    wrong = next((each for each in found if each.code), None)
    return wrong or Reading(tuple(each.value for each in found))


def truth(text: str) -> Reading:
    found = truth_named(text)
    return Reading(None, ErrorCode.TRUTH_UNKNOWN, text) if found is None else Reading(found)


def amount(text: str) -> Reading:
    """万元: digits and nothing else, of any width, thousands parted by commas or not (S96)."""
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    found = AMOUNT.fullmatch(compact)
    if found is None:
        return Reading(None, ErrorCode.DOSSIER_AMOUNT_INVALID, text)
    return Reading(Decimal(found[1].replace(",", "") + (found[2] or "")))


def price(text: str) -> Reading:
    return listed(PRICES.get(folded(text)), text)


def maturity(text: str) -> Reading:
    """技术成熟度; an option of the older list is taken with a warning."""
    found, older = maturity_said(text)
    return Reading(found, ErrorCode.DOSSIER_MATURITY_OLDER, text) if older else listed(found, text)


def listed(found: Any, text: str) -> Reading:
    return Reading(None, ErrorCode.DOSSIER_OPTION_UNKNOWN, text) if found is None else Reading(found)


def rating(text: str) -> Reading:
    stars = rating_said(text)
    return Reading(None, ErrorCode.DOSSIER_RATING_INVALID, text) if stars is None else Reading(stars)


def phone(text: str) -> Reading:
    """As it is kept where it is a phone number; else as it stands, which the form's rules refuse."""
    plain = AREA.sub(r"\1-", unicodedata.normalize("NFKC", text).translate(DASHES))
    return Reading(clean_phone(plain) or text)


def loses_zero(digits: str) -> bool:
    """Whether a phone number that came as a number is none that begins without a zero."""
    mobile = len(digits) == MOBILE and digits.startswith("1")
    return not (mobile or len(digits) in LOCAL or digits.startswith(SERVICE))


def items(text: str) -> tuple[str, ...]:
    """What stands between commas; what holds one itself may stand in quotes."""
    found: list[str] = []
    place = 0
    while place < len(text):
        match = ITEM.match(text, place)
        if match is None or match.end() == place:
            break
        quoted, bare = match.groups()
        found.append((quoted.replace('""', '"') if quoted is not None else bare).strip())
        place = match.end()
    return tuple(filter(None, found))


def cities(text: str) -> Reading:
    """意向合作城市: dashes of any width; a warning where one is not 省-市."""
    found = tuple(each.translate(DASHES) for each in items(text))
    odd = next((each for each in found if not CITY.fullmatch(each)), None)
    return Reading(found, ErrorCode.DOSSIER_CITY_UNUSUAL, odd) if odd else Reading(found)


def companies(text: str) -> Reading:
    return Reading(items(text))


def industry(text: str) -> Reading:
    code = normalise_industry(text)
    return Reading(None, ErrorCode.DOSSIER_INDUSTRY_UNKNOWN, text) if code is None else Reading(code)


def strategic_industry(text: str) -> Reading:
    return Reading(normalise_strategic_industry(text))


def one_line(text: str) -> Reading:
    return Reading(" ".join(text.split()))


def as_written(text: str) -> Reading:
    return Reading(text)


FIELDS: Mapping[str, Callable[[str], Reading]] = {
    "application_number": application_number,
    "title": one_line,
    "unit": one_line,
    "further": further_numbers,
    "fiscal_funding": truth,
    "fee_standard": amount,
    "cities": cities,
    "companies": companies,
    "price": price,
    "phone": phone,
    "maturity": maturity,
    "rating": rating,
    "industry": industry,
    "strategic_industry": strategic_industry,
    **dict.fromkeys(("name", "description", "contact", "advantages", "prospects"), as_written),
}
"""Every field that stands once in a dossier."""
