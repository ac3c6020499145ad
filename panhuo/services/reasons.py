"""Reasons that people give for what they decide."""

from panhuo.errors import ErrorCode, PanhuoError

REASON_AT_MOST = 500


def cleaned_reason(reason: str) -> str:
    """A reason as it is kept. Raises DOSSIER_REASON_MISSING where it is empty or too long."""
    text = reason.strip()
    if not 0 < len(text) <= REASON_AT_MOST or "\x00" in text:
        raise PanhuoError(ErrorCode.DOSSIER_REASON_MISSING, field="reason")
    return text
