"""A file of a code table or a concordance as it lies there: which column is which, and its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from panhuo.errors import ErrorCode
from panhuo.rules.code_table import CONCORDANCES, CodeTable
from panhuo.sheets.cells import NULLS, Cell, cell_text, plain
from panhuo.sheets.limits import LIMITS, MIB
from panhuo.sheets.patent_headings import normalise_heading
from panhuo.sheets.reading import Progress, SheetRow, read_rows
from panhuo.sheets.sheet_error import SheetError

ROWS_AT_MOST = 250_000
"""The whole IPC has some 80,000 codes; a concordance a few lines for each."""
HEADING_ROWS = 10
CODE_LIMITS = replace(
    LIMITS,
    workbook_bytes=50 * MIB,
    delimited_bytes=100 * MIB,
    unpacked_bytes=400 * MIB,
    workbook_rows=ROWS_AT_MOST + HEADING_ROWS,
    delimited_rows=ROWS_AT_MOST + HEADING_ROWS,
    columns=64,
)

LEVELS = ("门类", "大类", "中类", "小类")
"""GB/T 4754-2017 as it is printed: one column a level, a code's section standing in the rows above it."""
TITLES = ("名称", "类别名称", "分类名称", "类名", "中文名称", "标题", "行业名称", "产业名称", "title", "name")
CODES = (
    "代码",
    "编码",
    "分类号",
    "分类代码",
    "类别代码",
    "行业代码",
    "产业代码",
    "地区代码",
    "行政区划代码",
    "code",
)
IPC = ("IPC", "IPC分类号", "IPC代码", "国际专利分类号", "国际专利分类", "ipc_prefix", "ipc_code", "prefix")
TARGETS: Mapping[CodeTable, Sequence[str]] = {
    CodeTable.INDUSTRY_CONCORDANCE: (
        "国民经济行业代码",
        "国民经济行业分类代码",
        "国民经济行业分类",
        "国民经济行业",
        "行业代码",
        "industry",
        "industry_code",
    ),
    CodeTable.STRATEGIC_CONCORDANCE: (
        "战新代码",
        "战新产业代码",
        "战略性新兴产业代码",
        "战略性新兴产业分类代码",
        "战略性新兴产业分类",
        "战略性新兴产业",
        "产业代码",
        "strategic_industry",
        "sei_code",
    ),
}


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row: its cells by field, as text; `code` and `title`, or `ipc` and `code`."""

    row: int
    cells: Mapping[str, str]
    fault: ErrorCode | None = None
    """Why it cannot be read."""


@dataclass(frozen=True, slots=True)
class CodeFile:
    """What was read of a file."""

    rows: Sequence[CodeRow]
    headings: Mapping[str, str]
    """Field → its heading as the file has it."""


def read_code_file(
    path: Path, file_name: str, table: CodeTable, progress: Progress = lambda done: None
) -> CodeFile:
    """Read a file. Raises SheetError: not to be read, headings missing or twice, no row."""
    reading = read_rows(path, file_name=file_name, limits=CODE_LIMITS, progress=progress)
    places, headings = headings_of(reading, table)
    rows = list(code_rows(reading, places))
    if not rows:
        raise SheetError(ErrorCode.SHEET_EMPTY)
    return CodeFile(rows, headings)


def known_headings(table: CodeTable) -> dict[str, str]:
    """Normalised heading → field."""
    concordance = table in CONCORDANCES
    fields = {"ipc": IPC, "code": TARGETS[table]} if concordance else {"code": CODES, "title": TITLES}
    found = {normalise_heading(alias): field for field, aliases in fields.items() for alias in aliases}
    if table is CodeTable.INDUSTRY:
        found |= {level: level for level in LEVELS}
    if table is CodeTable.IPC:
        found |= {normalise_heading(alias): "code" for alias in IPC}
    return found


def headings_of(rows: Iterator[SheetRow], table: CodeTable) -> tuple[dict[str, int], dict[str, str]]:
    """Where each field stands, from 0, and how it is headed. Raises SheetError."""
    known, nearest = known_headings(table), set[str]()
    for row in rows:
        cells = [cell_text(cell).strip() for cell in row.cells]
        found = placed(cells, known)
        if complete(found, table):
            return found, {field: cells[place] for field, place in found.items()}
        nearest = max(nearest, set(found), key=len)
        if row.number >= HEADING_ROWS:
            break
    needed = {"ipc": "IPC", "code": TARGETS[table][0]} if table in CONCORDANCES else NEEDED
    missing = [heading for field, heading in needed.items() if field not in nearest]
    raise SheetError(ErrorCode.SHEET_HEADINGS_MISSING, "、".join(missing or needed.values()))


NEEDED = {"code": "代码", "title": "名称"}


def complete(found: Mapping[str, int], table: CodeTable) -> bool:
    if table in CONCORDANCES:
        return {"ipc", "code"} <= found.keys()
    return "title" in found and ("code" in found or {*LEVELS} <= found.keys())


def placed(cells: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """Field → its column. Raises SheetError where two columns of a row of headings mean one field."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        field = known.get(normalise_heading(cell))
        if field is None:
            continue
        if field in found:
            raise SheetError(ErrorCode.SHEET_HEADINGS_DUPLICATED, f"{cells[found[field]]}, {cell}")
        found[field] = place
    return found


def code_rows(rows: Iterator[SheetRow], places: Mapping[str, int]) -> Iterator[CodeRow]:
    """The rows with anything in them; of the printed GB/T 4754-2017 one for each code that a row states."""
    section = ""
    for row in rows:
        if row.fault is not None:
            yield CodeRow(row.number, {}, row.fault)
            continue
        cells = {field: text_at(row.cells, place) for field, place in places.items()}
        if not any(cells.values()):
            continue
        if "code" in places:
            yield CodeRow(row.number, cells)
            continue
        section = cells[LEVELS[0]] or section
        for code in filter(
            None, (cells[LEVELS[0]], *(lettered(section, cells[each]) for each in LEVELS[1:]))
        ):
            yield CodeRow(row.number, {"code": code, "title": cells["title"]})


def lettered(section: str, number: str) -> str:
    return section + number if number and number[0].isdigit() else number


def text_at(cells: Sequence[Cell], place: int) -> str:
    text = plain(cell_text(cells[place])) if place < len(cells) else ""
    return "" if text in NULLS else text
