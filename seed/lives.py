"""When a patent was filed, published, granted and lost: lives as patents have them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random

from panhuo.rules.terms import add_years, expiry
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType

FIRST_YEAR = 2008
GROWTH = 1.13
"""How many more applications a year sees than the one before."""
FEE_NOT_PAID = 0.045
"""Chance of each year."""
REFUSED = 0.04
TERM_ENDED = "期限届满"
LAPSE_DATE_KNOWN = 0.8
PUBLICATION_DAYS = {PatentType.INVENTION: (90, 550)}
GRANT_DAYS = {
    PatentType.INVENTION: (480, 1500),
    PatentType.UTILITY_MODEL: (120, 330),
    PatentType.DESIGN: (90, 240),
}
LATER_EVENTS = (
    (LegalEventKind.LICENCE, "许可", "普通许可", 0.03),
    (LegalEventKind.PLEDGE, "质押", None, 0.01),
    (LegalEventKind.PRESERVATION, "保全", None, 0.003),
    (LegalEventKind.CHANGE, "变更", "地址变更", 0.03),
)


@dataclass(slots=True)
class Life:
    """The dates and the legal state of one patent on a day."""

    type: PatentType
    application_date: date
    publication_date: date
    grant_date: date | None = None
    expiry_date: date | None = None
    lapse_date: date | None = None
    status: LegalStatus = LegalStatus.VALID
    words: list[str] = field(default_factory=list)
    """The parts of 法律状态/事件."""
    events: list[tuple[LegalEventKind, date, str | None]] = field(default_factory=list)


def life(rng: Random, kind: PatentType, on: date) -> Life:
    """A life as it stands on a day; the patent has been published by then."""
    filed, published = beginning(rng, kind, on)
    lived = Life(kind, filed, published, expiry_date=expiry(kind, filed))
    granted = published if kind is not PatentType.INVENTION else invention_grant(rng, filed, published)
    if granted is None:
        lived.status, lived.words = LegalStatus.LAPSED, ["公开", "驳回"]
    elif granted > on:
        lived.status, lived.words = LegalStatus.PENDING, ["公开", "实质审查"]
    else:
        live_on(rng, lived, granted, on)
    return lived


def beginning(rng: Random, kind: PatentType, on: date) -> tuple[date, date]:
    """Filing and first publication, before the day."""
    weights = year_weights(on.year)
    while True:
        year = FIRST_YEAR + rng.choices(range(len(weights)), cum_weights=weights)[0]
        filed = date(year, 1, 1) + timedelta(days=rng.randrange(365))
        published = filed + timedelta(days=rng.randint(*PUBLICATION_DAYS.get(kind, GRANT_DAYS[kind])))
        if published <= on:
            return filed, published


@lru_cache
def year_weights(last_year: int) -> Sequence[float]:
    """Cumulative weights of the years from FIRST_YEAR on."""
    return list(accumulate(GROWTH**years for years in range(last_year - FIRST_YEAR + 1)))


def invention_grant(rng: Random, filed: date, published: date) -> date | None:
    """None where the application is refused."""
    if rng.random() < REFUSED:
        return None
    days = rng.randint(*GRANT_DAYS[PatentType.INVENTION])
    return max(filed + timedelta(days=days), published + timedelta(days=60))


def live_on(rng: Random, lived: Life, granted: date, on: date) -> None:
    """From the grant to the day: licences and the like, and perhaps the end."""
    lived.grant_date = lived.publication_date = granted
    lived.words = ["授权"]
    lived.events = [(LegalEventKind.GRANT, granted, None)]
    end, word = end_of(rng, lived, on)
    add_later_events(rng, lived, granted, end or on)
    if end is None:
        return
    lived.status = LegalStatus.LAPSED
    lived.words.append(word)
    if word == TERM_ENDED or rng.random() < LAPSE_DATE_KNOWN:
        lived.lapse_date = end
        lived.events.append((LegalEventKind.LAPSE, end, word))


def end_of(rng: Random, lived: Life, on: date) -> tuple[date | None, str]:
    """When the patent was lost, and how: a fee not paid on an anniversary of its filing, or its term."""
    assert lived.grant_date
    assert lived.expiry_date
    for years in range(3, lived.expiry_date.year - lived.application_date.year):
        due = add_years(lived.application_date, years)
        if due > on:
            return None, ""
        if due > lived.grant_date and rng.random() < FEE_NOT_PAID:
            return due, "未缴年费"
    return (lived.expiry_date, TERM_ENDED) if lived.expiry_date <= on else (None, "")


def add_later_events(rng: Random, lived: Life, granted: date, until: date) -> None:
    days = (until - granted).days
    for kind, word, detail, chance in LATER_EVENTS if days > 60 else ():
        if rng.random() < chance:
            lived.events.append((kind, granted + timedelta(days=rng.randrange(30, days)), detail))
            lived.words.append(word)
