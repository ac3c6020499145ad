"""A dossier as lines of a workbook: its first row, then a continuation row for each further option (S94)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from panhuo.rules.account_words import NO, YES
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry, plain
from panhuo.rules.dossier_options import (
    DETAIL_LABELS,
    MATURITY_LABELS,
    PRICE_LABELS,
    STATUS_LABELS,
    WILLINGNESS_DETAIL_LABELS,
    WILLINGNESS_LABELS,
    WITH_PRODUCT,
    ImplementationDetail,
    ImplementationStatus,
    WillingnessDetail,
)
from panhuo.rules.industry import normalise_strategic_industry
from panhuo.sheets.cells import FORMULA_ERRORS, NULLS
from panhuo.sheets.dossier_cells import FREE, clean
from panhuo.sheets.dossier_columns import BY_FIELD
from panhuo.sheets.dossier_fields import DASHES, SEPARATORS, phone
from panhuo.sheets.dossier_options import (
    CUSTOM_PREFIX,
    Own,
    detail_said,
    status_said,
    willingness_detail_said,
)
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.patent_fields import ROUNDED

Line = dict[str, str]
"""Field → the text of its cell."""
RATINGS = {1: "一星", 2: "二星", 3: "三星", 4: "四星", 5: "五星"}
TEXTS = ("name", "description", "contact", "advantages", "prospects")
ENTRY_TEXTS = ("custom", "result", "conclusion", "product", "remark")
QUOTED = frozenset(SEPARATORS + '"')


def as_stated(content: DossierContent) -> DossierContent:
    """What of a content a workbook can state: an upload of it has changed nothing where it states just this.

    Without members, characters nobody sees, outer spaces, options of one's own without their text, and what
    stands for nothing (`-`, `无`).
    """
    texts = {name: stated(getattr(content, name)) for name in TEXTS}
    strategic = stated(content.strategic_industry)
    return replace(
        content,
        **texts,  # type: ignore[arg-type]
        phone=(number := stated(content.phone)) and phone(number).value,
        statuses=tuple(filter(None, map(stated_status, content.statuses))),
        willingness=tuple(map(stated_willingness, content.willingness)),
        cities=tuple(each.translate(DASHES) for each in stated_items(content.cities)),
        companies=stated_items(content.companies),
        strategic_industry=strategic and normalise_strategic_industry(strategic),
        members=(),
    )


def stated(text: str | None) -> str | None:
    """A text as a cell can hold it."""
    found = clean(text or "")
    return None if found in NULLS else found


def stated_items(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(clean, texts)))


def stated_status(entry: StatusEntry) -> StatusEntry | None:
    texts = {name: stated(getattr(entry, name)) for name in ENTRY_TEXTS}
    found = replace(entry, **texts)  # type: ignore[arg-type]
    if found.first is ImplementationStatus.CUSTOM and not found.custom:
        return None
    nothing = found.second is ImplementationDetail.CUSTOM and not found.custom
    return replace(found, second=None) if nothing else found


def stated_willingness(entry: WillingnessEntry) -> WillingnessEntry:
    found = replace(entry, custom=stated(entry.custom))
    nothing = found.second is WillingnessDetail.CUSTOM and not found.custom
    return replace(found, second=None) if nothing else found


def lines_of(row: TemplateRow, serial: int) -> Iterator[Line]:
    """The lines of a patent or a dossier, the one that names it first."""
    content = as_stated(row.content)
    entries = zip_longest(map(status_cells, content.statuses), map(will_cells, content.willingness))
    first, *others = list(entries) or [(None, None)]
    yield shielded({**patent_cells(row, serial), **content_cells(content), **joined(first)})
    for each in others:
        yield shielded(joined(each))


def joined(parts: tuple[Line | None, Line | None]) -> Line:
    return {**(parts[0] or {}), **(parts[1] or {})}


def patent_cells(row: TemplateRow, serial: int) -> Line:
    """What is known of the patents, prefilled."""
    return {
        "serial": str(serial),
        "application_number": row.application_number,
        "title": row.title,
        "legal_status": row.legal_status,
        "maintenance_years": "" if row.maintenance_years is None else str(row.maintenance_years),
        "inventors": "、".join(row.inventors),
        "unit": row.unit,
        "further": ",".join(row.further),
        "known_industry": row.industry,
        "known_strategic": row.strategic_industry,
        "known_ipc": row.ipc,
    }


def content_cells(content: DossierContent) -> Line:
    """The fields that stand once."""
    found: Mapping[str, str | None] = {
        **{name: getattr(content, name) for name in (*TEXTS, "phone", "industry", "strategic_industry")},
        "fiscal_funding": None if content.fiscal_funding is None else YES if content.fiscal_funding else NO,
        "fee_standard": figure(content.fee_standard),
        "cities": listed(content.cities),
        "companies": listed(content.companies),
        "price": content.price and PRICE_LABELS[content.price],
        "maturity": content.maturity and MATURITY_LABELS[content.maturity],
        "rating": None if content.rating is None else RATINGS.get(content.rating, str(content.rating)),
    }
    return {name: text for name, text in found.items() if text}


def status_cells(entry: StatusEntry) -> Line:
    """One status. What column N holds depends on it; an amount beside a text has a column of its own."""
    first_own = entry.first is ImplementationStatus.CUSTOM
    first = own(entry.custom, status_said) if first_own else STATUS_LABELS[entry.first]
    second = second_cell(entry.second, None if first_own else entry.custom, DETAIL_LABELS, detail_said)
    text, number = entry.result or entry.product, figure(entry.amount)
    beside = bool(text) or entry.second in WITH_PRODUCT
    return {
        "status_first": first,
        "status_second": second,
        "status_detail": text or ("" if beside else number or ""),
        "status_amount": number or "" if beside else "",
        "status_remark": entry.remark or "",
        "status_conclusion": entry.conclusion or "",
    }


def will_cells(entry: WillingnessEntry) -> Line:
    second = second_cell(entry.second, entry.custom, WILLINGNESS_DETAIL_LABELS, willingness_detail_said)
    return {"will_first": WILLINGNESS_LABELS[entry.first], "will_second": second}


def second_cell(
    option: Any, custom: str | None, labels: Mapping[Any, str], read: Callable[[str], Own]
) -> str:
    """A second level: its label, or the text of one's own."""
    return own(custom, read) if custom else labels[option] if option else ""


def own(text: str | None, read: Callable[[str], Own]) -> str:
    """A text of one's own, with what makes it one where it reads as an option."""
    if not text:
        return ""
    return text if read(text).custom == text else CUSTOM_PREFIX + text


def figure(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)


def listed(texts: Sequence[str]) -> str:
    """Texts with commas between; one with a comma in it in quotes."""
    return ",".join(quoted(text) if QUOTED & set(text) or text in NULLS else text for text in texts)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def shielded(line: Line) -> Line:
    """With a space before what a reader would take for a formula or a rounded number."""
    return {name: f" {text}" if mistakable(name, text) else text for name, text in line.items()}


def mistakable(name: str, text: str) -> bool:
    if text in FORMULA_ERRORS or (text.startswith("=") and BY_FIELD[name].taken):
        return True
    return name not in FREE and bool(ROUNDED.fullmatch(text))
