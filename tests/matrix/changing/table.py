"""Every mutation there is."""

from tests.matrix.cells import Asking, Cell
from tests.matrix.changing import (
    accounts,
    demands,
    enterprises,
    evaluating,
    exports,
    filing,
    matches,
    own,
    performances,
    reviewing,
    tokens,
    units,
    work,
)
from tests.matrix.changing.trying import Mutation, tried

MUTATIONS: dict[str, Mutation] = {
    each.name: each
    for module in (
        *(own, accounts, matches, units, work, filing, reviewing, demands, evaluating, performances),
        exports,
        tokens,
        enterprises,
    )
    for each in module.MUTATIONS
}
"""A feature adds a module with its own."""


async def every_mutation(asking: Asking) -> list[Cell]:
    """All that a viewer may try."""
    return [
        cell for mutation in MUTATIONS.values() async for cells in tried(asking, mutation) for cell in cells
    ]
