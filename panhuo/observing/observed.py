"""The operation under way: gathered from wherever it passes, told once at its end."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from random import getrandbits
from typing import Any

REQUEST_ID = re.compile(rb"[A-Za-z0-9._:@/+=-]{8,128}")
"""Ids of requests that are believed; any other is replaced."""
TRACEPARENT = re.compile(rb"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")
"""W3C Trace Context, §3.2."""
NO_TRACE = b"0" * 32


@dataclass(slots=True)
class Observed:
    """One operation, or a request that came to none: nothing a client sent stands here but names."""

    request_id: str
    trace: Mapping[str, str] = field(default_factory=dict)
    """`traceparent` and `tracestate`, as they came."""
    trace_id: str | None = None
    transport: str = "http"
    began: int = field(default_factory=time.perf_counter_ns)
    operation: str | None = None
    """The operation's name, as the client chose it."""
    kind: str | None = None
    """query, mutation or subscription; None where the request never came to an operation."""
    document: str | None = None
    """SHA-256 of the document's text, its first 16 digits."""
    trusted: bool = False
    """Whether the document is a registered one: only then its operation's name is known to be one of few."""
    viewer_id: int | None = None
    role: str | None = None
    cost: int | None = None
    statements: int = 0
    rows: int = 0
    read_from: str | None = None
    """`replica` or `primary`; None where there is no choice."""
    plan_cached: bool | None = None
    """Whether the plan was there already; None where none was needed."""
    codes: list[str] = field(default_factory=list)
    """Codes of the errors answered, each once."""
    status: int | None = None

    def runs(self, kind: str, name: str | None, document: str, trusted: bool) -> None:
        """Note which operation it came to."""
        self.kind, self.operation, self.document, self.trusted = kind, name, document, trusted

    def asked_by(self, viewer_id: int | None, role: str) -> None:
        """Note who asks."""
        self.viewer_id, self.role = viewer_id, role

    def answered(self, errors: Iterable[Any] | None) -> None:
        """Note the codes of GraphQL errors."""
        for error in errors or ():
            code = (error.extensions or {}).get("code", "INTERNAL")
            if code not in self.codes:
                self.codes.append(code)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return (time.perf_counter_ns() - self.began) / 1e9

    def fields(self) -> dict[str, Any]:
        """Its line in the log; what does not apply is left out."""
        told = {
            "operation": self.operation,
            "type": self.kind,
            "document": self.document,
            "transport": self.transport,
            "viewer": self.viewer_id,
            "role": self.role,
            "cost": self.cost,
            "statements": self.statements,
            "rows": self.rows,
            "read_from": self.read_from,
            "ms": round(self.seconds * 1000, 2),
            "outcome": self.codes or "ok",
            "status": self.status,
        }
        return {name: value for name, value in told.items() if value is not None}


CURRENT: ContextVar[Observed | None] = ContextVar("panhuo_observed", default=None)
"""What runs now in this task."""


@contextmanager
def observing(observed: Observed) -> Iterator[Observed]:
    """Let it be what runs now, for the length of a block."""
    token = CURRENT.set(observed)
    try:
        yield observed
    finally:
        CURRENT.reset(token)


def current() -> Observed:
    """What runs now; outside of any request, one that nobody will tell."""
    return CURRENT.get() or Observed("")


def count_statement(rows: int) -> None:
    """Note a statement of the operation under way, and the rows it gave."""
    observed = CURRENT.get()
    if observed is not None:
        observed.statements += 1
        observed.rows += rows


def begun(headers: Iterable[tuple[bytes, bytes]], transport: str = "http") -> Observed:
    """A request that arrived: its id is that of X-Request-ID, else made; its trace that of `traceparent`."""
    found = Observed("", transport=transport)
    trace: dict[str, str] = {}
    for name, value in headers:
        if name == b"x-request-id" and REQUEST_ID.fullmatch(value):
            found.request_id = value.decode()
        elif name == b"traceparent" and (match := TRACEPARENT.fullmatch(value)) and match[1] != NO_TRACE:
            found.trace_id, trace["traceparent"] = match[1].decode(), value.decode()
        elif name == b"tracestate":
            trace["tracestate"] = value.decode("latin-1")
    found.request_id = found.request_id or f"{getrandbits(128):032x}"
    found.trace = trace
    return found
