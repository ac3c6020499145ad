"""What a reading child and its parent say to each other, and what the child may use up."""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import IO, NamedTuple

from panhuo.sheets.limits import MIB

HEAD = struct.Struct("<BQ")
"""The sort of a frame and the length of its content."""


@dataclass(frozen=True, slots=True)
class Caps:
    """What one child may use up."""

    cpu_seconds: int = 60
    memory_bytes: int = 1024 * MIB
    """Of its address space, the interpreter's own included, where the system can limit it.

    The largest file that is read, of 40,000 lines, takes a third.
    """
    wall_seconds: float = 300.0
    result_bytes: int = 512 * MIB
    """Of its answer."""


CAPS = Caps()


class Answer(IntEnum):
    """Sorts of frames."""

    REQUEST = 0
    PROGRESS = 1
    """From 0 to 1, as text."""
    RESULT = 2
    """Pickled."""
    REFUSED = 3
    """The code and detail of a SheetError, pickled."""
    FAILED = 4
    """A traceback."""


class Frame(NamedTuple):
    """One message."""

    answer: Answer
    content: bytes


def write_frame(stream: IO[bytes], answer: Answer, content: bytes) -> None:
    stream.write(HEAD.pack(answer, len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes], most: int) -> Frame | None:
    """The next message; None at the end, or where one is cut short or too long."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    answer, length = HEAD.unpack(head)
    if length > most:
        return None
    content = stream.read(length)
    return Frame(Answer(answer), content) if len(content) == length else None
