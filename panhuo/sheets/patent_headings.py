"""Which column of a patent file is what: headings of all vendors, and the mapping a person gives."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from panhuo.errors import ErrorCode
from panhuo.sheets.cells import Cell
from panhuo.sheets.reading import SheetRow
from panhuo.sheets.sheet_error import SheetError

ALIASES: Mapping[str, Sequence[str]] = {
    "application_number": ("申请号", "专利申请号", "申请(专利)号", "专利号", "申请号/专利号"),
    "publication_number": (
        "授权公告号",
        "公告号",
        "公开(公告)号",
        "公开公告号",
        "公开号",
        "公布号",
        "申请公布号",
    ),
    "title": ("授权名称", "专利名称", "发明名称", "标题", "名称", "标题(中文)"),
    "abstract": ("摘要", "摘要(中文)", "专利摘要"),
    "independent_claim": ("独立权利要求", "主权项", "主权利要求", "首项权利要求", "首权"),
    "owners": (
        "当前申请(专利权)人",
        "当前权利人",
        "当前专利权人",
        "专利权人",
        "权利人",
        "申请(专利权)人",
        "申请人",
    ),
    "inventors": ("发明(设计)人", "发明人", "设计人", "发明人/设计人"),
    "application_date": ("申请日", "申请日期"),
    "publication_date": ("公开(公告)日", "公开(公告)日期", "公开公告日", "公开日", "公布日", "公开日期"),
    "grant_date": ("授权公告日", "授权日", "授权公告日期", "授权日期", "公告日"),
    "expiry_date": ("预估到期日", "到期日", "到期日期", "届满日", "专利权届满日"),
    "lapse_date": ("失效日期", "失效日", "专利权终止日", "终止日期"),
    "main_ipc": ("主分类号", "IPC主分类号", "主IPC", "IPC主分类"),
    "ipc": ("IPC分类号", "分类号", "IPC", "IPC分类"),
    "industries": ("国民经济行业分类号", "国民经济行业分类", "国民经济分类", "国民经济行业"),
    "strategic_industries": (
        "战略新兴产业分类",
        "战略性新兴产业分类",
        "战新产业分类",
        "战新分类",
        "战新产业领域",
    ),
    "legal_status": ("简单法律状态", "专利权状态", "专利有效性", "有效性"),
    "legal_text": ("法律状态/事件", "最新法律状态", "当前法律状态", "法律状态", "法律事件"),
    "type": ("专利类型", "专利类别"),
    "agent": ("代理人", "专利代理师", "代理师", "专利代理人"),
    "agency": ("专利代理机构", "代理机构"),
    "address": ("地址", "申请人地址", "专利权人地址"),
    "region_code": ("国省代码", "国省名称", "省市代码"),
    "priority": ("优先权", "优先权号", "优先权信息"),
    "event_kind": ("事件类型",),
    "event_date": ("事件日期",),
    "owners_before": ("变更前权利人", "变更前专利权人"),
    "owners_after": ("变更后权利人", "变更后专利权人"),
    "as_of": ("数据截止日", "数据截止日期"),
    "batch": ("批次号", "批次", "推送批次"),
}
"""Field → its headings, the best first. Several may stand in one file; the first filled cell counts."""
STATE = "简单法律状态/法律状态"
REQUIRED = {
    "申请号": {"application_number"},
    "标题": {"title"},
    STATE: {"legal_status", "legal_text", "event_kind"},
}
"""What a file cannot do without, by usual heading; of the last fields, one."""
OF_STATES = {
    *("application_number", "legal_status", "legal_text", "lapse_date", "event_kind", "event_date"),
    *("owners_before", "owners_after", "as_of", "batch"),
}
"""All that a weekly file of legal states has (S51): it needs no titles. Any other column makes a file one of
facts, so that a title under an unusual heading is asked for, not passed over."""
IGNORED = "ignore"
"""In a mapping: take no notice of this column."""
HEADING_ROWS = 10
"""A title or a tip may stand above the headings, but not more than this."""
GRANT_HEADINGS = ("授权", "公告")
"""How a heading begins that promises the grant's number."""

TAG = re.compile(r"^(?:\[[^\]]*\])+")
RULE = re.compile(r"\([^()]*\)$")
DROPPED = re.compile(r"[\s*\u200b\ufeff]+")


class Column(NamedTuple):
    """A column that is read."""

    place: int
    """From 0."""
    heading: str
    """As it stands in the file."""
    field: str


@dataclass(frozen=True)
class Layout:
    """Where the headings are and what they mean."""

    row: int
    width: int
    """Cells in the row of headings."""
    columns: Sequence[Column]
    """The more trustworthy of two columns for one field first."""


