"""Why a patent may not be filed, in order."""

from dataclasses import replace

import pytest

from panhuo.rules.eligibility import (
    FILING_REFUSALS,
    FilingRefusal,
    Standing,
    filing_refusal,
    member_refusal,
)
from panhuo.rules.vocabulary import LegalStatus

OURS = Standing(LegalStatus.VALID, first_owner=7, institution=7, still_owner=True)
LAPSED, EXAMINED = (
    replace(OURS, legal_status=LegalStatus.LAPSED),
    replace(OURS, legal_status=LegalStatus.PENDING),
)


@pytest.mark.req("S58", "S70", "S76")
@pytest.mark.parametrize(
    ("patent", "reason"),
    [
        (OURS, None),
        (replace(LAPSED, still_owner=False), FilingRefusal.TRANSFERRED_OUT),
        (replace(LAPSED, first_owner=None), FilingRefusal.FIRST_OWNER_OUTSIDE),
        (replace(LAPSED, first_owner=8), FilingRefusal.NOT_FIRST_OWNER),
        (replace(LAPSED, within_reach=False), FilingRefusal.LAPSED),
        (EXAMINED, FilingRefusal.NOT_GRANTED),
    ],
)
def test_what_stands_against_a_member(patent: Standing, reason: FilingRefusal | None) -> None:
    assert member_refusal(patent) is filing_refusal(patent) is reason


@pytest.mark.req("S73", "S82", "S84")
def test_a_portfolio_takes_what_cannot_be_filed_singly() -> None:
    elsewhere, filed = replace(OURS, within_reach=False, filed=True), replace(OURS, filed=True)

    assert filing_refusal(elsewhere) is FilingRefusal.OTHER_CAMPUS
    assert filing_refusal(filed) is FilingRefusal.ALREADY_FILED
    assert member_refusal(elsewhere) is None and member_refusal(filed) is None


def test_every_reason_has_its_words() -> None:
    assert list(FILING_REFUSALS) == list(FilingRefusal)
