"""Where in a workbook a field of a dossier's content stands: a problem is told at its own cell."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from panhuo.rules.dossier_options import WITH_PRODUCT, ImplementationStatus
from panhuo.sheets.dossier_columns import (
    AMOUNT,
    BY_FIELD,
    CONCLUSION,
    DETAIL,
    FIRST,
    FURTHER,
    NUMBER,
    REMARK,
    SECOND,
    WILL_FIRST,
    WILL_SECOND,
    DossierColumn,
)
from panhuo.sheets.dossier_row import DossierRow

Path = Sequence[str | int]
OF_STATUS: Mapping[str, DossierColumn] = {
    "first": FIRST,
    "second": SECOND,
    "custom": SECOND,
    "amount": DETAIL,
    "result": DETAIL,
    "product": DETAIL,
    "conclusion": CONCLUSION,
    "remark": REMARK,
}
OF_WILLINGNESS: Mapping[str, DossierColumn] = {
    "first": WILL_FIRST,
    "second": WILL_SECOND,
    "custom": WILL_SECOND,
}


class Place(NamedTuple):
    """A cell."""

    row: int
    column: DossierColumn


def place_of(dossier: DossierRow, path: Path) -> Place:
    """The cell of a path as problems have it: `("phone",)`, `("statuses", 1, "amount")`, `("members",)`."""
    name, at, inner = (*path, None, None)[:3]
    if name == "statuses":
        return status_place(dossier, at, str(inner))
    if name == "willingness":
        row = entry_row(dossier, dossier.will_rows, at)
        return Place(row, OF_WILLINGNESS.get(str(inner), WILL_FIRST))
    if name == "members":
        return Place(dossier.row, FURTHER if dossier.is_portfolio else NUMBER)
    return Place(dossier.row, BY_FIELD[str(name)])


def status_place(dossier: DossierRow, at: object, inner: str) -> Place:
    """Where a field of a status stands depends on the status itself."""
    row = entry_row(dossier, dossier.status_rows, at)
    column = OF_STATUS.get(inner, FIRST)
    if isinstance(at, int) and at < len(dossier.content.statuses):
        entry = dossier.content.statuses[at]
        if inner == "custom" and entry.first is ImplementationStatus.CUSTOM:
            column = FIRST
        elif inner == "amount" and entry.second in WITH_PRODUCT:
            column = AMOUNT
    return Place(row, column)


def entry_row(dossier: DossierRow, rows: Sequence[int], at: object) -> int:
    """The row of the entry counted from 0, or where the list begins."""
    return rows[at] if isinstance(at, int) and at < len(rows) else dossier.row
