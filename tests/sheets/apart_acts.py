"""What a reading child is made to do in tests."""

import ctypes
import os
import time
from typing import Any

from panhuo.errors import ErrorCode
from panhuo.sheets.reading import Progress
from panhuo.sheets.sheet_error import SheetError


class Evil:
    """Unpickled by anybody who trusts it, it runs a program."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (self.path,)


def answer(value: object, progress: Progress) -> object:
    progress(0.5)
    return value


def environment(progress: Progress) -> list[str]:
    return sorted(os.environ)


def refuse(progress: Progress) -> None:
    raise SheetError(ErrorCode.SHEET_EMPTY, "nothing")


def fail(progress: Progress) -> None:
    raise LookupError("a mistake of ours")


def chatter(progress: Progress) -> str:
    os.write(1, b"said to nobody")
    print("said to nobody", flush=True)
    return "answered"


def spin(progress: Progress) -> None:
    while True:
        pass


def swell(progress: Progress) -> int:
    return len([bytearray(1 << 20) for _ in range(100_000)])


def sleep(progress: Progress) -> None:
    time.sleep(3600)


def fall(progress: Progress) -> None:
    ctypes.string_at(0)


def leave(progress: Progress) -> None:
    os._exit(3)


def attack(path: str, progress: Progress) -> Evil:
    return Evil(path)


def big(progress: Progress) -> bytes:
    return bytes(10_000_000)


def own_number(progress: Progress) -> None:
    """Tell the number of this process, as a progress nobody else would tell; then go on for ever."""
    while True:
        progress(float(os.getpid()))
        time.sleep(0.05)
