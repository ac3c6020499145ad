"""The columns of a dossier workbook (建档模板): the campaign's in its order, then those it lacks (S59)."""

import re
from collections import defaultdict

from panhuo.sheets.dossier_column import DossierColumn
from panhuo.sheets.dossier_form_columns import (
    ADVANTAGES,
    AMOUNT,
    CITIES,
    COMPANIES,
    CONCLUSION,
    CONTACT,
    DETAIL,
    FEE,
    FIRST,
    FUNDING,
    MATURITY,
    PHONE,
    PRICE,
    PROSPECTS,
    RATING,
    REMARK,
    SECOND,
    WILL_FIRST,
    WILL_SECOND,
)
from panhuo.sheets.dossier_patent_columns import (
    DESCRIPTION,
    FURTHER,
    INDUSTRY,
    INDUSTRY_KNOWN,
    INVENTORS,
    IPC_KNOWN,
    LEGAL,
    NAME,
    NUMBER,
    SERIAL,
    STRATEGIC,
    STRATEGIC_KNOWN,
    TITLE,
    UNIT,
    YEARS,
)
from panhuo.sheets.patent_headings import normalise_heading

COLUMNS = (
    *(SERIAL, NUMBER, TITLE, LEGAL, YEARS, INVENTORS, UNIT),
    *(NAME, FURTHER, DESCRIPTION, FUNDING, FIRST, SECOND, DETAIL, REMARK),
    *(WILL_FIRST, WILL_SECOND, FEE, CITIES, COMPANIES, PRICE, CONTACT, PHONE),
    *(MATURITY, RATING, ADVANTAGES, INDUSTRY_KNOWN, PROSPECTS, STRATEGIC_KNOWN, IPC_KNOWN),
    *(CONCLUSION, AMOUNT, INDUSTRY, STRATEGIC),
)
"""A to AD are the campaign's."""
BY_FIELD = {column.field: column for column in COLUMNS}
OUTCOME, EXPLANATION = "校验结果", "校验说明"
"""Headings that a row report adds; a corrected report may come back with them."""

BRACKETED = re.compile(r"\([^()]*(?:\)|$)")


def spelled(heading: str) -> str:
    """A heading as the campaign spells it: 专利实施化状态 is the same field (S102)."""
    return normalise_heading(heading).replace("实施化状态", "实施状态")


def bare(heading: str) -> str:
    """A heading without the rules in brackets within or behind it."""
    normal = spelled(heading)
    while (shorter := BRACKETED.sub("", normal)) != normal:
        normal = shorter
    return normal


def unambiguous() -> dict[str, DossierColumn]:
    found: dict[str, set[DossierColumn]] = defaultdict(set)
    for column in COLUMNS:
        for heading in (column.heading, *column.aliases):
            found[bare(heading)].add(column)
    return {heading: columns.pop() for heading, columns in found.items() if len(columns) == 1}


EXACT = {
    normalise_heading(heading): column for column in COLUMNS for heading in (column.heading, *column.aliases)
}
LOOSE = unambiguous()
"""Of what several columns come to without their brackets, such as 转化意愿, none."""
REPORTED = frozenset(map(normalise_heading, (OUTCOME, EXPLANATION)))


def column_headed(heading: str) -> DossierColumn | None:
    """The column a heading means; rules in brackets are ignored where they do not tell columns apart."""
    return EXACT.get(spelled(heading)) or LOOSE.get(bare(heading))


def is_reported(heading: str) -> bool:
    """Whether a heading is one that a row report added."""
    return normalise_heading(heading) in REPORTED
