"""The matrix for spreadsheets: a line a coordinate and role.

Every cell is ASCII, so no program needs a byte order mark. Lines end in a line feed; spaces divide the values
of a cell; `scopes` is `-` for never, and empty where it depends on the way to the coordinate.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from panhuo.matrix.relations import reached
from panhuo.matrix.rows import Row
from panhuo.permissions.policy import COLUMNS
from panhuo.rules.vocabulary import Role

HEADS = ("coordinate", "kind", "access", "ability", "inherits", "role", "scopes", "relations")
NEVER = "-"


def render(rows: Sequence[Row]) -> str:
    """A line of HEADS, then one for each coordinate and role."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(line for row in rows for line in lines(row))
    return text.getvalue()


def lines(row: Row) -> Iterator[tuple[str, ...]]:
    of_row = (row.coordinate, row.kind, row.by, row.ability or "", " ".join(row.inherits))
    yield from ((*of_row, role, *reach(row, role)) for role in COLUMNS)


def reach(row: Row, role: Role) -> tuple[str, str]:
    """Scopes and relations of a cell."""
    if row.grants is None:
        return "", ""
    cell = row.grants[role]
    return " ".join(sorted(cell)) or NEVER, " ".join(reached(cell))
