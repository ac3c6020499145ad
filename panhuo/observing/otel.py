"""Spans by OpenTelemetry. Imported only where the extra `panhuo[otel]` is installed and wanted."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from panhuo.observing.observed import CURRENT

Spans = Callable[[str, Mapping[str, Any] | None], AbstractContextManager[Span]]
KINDS = {"request": SpanKind.SERVER, "statement": SpanKind.CLIENT}
PROPAGATOR = TraceContextTextMapPropagator()


def exporting() -> Spans:
    """Spans that go where the OTEL_EXPORTER_OTLP_* variables say."""
    os.environ.setdefault("OTEL_SERVICE_NAME", "panhuo")
    provider = TracerProvider(resource=Resource.create())
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return spans_of(provider)


def spans_of(provider: TracerProvider) -> Spans:
    """Spans of a provider; that of a request continues the trace its `traceparent` names."""
    tracer = provider.get_tracer("panhuo")

    @contextmanager
    def span(name: str, attributes: Mapping[str, Any] | None) -> Iterator[Span]:
        observed = CURRENT.get()
        parent = PROPAGATOR.extract(observed.trace) if observed and name == "request" else None
        with tracer.start_as_current_span(
            name,
            parent,
            KINDS.get(name, SpanKind.INTERNAL),
            attributes,
            record_exception=False,  # a driver's words may hold values
            set_status_on_exception=False,
        ) as begun:
            if observed and name == "request":
                observed.trace_id = format(begun.get_span_context().trace_id, "032x")
            try:
                yield begun
            except BaseException as error:
                begun.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    return span
