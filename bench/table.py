"""Results as a Markdown table."""

from collections.abc import Callable, Sequence
from statistics import median

from bench.run import Result, Round

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
    "p50 ms: ours",
    "by hand",
    "p95 ms: ours",
    "by hand",
)


def table(results: Sequence[Result]) -> str:
    """Medians over the rounds; a ratio is the median of the rounds' ratios."""
    rows = [HEAD, ("---",) * len(HEAD), *(cells(result) for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def cells(result: Result) -> tuple[str, ...]:
    return (
        result.name,
        *both(result, lambda each: each.server_ms, 2),
        spread(result.ratios(lambda each: each.server_ms)),
        *both(result, lambda each: each.database_ms, 2),
        middle(result.ratios(lambda each: each.database_ms)),
        f"{result.ours.statements:.1f}",
        f"{result.floor.statements:.1f}",
        *both(result, lambda each: each.p50, 1),
        *both(result, lambda each: each.p95, 1),
    )


def both(result: Result, read: Callable[[Round], float | None], digits: int) -> tuple[str, str]:
    """The medians of the two servers."""
    ours, floor = result.ours.middle(read), result.floor.middle(read)
    return (
        "–" if ours is None else f"{ours:.{digits}f}",
        "–" if floor is None else f"{floor:.{digits}f}",
    )


def middle(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f}" if ratios else "–"


def spread(ratios: Sequence[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})" if ratios else "–"
