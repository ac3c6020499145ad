"""Dossier workbooks that nobody should send, and the code that each is refused with; made anew for each test.

`python -m tests.sheets.bad_dossiers FOLDER` writes them all there, to try other programs on.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from panhuo.errors import ErrorCode


@dataclass(frozen=True)
class Bad:
    """A file, and what is said of it."""

    name: str
    """What is wrong with it."""
    make: Callable[[], bytes]
    code: ErrorCode
    row: int | None = None
    """Of a file that can be read: the row that is told of."""
    fatal: bool = True
    file_name: str = "建档模板.xlsx"


def all_bad() -> list[Bad]:
    from tests.sheets.bad_dossier_cells import CELLS, ROWS
    from tests.sheets.bad_dossier_containers import CONTAINERS
    from tests.sheets.bad_dossier_sheets import DELIMITED, SHEETS
    from tests.sheets.dossier_bombs import BOMBS

    return [*CONTAINERS, *BOMBS, *SHEETS, *DELIMITED, *ROWS, *CELLS]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, bad in enumerate(all_bad(), 1):
        (folder / f"{number:02} {bad.code.value} {bad.name}{Path(bad.file_name).suffix}").write_bytes(
            bad.make()
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
