"""The deliveries of patent files in a generated world: the last published one says which month it is."""

from datetime import date

from tests.reference.world import Builder

DAYS = (date(2023, 10, 31), date(2023, 12, 15), date(2024, 2, 1), date(2025, 2, 28))
"""In the months of some grants and transfers."""


COUNTS = (
    *("rows", "created", "updated", "unchanged", "transferred", "lapsed", "restored", "licensed"),
    *("flagged", "unflagged", "unknown", "rejected", "warnings"),
)


def add_pushes(builder: Builder) -> None:
    for _ in range(builder.random.choice((0, 1, 1, 2))):
        builder.add(
            "push",
            file_name="专利.xlsx",
            as_of=builder.random.choice(DAYS),
            kind=builder.random.choice(("FACTS", "LEGAL_STATES")),
            batch=builder.random.choice((None, "2026-01", "2026-W07")),
            parts=builder.random.choice((1, 3)),
            repeats_id=builder.random.choice((None, 1)),
            **{name: builder.random.choice((0, 0, 7)) for name in COUNTS},
            started_at=1_779_000_000_000,
            published_at=builder.random.choice((1_779_000_000_001, 1_779_000_000_002)),
        )
