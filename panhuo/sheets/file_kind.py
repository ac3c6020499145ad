"""What a file really is, told from its bytes, against what its name says."""

import zlib
from enum import StrEnum
from pathlib import Path

from panhuo.errors import ErrorCode
from panhuo.sheets.sheet_error import SheetError

HEAD_BYTES = 4096
CHUNK_BYTES = 1 << 20
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

    @property
    def media_type(self) -> str:
        """As IANA registers it."""
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    FileKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DELIMITED: "text/csv",
    FileKind.DELIMITED_GZ: "application/gzip",
}


def kind_of(path: Path, file_name: str) -> FileKind:
    """The kind of a file, checked before anything parses it. `file_name` is what its owner calls it.

    Raises SheetError: not there, empty, encrypted, of a kind we do not read, or not what its name says.
    """
    sniffer = Sniffer(file_name)
    try:
        with path.open("rb") as file:
            while not sniffer.sure and (chunk := file.read(CHUNK_BYTES)):
                sniffer.feed(chunk)
    except OSError as error:
        raise SheetError(ErrorCode.SHEET_NOT_FOUND) from error
    return sniffer.kind()


def kind_named(file_name: str) -> FileKind:
    """What the ending says, in small or capital letters."""
    lower = file_name.lower()
    for kind in (FileKind.DELIMITED_GZ, FileKind.DELIMITED, FileKind.WORKBOOK):
        if lower.endswith(kind.value):
            return kind
    raise SheetError(ErrorCode.SHEET_WRONG_TYPE, "".join(Path(file_name).suffixes[-2:])[:20])


class Sniffer:
    """Compares what a file's name says with its bytes, as they come. Raises SheetError as soon as it can.

    An OLE container is looked through to its end: it is a workbook with a password, or one of the form
    before 2007 (.xls).
    """

    def __init__(self, file_name: str) -> None:
        self.named = kind_named(file_name)
        self.head = b""
        self.sure = False
        """What the name says is true, whatever follows."""
        self.overlap = b""

    def feed(self, chunk: bytes) -> None:
        """The next bytes, in order."""
        if self.sure:
            return
        if self.head.startswith(OLE):
            self.look_for_encryption(chunk)
        elif len(self.head) < HEAD_BYTES:
            self.head += chunk
            if self.head.startswith(OLE):
                self.look_for_encryption(self.head)
            elif len(self.head) >= HEAD_BYTES:
                self.decide()

    def kind(self) -> FileKind:
        """The kind, once all bytes were fed or `sure`."""
        if not self.head:
            raise SheetError(ErrorCode.SHEET_EMPTY)
        if self.head.startswith(OLE):
            raise SheetError(ErrorCode.SHEET_WRONG_TYPE)
        if not self.sure:
            self.decide()
        return self.named

    def decide(self) -> None:
        if real_kind(self.head[:HEAD_BYTES]) is not self.named:
            raise SheetError(ErrorCode.SHEET_WRONG_TYPE, self.named.value)
        self.sure = True

    def look_for_encryption(self, chunk: bytes) -> None:
        if any(name in self.overlap + chunk for name in ENCRYPTED_STREAMS):
            raise SheetError(ErrorCode.SHEET_ENCRYPTED)
        self.overlap = (self.overlap + chunk)[-64:]


def real_kind(head: bytes) -> FileKind | None:
    if head.startswith((ZIP, EMPTY_ZIP)):
        return FileKind.WORKBOOK
    if head.startswith(GZIP):
        return FileKind.DELIMITED_GZ if is_text(unpacked_head(head)) else None
    return FileKind.DELIMITED if is_text(head) else None


def unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES)
    except zlib.error as error:
        raise SheetError(ErrorCode.SHEET_DAMAGED) from error


def is_text(head: bytes) -> bool:
    if head.startswith((ZIP, GZIP, OLE)) or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        return False
    if head.startswith(WIDE_TEXT):
        raise SheetError(ErrorCode.SHEET_ENCODING, "UTF-16")
    controls = sum(byte < 32 and byte not in TEXT_CONTROLS for byte in head)
    return controls <= len(head) * BINARY_SHARE
