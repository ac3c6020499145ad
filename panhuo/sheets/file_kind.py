"""What a file really is, told from its bytes, against what its name says."""

import gzip
import zlib
from enum import StrEnum
from pathlib import Path

from panhuo.errors import ErrorCode
from panhuo.sheets.sheet_error import SheetError

HEAD_BYTES = 4096
ZIP, OLE, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
EMPTY_ZIP = b"PK\x05\x06"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
"""Byte order marks of UTF-16, which spreadsheet programs call Unicode text."""
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"{\\rtf", b"%pdf")
"""Pages that vendors serve under a workbook's name, and papers."""
ENCRYPTED_STREAMS = tuple(name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo"))
TEXT_CONTROLS = frozenset(b"\t\n\r\x1a")
BINARY_SHARE = 0.05
"""Part of control bytes in the head above which a file is no text; a stray NUL in a cell stays below."""


class FileKind(StrEnum):
    """The kinds of file that are read."""

    WORKBOOK = ".xlsx"
    DELIMITED = ".csv"
    DELIMITED_GZ = ".csv.gz"


def kind_of(path: Path, file_name: str) -> FileKind:
    """The kind of a file, checked before anything parses it. `file_name` is what its owner calls it.

    Raises SheetError: not there, empty, encrypted, of a kind we do not read, or not what its name says.
    """
    named = kind_named(file_name)
    head = head_of(path)
    if not head:
        raise SheetError(ErrorCode.SHEET_EMPTY)
    if head.startswith(OLE):
        raise SheetError(code_of_ole(path))
    if real_kind(head, path) is not named:
        raise SheetError(ErrorCode.SHEET_WRONG_TYPE, named.value)
    return named


def kind_named(file_name: str) -> FileKind:
    """What the ending says, in small or capital letters."""
    lower = file_name.lower()
    for kind in (FileKind.DELIMITED_GZ, FileKind.DELIMITED, FileKind.WORKBOOK):
        if lower.endswith(kind.value):
            return kind
    raise SheetError(ErrorCode.SHEET_WRONG_TYPE, "".join(Path(file_name).suffixes[-2:])[:20])


def head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise SheetError(ErrorCode.SHEET_NOT_FOUND) from error


def code_of_ole(path: Path) -> ErrorCode:
    """An OLE container is a workbook with a password, or one of the form before 2007 (.xls)."""
    with path.open("rb") as file:
        overlap = b""
        while chunk := file.read(1 << 20):
            if any(name in overlap + chunk for name in ENCRYPTED_STREAMS):
                return ErrorCode.SHEET_ENCRYPTED
            overlap = chunk[-64:]
    return ErrorCode.SHEET_WRONG_TYPE


def real_kind(head: bytes, path: Path) -> FileKind | None:
    if head.startswith((ZIP, EMPTY_ZIP)):
        return FileKind.WORKBOOK
    if head.startswith(GZIP):
        return FileKind.DELIMITED_GZ if is_text(gzip_head(path)) else None
    return FileKind.DELIMITED if is_text(head) else None


def gzip_head(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            return file.read(HEAD_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        raise SheetError(ErrorCode.SHEET_DAMAGED) from error


def is_text(head: bytes) -> bool:
    if head.startswith((ZIP, GZIP, OLE)) or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return False
    if head.startswith(WIDE_TEXT):
        raise SheetError(ErrorCode.SHEET_ENCODING, "UTF-16")
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head)
    return controls <= len(head) * BINARY_SHARE
