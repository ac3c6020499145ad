"""Deliveries as they are remembered: each stands for what was published, and is written with it."""

from panhuo import clock
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.report import ImportReport

COUNTS = (
    *("rows", "created", "updated", "unchanged", "transferred", "lapsed", "restored", "licensed"),
    *("flagged", "unflagged", "unknown", "rejected", "warnings"),
)
PUSH = (
    *("file_name", "kind", "batch", "parts", "digest", "repeats_id", "as_of", *COUNTS),
    *("started_at", "published_at"),
)


async def earlier(bulk: Bulk, digest: str | None) -> int | None:
    """The first delivery of the same contents."""
    if digest is None:
        return None
    rows = await bulk.rows(f"select min(id) from push where digest = '{digest}' and published_at is not null")
    return rows[0][0] if rows else None


async def remember(bulk: Bulk, report: ImportReport, started_at: int) -> None:
    """The row of `push`."""
    counts = [getattr(report, name) for name in COUNTS]
    day = report.as_of.isoformat() if bulk.dialect == "sqlite" else report.as_of
    told = (
        report.file_name,
        report.kind.value,
        report.batch,
        report.parts,
        report.digest,
        report.repeats,
        day,
    )
    await bulk.copy("push", PUSH, [(*told, *counts, started_at, clock.now_ms())])
