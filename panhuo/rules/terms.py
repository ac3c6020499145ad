"""How long a patent lasts, how long it has lasted, and whether it was in force at the end of 2023."""

from dataclasses import dataclass
from datetime import date

from panhuo.rules.vocabulary import LegalStatus, PatentType

INVENTION_YEARS, UTILITY_MODEL_YEARS, DESIGN_YEARS = 20, 10, 15
OLD_DESIGN_YEARS = 10
DESIGN_REFORM = date(2021, 6, 1)
"""Designs filed from this day on last fifteen years (Patent Law as amended in 2020)."""
STOCK_DAY = date(2023, 12, 31)
"""The day at which the stock of patents is counted (S47)."""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """维持年限: how long a granted patent has been kept, from its filing date (S185, S186)."""

    years: int
    """Completed years."""
    days: int


def add_years(day: date, years: int) -> date:
    """The same day of a later year, 28 February where it has no 29th (Implementing Regulations, rule 5)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def term_years(type: PatentType, application_date: date) -> int:
    """The longest term of a patent of this type filed on this day, in years from the filing date."""
    if type is PatentType.INVENTION:
        return INVENTION_YEARS
    if type is PatentType.UTILITY_MODEL:
        return UTILITY_MODEL_YEARS
    return DESIGN_YEARS if application_date >= DESIGN_REFORM else OLD_DESIGN_YEARS


def expiry(type: PatentType, application_date: date | None, pushed: date | None = None) -> date | None:
    """When the term ends: the pushed date where there is one, else computed; None without a filing date."""
    if pushed or not application_date:
        return pushed
    return add_years(application_date, term_years(type, application_date))


def maintenance(
    status: LegalStatus,
    application_date: date | None,
    grant_date: date | None,
    lapse_date: date | None,
    today: date,
) -> Maintenance | None:
    """维持年限 to the earlier of today and the lapse date (S185, S186).

    None where the patent is not granted or its filing date unknown, and where it lapsed on an unknown day:
    that is not guessed.
    """
    lapsed_unknown = status is LegalStatus.LAPSED and lapse_date is None
    if not application_date or not grant_date or status is LegalStatus.PENDING or lapsed_unknown:
        return None
    end = min(today, lapse_date) if lapse_date else today
    if end < application_date:
        return None
    return Maintenance(completed_years(application_date, end), (end - application_date).days)


def completed_years(start: date, end: date) -> int:
    """Whole years from one day to a later one."""
    years = end.year - start.year
    return years if add_years(start, years) <= end else years - 1


def valid_at_2023_end(
    status: LegalStatus,
    application_date: date | None,
    grant_date: date | None,
    lapse_date: date | None,
    expiry_date: date | None = None,
) -> bool | None:
    """Whether the patent was in force on 2023-12-31 (S47, S55), also if it lapsed since (S187).

    None where that cannot be known: it lapsed, but when is not said; it is granted, but when is not said.
    `expiry_date` is the end of its term, pushed or computed: what lapsed cannot have outlived it.
    """
    if status is LegalStatus.PENDING or begun_later(application_date, grant_date):
        return False
    if status is LegalStatus.LAPSED:
        ended = lapse_date or (expiry_date if on_time(expiry_date) else None)
        if on_time(ended):
            return False
        return None if ended is None else granted_on_time(grant_date)
    return granted_on_time(grant_date)


def begun_later(application_date: date | None, grant_date: date | None) -> bool:
    return any(day is not None and day > STOCK_DAY for day in (application_date, grant_date))


def granted_on_time(grant_date: date | None) -> bool | None:
    return True if on_time(grant_date) else None


def on_time(day: date | None) -> bool:
    """Whether a day is known and not after the end of 2023."""
    return day is not None and day <= STOCK_DAY
