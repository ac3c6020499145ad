"""An .xlsx as a zip archive: what it unpacks to is measured before any reader sees it."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from panhuo.errors import ErrorCode
from panhuo.sheets.limits import Limits
from panhuo.sheets.sheet_error import SheetError, too_large

CHUNK = 1 << 20
END = struct.Struct("<4s8x2LH")
"""End of central directory (APPNOTE 4.3.16): signature, directory size and offset, comment size."""
ZIP64 = struct.Struct("<4s36x2Q4s4xQ4x")
"""Its zip64 form and locator (4.3.14, 4.3.15): signature, size, offset; signature, record offset."""
END_SIGNATURE, ZIP64_SIGNATURE, LOCATOR_SIGNATURE = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
IN_ZIP64 = 0xFFFFFFFF
MOST_PARTS = 2000
DIRECTORY_BYTES = MOST_PARTS * 512
ENCRYPTED_FLAG = 0x1
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    struct.error,
)
"""What Python's reader raises at a damaged archive, or at a compression no workbook uses."""


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive, once its size, directory, flags and true unpacked sizes are within bounds.

    Raises SheetError: too large, damaged, encrypted, zip bomb.
    """
    check_directory(path, limits)
    with damage_told(), zipfile.ZipFile(path) as archive:
        check_parts(archive, path.stat().st_size, limits)
        yield archive


@contextmanager
def damage_told() -> Iterator[None]:
    try:
        yield
    except SheetError:
        raise
    except UNREADABLE as error:
        raise SheetError(ErrorCode.SHEET_DAMAGED) from error


def check_directory(path: Path, limits: Limits) -> None:
    """The directory must end the file and be short: two readers then cannot see two different archives."""
    size = path.stat().st_size
    if size > limits.workbook_bytes:
        raise too_large(size, limits.workbook_bytes)
    with damage_told(), path.open("rb") as file:
        file.seek(max(size - ZIP64.size - END.size, 0))
        tail = file.read()
        start, length, end = directory_place(tail[: -END.size], END.unpack(tail[-END.size :]), size)
    if length > DIRECTORY_BYTES:
        raise SheetError(ErrorCode.SHEET_ZIP_BOMB)
    if start + length != end:
        raise SheetError(ErrorCode.SHEET_DAMAGED)


def directory_place(before: bytes, end: tuple[bytes, int, int, int], size: int) -> tuple[int, int, int]:
    """Where the directory starts, how long it says it is, and where it really ends.

    Streaming writers put a zip64 record behind it even where the file is small. It must say the same.
    """
    signature, length, start, comment = end
    if signature != END_SIGNATURE or comment:
        raise SheetError(ErrorCode.SHEET_DAMAGED)
    if len(before) < ZIP64.size or not before.startswith(ZIP64_SIGNATURE):
        return start, length, size - END.size
    _, length64, start64, locator, record = ZIP64.unpack(before)
    stated = length in (length64, IN_ZIP64) and start in (start64, IN_ZIP64)
    if not stated or locator != LOCATOR_SIGNATURE or record != size - END.size - ZIP64.size:
        raise SheetError(ErrorCode.SHEET_DAMAGED)
    return start64, length64, record


def check_parts(archive: zipfile.ZipFile, packed: int, limits: Limits) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise SheetError(ErrorCode.SHEET_ENCRYPTED)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise SheetError(ErrorCode.SHEET_DAMAGED)
    check_unpacked(sum(part.file_size for part in parts), packed, limits)
    unpacked = 0
    for part in parts:
        for chunk in chunks(archive, part, limits):
            unpacked += len(chunk)
            check_unpacked(unpacked, packed, limits)


def check_unpacked(unpacked: int, packed: int, limits: Limits) -> None:
    """Refuse what unpacks to too much, or to too much for its size."""
    bomb = unpacked > limits.ratio_free_bytes and unpacked > packed * limits.ratio
    if bomb or unpacked > limits.unpacked_bytes:
        raise SheetError(ErrorCode.SHEET_ZIP_BOMB, f"{unpacked:,} B")


def chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """A part's true content, whatever length the directory claims: `zipfile` alone stops at the claim,
    other readers go on to the end of the stream. Its checksum is compared at the end.
    """
    true_length = copy(part)
    true_length.file_size = limits.unpacked_bytes + CHUNK
    with archive.open(true_length) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk
