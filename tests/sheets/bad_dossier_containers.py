"""Files that are no workbook, or a damaged one."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

from panhuo.errors import ErrorCode
from tests.sheets.bad_dossiers import Bad
from tests.sheets.campaign import Row, campaign_book, row
from tests.sheets.files import SHEET, shared_strings, unzipped, zipped

STRINGS = "xl/sharedStrings.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ODS_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="批量导入"><table:table-row table:number-rows-repeated="1048576">'
    '<table:table-cell office:value-type="string" table:number-columns-repeated="1024">'
    "<text:p>申请号</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>"
    "</office:body></office:document-content>"
)
"""A table of a thousand million cells in a kilobyte."""
DOCTYPE = f'<!DOCTYPE a [<!ENTITY b "{"b" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'


def book(*rows: Row, merged: tuple[str, ...] = (), formulas: bool = True) -> bytes:
    """A workbook in the campaign's layout."""
    return saved(campaign_book(rows or (row(),), merged, formulas=formulas))


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@cache
def good() -> Mapping[str, bytes]:
    """The parts of a workbook in which nothing is wrong."""
    return unzipped(book())


def with_parts(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """A good workbook with other parts."""
    return zipped({**good(), **parts}, level)


def without_part(name: str) -> bytes:
    return zipped({each: data for each, data in good().items() if each != name})


def with_password() -> bytes:
    data = bytearray(book())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    return bytes(data)


def flipped() -> bytes:
    data = bytearray(book())
    data[600] ^= 0xFF
    return bytes(data)


def doubled() -> bytes:
    parts = good()
    return zipped({**parts, SHEET.upper(): parts[SHEET]})


def open_document() -> bytes:
    media = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media.decode()}"/>'
        "</manifest:manifest>"
    )
    content = ODS_CONTENT.encode()
    return zipped({"mimetype": media, "META-INF/manifest.xml": manifest.encode(), "content.xml": content})


def with_doctype(name: str) -> bytes:
    text = {STRINGS: shared_strings("&c;"), **good()}[name].decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    return with_parts({name: (text[:start] + DOCTYPE + text[start:]).encode()})


def in_utf_16() -> bytes:
    text = good()[SHEET].decode()
    return with_parts({SHEET: text.replace("UTF-8", "UTF-16").encode("utf-8")[:400]})


E = ErrorCode
HTML = "<html><table><tr><td>申请号</td></tr></table></html>".encode()
CONTAINERS = [
    Bad("an empty file", lambda: b"", E.SHEET_EMPTY),
    Bad("text", lambda: "申请号,联系人".encode(), E.SHEET_WRONG_TYPE),
    Bad("an old workbook renamed", lambda: OLE + b"\0" * 600, E.SHEET_WRONG_TYPE),
    Bad("an old workbook", lambda: OLE + b"\0" * 600, E.SHEET_WRONG_TYPE, file_name="建档模板.xls"),
    Bad("a workbook named as one of macros", book, E.SHEET_WRONG_TYPE, file_name="建档模板.xlsm"),
    Bad("a page renamed", lambda: HTML, E.SHEET_WRONG_TYPE),
    Bad("a page as csv", lambda: HTML, E.SHEET_WRONG_TYPE, file_name="建档.csv"),
    Bad("a paper", lambda: b"%PDF-1.7\n" + b"x" * 500, E.SHEET_WRONG_TYPE),
    Bad("a picture as csv", lambda: PNG, E.SHEET_WRONG_TYPE, file_name="建档.csv"),
    Bad("a workbook as csv", book, E.SHEET_WRONG_TYPE, file_name="建档.csv"),
    Bad("a document renamed", lambda: zipped({"word/document.xml": b"<a/>"}), E.SHEET_DAMAGED),
    Bad("an OpenDocument renamed", open_document, E.SHEET_WRONG_TYPE),
    Bad(
        "an OpenDocument within",
        lambda: with_parts({"content.xml": ODS_CONTENT.encode()}),
        E.SHEET_WRONG_TYPE,
    ),
    Bad("a binary workbook renamed", lambda: with_parts({"xl/workbook.bin": b"\0" * 90}), E.SHEET_WRONG_TYPE),
    Bad(
        "encrypted",
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        E.SHEET_ENCRYPTED,
    ),
    Bad("zipped with a password", with_password, E.SHEET_ENCRYPTED),
    Bad("cut in half", lambda: book()[:4000], E.SHEET_DAMAGED),
    Bad("its head alone", lambda: b"PK\x03\x04", E.SHEET_DAMAGED),
    Bad("a byte flipped", flipped, E.SHEET_DAMAGED),
    Bad("something behind", lambda: book() + b"more", E.SHEET_DAMAGED),
    Bad("something before", lambda: b"PK\x03\x04" + book(), E.SHEET_DAMAGED),
    Bad("a part twice", doubled, E.SHEET_DAMAGED),
    Bad("no workbook within", lambda: without_part("xl/workbook.xml"), E.SHEET_DAMAGED),
    Bad("no sheet within", lambda: without_part(SHEET), E.SHEET_DAMAGED),
    Bad("XML cut short", lambda: with_parts({SHEET: good()[SHEET][:900]}), E.SHEET_DAMAGED),
    Bad("XML of another encoding", in_utf_16, E.SHEET_DAMAGED),
    Bad("entities in the sheet", lambda: with_doctype(SHEET), E.SHEET_DAMAGED),
    Bad("entities in the strings", lambda: with_doctype(STRINGS), E.SHEET_DAMAGED),
    Bad("entities in the workbook", lambda: with_doctype("xl/workbook.xml"), E.SHEET_DAMAGED),
    Bad(
        "macros",
        lambda: with_parts({"xl/vbaProject.bin": OLE + b"\0" * 600}),
        E.SHEET_MACROS,
    ),
]
