"""The deliveries of patent files in a generated world: the last published one says which month it is."""

from datetime import date

from tests.reference.world import Builder

DAYS = (date(2023, 10, 31), date(2023, 12, 15), date(2024, 2, 1), date(2025, 2, 28))
"""In the months of some grants and transfers."""


def add_pushes(builder: Builder) -> None:
    for _ in range(builder.random.choice((0, 1, 1, 2))):
        builder.add(
            "push",
            file_name="专利.xlsx",
            as_of=builder.random.choice(DAYS),
            started_at=1_779_000_000_000,
            published_at=builder.random.choice((None, *(1_779_000_000_001,) * 3)),
        )
