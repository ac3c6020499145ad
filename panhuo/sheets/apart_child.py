"""The child process that reads a file: `python -m panhuo.sheets.apart_child`, which its parent speaks to."""

import contextlib
import importlib
import os
import pickle
import signal
import sys
import threading
import traceback
from functools import partial
from typing import IO, Any

from panhuo.errors import ErrorCode
from panhuo.sheets.apart_frames import Answer, Caps, read_frame, write_frame
from panhuo.sheets.sheet_error import SheetError

REQUEST_BYTES = 1 << 20
HARD_SECONDS = 5
"""Processor time after the cap within which a child that does not end is killed."""


def main() -> None:
    """Read one request, answer it, end."""
    answers = private(1)
    frame = read_frame(sys.stdin.buffer, REQUEST_BYTES)
    if frame is None:
        return
    module, name, args, caps = pickle.loads(frame.content)  # noqa: S301  # our parent wrote it
    cap(caps)
    threading.Thread(target=end_with_parent, daemon=True).start()
    function = getattr(importlib.import_module(module), name)
    answer, content = answered(partial(function, *args), answers)
    write_frame(answers, answer, content)
    answers.flush()
    os._exit(0)


def private(number: int) -> IO[bytes]:
    """A descriptor of ours alone: whatever else prints goes where errors go."""
    stream = os.fdopen(os.dup(number), "wb")
    os.dup2(2, number)
    return stream


def answered(function: Any, answers: IO[bytes]) -> tuple[Answer, bytes]:
    try:
        result = function(progress=partial(tell, answers))
        return Answer.RESULT, pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except SheetError as error:
        return Answer.REFUSED, pickle.dumps((error.code.value, error.detail))
    except MemoryError:
        return Answer.REFUSED, pickle.dumps((ErrorCode.SHEET_TOO_COSTLY.value, "memory"))
    except BaseException:
        return Answer.FAILED, traceback.format_exc().encode()


def tell(answers: IO[bytes], done: float) -> None:
    write_frame(answers, Answer.PROGRESS, repr(done).encode())


def cap(caps: Caps) -> None:
    """Limit what this process may use up, as far as the system can. A parent's Ctrl-C is not ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, caps.wall_seconds)  # ends an orphan too
    with contextlib.suppress(ImportError):
        import resource

        most = {
            resource.RLIMIT_CPU: (caps.cpu_seconds, caps.cpu_seconds + HARD_SECONDS),
            resource.RLIMIT_AS: (caps.memory_bytes, caps.memory_bytes),
            resource.RLIMIT_CORE: (0, 0),
        }
        for what, limits in most.items():
            with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
                resource.setrlimit(what, limits)


def end_with_parent() -> None:
    """End where the parent did: its end of the pipe closes."""
    sys.stdin.buffer.read(1)
    os._exit(1)


if __name__ == "__main__":
    main()
