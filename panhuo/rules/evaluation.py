"""Evaluations by enterprises (企业评价, S149–S151): what one may say, and how several are summed up."""

from panhuo.rules.account_name import unprintable

STARS_AT_MOST = 5
TEXT_AT_MOST = 1000
"""Letters of each of the three texts."""
LINE_BREAKS = frozenset("\n\t")


def is_rating(stars: int) -> bool:
    return 1 <= stars <= STARS_AT_MOST


def cleaned_text(typed: str | None) -> str | None:
    """A text as it is kept, its lines left; None if it is empty. Raises ValueError for one that cannot be."""
    text = (typed or "").replace("\r\n", "\n").strip()
    if len(text) > TEXT_AT_MOST or any(unprintable(each) for each in text if each not in LINE_BREAKS):
        raise ValueError(f"at most {TEXT_AT_MOST} printable characters")
    return text or None


def average_of(count: int, stars: int) -> int:
    """The average in hundredths of a star, halves rounded up; 0 of none. Whole numbers, so always exact."""
    return (200 * stars + count) // (2 * count) if count else 0
