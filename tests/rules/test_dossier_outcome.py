"""What approval makes of a dossier (S112–S114)."""

import pytest

from panhuo.rules.dossier_content import DossierContent, StatusEntry
from panhuo.rules.dossier_options import STATUS_PAIRS
from panhuo.rules.dossier_options import ImplementationStatus as S
from panhuo.rules.dossier_outcome import UNFIT_WORDS, UnfitReason, outcome_of
from panhuo.rules.vocabulary import DossierState
from tests.rules.dossiers import whole

BLOCKING = {S.ASSIGNED, S.TO_BE_ABANDONED, S.OWNERSHIP_DISPUTE, S.UNSUITABLE}


@pytest.mark.req("S112", "S113", "S114")
@pytest.mark.parametrize("first", S)
def test_the_first_level_decides_whatever_the_second(first: S) -> None:
    for second in (None, *STATUS_PAIRS[first]):
        outcome = outcome_of(whole(statuses=(StatusEntry(first, second),)))
        blocked = first in BLOCKING
        assert outcome.state is (DossierState.INVENTORIED if blocked else DossierState.REGISTERED)
        assert outcome.reasons == ((UnfitReason(first.value),) if blocked else ())


@pytest.mark.req("S112")
@pytest.mark.parametrize(("rating", "low"), [(None, False), (1, True), (2, True), (3, False), (5, False)])
def test_one_or_two_stars_are_inventoried(rating: int | None, low: bool) -> None:
    assert outcome_of(DossierContent(rating=rating)).reasons == ((UnfitReason.LOW_RATING,) if low else ())


def test_reasons_add_up_and_have_words() -> None:
    content = whole(statuses=(StatusEntry(S.UNSUITABLE), StatusEntry(S.ASSIGNED)), rating=1)

    assert outcome_of(content).reasons == (
        UnfitReason.ASSIGNED,
        UnfitReason.UNSUITABLE,
        UnfitReason.LOW_RATING,
    )
    assert set(UNFIT_WORDS) == set(UnfitReason)
