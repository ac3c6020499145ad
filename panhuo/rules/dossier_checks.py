"""Checks of single values of a dossier: texts and amounts."""

from collections.abc import Iterator
from decimal import Decimal

from panhuo.rules.account_name import unprintable
from panhuo.rules.dossier_content import YUAN
from panhuo.rules.dossier_problems import Problem, ProblemCode

AMOUNT_BELOW = Decimal(10**9)
"""万元: ten trillion yuan."""


def is_amount(amount: Decimal) -> bool:
    """Whether an amount of 万元 is a finite, not negative number of whole yuan (S96)."""
    return amount.is_finite() and 0 <= amount < AMOUNT_BELOW and amount * YUAN % 1 == 0


def text_problems(text: str, path: tuple[str | int, ...], most: int) -> Iterator[Problem]:
    """Too long, or with characters nobody sees; line breaks are fine."""
    if len(text) > most:
        yield Problem(ProblemCode.TEXT_TOO_LONG, path, {"most": most})
    if any(unprintable(each) for each in text if each not in "\n\r\t"):
        yield Problem(ProblemCode.TEXT_UNPRINTABLE, path)
