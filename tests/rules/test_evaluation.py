"""What an evaluation may say, and how several are summed up."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.evaluation import TEXT_AT_MOST, average_of, cleaned_text, is_rating


@pytest.mark.req("S149")
def test_one_to_five_stars_are_a_rating() -> None:
    assert [stars for stars in range(-1, 8) if is_rating(stars)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(None, None), ("  ", None), (" 有前景\r\n可合作 ", "有前景\n可合作"), ("字" * 1000, "字" * 1000)],
)
def test_a_text_keeps_its_lines(typed: str | None, kept: str | None) -> None:
    assert cleaned_text(typed) == kept


@pytest.mark.parametrize("typed", ["字" * (TEXT_AT_MOST + 1), "a\x00b"])
def test_what_cannot_be_kept_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="printable"):
        cleaned_text(typed)


@given(st.lists(st.integers(1, 5)))
def test_an_average_is_within_half_a_hundredth(ratings: list[int]) -> None:
    average = average_of(len(ratings), sum(ratings))
    exact = Fraction(sum(ratings), len(ratings)) if ratings else Fraction(0)
    assert abs(Fraction(average, 100) - exact) <= Fraction(1, 200)
