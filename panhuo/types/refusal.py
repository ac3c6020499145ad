"""Reasons why an act is refused, as an enum."""

from panhuo.enums import described
from panhuo.rules.eligibility import FILING_REFUSALS, FilingRefusal

described(
    FilingRefusal,
    "Why a patent cannot be filed singly (不可建档原因).",
    {name: " ".join(texts) for name, texts in FILING_REFUSALS.items()},
)

__all__ = ["FilingRefusal"]
