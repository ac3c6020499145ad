"""What one person's dossier template offers, and the hidden sheet that its drop-downs read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from panhuo.rules.account_words import NO, YES
from panhuo.rules.dossier_options import (
    DETAIL_LABELS,
    MATURITY_LABELS,
    PRICE_LABELS,
    STATUS_LABELS,
    STATUS_PAIRS,
    WILLINGNESS_DETAIL_LABELS,
    WILLINGNESS_LABELS,
    WILLINGNESS_PAIRS,
)
from panhuo.sheets.dossier_columns import (
    FIRST,
    FUNDING,
    MATURITY,
    PRICE,
    RATING,
    SECOND,
    UNIT,
    WILL_FIRST,
    WILL_SECOND,
    DossierColumn,
)
from panhuo.sheets.dossier_file import LINES_AT_MOST
from panhuo.sheets.dossier_sheet import EDITION, OPTIONS
from panhuo.sheets.dossier_told import RATINGS
from panhuo.sheets.pen import Pen, said

CUSTOM = "CUSTOM"
STATUS_NAME, WILL_NAME = "实施_", "意愿_"
"""What the names of dependent lists begin with; the option of the first level follows."""
CHOICE_ERROR = "请从列表中选择"


class DossierForm(NamedTuple):
    """What one person's template offers."""

    units: Sequence[str] = ()
    """Of 所属学院, as the reader of uploads finds them."""


class Offer(NamedTuple):
    """A list of the hidden sheet."""

    heading: str
    values: Sequence[str]
    column: DossierColumn | None = None
    """The column whose drop-down it is; None for a list that depends on another's choice."""
    name: str = ""
    """Under which a dependent list is found."""


def offers(form: DossierForm) -> list[Offer]:
    """Every list, in the order of the hidden sheet's columns from B on."""
    first = [label for option, label in STATUS_LABELS.items() if option != CUSTOM]
    return [
        Offer("所属学院", form.units, UNIT),
        Offer("是否", (YES, NO), FUNDING),
        Offer("一级实施状态", first, FIRST),
        Offer("一级转化意愿", list(WILLINGNESS_LABELS.values()), WILL_FIRST),
        Offer("意向价格", list(PRICE_LABELS.values()), PRICE),
        Offer("技术成熟度", list(MATURITY_LABELS.values()), MATURITY),
        Offer("自评", list(RATINGS.values())[::-1], RATING),
        *dependent(STATUS_PAIRS, STATUS_LABELS, DETAIL_LABELS, STATUS_NAME),
        *dependent(WILLINGNESS_PAIRS, WILLINGNESS_LABELS, WILLINGNESS_DETAIL_LABELS, WILL_NAME),
    ]


def dependent(
    pairs: Mapping[Any, Sequence[Any]], first: Mapping[Any, str], second: Mapping[Any, str], prefix: str
) -> Iterator[Offer]:
    """The second levels of each first that has any to choose."""
    for option, others in pairs.items():
        if values := [second[each] for each in others if each != CUSTOM]:
            yield Offer(first[option], values, name=prefix + first[option])


def add_drop_downs(book: Any, sheet: Any, form: DossierForm, places: Mapping[str, int], top: int) -> None:
    """Drop-downs in the rows from `top` on. Texts of one's own stay possible where they are taken."""
    for number, offer in enumerate(offers(form), 2):
        if not offer.values:
            continue
        letter = get_column_letter(number)
        source = f"'{OPTIONS}'!${letter}$2:${letter}${len(offer.values) + 1}"
        if offer.name:
            book.defined_names[offer.name] = DefinedName(offer.name, attr_text=source)
        elif offer.column and offer.column.field in places:
            add_list(sheet, offer.column, source, places, top)
    for column, above, prefix in ((SECOND, FIRST, STATUS_NAME), (WILL_SECOND, WILL_FIRST, WILL_NAME)):
        if column.field in places and above.field in places:
            cell = f"${get_column_letter(places[above.field])}{top}"
            add_list(sheet, column, f'INDIRECT("{prefix}"&{cell})', places, top)


def add_list(sheet: Any, column: DossierColumn, source: str, places: Mapping[str, int], top: int) -> None:
    strict = column in (FUNDING, WILL_FIRST, PRICE, MATURITY, RATING)
    choice = DataValidation("list", source, allow_blank=True, showErrorMessage=strict)
    choice.errorTitle, choice.error = CHOICE_ERROR, column.rule
    letter = get_column_letter(places[column.field])
    choice.add(f"{letter}{top}:{letter}{LINES_AT_MOST}")
    sheet.data_validations.append(choice)


def add_options(book: Any, form: DossierForm) -> None:
    """The hidden sheet: which edition this is, and every list."""
    sheet = book.create_sheet(OPTIONS)
    sheet.sheet_state = "hidden"
    pen, lists = Pen(sheet), offers(form)
    sheet.append([said(pen.cell(), text) for text in (EDITION, *(offer.heading for offer in lists))])
    for number in range(max(len(offer.values) for offer in lists)):
        texts = (offer.values[number] if number < len(offer.values) else "" for offer in lists)
        sheet.append([said(pen.cell(), text) for text in ("", *texts)])
