"""What is wrong in a row, as a person reads it."""

from functools import lru_cache

from panhuo.errors import ErrorCode, message
from panhuo.rules.patent_record import RowIssue
from panhuo.sheets.cells import plain

DETAIL_CHARACTERS = 60
WARNINGS = frozenset(
    (
        ErrorCode.CELL_CONTROL_CHARACTERS,
        ErrorCode.CELL_DAMAGED_TEXT,
        ErrorCode.DOSSIER_CITY_UNUSUAL,
        ErrorCode.DOSSIER_CUSTOM_SIMILAR,
        ErrorCode.DOSSIER_MATURITY_OLDER,
        ErrorCode.EXPIRY_PASSED,
        ErrorCode.INDUSTRY_CODE_INVALID,
        ErrorCode.IPC_INVALID,
        ErrorCode.LEGAL_STATUS_CONTRADICTS,
        ErrorCode.OWNERS_MISSING,
        ErrorCode.PATENT_TYPE_CONTRADICTS,
        ErrorCode.PATENT_TYPE_UNKNOWN,
        ErrorCode.PHONE_UNUSUAL,
        ErrorCode.PUBLICATION_NUMBER_INVALID,
    )
)
"""Codes that never leave a row out."""


def row_issue(row: int, column: str | None, code: ErrorCode, detail: str = "", *, fatal: bool) -> RowIssue:
    """One issue; `detail` is what stood in the cell, or what it contradicts."""
    shown = plain(detail[: 2 * DETAIL_CHARACTERS])[:DETAIL_CHARACTERS]
    return RowIssue(row, column, code.value, bilingual(code, shown), fatal and code not in WARNINGS)


@lru_cache(maxsize=4096)
def bilingual(code: ErrorCode, detail: str) -> str:
    """The message in English and in Chinese, the cell's content behind."""
    both = f"{message(code)} {message(code, chinese=True)}"
    return f"{both} [{detail}]" if detail else both
