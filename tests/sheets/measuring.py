"""Runs in a reading child: what each bad file is told, and what reading it cost."""

import time
from collections.abc import Sequence
from pathlib import Path

from panhuo.sheets.dossier_file import read_dossier_file
from panhuo.sheets.reading import Progress
from panhuo.sheets.sheet_error import SheetError

Told = tuple[str, int | None, bool]
"""A code, the row it is told of, and whether it is fatal."""


def read_all(
    files: Sequence[tuple[str, str]], progress: Progress
) -> tuple[list[tuple[list[Told], float]], float]:
    """Of each file, by path and name: what is told, and seconds of processor time. Then megabytes at most."""
    found = []
    for path, name in files:
        before = time.process_time()
        told = read_one(path, name)
        found.append((told, time.process_time() - before))
        progress(len(found) / len(files))
    return found, megabytes()


def read_one(path: str, name: str) -> list[Told]:
    try:
        file = read_dossier_file(Path(path), name)
    except SheetError as error:
        return [(error.code.value, None, True)]
    return [(issue.code, issue.row, issue.fatal) for row in file.rows for issue in row.issues]


def megabytes() -> float:
    """The most memory this process ever held; what it was before it became itself does not count."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
