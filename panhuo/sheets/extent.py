"""How much a workbook's sheets will take in memory, told from their XML without building them.

The reader allocates rows × columns of the used area, and a copy of a shared string for each cell that shows
it: a file of a few kilobytes can ask for terabytes with one far cell, or with one long text in every cell.
"""

import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from xml.parsers import expat

from panhuo.errors import ErrorCode
from panhuo.sheets.archive import chunks
from panhuo.sheets.limits import Limits
from panhuo.sheets.sheet_error import SheetError

DIGITS = "0123456789"
LETTERS = re.compile(r"[A-Za-z]{1,6}")
LONGEST_REFERENCE = 16
WORKBOOK = "xl/workbook.xml"
OTHER_FORMS = frozenset(("content.xml", "xl/workbook.bin"))
"""Parts that make an archive an OpenDocument or a binary workbook: the reader knows them too."""
SHARED_STRINGS = "xl/sharedstrings.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET_FOLDER = "xl/worksheets/"
STARTS_A_CELL = 4
"""Elements of a cell, with everything around its value."""
MOST_KINDS = 1_000
"""Names of elements in a sheet; the standard has some two hundred."""
VALUES = frozenset(("v", "is", "f"))
"""Children of a cell that has something in it; cells that only carry a format take no memory."""

StartHandler = Callable[[str, dict[str, str]], None]


