"""Spans of OpenTelemetry, where the extra is installed; nothing of it, where nobody asked for it."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from panhuo.compiler.documents import KNOWN
from panhuo.compiler.operation import PLANS
from panhuo.observing.otel import spans_of
from panhuo.observing.tracing import use_spans
from panhuo.rules.vocabulary import Role
from tests.factories import institution, sign_in, user
from tests.observing.conftest import Lines

pytestmark = pytest.mark.anyio

LIST = 'query Traced { patents(search: "geheim-4711") { totalCount } }'
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = "00f067aa0ba902b7"


@pytest.fixture
def exported() -> Iterator[InMemorySpanExporter]:
    """Where the spans of this test go."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    use_spans(spans_of(provider))
    yield exporter
    use_spans(None)


async def ask(client: httpx.AsyncClient, query: str, **headers: str) -> None:
    """Send a query that nobody sent before."""
    KNOWN.clear()
    PLANS.clear()
    await client.post("/graphql", json={"query": query}, headers=headers)


async def test_a_request_is_a_tree_of_spans(
    lines: Lines, exported: InMemorySpanExporter, client: httpx.AsyncClient
) -> None:
    # given
    admin = await sign_in(await user(Role.INSTITUTION_ADMIN, await institution("甲大学")))

    # when
    await ask(client, LIST, traceparent=f"00-{TRACE}-{CALLER}-01", **admin)

    # then
    spans = exported.get_finished_spans()
    (request,) = [span for span in spans if span.name == "request"]
    assert request.parent is not None and request.context is not None
    assert format(request.context.trace_id, "032x") == TRACE
    assert format(request.parent.span_id, "016x") == CALLER
    inside = [span for span in spans if span is not request]
    assert [span.name for span in inside] == ["parse", "validate", "statement", "plan", "statement"]
    assert {span.parent and span.parent.span_id for span in inside} == {request.context.span_id}
    assert dict(request.attributes or {})["panhuo.operation"] == "Traced"
    assert lines("operation")[0]["trace_id"] == TRACE


async def test_statements_are_told_without_values(
    exported: InMemorySpanExporter, client: httpx.AsyncClient
) -> None:
    await ask(client, LIST)

    told = [span for span in exported.get_finished_spans() if span.name == "statement"]
    assert all("select" in str(dict(span.attributes or {})["db.query.text"]) for span in told)
    assert "4711" not in str([span.to_json() for span in exported.get_finished_spans()])


async def test_a_known_query_is_neither_parsed_nor_planned_again(
    exported: InMemorySpanExporter, client: httpx.AsyncClient
) -> None:
    await ask(client, LIST)
    exported.clear()

    await client.post("/graphql", json={"query": LIST})

    assert [span.name for span in exported.get_finished_spans()] == ["statement", "request"]


@pytest.mark.parametrize("named", [False, True])
def test_nothing_of_it_is_imported_unless_wanted(named: bool) -> None:
    script = (
        "import sys; from panhuo.app import create_app; create_app(); print('opentelemetry' in sys.modules)"
    )
    environment = {"OTEL_TRACES_EXPORTER": "otlp"} if named else {}

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "", "PYTHONPATH": ":".join(filter(None, sys.path)), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout.strip() == str(named)
