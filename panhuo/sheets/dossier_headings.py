"""Where the headings of a dossier workbook stand: one row of them, or two levels, found by their text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panhuo.errors import ErrorCode
from panhuo.sheets.cells import cell_text, plain
from panhuo.sheets.dossier_columns import (
    COLUMNS,
    WILL_FIRST,
    WILL_SECOND,
    DossierColumn,
    bare,
    column_headed,
    is_reported,
)
from panhuo.sheets.reading import SheetRow
from panhuo.sheets.sheet_error import SheetError

HEADING_ROWS = 10
"""Headings stand within the first rows; a title or a tip may stand above them."""
NEEDED = tuple(column for column in COLUMNS if column.needed)
TWICE = "转化意愿"
"""What both levels may be headed, the first before the second."""


@dataclass(frozen=True)
class Headings:
    """What the headings of a file mean. Rows and columns count from 1."""

    row: int
    """The last row of headings; data stand below."""
    places: Mapping[str, int]
    """Field → its column."""
    names: Mapping[str, str]
    """Field → its heading as the file has it."""
    width: int
    """Columns up to the last heading that is no row report's."""
    reported: bool = False
    """Whether a row report has added columns behind them."""


def find_headings(rows: Sequence[SheetRow]) -> Headings:
    """The headings among the first rows: where most fields are understood.

    Raises SheetError: needed ones missing, or one twice.
    """
    texts = [[cell_text(cell).strip() for cell in row.cells] for row in rows[:HEADING_ROWS]]
    best: tuple[int, list[Headed]] = (0, [])
    for number, lower in enumerate(texts, 1):
        found = headed(texts[number - 2] if number > 1 else [], lower)
        if len({each.column for each in found}) > len({each.column for each in best[1]}):
            best = (number, found)
    number, found = best
    there = {each.column for each in found}
    if absent := [column.heading.lstrip("*") for column in NEEDED if column not in there]:
        raise SheetError(ErrorCode.SHEET_HEADINGS_MISSING, "、".join(absent))
    check_single(found)
    return Headings(
        number,
        {each.column.field: each.place for each in found},
        {each.column.field: each.text for each in found},
        own_width(texts[max(number - 2, 0) : number]),
        any(map(is_reported, texts[number - 1])),
    )


@dataclass(frozen=True)
class Headed:
    """A column that is understood."""

    place: int
    text: str
    column: DossierColumn


def headed(upper: Sequence[str], lower: Sequence[str]) -> list[Headed]:
    """What the columns of two rows mean: by the lower one, by both, or by the upper one where that is all."""
    found: list[Headed] = []
    unclear: list[tuple[int, str]] = []
    group = ""
    for place in range(1, max(len(upper), len(lower)) + 1):
        above, below = text_at(upper, place), text_at(lower, place)
        group = above or (group if below else "")
        text = below or above
        column = column_headed(text) or (column_headed(group + below) if below else None)
        if column:
            found.append(Headed(place, plain(text), column))
        elif bare(text) == TWICE:
            unclear.append((place, plain(text)))
    there = {each.column for each in found}
    for (place, text), column in zip(unclear, (WILL_FIRST, WILL_SECOND), strict=False):
        if column not in there:
            found.append(Headed(place, text, column))
    return found


def text_at(texts: Sequence[str], place: int) -> str:
    return texts[place - 1] if place <= len(texts) else ""


def check_single(found: Sequence[Headed]) -> None:
    """Raise SheetError where two columns mean one field."""
    seen: dict[DossierColumn, Headed] = {}
    for each in found:
        if other := seen.get(each.column):
            raise SheetError(ErrorCode.SHEET_HEADINGS_DUPLICATED, f"{other.text}, {each.text}")
        seen[each.column] = each


def own_width(texts: Sequence[Sequence[str]]) -> int:
    own = [place for row in texts for place, text in enumerate(row, 1) if text and not is_reported(text)]
    return max(own, default=0)


def heading_of(headings: Headings, field: str) -> str:
    """The heading of a field as the file has it, or as the template would."""
    usual = next(column.heading for column in COLUMNS if column.field == field)
    return headings.names.get(field, usual)
