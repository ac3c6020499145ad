"""One world for a module on each engine, the truth about it, and a tally of the cells executed."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.matrix.cells import Asking, Cell
from tests.matrix.changing.rows import rows_of
from tests.matrix.facts import role_of
from tests.matrix.fields import Truth, truth_of
from tests.matrix.world import World, make_world
from tests.settings import any_cost
from tests.shared import shared_client, shared_db, shared_url
from tests.tallies import TALLIES

__all__ = ["shared_client", "shared_db", "shared_url"]


class Tally:
    """What a module executed on one database."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.parts: list[int] = []
        self.executed: set[tuple[str, str]] = set()
        """Coordinate and role."""

    def add(self, cells: list[Cell]) -> list[Cell]:
        distinct = {(cell.coordinate, cell.viewer, cell.object) for cell in cells}
        self.parts.append(len(distinct))
        self.executed |= {(cell.coordinate, role_of(cell.viewer)) for cell in cells}
        TALLIES[f"matrix of permissions: {{:,}} cells executed on {self.database}"] += len(distinct)
        return cells


any_cost = pytest.fixture(scope="module", autouse=True)(any_cost)


@pytest.fixture(scope="module")
def tally(shared_url: str) -> Tally:
    return Tally(shared_url.partition(":")[0])


@pytest.fixture(scope="module")
async def world(shared_db: str) -> AsyncIterator[World]:
    made = await make_world()
    made.rows = await rows_of(shared_db)
    yield made
    await made.rows.close()


@pytest.fixture(scope="module")
async def truth(shared_client: httpx.AsyncClient, world: World) -> Truth:
    """What the operator sees of everything."""
    return await truth_of(Asking(shared_client, world, "OP"))
