"""A SQLite file that keeps the generated world; its stamp is a file beside it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite://")


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite://"))


def stamp_of(url: str) -> Path:
    path = path_of(url)
    return path.with_name(f"{path.name}.stamp")


@contextmanager
def opened(url: str) -> Iterator[sqlite3.Connection]:
    """A connection that begins and ends transactions only where it is told to."""
    connection = sqlite3.connect(path_of(url), isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def read_stamp(url: str) -> str | None:
    """None where there is no file, or none of ours."""
    stamp = stamp_of(url)
    return stamp.read_text(encoding="utf-8") if stamp.exists() and path_of(url).exists() else None


def write_stamp(url: str, text: str) -> None:
    stamp_of(url).write_text(text, encoding="utf-8")


def removed(url: str) -> bool:
    """Remove an older world; False where the file is not ours."""
    path, stamp = path_of(url), stamp_of(url)
    if path.exists() and not stamp.exists():
        return False
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    stamp.write_text("unfinished", encoding="utf-8")
    return True
