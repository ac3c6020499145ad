"""Reading in a process of its own: whatever happens there, this process lives and learns why."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from panhuo.errors import ErrorCode
from panhuo.sheets.apart import ENVIRONMENT, read_apart
from panhuo.sheets.apart_frames import Caps
from panhuo.sheets.apart_pickles import loads
from panhuo.sheets.limits import MIB
from panhuo.sheets.sheet_error import SheetError
from tests.sheets import apart_acts as acts

PARENT = (
    "from panhuo.sheets.apart import read_apart\n"
    "from tests.sheets.apart_acts import own_number\n"
    "read_apart(own_number, progress=lambda number: print(int(number), flush=True) if number else None)\n"
)


def alive(number: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def ends(number: int, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while alive(number) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(number)


def test_a_result_comes_back_with_its_progress() -> None:
    told: list[float] = []
    value = {"rows": [Decimal("1.5"), ErrorCode.SHEET_EMPTY, ("甲", None)]}

    assert read_apart(acts.answer, value, progress=told.append) == value
    assert 0.5 in told and read_apart(acts.chatter) == "answered"


def test_a_child_is_told_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANHUO_DATABASE_URL", "postgres://secret@nowhere/none")

    found = set(read_apart(acts.environment))

    assert found <= {*ENVIRONMENT, "PYTHONPATH", "PYTHONIOENCODING", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("act", "caps", "code", "detail"),
    [
        (acts.refuse, Caps(), ErrorCode.SHEET_EMPTY, "nothing"),
        (acts.spin, Caps(cpu_seconds=1), ErrorCode.SHEET_TOO_COSTLY, "SIGXCPU"),
        (acts.swell, Caps(memory_bytes=400 * MIB), ErrorCode.SHEET_TOO_COSTLY, "memory"),
        (acts.sleep, Caps(wall_seconds=1), ErrorCode.SHEET_TOO_COSTLY, ""),
        (acts.big, Caps(result_bytes=MIB), ErrorCode.SHEET_TOO_COSTLY, "answer"),
        (acts.fall, Caps(), ErrorCode.SHEET_DAMAGED, "SIGSEGV"),
    ],
)
def test_what_ends_a_reading(act: Callable[..., Any], caps: Caps, code: ErrorCode, detail: str) -> None:
    with pytest.raises(SheetError) as raised:
        read_apart(act, caps=caps)

    assert raised.value.code is code
    assert detail in raised.value.detail


@pytest.mark.parametrize(
    ("act", "words"),
    [(acts.fail, "a mistake of ours"), (acts.leave, "ended with 3")],
)
def test_a_mistake_of_ours_is_none_of_the_file(act: Callable[..., Any], words: str) -> None:
    with pytest.raises(RuntimeError, match=words):
        read_apart(act)


def test_who_stops_the_progress_kills_the_child() -> None:
    seen: list[int] = []

    def stop(number: float) -> None:
        if number:
            seen.append(int(number))
            raise KeyError("cancelled")

    with pytest.raises(KeyError):
        read_apart(acts.own_number, progress=stop)

    assert ends(seen[0])


def test_a_child_that_says_nothing_is_stopped_too() -> None:
    calls: list[float] = []

    def stop(done: float) -> None:
        calls.append(done)
        if len(calls) > 2:
            raise KeyError("cancelled")

    with pytest.raises(KeyError):
        read_apart(acts.sleep, progress=stop)


def test_a_child_ends_with_its_parent() -> None:
    # given a parent that is reading
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert alive(child)

        # when it is killed
        os.kill(parent.pid, signal.SIGKILL)

    # then
    assert ends(child)


def test_an_answer_runs_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"

    with pytest.raises(pickle.UnpicklingError):
        read_apart(acts.attack, str(made))
    for evil in (acts.Evil(str(made)), print, os.system, subprocess.Popen):
        with pytest.raises(pickle.UnpicklingError):
            loads(pickle.dumps(evil))
    assert not made.exists()
