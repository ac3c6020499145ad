"""In which language to answer: English, or Chinese where the client prefers it."""

import re
from functools import lru_cache

MAX_RANGES = 32
"""Language ranges read from one header; browsers send fewer than ten."""


@lru_cache(maxsize=200)
def prefers_chinese(accept_language: str | None) -> bool:
    """Whether an Accept-Language header (RFC 9110 §12.5.4) puts Chinese before English.

    Other languages count as neither; without a header, or with one that cannot be read, English.
    """
    ranges = (accept_language or "").split(",", MAX_RANGES)[:MAX_RANGES]
    read = [weighted(text, place) for place, text in enumerate(ranges)]
    chinese = max((rank for language, rank in read if language == "zh"), default=NOT_ACCEPTED)
    english = max((rank for language, rank in read if language == "en"), default=NOT_ACCEPTED)
    return chinese[0] > 0 and chinese > english


NOT_ACCEPTED = (0.0, -MAX_RANGES)


def weighted(text: str, place: int) -> tuple[str, tuple[float, int]]:
    """The primary language of a range, and its rank: by weight, then the earlier first."""
    tag, _, parameter = text.strip().partition(";")
    return tag.strip().partition("-")[0].lower(), (weight(parameter.strip()), -place)


def weight(parameter: str) -> float:
    """The q of a range; 1 where none is given, 0 where it is not a weight."""
    if not parameter:
        return 1.0
    name, _, digits = parameter.partition("=")
    try:
        given = float(digits)
    except ValueError:
        return 0.0
    return given if name.strip().lower() == "q" and 0 <= given <= 1 else 0.0


BOTH = re.compile(r"(.+?) \(([^()]+)\)\.", re.DOTALL)


def halves(description: str) -> tuple[str, str]:
    """English and Chinese of a description that reads `English (中文).`, without its full stop."""
    found = BOTH.fullmatch(description)
    if found is None:
        raise ValueError(f"not of the form `English (中文).`: {description}")
    return found[1], found[2]


LABEL = re.compile(r"(.+) \(([^()]+?)(?:, S\d[^()]*)?\)\.?", re.DOTALL)


def labels(description: str) -> tuple[str, str]:
    """What a description calls something in English and in Chinese; itself twice where it is one language."""
    found = LABEL.fullmatch(description)
    return (found[1], found[2]) if found else (description, description)
