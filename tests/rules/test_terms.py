from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.terms import Maintenance, add_years, expiry, maintenance, valid_at_2023_end
from panhuo.rules.vocabulary import LegalStatus, PatentType

VALID, LAPSED, PENDING = LegalStatus.VALID, LegalStatus.LAPSED, LegalStatus.PENDING
TODAY = date(2026, 6, 1)
FILED, GRANTED = date(2018, 6, 2), date(2020, 3, 3)


@pytest.mark.parametrize(
    ("type", "filed", "ends"),
    [
        (PatentType.INVENTION, date(2019, 9, 12), date(2039, 9, 12)),
        (PatentType.UTILITY_MODEL, date(2020, 2, 28), date(2030, 2, 28)),
        (PatentType.DESIGN, date(2021, 5, 31), date(2031, 5, 31)),
        (PatentType.DESIGN, date(2021, 6, 1), date(2036, 6, 1)),
        (PatentType.UTILITY_MODEL, date(2016, 2, 29), date(2026, 2, 28)),
        (PatentType.INVENTION, date(2016, 2, 29), date(2036, 2, 29)),
    ],
)
def test_the_term_runs_from_the_filing_date(type: PatentType, filed: date, ends: date) -> None:
    assert expiry(type, filed) == ends


def test_a_pushed_expiry_date_overrides_the_computed_one() -> None:
    assert expiry(PatentType.INVENTION, FILED, date(2040, 1, 1)) == date(2040, 1, 1)
    assert expiry(PatentType.INVENTION, None, date(2040, 1, 1)) == date(2040, 1, 1)
    assert expiry(PatentType.INVENTION, None) is None


@pytest.mark.req("S185", "S186")
@pytest.mark.parametrize(
    ("status", "filed", "granted", "lapsed", "kept"),
    [
        (VALID, FILED, GRANTED, None, Maintenance(7, 2921)),  # the day before the eighth anniversary
        (VALID, date(2018, 6, 1), GRANTED, None, Maintenance(8, 2922)),
        (LAPSED, FILED, GRANTED, date(2022, 6, 2), Maintenance(4, 1461)),
        (LAPSED, FILED, GRANTED, date(2027, 1, 1), Maintenance(7, 2921)),  # announced: today is earlier
        (LAPSED, FILED, GRANTED, None, None),  # lapsed, nobody says when
        (PENDING, FILED, None, None, None),
        (VALID, FILED, None, None, None),
        (VALID, None, GRANTED, None, None),
        (VALID, date(2026, 7, 1), date(2026, 7, 2), None, None),  # a clock that is wrong
        (VALID, date(2024, 2, 29), date(2025, 1, 1), None, Maintenance(2, 823)),
        (VALID, date(1990, 6, 1), date(1992, 1, 1), None, Maintenance(36, 13149)),  # the pushed state wins
    ],
)
def test_how_long_a_granted_patent_has_been_kept(
    status: LegalStatus,
    filed: date | None,
    granted: date | None,
    lapsed: date | None,
    kept: Maintenance | None,
) -> None:
    assert maintenance(status, filed, granted, lapsed, TODAY) == kept


@pytest.mark.req("S186")
def test_29_february_has_its_anniversary_on_the_28th() -> None:
    filed = date(2016, 2, 29)

    assert maintenance(VALID, filed, filed, None, date(2017, 2, 27)) == Maintenance(0, 364)
    assert maintenance(VALID, filed, filed, None, date(2017, 2, 28)) == Maintenance(1, 365)
    assert maintenance(VALID, filed, filed, None, date(2020, 2, 28)) == Maintenance(3, 1460)
    assert maintenance(VALID, filed, filed, None, date(2020, 2, 29)) == Maintenance(4, 1461)


days = st.dates(date(1985, 4, 1), date(2060, 1, 1))


@given(filed=days, today=days)
def test_completed_years_are_those_whose_anniversary_has_come(filed: date, today: date) -> None:
    kept = maintenance(VALID, filed, filed, None, today)

    if kept is None:
        assert today < filed
    else:
        assert add_years(filed, kept.years) <= today < add_years(filed, kept.years + 1)
        assert kept.days == (today - filed).days


@pytest.mark.req("S47", "S55", "S187")
@pytest.mark.parametrize(
    ("status", "granted", "lapsed", "valid"),
    [
        (VALID, date(2023, 12, 31), None, True),
        (VALID, date(2024, 1, 1), None, False),
        (VALID, None, None, None),
        (LAPSED, GRANTED, date(2024, 1, 1), True),  # lapsed since: it counts then, not now
        (LAPSED, GRANTED, date(2023, 12, 31), False),
        (LAPSED, GRANTED, date(2022, 5, 5), False),
        (LAPSED, GRANTED, None, None),  # lapsed, nobody says when: not guessed
        (LAPSED, date(2024, 2, 1), None, False),
        (LAPSED, None, date(2025, 1, 1), None),  # refused or granted? the file does not say
        (LAPSED, None, date(2023, 1, 1), False),
        (PENDING, None, None, False),
    ],
)
def test_validity_at_the_end_of_2023(
    status: LegalStatus, granted: date | None, lapsed: date | None, valid: bool | None
) -> None:
    assert valid_at_2023_end(status, FILED, granted, lapsed) is valid


@pytest.mark.req("S47")
def test_a_term_that_ended_before_settles_what_is_not_said() -> None:
    assert valid_at_2023_end(LAPSED, date(2010, 1, 1), GRANTED, None, date(2020, 1, 1)) is False
    assert valid_at_2023_end(LAPSED, date(2016, 1, 1), GRANTED, None, date(2026, 1, 1)) is None
    assert valid_at_2023_end(VALID, date(2010, 1, 1), GRANTED, None, date(2020, 1, 1)) is True
    assert valid_at_2023_end(VALID, date(2024, 1, 1), None, None) is False
