"""Generated row functions: from a database record to the response's values without a call per field.

A plan writes one Python expression over `r` (record), `e` (run), `k` (child results) and compiles it
once. Names that reach the text are GraphQL names and integers only, always through `repr`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import orjson

from panhuo.clock import CHINA

Rows = Callable[[Sequence[Any], Any, Sequence[Any]], list[Any]]


def instant(milliseconds: int | None) -> str | None:
    """An instant as ISO 8601 with its offset, to the millisecond."""
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, CHINA).isoformat(timespec="milliseconds")


NAMES: dict[str, Any] = {"instant": instant, "json_text": orjson.Fragment}
"""`json_text`: JSON that a column holds as text is spliced into the response unparsed."""

CODECS: dict[str, dict[str, Callable[[str], str]]] = {
    "postgres": {
        "plain": lambda value: value,
        "bool": lambda value: value,
        "instant": lambda value: f"instant({value})",
        "json": lambda value: f"(None if {value} is None else json_text({value}))",
    },
    "sqlite": {
        "plain": lambda value: value,
        "bool": lambda value: f"(None if {value} is None else {value} != 0)",
        "instant": lambda value: f"instant({value})",
        "json": lambda value: f"(None if {value} is None else json_text({value}))",
    },
}


def dict_code(entries: Sequence[tuple[str, str]]) -> str:
    """A dict display of response keys and value expressions."""
    return "{" + ", ".join(f"{key!r}: {value}" for key, value in entries) + "}"


def compile_rows(expression: str, names: dict[str, Any]) -> Rows:
    """A function that applies one expression to every record."""
    namespace = {**NAMES, **names}
    exec(f"def rows(rs, e, k):\n    return [{expression} for r in rs]", namespace)  # noqa: S102
    return namespace["rows"]  # type: ignore[no-any-return]
