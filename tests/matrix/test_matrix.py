"""Every cell of role × coordinate × relation, executed over HTTP on both databases."""

import httpx
import pytest

from tests.matrix.access import permissions
from tests.matrix.cells import Asking, Cell
from tests.matrix.changing.table import every_mutation
from tests.matrix.conftest import Tally
from tests.matrix.expectation import stated
from tests.matrix.facts import VIEWERS
from tests.matrix.fields import Truth, all_fields
from tests.matrix.variants import every_argument
from tests.matrix.ways import PARTS
from tests.matrix.world import World
from tests.shared import row_counts

pytestmark = pytest.mark.anyio

SPOKESMEN = ("IA A", "CA A1", "BA AB", "BCA ABC", "INV A1", "ENT E", "OP", "visitor")
"""One of each role; arguments are tried with these."""


def wrong(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if not cell.right][:20]


@pytest.fixture
def asking(shared_client: httpx.AsyncClient, world: World, viewer: str) -> Asking:
    return Asking(shared_client, world, viewer)


@pytest.mark.req("S9", "S27", "S35")
@pytest.mark.parametrize("viewer", VIEWERS)
async def test_every_object_by_every_way(asking: Asking, tally: Tally) -> None:
    before = await row_counts()

    cells = tally.add([cell for part in (*PARTS, permissions) for cell in await part(asking)])

    assert wrong(cells) == []
    assert await row_counts() == before


@pytest.mark.req("S71", "S73", "S76")
@pytest.mark.parametrize("viewer", VIEWERS)
async def test_every_field_of_every_object(asking: Asking, truth: Truth, tally: Tally) -> None:
    cells = tally.add(await all_fields(asking, truth))

    assert wrong(cells) == []


@pytest.mark.req("S105", "S107", "S109")
@pytest.mark.parametrize("viewer", SPOKESMEN)
async def test_every_argument_filter_sort_and_dimension(asking: Asking, tally: Tally) -> None:
    before = await row_counts()

    cells = tally.add(await every_argument(asking))

    assert wrong(cells) == []
    assert await row_counts() == before


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_every_mutation(asking: Asking, tally: Tally) -> None:
    cells = tally.add(await every_mutation(asking))

    assert wrong(cells) == []


async def test_every_coordinate_was_executed_for_every_role(tally: Tally, world: World) -> None:
    if len(tally.parts) < 3 * len(VIEWERS) + len(SPOKESMEN):
        pytest.skip("asks for the whole module")
    roles = {role for _, role in tally.executed}

    assert {(place, role) for place in stated() for role in roles} - tally.executed == set()
