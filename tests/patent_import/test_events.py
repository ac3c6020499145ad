"""Dated legal events, and what was in force at the end of 2023."""

from datetime import date
from itertools import product

import pytest

from panhuo.rules.terms import expiry, valid_at_2023_end
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType
from tests.patent_import.records import FEBRUARY, counts, found, grant, number, one, push

pytestmark = pytest.mark.anyio

BEFORE, DAY, AFTER = date(2020, 2, 29), date(2023, 12, 31), date(2024, 1, 1)
LAPSE, RESTORATION = LegalEventKind.LAPSE, LegalEventKind.RESTORATION


def known(value: object) -> bool | None:
    """SQLite's 0 and 1 as booleans."""
    return None if value is None else bool(value)


@pytest.mark.req("S47", "S55", "S187")
async def test_the_state_at_the_end_of_2023_is_the_rules(db: str) -> None:
    # given
    cases = list(
        product(
            LegalStatus,
            (BEFORE, AFTER, None),
            (BEFORE, DAY, AFTER, None),
            (DAY, AFTER, None),
            (DAY, AFTER, None),
        )
    )

    # when
    await push(
        *(
            grant(
                serial,
                legal_status=status,
                application_date=filed,
                grant_date=granted,
                lapse_date=lapsed,
                expiry_date=expired,
            )
            for serial, (status, filed, granted, lapsed, expired) in enumerate(cases)
        )
    )

    # then
    stored = {
        row[0]: known(row[1])
        for row in await found("select application_number, valid_at_2023_end from patent")
    }
    for serial, (status, filed, granted, lapsed, expired) in enumerate(cases):
        ends = expiry(PatentType.INVENTION, filed, expired)
        gone = lapsed if status is LegalStatus.LAPSED else None
        assert stored[number(serial)] == valid_at_2023_end(status, filed, granted, gone, ends), cases[serial]


@pytest.mark.req("S48")
async def test_an_event_is_stored_once(db: str) -> None:
    licence = (LegalEventKind.LICENCE, date(2024, 1, 5), None)
    await push(grant(events=[licence]))
    assert counts(await push(grant(events=[licence]))) == (0, 0, 1)
    assert counts(await push(grant(events=[(LegalEventKind.PLEDGE, date(2024, 1, 5), None)]))) == (0, 1, 0)
    assert await one("select count(*) from legal_event") == 2


@pytest.mark.parametrize(("day", "in_force"), [(date(2023, 6, 1), False), (date(2024, 6, 1), True)])
async def test_a_lapse_event_tells_when_a_patent_lapsed(db: str, day: date, in_force: bool) -> None:
    await push(grant(legal_status=LegalStatus.LAPSED))
    assert known(await one("select valid_at_2023_end from patent")) is None
    lapsed = grant(legal_status=LegalStatus.LAPSED, events=[(LAPSE, day, "未缴年费")])
    await push(lapsed, as_of=FEBRUARY)
    assert known(await one("select valid_at_2023_end from patent")) is in_force
    assert counts(await push(lapsed, as_of=FEBRUARY)) == (0, 0, 1)


@pytest.mark.parametrize(
    ("restored", "in_force"), [(date(2023, 12, 1), True), (date(2023, 6, 1), True), (date(2024, 3, 1), False)]
)
async def test_what_was_restored_later_was_not_in_force(db: str, restored: date, in_force: bool) -> None:
    await push(grant(events=[(LAPSE, date(2023, 6, 1), None), (RESTORATION, restored, None)]))
    assert known(await one("select valid_at_2023_end from patent")) is in_force
