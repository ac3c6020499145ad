"""What can be wrong with a dossier, or missing in it. `panhuo/errors/dossier_messages.py` has the words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ProblemCode(StrEnum):
    """Codes of the error catalogue, the same for forms and workbooks."""

    AMOUNT_INVALID = "DOSSIER_AMOUNT_INVALID"
    AMOUNT_MISSING = "DOSSIER_AMOUNT_MISSING"
    COMPANIES_TOO_MANY = "DOSSIER_COMPANIES_TOO_MANY"
    CUSTOM_MISPLACED = "DOSSIER_CUSTOM_MISPLACED"
    CUSTOM_MISSING = "DOSSIER_CUSTOM_MISSING"
    CUSTOM_PLACEHOLDER = "DOSSIER_CUSTOM_PLACEHOLDER"
    DETAIL_MISPLACED = "DOSSIER_DETAIL_MISPLACED"
    FIELD_MISPLACED = "DOSSIER_FIELD_MISPLACED"
    FIELD_MISSING = "DOSSIER_FIELD_MISSING"
    INDUSTRY_UNKNOWN = "DOSSIER_INDUSTRY_UNKNOWN"
    MEMBERS_REPEATED = "DOSSIER_MEMBERS_REPEATED"
    MEMBERS_TOO_FEW = "DOSSIER_MEMBERS_TOO_FEW"
    MEMBERS_TOO_MANY = "DOSSIER_MEMBERS_TOO_MANY"
    OPTION_MISSING = "DOSSIER_OPTION_MISSING"
    OPTION_MISPLACED = "DOSSIER_OPTION_MISPLACED"
    OPTION_REPEATED = "DOSSIER_OPTION_REPEATED"
    OPTIONS_TOO_MANY = "DOSSIER_OPTIONS_TOO_MANY"
    PHONE_INVALID = "DOSSIER_PHONE_INVALID"
    PRODUCT_MISSING = "DOSSIER_PRODUCT_MISSING"
    RATING_INVALID = "DOSSIER_RATING_INVALID"
    RESULT_MISSING = "DOSSIER_RESULT_MISSING"
    TEXT_TOO_LONG = "DOSSIER_TEXT_TOO_LONG"
    TEXT_UNPRINTABLE = "DOSSIER_TEXT_UNPRINTABLE"


MISSING = frozenset(
    {
        ProblemCode.AMOUNT_MISSING,
        ProblemCode.CUSTOM_MISSING,
        ProblemCode.FIELD_MISSING,
        ProblemCode.MEMBERS_TOO_FEW,
        ProblemCode.OPTION_MISSING,
        ProblemCode.PRODUCT_MISSING,
        ProblemCode.RESULT_MISSING,
    }
)
"""What a draft may still lack; the rest is wrong in any draft."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right."""

    code: ProblemCode
    path: tuple[str | int, ...]
    """Where: a field of the content, then a place counted from 0, then a field of the entry."""
    params: dict[str, Any] = field(default_factory=dict)
    """What the words of the code name in braces."""

    @property
    def only_missing(self) -> bool:
        """Whether a draft can be kept all the same."""
        return self.code in MISSING
