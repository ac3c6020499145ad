"""Dossier workbooks that are read, with something wrong in a row."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_options import CUSTOM_LABEL
from tests.sheets.bad_dossier_containers import book, good, with_parts
from tests.sheets.bad_dossiers import Bad
from tests.sheets.campaign import LETTERS, Row, row
from tests.sheets.files import SHEET

E = ErrorCode


def cells(**cells: Any) -> Callable[[], bytes]:
    """One row with these cells."""
    return lambda: book(row(**cells))


def rows(*found: Row, merged: tuple[str, ...] = ()) -> Callable[[], bytes]:
    return lambda: book(*found, merged=merged)


def raw(field: str, value: str, kind: str = "n") -> Callable[[], bytes]:
    """A cell that no program of ours would write."""

    def make() -> bytes:
        text = good()[SHEET].decode()
        place = f"{LETTERS[field]}4"
        start = text.index(f'<c r="{place}"')
        end = text.index("</c>", start) + 4
        other = f'<c r="{place}" t="{kind}"><v>{value}</v></c>'
        return with_parts({SHEET: (text[:start] + other + text[end:]).encode()})

    return make


def merged_below() -> bytes:
    text = good()[SHEET].decode()
    return with_parts(
        {SHEET: text.replace("<mergeCells", '<mergeCell ref="K4:W40000"/><mergeCells').encode()}
    )


STATUS = {"status_first": "已许可", "status_second": "已签订普通许可合同"}
ROWS = [
    Bad("numbers merged", rows(row(), {"status_first": "已许可"}, merged=("B4:B5",)), E.CELL_MERGED, 4),
    Bad("statuses merged", rows(row(), {"status_second": "x"}, merged=("L4:L5",)), E.CELL_MERGED, 4),
    Bad("statuses merged across", rows(row(), merged=("K4:M4",)), E.CELL_MERGED, 4),
    Bad("everything below merged", merged_below, E.CELL_MERGED, 4),
    Bad("nothing to continue", rows({"status_first": "已许可"}, row()), E.CELL_REQUIRED, 4),
    Bad(
        "a forgotten number",
        rows(row(), row(application_number=None, contact="李四")),
        E.DOSSIER_CONTINUATION_FILLED,
        5,
    ),
    Bad("an amount without a status", rows(row(), {"status_detail": 12}), E.CELL_REQUIRED, 5),
    Bad("a second willingness without a first", rows(row(will_first=None)), E.CELL_REQUIRED, 4),
    Bad(
        "a second level under one's own",
        rows(row(status_first="校企共建", status_second="联合体")),
        E.DOSSIER_CUSTOM_MISPLACED,
        4,
    ),
    Bad("an amount twice", rows(row(**STATUS, status_detail="十二")), E.DOSSIER_AMOUNT_INVALID, 4),
]
CELLS = [
    Bad(
        "a wrong check digit", cells(application_number="202310123456.7"), E.APPLICATION_NUMBER_CHECK_DIGIT, 4
    ),
    Bad("a number of letters", cells(application_number="PCT/CN2023/1"), E.APPLICATION_NUMBER_CHARACTERS, 4),
    Bad("a short number", cells(application_number="2023101"), E.APPLICATION_NUMBER_LENGTH, 4),
    Bad("a number of no type", cells(application_number="202370123456"), E.APPLICATION_NUMBER_TYPE, 4),
    Bad("a number of no year", cells(application_number="199910123456"), E.APPLICATION_NUMBER_YEAR, 4),
    Bad("a number of 17 digits", cells(application_number=20231012345678901), E.NUMBER_ROUNDED, 4),
    Bad("a number in powers of ten", cells(application_number="2.0231E+11"), E.NUMBER_ROUNDED, 4),
    Bad("a number that is infinite", raw("application_number", "1E+999"), E.NUMBER_ROUNDED, 4),
    Bad("a number by formula", cells(application_number='="2023"&"101234566"'), E.CELL_FORMULA, 4),
    Bad("a number that failed", raw("application_number", "#REF!", "e"), E.CELL_FORMULA_ERROR, 4),
    Bad("a number that is a day", cells(application_number=date(2023, 12, 31)), E.CELL_NOT_TEXT, 4),
    Bad("ten further numbers", cells(further=",".join(["97101765.4"] * 10)), E.DOSSIER_MEMBERS_TOO_MANY, 4),
    Bad("a further number that is none", cells(further="97101765.4,无"), E.APPLICATION_NUMBER_CHARACTERS, 4),
    Bad("funding perhaps", cells(fiscal_funding="部分"), E.TRUTH_UNKNOWN, 4),
    Bad("the form's own words", cells(status_first=CUSTOM_LABEL), E.DOSSIER_CUSTOM_PLACEHOLDER, 4),
    Bad(
        "the form's own words twice",
        cells(will_second=f"{CUSTOM_LABEL}（请勿勾选，请直接填写）"),
        E.DOSSIER_CUSTOM_PLACEHOLDER,
        4,
    ),
    Bad("an unknown willingness", cells(will_first="拟出租"), E.DOSSIER_OPTION_UNKNOWN, 4),
    Bad("an amount in words", cells(**STATUS, status_detail="十二万"), E.DOSSIER_AMOUNT_INVALID, 4),
    Bad("an amount with its unit", cells(fee_standard="12.5万元"), E.DOSSIER_AMOUNT_INVALID, 4),
    Bad("a negative amount", cells(fee_standard=-3), E.DOSSIER_AMOUNT_INVALID, 4),
    Bad("an amount of 1E+300", cells(fee_standard=1e300), E.NUMBER_ROUNDED, 4),
    Bad("a price that became a day", cells(price=date(2026, 10, 20)), E.CELL_NOT_TEXT, 4),
    Bad("a price that became a time", cells(price=time(10, 20)), E.CELL_NOT_TEXT, 4),
    Bad("an unknown price", cells(price="五十万"), E.DOSSIER_OPTION_UNKNOWN, 4),
    Bad("a phone of 17 digits", cells(phone=13800138000123456), E.NUMBER_ROUNDED, 4),
    Bad("a phone in powers of ten", cells(phone="1.38E+10"), E.NUMBER_ROUNDED, 4),
    Bad("a phone that is true", cells(phone=True), E.CELL_NOT_TEXT, 4),
    Bad("a phone that is a span of time", cells(phone=timedelta(hours=30)), E.CELL_NOT_TEXT, 4),
    Bad("a phone by a link to another file", cells(phone="=[1]Sheet1!A1"), E.CELL_FORMULA, 4),
    Bad("a contact that runs a program", cells(contact="=cmd|' /C calc'!A0"), E.CELL_FORMULA, 4),
    Bad("a contact that failed", cells(contact="#N/A"), E.CELL_FORMULA_ERROR, 4),
    Bad("an unknown maturity", cells(maturity="成熟"), E.DOSSIER_OPTION_UNKNOWN, 4),
    Bad("six stars", cells(rating="★★★★★★"), E.DOSSIER_RATING_INVALID, 4),
    Bad("three and a half stars", cells(rating=3.5), E.DOSSIER_RATING_INVALID, 4),
    Bad("an industry of no table", lambda: corrected("Z9999"), E.DOSSIER_INDUSTRY_UNKNOWN, 4),
    Bad("an older maturity", cells(maturity="通过小试"), E.DOSSIER_MATURITY_OLDER, 4, fatal=False),
    Bad("a status mistyped", cells(status_first="已许可了"), E.DOSSIER_CUSTOM_SIMILAR, 4, fatal=False),
    Bad("a city of nowhere", cells(cities="我的家乡"), E.DOSSIER_CITY_UNUSUAL, 4, fatal=False),
    Bad("a phone that lost its zero", cells(phone=1062511234), E.PHONE_UNUSUAL, 4, fatal=False),
    Bad(
        "control characters", raw("contact", "张_x0007_三", "str"), E.CELL_CONTROL_CHARACTERS, 4, fatal=False
    ),
    Bad("text turned round", cells(contact="张\u202e三"), E.CELL_CONTROL_CHARACTERS, 4, fatal=False),
    Bad("letters lost", cells(advantages="能量\ufffd\ufffd"), E.CELL_DAMAGED_TEXT, 4, fatal=False),
]


def corrected(code: str) -> bytes:
    """With a column of our own template beside the campaign's."""
    from tests.sheets.bad_dossier_sheets import bent

    def bend(sheet: Any) -> None:
        sheet["AE3"], sheet["AE4"] = "更正国民经济行业", code

    return bent(bend)
