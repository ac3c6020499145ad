"""Rows of a .csv or .csv.gz, streamed: memory stays flat whatever the file's length."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from panhuo.errors import ErrorCode
from panhuo.sheets.limits import Limits
from panhuo.sheets.neutral_text import restored
from panhuo.sheets.sheet_error import SheetError, too_large

SAMPLE = 1 << 20
BUFFER = 1 << 18
DELIMITERS = ",\t;"
UNREADABLE = (EOFError, zlib.error, OSError)
"""What unpacking a damaged .csv.gz raises."""
NUMBER_HEADING = "申请号"
SAMPLE_LINES = 10


class CappedStream(io.RawIOBase):
    """The unpacked bytes of a file, no more than allowed."""

    def __init__(self, stream: BinaryIO, packed: int, limits: Limits) -> None:
        self.stream, self.packed, self.limits = stream, packed, limits
        self.passed = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.stream.read(len(buffer))
        self.passed += len(data)
        if self.passed > self.limits.delimited_bytes:
            raise too_large(self.passed, self.limits.delimited_bytes)
        if self.passed > self.limits.ratio_free_bytes and self.passed > self.packed * self.limits.ratio:
            raise SheetError(ErrorCode.SHEET_ZIP_BOMB, f"{self.passed:,} B")
        buffer[: len(data)] = data
        return len(data)


class Lines:
    """The lines of a text, each of bearable length, and what their reader needs to know of them."""

    def __init__(self, text: io.TextIOBase, most: int) -> None:
        self.text, self.most = text, most
        self.since_row = 0
        """Characters handed out since the reader finished a row; it sets this to 0."""
        self.apostrophes = False
        """Whether any was met since the reader set this to False."""
        self.ended = False
        self.whole = True
        """Whether the last line ended with a line break."""

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.most + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self.whole = line[-1] in "\r\n"
        self.since_row += len(line)
        self.apostrophes = self.apostrophes or "'" in line
        if self.since_row > self.most:
            raise SheetError(ErrorCode.SHEET_DAMAGED, f"> {self.most:,}")
        return line


class DelimitedFile:
    """A delimited file being read; iterate over it once, inside `with`."""

    def __init__(self, path: Path, packed: bool, limits: Limits) -> None:
        self.path, self.packed, self.limits = path, packed, limits
        self.size = path.stat().st_size
        self.file = path.open("rb")

    def __enter__(self) -> "DelimitedFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    @property
    def progress(self) -> float:
        """How much of the file has been taken in, from 0 to 1."""
        return min(self.file.tell() / max(self.size, 1), 1.0)

    def __iter__(self) -> Iterator[list[str] | ErrorCode]:
        """Each row's cells, from row 1; an error code for a row whose quotes cannot be read."""
        sample = self.sample()
        encoding = encoding_of(sample)
        text = io.TextIOWrapper(self.unpacked(), encoding=encoding, newline="")
        delimiter = delimiter_of(sample.decode(encoding, "ignore"))
        return rows_of(Lines(text, self.limits.line_characters), delimiter)

    def sample(self) -> bytes:
        try:
            return self.unpacked().read(SAMPLE)
        except UNREADABLE as error:
            raise SheetError(ErrorCode.SHEET_DAMAGED) from error

    def unpacked(self) -> io.BufferedReader:
        """The unpacked content from its beginning."""
        self.file.seek(0)
        stream: BinaryIO = gzip.GzipFile(fileobj=self.file) if self.packed else self.file  # type: ignore[assignment]
        return io.BufferedReader(CappedStream(stream, self.size, self.limits), BUFFER)


def rows_of(lines: Lines, delimiter: str) -> Iterator[list[str] | ErrorCode]:
    """Parse strictly: a quote that is never closed would otherwise swallow the rows after it in silence.

    An apostrophe that only keeps text from being a formula is taken away (`neutral_text`).
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    row, width = 0, 0
    while True:
        row, before = row + 1, reader.line_num
        lines.since_row, lines.apostrophes = 0, False
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if lines.ended or reader.line_num - before > 1:
                raise SheetError(ErrorCode.SHEET_DAMAGED, f"#{row}") from error
            yield ErrorCode.ROW_UNREADABLE
            continue
        except UnicodeDecodeError as error:
            raise SheetError(ErrorCode.SHEET_ENCODING, f"#{row}") from error
        except UNREADABLE as error:
            raise SheetError(ErrorCode.SHEET_DAMAGED, f"#{row}") from error
        if cells is None:
            return
        width = width or len(cells)
        if lines.apostrophes:
            cells = [restored(cell) for cell in cells]
        yield cells if lines.whole or len(cells) >= width else ErrorCode.ROW_CUT_SHORT


def encoding_of(sample: bytes) -> str:
    """UTF-8, marked or not, or GB18030, which Chinese spreadsheet programs write. Raises SheetError."""
    marked = sample.startswith(codecs.BOM_UTF8)
    for encoding in ("utf-8-sig",) if marked else ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(sample, len(sample) < SAMPLE)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SheetError(ErrorCode.SHEET_ENCODING)


def delimiter_of(sample: str) -> str:
    """The delimiter most frequent in the line of headings."""
    lines = sample.splitlines()[:SAMPLE_LINES] or [""]
    headings = next((line for line in lines if NUMBER_HEADING in line), lines[0])
    return max(DELIMITERS, key=headings.count)
