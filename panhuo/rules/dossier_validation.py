"""Whether a dossier can be kept, and what it lacks: one validator for forms and workbooks.

problems(content, DossierKind.SINGLE)                   # everything that stands against submitting
[each for each in found if not each.only_missing]       # what stands against keeping it as a draft
"""

from collections.abc import Iterator

from panhuo.rules.contact import clean_phone
from panhuo.rules.dossier_checks import is_amount, text_problems
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_entries import status_problems, willingness_problems
from panhuo.rules.dossier_options import WAIVING
from panhuo.rules.dossier_outcome import LOW_RATING
from panhuo.rules.dossier_problems import Problem, ProblemCode
from panhuo.rules.industry import normalise_industry
from panhuo.rules.vocabulary import DossierKind

COMPANIES_AT_MOST = 10
CITIES_AT_MOST = 100
MEMBERS_AT_LEAST, MEMBERS_AT_MOST = 2, 10
"""Patents of a portfolio (S80)."""
LENGTHS = {
    "contact": 60,
    "advantages": 500,
    "prospects": 500,
    "name": 50,
    "description": 500,
    "industry": 16,
    "strategic_industry": 16,
}
"""Characters at most (S80 and the template)."""
COMPANY_LENGTH, CITY_LENGTH = 200, 60
ALWAYS_REQUIRED = ("fiscal_funding", "statuses", "contact", "phone")
"""Marked * in the form; contact and phone at one or two stars too (S68)."""
UNLESS_WAIVED = ("willingness", "price", "maturity", "rating")
UNLESS_LOW = ("advantages", "prospects")
"""Left out at one or two stars (S67, S99), and where there is nothing to transfer (S118)."""


def problems(content: DossierContent, kind: DossierKind) -> list[Problem]:
    """Everything that stands against submitting a dossier, in the order of the form."""
    return [
        *missing(content, kind),
        *status_problems(content.statuses),
        *willingness_problems(content.willingness),
        *amounts_and_lists(content),
        *texts(content),
        *particular(content),
        *members(content, kind),
    ]


def waived(content: DossierContent) -> bool:
    """Whether willingness, price, maturity, rating and use need not be told (S118)."""
    return any(entry.first in WAIVING for entry in content.statuses)


def required(content: DossierContent, kind: DossierKind) -> tuple[str, ...]:
    """The fields that must be filled in before submission, as things stand."""
    low = content.rating is not None and content.rating <= LOW_RATING
    names = (*(("name",) if kind is DossierKind.PORTFOLIO else ()), *ALWAYS_REQUIRED)
    if waived(content):
        return names
    return (*names, *UNLESS_WAIVED, *(() if low else UNLESS_LOW))


def missing(content: DossierContent, kind: DossierKind) -> Iterator[Problem]:
    for name in required(content, kind):
        if getattr(content, name) in (None, ()):
            yield Problem(ProblemCode.FIELD_MISSING, (name,))


def amounts_and_lists(content: DossierContent) -> Iterator[Problem]:
    if content.fee_standard is not None and not is_amount(content.fee_standard):
        yield Problem(ProblemCode.AMOUNT_INVALID, ("fee_standard",))
    if len(content.companies) > COMPANIES_AT_MOST:
        yield Problem(ProblemCode.COMPANIES_TOO_MANY, ("companies",), {"most": COMPANIES_AT_MOST})
    if len(content.cities) > CITIES_AT_MOST:
        yield Problem(ProblemCode.OPTIONS_TOO_MANY, ("cities",), {"most": CITIES_AT_MOST})
    for name, most in (("companies", COMPANY_LENGTH), ("cities", CITY_LENGTH)):
        for place, text in enumerate(getattr(content, name)):
            yield from text_problems(text, (name, place), most)


def texts(content: DossierContent) -> Iterator[Problem]:
    for name, most in LENGTHS.items():
        text = getattr(content, name)
        if text is not None:
            yield from text_problems(text, (name,), most)


def particular(content: DossierContent) -> Iterator[Problem]:
    if content.phone is not None and clean_phone(content.phone) is None:
        yield Problem(ProblemCode.PHONE_INVALID, ("phone",))
    if content.rating is not None and not 1 <= content.rating <= 5:
        yield Problem(ProblemCode.RATING_INVALID, ("rating",))
    if content.industry is not None and normalise_industry(content.industry) != content.industry:
        yield Problem(ProblemCode.INDUSTRY_UNKNOWN, ("industry",))


def members(content: DossierContent, kind: DossierKind) -> Iterator[Problem]:
    """How many patents there are; which of them may be filed is not asked here (`eligibility.py`)."""
    count = len(content.members)
    if kind is DossierKind.SINGLE:
        for name in ("name", "description"):
            if getattr(content, name) is not None:
                yield Problem(ProblemCode.FIELD_MISPLACED, (name,))
    elif count < MEMBERS_AT_LEAST:
        yield Problem(ProblemCode.MEMBERS_TOO_FEW, ("members",), {"least": MEMBERS_AT_LEAST})
    most = 1 if kind is DossierKind.SINGLE else MEMBERS_AT_MOST
    if count > most:
        yield Problem(ProblemCode.MEMBERS_TOO_MANY, ("members",), {"most": most})
    if len(set(content.members)) < count:
        yield Problem(ProblemCode.MEMBERS_REPEATED, ("members",))
