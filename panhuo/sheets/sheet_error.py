"""What makes a whole file unreadable."""

from panhuo.errors import ErrorCode, PanhuoError


class SheetError(PanhuoError):
    """A file that is not read at all, or not further: nothing of it may be kept.

    `code` says why, `detail` names headings, rows or sizes in no language.
    """


def too_large(found: int, most: int) -> SheetError:
    return SheetError(ErrorCode.SHEET_TOO_LARGE, f"{found:,} > {most:,} B")
