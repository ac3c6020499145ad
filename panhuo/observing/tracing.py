"""Spans, where the extra `panhuo[otel]` is installed and OTEL_* names where they go.

Without both nothing of OpenTelemetry is imported, and a span costs one comparison.
"""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from typing import Any

DESTINATIONS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_TRACES_EXPORTER",
)
NOTHING: AbstractContextManager[Any] = nullcontext()

_spans: Any = None


def span(name: str, attributes: Mapping[str, Any] | None = None) -> AbstractContextManager[Any]:
    """A span for the length of a block, or None. An exception that leaves it is noted by its type."""
    return NOTHING if _spans is None else _spans(name, attributes)


def statement_span(sql: str) -> AbstractContextManager[Any]:
    """A span of one statement: its text, never its values."""
    return NOTHING if _spans is None else _spans("statement", {"db.query.text": sql})


def wanted() -> bool:
    """Whether the standard variables name where traces go."""
    off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    named = any(os.environ.get(name) for name in DESTINATIONS)
    return named and not off and os.environ.get("OTEL_TRACES_EXPORTER") != "none"


def start_tracing() -> None:
    """Export spans by OTLP, if wanted. Raises RuntimeError where the extra is missing."""
    if not wanted():
        return
    if find_spec("opentelemetry") is None or find_spec("opentelemetry.sdk") is None:
        raise RuntimeError("OTEL_* says where traces go: install panhuo[otel] to send them.")
    from panhuo.observing.otel import exporting

    use_spans(exporting())


def use_spans(spans: Any) -> None:
    """Begin spans by `spans(name, attributes)`; None ends it."""
    global _spans
    _spans = spans
