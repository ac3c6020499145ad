"""Rows of a delivery, staged, on this machine's disk: sorted into groups by application.

All rows of one application meet in one group, wherever they stand and in whichever part, so that a delivery
comes to the same whatever the order of its rows. Memory holds the rows of one group; small deliveries never
reach the disk.
"""

import pickle
import zlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

Row = tuple[Any, ...]
GROUPS = 256
IN_MEMORY = 64 * 1024
"""Bytes of a group."""
AT_ONCE = 64
"""Rows written together."""


class Spool:
    """Filled by one thread, then read."""

    def __init__(self) -> None:
        self.files = [SpooledTemporaryFile(IN_MEMORY) for _ in range(GROUPS)]  # noqa: SIM115  # `close`
        self.waiting: list[list[Row]] = [[] for _ in range(GROUPS)]
        self.counts = [0] * GROUPS

    def add(self, application_number: str, row: Row) -> None:
        """Keep a row with those of its application."""
        group = zlib.crc32(application_number.encode()) % GROUPS
        self.waiting[group].append(row)
        self.counts[group] += 1
        if len(self.waiting[group]) >= AT_ONCE:
            self.write(group)

    def write(self, group: int) -> None:
        pickle.dump(self.waiting[group], self.files[group], pickle.HIGHEST_PROTOCOL)
        self.waiting[group].clear()

    @property
    def rows(self) -> int:
        return sum(self.counts)

    def batches(self, rows: int) -> Iterator[list[Row]]:
        """Whole groups, as many together as make up so many rows."""
        found: list[Row] = []
        for group in range(GROUPS):
            found += self.read(group)
            if len(found) >= rows:
                yield found
                found = []
        if found:
            yield found

    def read(self, group: int) -> Iterator[Row]:
        file = self.files[group]
        file.seek(0)
        written = self.counts[group] - len(self.waiting[group])
        while written > 0:
            some: list[Row] = pickle.load(file)  # noqa: S301  # written above, into a file without a name
            written -= len(some)
            yield from some
        yield from self.waiting[group]

    def close(self) -> None:
        """Give the disk space back."""
        for file in self.files:
            file.close()
