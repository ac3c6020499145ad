"""Workbooks in the campaign's own layout, as universities fill them in by hand."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from panhuo.sheets.dossier_file import DossierFile, read_dossier_file
from panhuo.sheets.dossier_row import DossierRow
from panhuo.sheets.pen import said

SHEET = "批量导入"
TIP = "温馨提示：标*为必填项，请按照填写说明填写。"
GROUPS: Mapping[str, str] = {"H2": "组合专利发布", "L2": "专利实施状态", "P2": "转化意愿"}
MERGED = ("A1:AD1", "H2:J2", "L2:O2", "P2:T2")
COLUMNS: Mapping[str, tuple[str, str]] = {
    "A": ("序号", "serial"),
    "B": ("申请号", "application_number"),
    "C": ("专利名称", "title"),
    "D": ("法律状态", "legal_status"),
    "E": ("维持年限", "maintenance_years"),
    "F": ("发明人", "inventors"),
    "G": ("所属学院", "unit"),
    "H": ("组合专利名称\n（50字以内）", "name"),
    "I": ("组合专利信息（不超过9个申请号，以“，”隔开）", "further"),
    "J": ("组合专利描述\n(500字以内)", "description"),
    "K": ("*是否属于财政资助\n科研项目形成专利", "fiscal_funding"),
    "L": ("* 一级实施状态", "status_first"),
    "M": ("二级状态描述", "status_second"),
    "N": ("金额（万元）/评价结果/产品名称", "status_detail"),
    "O": ("备注", "status_remark"),
    "P": ("转化意愿（一级）", "will_first"),
    "Q": ("转化意愿（二级）", "will_second"),
    "R": ("费用标准（万元）", "fee_standard"),
    "S": ("意向合作城市（XX省-XX市，可多选）", "cities"),
    "T": ("意向合作企业（不超过10家）", "companies"),
    "U": ("*意向价格", "price"),
    "V": ("*联系人", "contact"),
    "W": ("＊联系方式", "phone"),
    "X": ("*技术成熟度", "maturity"),
    "Y": ("*专利价值分级自评（一星至五星）", "rating"),
    "Z": ("本专利对应产品、技术优势、性能指标（500字以内）", "advantages"),
    "AA": ("国民经济行业分类", "known_industry"),
    "AB": ("产业化前景描述（500字以内）", "prospects"),
    "AC": ("战新分类", "known_strategic"),
    "AD": ("IPC", "known_ipc"),
}
"""Letter → heading and field."""
LOWER = frozenset("HIJLMNOPQRST")
"""Columns whose heading stands in row 3; the others' stands over both rows."""
LETTERS = {field: letter for letter, (_, field) in COLUMNS.items()}
BASIC: Mapping[str, Any] = {
    "application_number": "202310123456.6",
    "title": "一种储能装置",
    "fiscal_funding": "是",
    "status_first": "尚未实施",
    "will_first": "拟许可",
    "will_second": "拟普通许可",
    "price": "具体面议",
    "contact": "张三",
    "phone": "13800138000",
    "maturity": "试生产、应用开发阶段",
    "rating": "四星",
    "advantages": "能量密度高",
    "prospects": "可用于储能",
}
"""A row in which nothing is wrong."""
Row = Mapping[str, Any]


def row(**cells: Any) -> Row:
    """A whole row with other cells; None empties one."""
    return {name: value for name, value in {**BASIC, **cells}.items() if value is not None}


def campaign_book(rows: Iterable[Row], merged: Sequence[str] = (), *, formulas: bool = True) -> Any:
    """The workbook, to be bent further or saved; without `formulas` a text with = stays one."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet["A1"] = TIP
    for place, text in GROUPS.items():
        sheet[place] = text
    for letter, (heading, _) in COLUMNS.items():
        sheet[f"{letter}{3 if letter in LOWER else 2}"] = heading
    over_both = [f"{letter}2:{letter}3" for letter in COLUMNS if letter not in LOWER]
    for number, cells in enumerate(rows, 4):
        for field, value in cells.items():
            put(sheet, f"{LETTERS[field]}{number}", value, formulas)
    for place in (*MERGED, *over_both, *merged):
        sheet.merge_cells(place)
    return book


def put(sheet: Any, place: str, value: Any, formulas: bool) -> None:
    """A value as it is typed: texts stay texts, unless they are meant as formulas."""
    if not isinstance(value, str) or (formulas and value.startswith("=")):
        sheet[place] = value
    else:
        said(sheet[place], value)


def write_campaign(path: Path, *rows: Row, merged: Sequence[str] = ()) -> Path:
    campaign_book(rows, merged).save(path)
    return path


def read(folder: Path, *rows: Row, merged: tuple[str, ...] = ()) -> DossierFile:
    path = write_campaign(folder / "campaign.xlsx", *rows, merged=merged)
    return read_dossier_file(path, "建档模板.xlsx")


def one(folder: Path, *rows: Row, **cells: Any) -> DossierRow:
    (found,) = read(folder, *(rows or (row(**cells),))).rows
    return found


def told(found: DossierRow) -> list[tuple[int, str | None, str, bool]]:
    return [(issue.row, issue.column, issue.code, issue.fatal) for issue in found.issues]
