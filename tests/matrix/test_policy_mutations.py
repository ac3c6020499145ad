"""A wrong policy does not go unnoticed: each cell the schema speaks of is flipped in turn, on SQLite.

Every flip that somebody could see is made always, for it is found within milliseconds. Those that change
nothing for anybody, by flips.INVISIBLE, run through the whole matrix (3 minutes) to show that they do not:

    PANHUO_MUTATE_ALL=1 pytest tests/matrix/test_policy_mutations.py
"""

import os
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.settings import get_settings
from tests.databases import SqliteDatabases
from tests.matrix.cells import Asking, Cell
from tests.matrix.changing.table import MUTATIONS
from tests.matrix.changing.trying import Mutation, tried
from tests.matrix.fields import Truth, all_fields, fields_of
from tests.matrix.flips import INVISIBLE, Flip, every_flip, forget_plans
from tests.matrix.kinds import KINDS, Kind
from tests.matrix.variants import every_argument
from tests.matrix.ways import LISTS, PARTS, in_list, singly
from tests.matrix.world import World
from tests.tallies import TALLIES

pytestmark = pytest.mark.anyio

FLIPS = list(every_flip())
NOTICEABLE = [flip for flip in FLIPS if str(flip) not in INVISIBLE]
CHOSEN = FLIPS if os.environ.get("PANHUO_MUTATE_ALL") == "1" else NOTICEABLE


@pytest.fixture(scope="module")
def shared_url(sqlite_databases: SqliteDatabases) -> Iterator[str]:
    """In place of the fixture for both databases: the policy is the same on either."""
    EXECUTOR_CACHE.clear()
    url = sqlite_databases.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()
        yield url
    get_settings.cache_clear()
    sqlite_databases.drop(url)


@pytest.fixture
def flipped(flip: Flip, truth: Truth, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    flip.apply(monkeypatch)
    yield
    monkeypatch.undo()
    forget_plans()


async def first_wrong_cell(asking: Asking, truth: Truth, ability: str) -> Cell | None:
    """The first cell of the executed matrix that is not as expected; what an ability is for comes first."""
    async for cells in executed(asking, truth, ability):
        for cell in cells:
            if not cell.right:
                return cell
    return None


async def executed(asking: Asking, truth: Truth, ability: str) -> AsyncIterator[list[Cell]]:
    def concerns(each: Kind | Mutation) -> int:
        return 0 if each.ability == ability else 1

    mutations = sorted(MUTATIONS.values(), key=concerns)
    for kind in sorted(KINDS, key=lambda kind: concerns(KINDS[kind])):
        if not concerns(KINDS[kind]):
            yield await fields_of(asking, kind, truth)
            yield await singly(asking, kind)
            yield await in_list(asking, kind) if kind in LISTS else []
    for mutation in mutations:
        if not concerns(mutation):
            async for cells in tried(asking, mutation):
                yield cells
    yield await all_fields(asking, truth)
    for part in (*PARTS, every_argument):
        yield await part(asking)
    for mutation in mutations:
        if concerns(mutation):
            async for cells in tried(asking, mutation):
                yield cells


@pytest.mark.usefixtures("flipped")
@pytest.mark.parametrize("flip", CHOSEN, ids=str)
async def test_a_flipped_cell_is_noticed(
    flip: Flip, shared_client: httpx.AsyncClient, world: World, truth: Truth
) -> None:
    # when
    found = None
    for viewer in flip.viewers:
        found = found or await first_wrong_cell(Asking(shared_client, world, viewer), truth, flip.ability)
    TALLIES[f"flips of the policy: {{:,}} {'noticed' if found else 'invisible to everybody'}"] += 1

    # then
    assert (found is None) == (str(flip) in INVISIBLE), found


async def test_nothing_is_noticed_where_nothing_is_flipped(
    shared_client: httpx.AsyncClient, world: World, truth: Truth
) -> None:
    for viewer in ("CA A1", "visitor"):
        asking = Asking(shared_client, world, viewer)
        assert await first_wrong_cell(asking, truth, "PATENT_READ") is None


def test_what_is_called_invisible_is_a_flip() -> None:
    assert INVISIBLE.keys() - {str(flip) for flip in FLIPS} == set()