def normalise_heading(text: str) -> str:
    """Without width, case, white space, `*` and a leading `[标]`."""
    return TAG.sub("", DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold())


FIELDS = {
    normalise_heading(alias): (field, rank)
    for field, aliases in ALIASES.items()
    for rank, alias in enumerate(aliases)
}


def field_of(heading: str) -> tuple[str, int] | None:
    """The field a heading means, and its rank among that field's; a rule in brackets behind it is ignored."""
    normal = normalise_heading(heading)
    return FIELDS.get(normal) or FIELDS.get(RULE.sub("", normal))


def parse_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """`["标题=title"]` as given on a command line. Raises SheetError."""
    mapping = {}
    for pair in pairs:
        heading, equals, field = pair.rpartition("=")
        if not equals:
            raise SheetError(ErrorCode.SHEET_MAPPING_INVALID, pair)
        mapping[heading] = field.strip()
    return mapping


def find_layout(rows: Iterator[SheetRow], mapping: Mapping[str, str]) -> Layout:
    """Take rows until the headings are found.

    Raises SheetError: no rows, missing or duplicated headings, wrong mapping.
    """
    fields = checked_mapping(mapping)
    scanned: list[SheetRow] = []
    for row in rows:
        columns = columns_of(row.cells, fields)
        scanned.append(row)
        if not missing_headings(columns):
            check_headings(row.cells, columns, fields)
            return Layout(row.number, len(row.cells), columns)
        if row.number >= HEADING_ROWS:
            break
    raise no_headings(scanned, fields)


def no_headings(scanned: Sequence[SheetRow], mapping: Mapping[str, str]) -> SheetError:
    """What is wrong with a file without a row that has all required headings."""
    if not scanned:
        return SheetError(ErrorCode.SHEET_EMPTY)
    seen = {normalise_heading(str(cell)) for row in scanned for cell in row.cells}
    if absent := sorted(set(mapping) - seen):
        return SheetError(ErrorCode.SHEET_MAPPING_INVALID, ", ".join(absent))
    missing = min((missing_headings(columns_of(row.cells, mapping)) for row in scanned), key=len)
    return SheetError(ErrorCode.SHEET_HEADINGS_MISSING, ", ".join(missing))


def checked_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping by normalised heading. Raises SheetError for a field that does not exist."""
    unknown = sorted(set(mapping.values()) - set(ALIASES) - {IGNORED})
    if unknown:
        raise SheetError(
            ErrorCode.SHEET_MAPPING_INVALID, f"{', '.join(unknown)} ∉ {', '.join(ALIASES)}, {IGNORED}"
        )
    return {normalise_heading(heading): field for heading, field in mapping.items()}


def columns_of(cells: Sequence[Cell], mapping: Mapping[str, str]) -> list[Column]:
    """The columns of a row of headings. A field somebody mapped is read from that column alone."""
    ranked: list[tuple[int, Column]] = []
    for index, heading in enumerate(str(cell).strip() for cell in cells):
        mapped = mapping.get(normalise_heading(heading))
        found = (mapped, -1) if mapped else field_of(heading)
        if found and found[0] != IGNORED and (mapped or found[0] not in mapping.values()):
            ranked.append((found[1], Column(index, heading, found[0])))
    return [column for _, column in sorted(ranked, key=lambda pair: pair[0])]


def missing_headings(columns: Sequence[Column]) -> list[str]:
    """The usual headings of required fields that no column has."""
    there = {column.field for column in columns}
    if there <= OF_STATES and there & REQUIRED[STATE]:
        there |= {"title"}
    return [heading for heading, fields in REQUIRED.items() if not there & fields]


def check_headings(cells: Sequence[Cell], columns: Sequence[Column], mapping: Mapping[str, str]) -> None:
    """Refuse a heading that stands twice, and a mapping of a heading that is not there."""
    headings = [normalise_heading(str(cell)) for cell in cells]
    doubled = sorted({c.heading for c in columns if headings.count(normalise_heading(c.heading)) > 1})
    if doubled:
        raise SheetError(ErrorCode.SHEET_HEADINGS_DUPLICATED, ", ".join(doubled))
    if absent := sorted(set(mapping) - set(headings)):
        raise SheetError(ErrorCode.SHEET_MAPPING_INVALID, ", ".join(absent))


def promises_grant(heading: str) -> bool:
    """Whether a publication number under this heading is the grant's, even where its kind is not written."""
    return normalise_heading(heading).startswith(GRANT_HEADINGS)
