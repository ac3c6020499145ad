"""Results as a Markdown table."""

from collections.abc import Callable, Sequence
from statistics import median

from bench.run import Result, Round, Side

HEAD = (
    "workload",
    "server CPU ms: ours",
    "by hand",
    "ratio (lowest – highest)",
    "database CPU ms: ours",
    "by hand",
    "ratio",
    "statements: ours",
    "by hand",
    "requests/s: ours",
    "by hand",
    "p50 / p95 / p99 ms: ours",
    "by hand",
)
NONE = "–"


def table(results: Sequence[Result]) -> str:
    """Medians over the rounds; a ratio is the median of the rounds'; percentiles are of all requests."""
    rows = [HEAD, ("---",) * len(HEAD), *(cells(result) for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def cells(result: Result) -> tuple[str, ...]:
    if result.failure:
        return (result.name, result.failure, *[NONE] * (len(HEAD) - 2))
    return (
        result.name,
        *both(result, lambda each: each.server_ms, 2),
        spread(result.ratios(lambda each: each.server_ms)),
        *both(result, lambda each: each.database_ms, 2),
        middle(result.ratios(lambda each: each.database_ms)),
        statements(result.ours),
        statements(result.floor),
        *both(result, lambda each: each.per_second, 0),
        percentiles(result.ours),
        percentiles(result.floor),
    )


def both(result: Result, read: Callable[[Round], float | None], digits: int) -> tuple[str, str]:
    """The medians of the two servers."""
    return number(result.ours.middle(read), digits), number(result.floor.middle(read), digits)


def number(value: float | None, digits: int) -> str:
    return NONE if value is None else f"{value:.{digits}f}"


def statements(side: Side) -> str:
    return f"{side.statements:.1f}" if side.statements else NONE


def percentiles(side: Side) -> str:
    found = [number(side.percentile(percent), 1) for percent in (50, 95, 99)]
    return " / ".join(found) if side.rounds else NONE


def middle(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f}" if ratios else NONE


def spread(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})" if ratios else NONE
