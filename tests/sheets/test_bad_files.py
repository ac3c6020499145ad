"""Files that are damaged, hostile, or not what their name says: each has its code, and nothing is read."""

import gzip
import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panhuo.errors import ErrorCode
from panhuo.sheets.reading import read_rows
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.files import (
    SHEET,
    SMALL,
    claiming,
    csv_text,
    table,
    unzipped,
    with_zip64_record,
    write_xlsx,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
GOOD = csv_text(table({})).encode()


def book(rows: int = 2) -> bytes:
    buffer = io.BytesIO()
    write_xlsx(buffer, table(*[{}] * rows))  # type: ignore[arg-type]
    return buffer.getvalue()


def noisy(length: int) -> bytes:
    """Text that hardly packs."""
    return b"a,b\n" + random.Random(1).randbytes(length // 2).hex().encode()


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**unzipped(book()), name: data})


def encrypted_zip() -> bytes:
    data = bytearray(book())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    return bytes(data)


def case_doubled() -> bytes:
    parts = unzipped(book())
    return zipped({**parts, SHEET.upper(): parts[SHEET]})


BAD_FILES: list[tuple[str, str, Callable[[], bytes], ErrorCode]] = [
    ("empty csv", "a.csv", lambda: b"", ErrorCode.SHEET_EMPTY),
    ("empty xlsx", "a.xlsx", lambda: b"", ErrorCode.SHEET_EMPTY),
    ("blank workbook", "a.xlsx", lambda: zipped({**unzipped(book())}) and book(0), ErrorCode.SHEET_EMPTY),
    ("no ending", "patents", lambda: GOOD, ErrorCode.SHEET_WRONG_TYPE),
    ("another ending", "a.docx", book, ErrorCode.SHEET_WRONG_TYPE),
    ("old ending", "a.xls", lambda: OLE + b"Workbook", ErrorCode.SHEET_WRONG_TYPE),
    ("text as xlsx", "a.xlsx", lambda: GOOD, ErrorCode.SHEET_WRONG_TYPE),
    ("xlsx as csv", "a.csv", book, ErrorCode.SHEET_WRONG_TYPE),
    ("gz as csv", "a.csv", lambda: gzip.compress(GOOD), ErrorCode.SHEET_WRONG_TYPE),
    ("csv as gz", "a.csv.gz", lambda: GOOD, ErrorCode.SHEET_WRONG_TYPE),
    ("xlsx in gz", "a.csv.gz", lambda: gzip.compress(book()), ErrorCode.SHEET_WRONG_TYPE),
    ("page as csv", "a.csv", lambda: b"<html><table><tr><td>1</td>", ErrorCode.SHEET_WRONG_TYPE),
    ("page as xlsx", "a.xlsx", lambda: b"\xef\xbb\xbf <TABLE><tr>", ErrorCode.SHEET_WRONG_TYPE),
    ("picture as csv", "a.csv", lambda: PNG, ErrorCode.SHEET_WRONG_TYPE),
    ("pdf as xlsx", "a.xlsx", lambda: b"%PDF-1.7 ...", ErrorCode.SHEET_WRONG_TYPE),
    ("xls as xlsx", "a.xlsx", lambda: OLE + b"\0" * 600, ErrorCode.SHEET_WRONG_TYPE),
    (
        "password",
        "a.xlsx",
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        ErrorCode.SHEET_ENCRYPTED,
    ),
    ("zip password", "a.xlsx", encrypted_zip, ErrorCode.SHEET_ENCRYPTED),
    ("truncated xlsx", "a.xlsx", lambda: book()[:3000], ErrorCode.SHEET_DAMAGED),
    ("head of an xlsx", "a.xlsx", lambda: b"PK\x03\x04", ErrorCode.SHEET_DAMAGED),
    ("something behind", "a.xlsx", lambda: book() + b"more", ErrorCode.SHEET_DAMAGED),
    ("something before", "a.xlsx", lambda: b"PK\x03\x04" + book(), ErrorCode.SHEET_DAMAGED),
    (
        "false zip64",
        "a.xlsx",
        lambda: with_zip64_record(book())[:-50] + book()[-50:],
        ErrorCode.SHEET_DAMAGED,
    ),
    (
        "flipped byte",
        "a.xlsx",
        lambda: book()[:400] + b"\xff\xff\xff" + book()[403:],
        ErrorCode.SHEET_DAMAGED,
    ),
    ("doubled part", "a.xlsx", case_doubled, ErrorCode.SHEET_DAMAGED),
    ("zip, no workbook", "a.xlsx", lambda: zipped({"readme.txt": b"hello"}), ErrorCode.SHEET_DAMAGED),
    (
        "broken xml",
        "a.xlsx",
        lambda: with_part(SHEET, b"<worksheet><sheetData><row"),
        ErrorCode.SHEET_DAMAGED,
    ),
    (
        "document type",
        "a.xlsx",
        lambda: with_part(SHEET, b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
        ErrorCode.SHEET_DAMAGED,
    ),
    ("truncated gz", "a.csv.gz", lambda: gzip.compress(GOOD)[:-20], ErrorCode.SHEET_DAMAGED),
    ("damaged gz", "a.csv.gz", lambda: b"\x1f\x8b" + b"\0" * 50, ErrorCode.SHEET_DAMAGED),
    (
        "quote not closed",
        "a.csv",
        lambda: GOOD + b'"202310123456.6,\xe7\x94\xb2\n' * 3,
        ErrorCode.SHEET_DAMAGED,
    ),
    ("endless line", "a.csv", lambda: GOOD + b"x" * 11_000, ErrorCode.SHEET_DAMAGED),
    ("endless row", "a.csv", lambda: GOOD + b'"' + b"x\n" * 6000 + b'"\n', ErrorCode.SHEET_DAMAGED),
    ("utf-16", "a.csv", lambda: GOOD.decode().encode("utf-16"), ErrorCode.SHEET_ENCODING),
    ("wrong utf-8", "a.csv", lambda: b"\xef\xbb\xbf" + "申请号".encode("gbk"), ErrorCode.SHEET_ENCODING),
    ("no encoding", "a.csv", lambda: "申请号".encode() + b",\xff\xff\xff\n", ErrorCode.SHEET_ENCODING),
    ("large csv", "a.csv", lambda: GOOD * 5000, ErrorCode.SHEET_TOO_LARGE),
    ("large gz", "a.csv.gz", lambda: gzip.compress(noisy(3_000_000)), ErrorCode.SHEET_TOO_LARGE),
    ("large xlsx", "a.xlsx", lambda: PNG.join([b"PK\x03\x04"] * 60), ErrorCode.SHEET_TOO_LARGE),
    ("long csv", "a.csv", lambda: b"a,b\n" * 60, ErrorCode.SHEET_TOO_MANY_ROWS),
    ("long xlsx", "a.xlsx", lambda: book(1100), ErrorCode.SHEET_TOO_MANY_ROWS),
    ("wide csv", "a.csv", lambda: GOOD + b"," * 40, ErrorCode.SHEET_TOO_MANY_COLUMNS),
    (
        "zip bomb",
        "a.xlsx",
        lambda: with_part("xl/media/image1.png", b"\0" * 4_000_000),
        ErrorCode.SHEET_ZIP_BOMB,
    ),
    (
        "zip bomb that lies",
        "a.xlsx",
        lambda: claiming(with_part("xl/media/image1.png", b"\0" * 4_000_000), "xl/media/image1.png", 10),
        ErrorCode.SHEET_ZIP_BOMB,
    ),
    ("gz bomb", "a.csv.gz", lambda: gzip.compress(b"a,b\n" * 2_000_000), ErrorCode.SHEET_ZIP_BOMB),
]


@pytest.mark.parametrize(
    ("name", "content", "code"), [bad[1:] for bad in BAD_FILES], ids=[bad[0] for bad in BAD_FILES]
)
def test_bad_files(tmp_path: Path, name: str, content: Callable[[], bytes], code: ErrorCode) -> None:
    # given
    path = tmp_path / name
    path.write_bytes(content())

    # when
    with pytest.raises(SheetError) as raised:
        list(read_rows(path, limits=SMALL))

    # then
    assert raised.value.code is code


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "none.xlsx", tmp_path / "folder.csv"):
        with pytest.raises(SheetError) as raised:
            list(read_rows(path))
        assert raised.value.code is ErrorCode.SHEET_NOT_FOUND


WHOLE = book()


@settings(max_examples=150)
@given(place=st.integers(0, len(WHOLE) - 1), bytes_=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, bytes_: bytes, cut: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(WHOLE[:place] + bytes_ + (b"" if cut else WHOLE[place + len(bytes_) :]))

    with suppress(SheetError):
        list(read_rows(path, limits=SMALL))
