"""实施状态 and 转化意愿 from the rows of a dossier, one option a row (S94, S95)."""

from collections.abc import Iterator
from typing import NamedTuple

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_content import StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    DEALS,
    STATUS_PAIRS,
    WITH_PRODUCT,
    ImplementationStatus,
    Willingness,
    WillingnessDetail,
)
from panhuo.sheets.dossier_columns import (
    AMOUNT,
    CONCLUSION,
    DETAIL,
    FIRST,
    REMARK,
    SECOND,
    WILL_FIRST,
    WILL_SECOND,
    DossierColumn,
)
from panhuo.sheets.dossier_draft import Draft
from panhuo.sheets.dossier_fields import amount
from panhuo.sheets.dossier_options import (
    DETAILS,
    STATUSES,
    WILLINGNESS,
    WILLINGNESS_DETAILS,
    Own,
    detail_said,
    folded,
    invites,
    resembled,
    status_said,
    willingness_detail_said,
)
from panhuo.sheets.reading import SheetRow

REPORT = ImplementationStatus.EVALUATION_REPORT


class Level(NamedTuple):
    """A first level as it stands in a row: an option, and the text where it is one's own."""

    option: ImplementationStatus
    custom: str | None


class StatusReader:
    """Reads the statuses of one dossier, from its first row down."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.above: Level | None = None
        """The first level last named: a row that has a second one alone goes on with it."""

    def entries(self) -> Iterator[tuple[int, StatusEntry]]:
        """Each entry and its row."""
        for row in self.draft.rows:
            if entry := self.entry(row):
                yield row.number, entry

    def entry(self, row: SheetRow) -> StatusEntry | None:
        texts = {column: self.draft.said(row, column) for column in (FIRST, SECOND, DETAIL, REMARK)}
        more = {column: self.draft.said(row, column) for column in (CONCLUSION, AMOUNT)}
        level = self.level(row, texts[FIRST], bool(texts[SECOND]))
        if level is None:
            if any((*texts.values(), *more.values())) and not self.draft.refused(row, FIRST):
                self.draft.tell(row.number, FIRST, ErrorCode.CELL_REQUIRED)
            return None
        second = self.second(row, texts[SECOND], level)
        detail = self.detail(row, level, second, texts[DETAIL])
        if more[AMOUNT]:
            if detail.get("amount") is not None:
                self.draft.tell(row.number, AMOUNT, ErrorCode.DOSSIER_DETAIL_MISPLACED, more[AMOUNT])
            detail["amount"] = self.amount(row, AMOUNT, more[AMOUNT])
        return StatusEntry(
            first=level.option,
            second=second.option,  # type: ignore[arg-type]
            custom=level.custom if level.option is ImplementationStatus.CUSTOM else second.custom,
            remark=texts[REMARK] or None,
            conclusion=more[CONCLUSION] or None,
            **detail,  # type: ignore[arg-type]
        )

    def level(self, row: SheetRow, text: str, goes_on: bool) -> Level | None:
        """The first level of a row."""
        if self.draft.refused(row, FIRST):
            self.above = None
        if not text:
            return self.above if goes_on else None
        own = status_said(text)
        if own.option is None:
            self.draft.tell(row.number, FIRST, ErrorCode.DOSSIER_CUSTOM_PLACEHOLDER, text)
            self.above = None
            return None
        if own.custom and resembled(text, STATUSES):
            self.draft.tell(row.number, FIRST, ErrorCode.DOSSIER_CUSTOM_SIMILAR, text, fatal=False)
        self.above = Level(ImplementationStatus(own.option), own.custom)
        return self.above

    def second(self, row: SheetRow, text: str, level: Level) -> Own:
        """The second level; where none can be written its text stays, and the form's rules refuse it."""
        found = second_said(self.draft, row, SECOND, text)
        if not found.custom or STATUS_PAIRS[level.option]:
            return found
        if level.option is ImplementationStatus.CUSTOM:
            self.draft.tell(row.number, SECOND, ErrorCode.DOSSIER_CUSTOM_MISPLACED, text)
            return Own(None)
        return Own(None, found.custom)

    def detail(self, row: SheetRow, level: Level, second: Own, text: str) -> dict[str, object]:
        """What column N means: a result, a product or an amount, as the status has it (S96–S98)."""
        if not text:
            return {}
        if level.option is REPORT:
            return {"result": text}
        if second.option in WITH_PRODUCT:
            return {"product": text}
        if level.option not in DEALS and amount(text).value is None:
            return {"product": text}
        return {"amount": self.amount(row, DETAIL, text)}

    def amount(self, row: SheetRow, column: DossierColumn, text: str) -> object:
        found = amount(text)
        if found.code:
            self.draft.tell(row.number, column, found.code, found.detail)
        return found.value


def second_said(draft: Draft, row: SheetRow, column: DossierColumn, text: str) -> Own:
    """A second level of either list."""
    if not text:
        return Own(None)
    statuses = column is SECOND
    found = detail_said(text) if statuses else willingness_detail_said(text)
    if found.option is None:
        draft.tell(row.number, column, ErrorCode.DOSSIER_CUSTOM_PLACEHOLDER, text)
    elif found.custom and resembled(text, DETAILS if statuses else WILLINGNESS_DETAILS):
        draft.tell(row.number, column, ErrorCode.DOSSIER_CUSTOM_SIMILAR, text, fatal=False)
    return found


def willingness_entries(draft: Draft) -> Iterator[tuple[int, WillingnessEntry]]:
    """Each 转化意愿 and its row."""
    above: Willingness | None = None
    for row in draft.rows:
        first, second = draft.said(row, WILL_FIRST), draft.said(row, WILL_SECOND)
        if first or draft.refused(row, WILL_FIRST):
            above = will_level(draft, row, first)
        elif second and above is None:
            draft.tell(row.number, WILL_FIRST, ErrorCode.CELL_REQUIRED)
        if above and (first or second):
            own = second_said(draft, row, WILL_SECOND, second)
            option = None if own.option is None else WillingnessDetail(own.option)
            yield row.number, WillingnessEntry(above, option, own.custom)


def will_level(draft: Draft, row: SheetRow, text: str) -> Willingness | None:
    """The first level of a row; the form offers no text of one's own here."""
    found = WILLINGNESS.get(folded(text))
    if text and found is None:
        code = ErrorCode.DOSSIER_CUSTOM_PLACEHOLDER if invites(text) else ErrorCode.DOSSIER_OPTION_UNKNOWN
        draft.tell(row.number, WILL_FIRST, code, text)
    return found
