"""Reasons why an act is refused, as an enum."""

from enum import StrEnum

from panhuo.enums import described
from panhuo.types.patent_sql import FILING_REFUSALS

FilingRefusal = described(
    StrEnum("FilingRefusal", {name: name for name in FILING_REFUSALS}),
    "Why a patent cannot be filed singly (不可建档原因).",
    {name: " ".join(texts) for name, texts in FILING_REFUSALS.items()},
)