def check_extent(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a workbook with a sheet of too many rows, columns, cells or characters. Raises SheetError."""
    parts = {part.filename.lower(): part for part in archive.infolist()}
    check_form(parts)
    names = targets(archive, parts.get(RELATIONS), limits)
    lengths = shared_lengths(archive, parts.get(SHARED_STRINGS), limits)
    for name, part in parts.items():
        listed = name.startswith(SHEET_FOLDER) or PurePosixPath(name).name in names
        if listed and name != SHARED_STRINGS and not name.endswith(".rels"):
            SheetWalk(limits, lengths).walk(chunks(archive, part, limits))


def check_form(names: Iterable[str]) -> None:
    """Refuse what the reader would take for a workbook of another form: its sheets are not measured here."""
    found = {name.replace("\\", "/") for name in names}
    if found & OTHER_FORMS:
        raise SheetError(ErrorCode.SHEET_WRONG_TYPE)
    if WORKBOOK not in found:
        raise SheetError(ErrorCode.SHEET_DAMAGED)


def targets(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None, limits: Limits) -> set[str]:
    """The file names of the parts a workbook consists of: sheets need not lie in their usual folder."""
    names: set[str] = set()

    def start(_: str, attributes: dict[str, str]) -> None:
        names.add(PurePosixPath(attributes.get("Target", "").lower()).name)

    if part is not None:
        parse(chunks(archive, part, limits), start)
    return names


def shared_lengths(archive: zipfile.ZipFile, part: zipfile.ZipInfo | None, limits: Limits) -> list[int]:
    """Characters of each shared string, in order."""
    lengths: list[int] = []
    left = STARTS_A_CELL * limits.workbook_elements

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0 or len(lengths) > limits.workbook_elements:
            raise too_costly(limits)
        if local(name) == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    if part is not None:
        parse(chunks(archive, part, limits), start, text)
    return lengths


class SheetWalk:
    """One pass over a sheet's cells: its far corner, and the characters its shared strings add up to."""

    def __init__(self, limits: Limits, lengths: list[int]) -> None:
        self.limits, self.lengths, self.most = limits, lengths, limits.workbook_elements
        self.left = STARTS_A_CELL * self.most
        """Elements that may still come."""
        self.row = self.column = 0
        self.rows = self.columns = self.characters = self.elements = 0
        self.shared = self.inline = self.index_due = False
        self.kinds: dict[str, str] = {}
        self.known_columns: dict[str, int] = {}
        self.parser = expat.ParserCreate()

    def walk(self, content: Iterable[bytes]) -> None:
        parse(content, self.start, parser=self.parser)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise too_costly(self.limits)
        kind = self.kinds.get(name) or self.new_kind(name)
        if kind == "c":
            self.elements += 1
            if self.elements > self.most:
                raise too_costly(self.limits)
            self.shared, self.index_due = attributes.get("t") == "s", False
            self.inline = False
            self.move(attributes.get("r"))
        elif kind in VALUES:
            self.fill(kind)
        elif kind == "row":
            self.row, self.column = number(attributes.get("r"), self.row + 1), 0

    def new_kind(self, name: str) -> str:
        if len(self.kinds) > MOST_KINDS:
            raise too_costly(self.limits)
        return self.kinds.setdefault(name, local(name))

    def move(self, reference: str | None) -> None:
        """To the cell named, or to the next one of the row, as the standard allows (ECMA-376 18.3.1.4)."""
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip(DIGITS)
        self.column = self.known_columns.get(letters) or self.new_column(letters)
        if len(reference) > LONGEST_REFERENCE:
            raise SheetError(ErrorCode.SHEET_DAMAGED)
        if len(reference) > len(letters):
            self.row = int(reference[len(letters) :])

    def new_column(self, letters: str) -> int:
        if not LETTERS.fullmatch(letters):
            raise SheetError(ErrorCode.SHEET_DAMAGED)
        return self.known_columns.setdefault(letters, column_number(letters.upper()))

    def fill(self, kind: str) -> None:
        """The present cell has a value."""
        if self.row > self.rows or self.column > self.columns:
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
            self.check_area()
        if kind == "is" or (self.shared and kind == "v"):
            self.inline, self.index_due = kind == "is", kind == "v"
            if self.parser.CharacterDataHandler is None:
                self.parser.CharacterDataHandler = self.count_text

    def check_area(self) -> None:
        if self.columns > self.limits.columns:
            raise SheetError(ErrorCode.SHEET_TOO_MANY_COLUMNS, f"{self.columns:,} > {self.limits.columns:,}")
        if self.rows > self.limits.workbook_rows:
            raise SheetError(ErrorCode.SHEET_TOO_MANY_ROWS, f"{self.rows:,} > {self.limits.workbook_rows:,}")
        if self.rows * self.columns > self.limits.workbook_cells:
            raise SheetError(ErrorCode.SHEET_TOO_MANY_ROWS, f"{self.rows:,} × {self.columns:,}")

    def count_text(self, text: str) -> None:
        """The index of a shared string, told whole, or a part of an inline one."""
        if self.index_due:
            self.index_due = False
            place = number(text.strip(), len(self.lengths))
            if place >= len(self.lengths):
                raise SheetError(ErrorCode.SHEET_DAMAGED)
            self.characters += self.lengths[place]
        elif self.inline:
            self.characters += len(text)
        if self.characters > self.limits.workbook_characters:
            raise SheetError(ErrorCode.SHEET_ZIP_BOMB, f"{self.characters:,}")


def too_costly(limits: Limits) -> SheetError:
    return SheetError(ErrorCode.SHEET_TOO_COSTLY, f"> {limits.workbook_elements:,}")


def parse(
    content: Iterable[bytes],
    start: StartHandler,
    text: Callable[[str], None] | None = None,
    parser: expat.XMLParserType | None = None,
) -> None:
    """Walk a part's XML. A document type, which no workbook has, counts as damage: it defines entities."""
    parser = parser or expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = start, refuse_doctype
    parser.CharacterDataHandler = text
    try:
        for chunk in content:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: unknown encodings
        raise SheetError(ErrorCode.SHEET_DAMAGED) from error


def refuse_doctype(*_: object) -> None:
    raise SheetError(ErrorCode.SHEET_DAMAGED)


def local(name: str) -> str:
    return name.rpartition(":")[2]


def number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else otherwise


def column_number(letters: str) -> int:
    """`A` is 1, `XFD` 16,384."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
