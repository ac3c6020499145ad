"""One dossier from its row and the continuation rows below it."""

from collections.abc import Iterator
from typing import Any

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_content import DossierContent
from panhuo.sheets.cells import plain
from panhuo.sheets.dossier_columns import (
    COLUMNS,
    FURTHER,
    INDUSTRY_KNOWN,
    IPC_KNOWN,
    NUMBER,
    PHONE,
    STRATEGIC_KNOWN,
    TITLE,
    DossierColumn,
)
from panhuo.sheets.dossier_draft import Draft, look
from panhuo.sheets.dossier_entries import StatusReader, willingness_entries
from panhuo.sheets.dossier_fields import FIELDS, loses_zero
from panhuo.sheets.dossier_row import DossierRow
from panhuo.sheets.reading import SheetRow

ONCE = tuple(column for column in COLUMNS if column.taken and not column.repeats and column is not NUMBER)
"""Columns of the first row alone."""
KNOWN = (INDUSTRY_KNOWN, STRATEGIC_KNOWN, IPC_KNOWN)
BESIDE_CONTENT = ("unit", "further")


def assembled(draft: Draft) -> DossierRow:
    """What the rows of one dossier say."""
    first, last = draft.rows[0], draft.rows[-1]
    number = numbered(draft, first)
    values = dict(said_once(draft, first))
    for row in draft.rows[1:]:
        check_continuation(draft, first, row)
    statuses, willingness = list(StatusReader(draft).entries()), list(willingness_entries(draft))
    content = DossierContent(
        statuses=tuple(entry for _, entry in statuses),
        willingness=tuple(entry for _, entry in willingness),
        **{name: value for name, value in values.items() if name not in BESIDE_CONTENT},
    )
    return DossierRow(
        row=first.number,
        last_row=last.number,
        application_number=number,
        content=content,
        title=plain(look(first, TITLE, draft.headings, draft.formulas).text) or None,
        unit=values.get("unit"),
        is_portfolio=content.name is not None or bool(text(draft, first, FURTHER)),
        further=values.get("further", ()),
        suggested=tuple(filter(None, (plain(text(draft, first, column)) for column in KNOWN))),
        status_rows=tuple(row for row, _ in statuses),
        will_rows=tuple(row for row, _ in willingness),
        issues=tuple(draft.issues),
    )


def text(draft: Draft, row: SheetRow, column: DossierColumn) -> str:
    return look(row, column, draft.headings, draft.formulas).text


def numbered(draft: Draft, row: SheetRow) -> str | None:
    """The application number; without one there is no dossier."""
    typed = draft.said(row, NUMBER)
    if typed:
        found = read(draft, row, NUMBER, typed)
        return None if found is None else str(found)
    if not draft.refused(row, NUMBER):
        draft.tell(row.number, NUMBER, ErrorCode.CELL_REQUIRED)
    return None


def said_once(draft: Draft, row: SheetRow) -> Iterator[tuple[str, Any]]:
    """The fields that stand in the first row alone, and what they say."""
    for column in ONCE:
        typed = draft.said(row, column)
        value = read(draft, row, column, typed) if typed else None
        if value is not None and value != ():
            yield column.field, value
        if typed and column is PHONE and look(row, column, draft.headings, draft.formulas).number:
            warn_of_zero(draft, row, typed)


def read(draft: Draft, row: SheetRow, column: DossierColumn, typed: str) -> Any:
    found = FIELDS[column.field](typed)
    if found.code:
        draft.tell(row.number, column, found.code, found.detail)
    return found.value


def warn_of_zero(draft: Draft, row: SheetRow, digits: str) -> None:
    if loses_zero(digits):
        draft.tell(row.number, PHONE, ErrorCode.PHONE_UNUSUAL, digits)


def check_continuation(draft: Draft, first: SheetRow, row: SheetRow) -> None:
    """Refuse what stands in a continuation row beside its options, unless it only repeats the first row."""
    for column in (TITLE, *ONCE):
        found = look(row, column, draft.headings, draft.formulas)
        if (found.text or found.code) and (found.code or found.text != text(draft, first, column)):
            draft.tell(row.number, column, ErrorCode.DOSSIER_CONTINUATION_FILLED, found.text)
