"""Structured logs on standard error: one JSON object a line, ours and those of every library.

Tracebacks carry no local variables, which may hold passwords; statements are logged without their values.
"""

import logging
import sys
import time
from collections.abc import MutableMapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
import structlog

from panhuo.observing.observed import CURRENT
from panhuo.settings import get_settings

Event = MutableMapping[str, Any]
QUIET = ("asyncio", "httpx", "tortoise", "tortoise.db_client", "aiosqlite", "pika")
"""Loggers that at levels below WARNING show statements with their values, or every step of a connection."""


class Lines:
    """Writes each line in one piece to whatever standard error is at the time."""

    def write(self, line: str | bytes) -> None:
        stream = sys.stderr
        data = line if isinstance(line, bytes) else line.encode(errors="backslashreplace")
        stream.buffer.write(data + b"\n")
        stream.buffer.flush()

    msg = debug = info = warning = error = critical = write


class Passing(logging.Handler):
    """Passes the lines of the standard library's logging on in our format."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            Lines().write(self.format(record))
        except Exception:
            self.handleError(record)


def configure_logs(level: str | None = None, shape: str | None = None) -> None:
    """Set up the logs of this process as its settings say, or as told."""
    settings = get_settings()
    number = logging.getLevelNamesMapping()[(level or settings.log_level).upper()]
    shared: list[Any] = [
        add_request,
        structlog.processors.add_log_level,
        add_time,
    ]
    last = renderers(shape or settings.log_format)
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: Lines(),
    )
    pass_on(number, [*shared, add_name], last)


def renderers(shape: str) -> list[Any]:
    """What turns an event into its line."""
    if shape == "console":
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    return [structlog.processors.format_exc_info, as_json]


def as_json(_: Any, __: str, event: Event) -> bytes:
    return orjson.dumps(event, default=repr, option=orjson.OPT_NON_STR_KEYS)


def add_request(_: Any, __: str, event: Event) -> Event:
    """Name the request under way, and its trace."""
    observed = CURRENT.get()
    if observed is not None:
        event["request_id"] = observed.request_id
        if observed.trace_id:
            event["trace_id"] = observed.trace_id
    return event


def add_time(_: Any, __: str, event: Event) -> Event:
    """When it was, in UTC; structlog's own way costs as much as all the rest."""
    second, nanoseconds = divmod(time.time_ns(), 1_000_000_000)
    event["timestamp"] = f"{second_in_utc(second)}.{nanoseconds // 1000:06}Z"
    return event


@lru_cache(maxsize=8)
def second_in_utc(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()[:-6]


def add_name(_: Any, __: str, event: Event) -> Event:
    """Name the library that speaks."""
    event["logger"] = event["_record"].name
    return event


def pass_on(number: int, shared: list[Any], last: list[Any]) -> None:
    """Let the standard library's loggers write in our format."""
    handler = Passing()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last, as_text],
        )
    )
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if type(each).__name__ != Passing.__name__] + [handler]
    root.setLevel(number)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def as_text(_: Any, __: str, line: Any) -> str:
    return line.decode() if isinstance(line, bytes) else line
