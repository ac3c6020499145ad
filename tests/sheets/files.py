"""Files for tests: small, fictional, and some of them hostile."""

import csv
import gzip
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from panhuo.rules.patent_record import PatentRecord
from panhuo.sheets.limits import Limits
from panhuo.sheets.patent_rows import read_patents

TODAY = date(2026, 6, 1)
SHEET = "xl/worksheets/sheet1.xml"
OPEN_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE_SHEET = "</sheetData></worksheet>"

SMALL = Limits(
    workbook_bytes=100_000,
    delimited_bytes=1_500_000,
    unpacked_bytes=5_000_000,
    ratio=50,
    ratio_free_bytes=300_000,
    workbook_rows=1000,
    delimited_rows=50,
    columns=30,
    workbook_cells=5000,
    workbook_characters=100_000,
    line_characters=10_000,
)
"""Limits that a small file can break."""

ROW: Mapping[str, Any] = {
    "申请号": "CN202310123456.6",
    "公开(公告)号": "CN116123456B",
    "标题": "一种储能装置",
    "申请(专利权)人": "东湖大学",
    "发明人": "张三 | 李四",
    "申请日": "2023-02-01",
    "公开(公告)日": "2024-05-03",
    "授权日": "2024-05-03",
    "预估到期日": "2043-02-01",
    "IPC分类号": "H01M8/18",
    "国民经济行业分类号": "C3521",
    "战略新兴产业分类": "3.6 前沿新材料",
    "法律状态/事件": "授权",
    "专利类型": "授权发明",
    "简单法律状态": "有效",
}
"""A row in which nothing is wrong."""


def csv_text(rows: Iterable[Sequence[Any]], delimiter: str = ",") -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def table(*rows: Mapping[str, Any]) -> list[list[Any]]:
    """Headings, then rows; each row is ROW with other cells. None takes a column away."""
    full = [{**ROW, **row} for row in rows]
    headings = [
        name for name in dict.fromkeys(key for row in full for key in row) if full[0].get(name) is not None
    ]
    return [headings, *[[row.get(name, "") for name in headings] for row in full]]


def write_csv(path: Path, *rows: Mapping[str, Any], encoding: str = "utf-8") -> Path:
    path.write_bytes(csv_text(table(*rows)).encode(encoding, "surrogatepass"))
    return path


def write_gz(path: Path, *rows: Mapping[str, Any]) -> Path:
    path.write_bytes(gzip.compress(csv_text(table(*rows)).encode()))
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    workbook.save(path)
    return path


def write_raw_xlsx(path: Path, sheet: str, *, shared: str | None = None, level: int = 6) -> Path:
    """A workbook whose sheet has just these rows of XML."""
    template = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["text, so that there are shared strings"])
    book.save(template)
    parts = unzipped(template.getvalue())
    parts[SHEET] = (OPEN_SHEET + sheet + CLOSE_SHEET).encode()
    if shared is not None:
        parts["xl/sharedStrings.xml"] = shared_strings(shared)
    path.write_bytes(zipped(parts, level))
    return path


def shared_strings(text: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{namespace}"><si><t>{text}</t></si></sst>'.encode()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_zip64_record(data: bytes) -> bytes:
    """The same archive with the record that streaming writers put before the end, however small it is."""
    end = data[-22:]
    entries, length, start = struct.unpack("<10xH2L2x", end)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, length, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(data) - 22, 1)
    return data[:-22] + record + locator + end


def claiming(data: bytes, name: str, size: int) -> bytes:
    """The same archive, lying about how long one part is."""
    found = data.rindex(name.encode()) - 46
    assert data[found : found + 4] == b"PK\x01\x02"
    return data[: found + 24] + struct.pack("<L", size) + data[found + 28 :]


def read(folder: Path, **cells: Any) -> PatentRecord:
    """The one patent of a file of one row, without issues."""
    (record,) = read_patents(write_csv(folder / "patents.csv", cells), today=TODAY)
    assert isinstance(record, PatentRecord)
    return record
