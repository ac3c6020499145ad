"""Reading a file in a process of its own, which is killed where it asks for too much.

    file = read_apart(read_dossier_file, path, name, progress=told)

Whatever a file does to its reader, the worker lives: the child has caps of processor time, memory and wall
clock, no environment worth reading, and its answer is taken apart by an unpickler that knows our own classes
only. It costs about a quarter of a second of processor time to start.
"""

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import IO, Any, TypeVar

from panhuo.errors import ErrorCode
from panhuo.sheets.apart_frames import CAPS, Answer, Caps, Frame, read_frame, write_frame
from panhuo.sheets.apart_pickles import loads
from panhuo.sheets.reading import Progress
from panhuo.sheets.sheet_error import SheetError

Result = TypeVar("Result")
CHILD = "panhuo.sheets.apart_child"
BEAT_SECONDS = 0.2
"""Progress is told at least so often, so that a cancelled job ends soon."""
GRACE_SECONDS = 2
"""Within which a child that has nothing more to say is gone."""
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT")
"""What a child is told of ours."""
DAMAGING = frozenset(getattr(signal, name, None) for name in ("SIGSEGV", "SIGBUS", "SIGILL"))
ERROR_CHARACTERS = 4_000


def read_apart(
    function: Callable[..., Result],
    *args: Any,
    progress: Progress = lambda done: None,
    caps: Caps = CAPS,
) -> Result:
    """What a module's function makes of its arguments and `progress`, run in a child process.

    Arguments and result are pickled. Raises SheetError: what the function raises, SHEET_TOO_COSTLY where a
    cap is reached, SHEET_DAMAGED where the reader itself came down; and what `progress` raises, the child
    killed.
    """
    with child() as (process, errors):
        assert process.stdin and process.stdout
        request = (function.__module__, function.__qualname__, args, caps)
        frames = pumped(process.stdout, caps)
        try:
            write_frame(process.stdin, Answer.REQUEST, pickle.dumps(request))
        except BrokenPipeError:
            raise fallen(process, errors) from None
        for frame in heard(frames, caps, progress):
            if frame.answer is Answer.RESULT:
                found: Result = loads(frame.content)
                return found
            if frame.answer is Answer.REFUSED:
                code, detail = loads(frame.content)
                raise SheetError(ErrorCode(code), detail)
            if frame.answer is Answer.FAILED:
                raise RuntimeError(f"{CHILD}: {frame.content.decode(errors='replace')}")
        raise fallen(process, errors)


@contextmanager
def child() -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """A child process, which does not outlive the block."""
    paths = os.pathsep.join(filter(None, sys.path))
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603  # nothing of it comes from a file
            [sys.executable, "-P", "-m", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**environment, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )
        try:
            yield process, errors
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with_care(pipe)


def with_care(pipe: IO[bytes] | None) -> None:
    """Close a pipe; what was still to be written into it no longer matters."""
    if pipe:
        try:
            pipe.close()
        except OSError:
            return


def pumped(stream: IO[bytes], caps: Caps) -> SimpleQueue[Frame | None]:
    """The frames of a child as they come, then None. A thread, for Windows has no select on pipes."""
    frames: SimpleQueue[Frame | None] = SimpleQueue()

    def pump() -> None:
        try:
            while frame := read_frame(stream, caps.result_bytes):
                frames.put(frame)
        except (OSError, ValueError):  # the pipe was closed: the child is killed already
            pass
        frames.put(None)

    threading.Thread(target=pump, daemon=True, name="sheets-apart").start()
    return frames


def heard(frames: SimpleQueue[Frame | None], caps: Caps, progress: Progress) -> Iterator[Frame]:
    """What a child answers, progress told between. Raises SheetError where it takes too long."""
    deadline, done = time.monotonic() + caps.wall_seconds, 0.0
    while True:
        try:
            frame = frames.get(timeout=BEAT_SECONDS)
        except Empty:
            frame = Frame(Answer.PROGRESS, b"")
        if frame is None:
            return
        if frame.answer is Answer.PROGRESS:
            done = float(frame.content or done)
            progress(done)
        else:
            yield frame
        if time.monotonic() > deadline:
            raise SheetError(ErrorCode.SHEET_TOO_COSTLY, f"> {caps.wall_seconds:g} s")


def fallen(process: subprocess.Popen[bytes], errors: IO[bytes]) -> Exception:
    """Why a child ended without an answer."""
    try:
        code = process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:  # it says more than we take in
        return SheetError(ErrorCode.SHEET_TOO_COSTLY, "answer")
    if code < 0:
        sort = ErrorCode.SHEET_DAMAGED if -code in DAMAGING else ErrorCode.SHEET_TOO_COSTLY
        return SheetError(sort, signal.Signals(-code).name)
    errors.seek(0)
    told = errors.read(ERROR_CHARACTERS).decode(errors="replace")
    return RuntimeError(f"{CHILD} ended with {code}: {told}")
