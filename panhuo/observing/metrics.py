"""What Prometheus scrapes: counters and histograms of operations, and gauges of what is open now.

No label holds what a client may choose: names of operations count only where the document is a registered
one, and codes are those of the catalogue.
"""

import os
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import REGISTRY

from panhuo.observing.observed import Observed
from panhuo.settings import get_settings

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where several processes of one server keep their values; `panhuo serve` sets it before they start."""
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
STATEMENTS = (0, 1, 2, 3, 5, 8, 13, 21, 34)

OPERATIONS = Counter(
    "panhuo_operations", "Operations answered, by the first error's code.", ["type", "operation", "outcome"]
)
DURATION = Histogram(
    "panhuo_operation_duration_seconds",
    "From the request's arrival to its answer.",
    ["type"],
    buckets=SECONDS,
)
STATEMENTS_RUN = Histogram(
    "panhuo_operation_statements", "SQL statements an operation ran.", ["type"], buckets=STATEMENTS
)
PLANS = Counter("panhuo_plan_cache", "Queries whose plan was cached, or not.", ["result"])
SIGN_INS = Counter("panhuo_sign_ins", "Tries to sign in, by outcome.", ["outcome"])
SOCKETS = Gauge("panhuo_sockets_open", "WebSockets open.", multiprocess_mode="livesum")
CONNECTIONS = Gauge(
    "panhuo_database_connections", "Connections of the pool.", ["state"], multiprocess_mode="livesum"
)
READS = Counter("panhuo_reads", "Queries where a replica is set, by the server that was read.", ["server"])
REPLICA_LAG = Gauge(
    "panhuo_replica_lag_seconds", "How old what the replica shows is at most.", multiprocess_mode="livemax"
)
BUILD = Gauge("panhuo_build_info", "1, with the version as a label.", ["version"], multiprocess_mode="max")
NONE, OTHER = "none", "other"


def enabled() -> bool:
    """Whether anybody may ask for them; else nothing is counted."""
    return bool(get_settings().metrics_token)


def count_operation(observed: Observed) -> None:
    """Count an operation that was answered."""
    if not enabled():
        return
    kind = observed.kind or NONE
    name = (observed.operation or NONE) if observed.trusted else OTHER
    OPERATIONS.labels(kind, name, observed.codes[0] if observed.codes else "ok").inc()
    DURATION.labels(kind).observe(observed.seconds)
    STATEMENTS_RUN.labels(kind).observe(observed.statements)
    if observed.plan_cached is not None:
        PLANS.labels("hit" if observed.plan_cached else "miss").inc()


def count_sign_in(outcome: str) -> None:
    """Count a try: `ok`, or the code of what stood against it."""
    if enabled():
        SIGN_INS.labels(outcome).inc()


def count_socket(change: int) -> None:
    """Count a WebSocket that opened (1) or closed (-1)."""
    if enabled():
        SOCKETS.inc(change)


def count_read(server: str) -> None:
    """Count a query that might be read from a replica, by the server that was: `replica`, `primary`."""
    if enabled():
        READS.labels(server).inc()


def note_replica_lag(seconds: float) -> None:
    """Set how old what the replica shows is at most."""
    if enabled():
        REPLICA_LAG.set(seconds)


def sample(pool: Callable[[], tuple[int, int]]) -> None:
    """Set the gauges that nothing else moves: connections in use and free."""
    in_use, free = pool()
    CONNECTIONS.labels("in_use").set(in_use)
    CONNECTIONS.labels("free").set(free)
    BUILD.labels(build()).set(1)


@cache
def build() -> str:
    """The version that is installed; `source` where the program runs from a clone."""
    try:
        return version("panhuo")
    except PackageNotFoundError:
        return "source"


def page() -> bytes:
    """Everything, in Prometheus' text format; of all processes of this server where there are several."""
    if SHARED_FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    forget_dead_processes(Path(os.environ[SHARED_FOLDER]))
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)


def forget_dead_processes(folder: Path) -> None:
    """Let the gauges of processes that ended without a word go."""
    for file in folder.glob("gauge_live*_*.db"):
        process = file.stem.rpartition("_")[2]
        if not Path(f"/proc/{process}").exists():
            mark_process_dead(int(process))
