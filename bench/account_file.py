"""A workbook of accounts filled by a script, with errors planted at rows and columns that are known."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import openpyxl

SEED = 4646
FIRST_ROW = 2
"""Below the headings of the template."""
COLUMNS = ("username", "name", "role", "unit", "job_title", "phone", "email")
"""Of a template that an institution's administrator gets."""
Cells = list[str]


@dataclass(frozen=True, slots=True)
class Planted:
    """An error where it stands: row from 1, letter of the column."""

    row: int
    column: str
    code: str


def letter(field: str) -> str:
    return chr(ord("A") + COLUMNS.index(field))


def setting(field: str, value: str) -> Callable[[Cells, str], None]:
    """Put a value into a field of a row; `{name}` is one that is taken."""

    def plant(cells: Cells, taken: str) -> None:
        cells[COLUMNS.index(field)] = value.format(name=taken)

    return plant


KINDS: Sequence[tuple[str, str, Callable[[Cells, str], None]]] = (
    ("username", "ACCOUNT_NAME_TAKEN", setting("username", "{name}")),
    ("name", "CELL_REQUIRED", setting("name", "")),
    ("role", "ROLE_UNKNOWN", setting("role", "院长")),
    ("role", "ROLE_NOT_YOURS", setting("role", "平台管理方")),
    ("unit", "UNIT_UNKNOWN", setting("unit", "不存在的学院")),
    ("phone", "PHONE_INVALID", setting("phone", "1380013800O")),
    ("email", "EMAIL_INVALID", setting("email", "somebody.example.edu.cn")),
)
"""Seven kinds; the eighth, two rows of one name, is planted in pairs."""


def account_rows(count: int, units: Sequence[str], first: int = 1) -> list[Cells]:
    """So many rows in which nothing is wrong."""
    return [
        [
            f"batch{number:06}",
            f"发明人{number:06}",
            "发明人",
            units[number % len(units)],
            "教师",
            f"139{number:08}",
            f"batch{number:06}@example.edu.cn",
        ]
        for number in range(first, first + count)
    ]


def plant(rows: list[Cells], errors: int, taken: Sequence[str]) -> list[Planted]:
    """Plant so many errors of eight kinds in rows of their own; where they are, by row and column.

    `taken` are names of accounts there are, an eighth as many as errors.
    """
    pairs = (errors // 8 + 1) // 2
    places = random.Random(SEED).sample(range(len(rows)), errors)
    found: list[Planted] = []
    for one, other in zip(places[:pairs], places[pairs : 2 * pairs], strict=True):
        rows[other][0] = rows[one][0].upper()
        found += [Planted(place + FIRST_ROW, "A", "ACCOUNT_NAME_DUPLICATED") for place in (one, other)]
    for number, place in enumerate(places[2 * pairs :]):
        field, code, put = KINDS[number % len(KINDS)]
        put(rows[place], taken[number // len(KINDS)])
        found.append(Planted(place + FIRST_ROW, letter(field), code))
    return sorted(found, key=lambda each: each.row)


def filled(template: bytes, rows: Sequence[Cells]) -> bytes:
    """The template with the rows filled in, as a person would."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    for row in rows:
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def reported(report: bytes) -> list[Planted]:
    """The errors of a row report, warnings left out: of each line of its last column, cell and code."""
    sheet = openpyxl.load_workbook(io.BytesIO(report), read_only=True).worksheets[0]
    found = []
    for *_, outcome, explained in sheet.iter_rows(min_row=FIRST_ROW, values_only=True):
        for line in str(explained or "").splitlines() if outcome == "有误" else ():
            cell, _, rest = line.partition(" ")
            code = rest.partition("：")[0].split(" ")[-1]
            if code != "PHONE_KNOWN":
                found.append(Planted(int(cell[1:]), cell[0], code))
    return found
