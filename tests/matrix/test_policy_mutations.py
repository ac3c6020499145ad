"""A wrong policy does not go unnoticed: each cell the schema speaks of is flipped in turn, on SQLite.

A third of the flips that somebody could see is made always, which of them by PANHUO_SEED. All are made, and
those that change nothing for anybody, by flips.INVISIBLE, run through the whole matrix, by

    PANHUO_MUTATE_ALL=1 pytest tests/matrix/test_policy_mutations.py

PANHUO_MUTATE=DOSSIER_READ,MATCH_CLAIM flips all the cells of some abilities only.
"""

import os
from collections.abc import Iterator

import httpx
import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.settings import get_settings
from tests.databases import SqliteDatabases
from tests.matrix.cells import Asking
from tests.matrix.fields import Truth
from tests.matrix.flips import INVISIBLE, Flip, every_flip, forget_plans
from tests.matrix.noticing import first_wrong_cell
from tests.matrix.world import World
from tests.tallies import TALLIES

pytestmark = pytest.mark.anyio

FLIPS = list(every_flip())
NOTICEABLE = [flip for flip in FLIPS if str(flip) not in INVISIBLE]
ABILITIES = set(os.environ.get("PANHUO_MUTATE", "").split(",")) - {""}
SHARE = 3
SAMPLE = NOTICEABLE[int(os.environ.get("PANHUO_SEED") or 0) % SHARE :: SHARE]
POOL = NOTICEABLE if ABILITIES else SAMPLE
CHOSEN = [
    flip
    for flip in (FLIPS if os.environ.get("PANHUO_MUTATE_ALL") == "1" else POOL)
    if not ABILITIES or flip.ability in ABILITIES
]


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


@pytest.mark.usefixtures("flipped")
@pytest.mark.parametrize("flip", CHOSEN, ids=str)
async def test_a_flipped_cell_is_noticed(
    flip: Flip, shared_client: httpx.AsyncClient, world: World, truth: Truth
) -> None:
    # when
    viewers = [Asking(shared_client, world, viewer) for viewer in flip.viewers]
    found = await first_wrong_cell(viewers, truth, flip.ability)
    TALLIES[f"flips of the policy: {{:,}} {'noticed' if found else 'invisible to everybody'}"] += 1

    # then
    assert (found is None) == (str(flip) in INVISIBLE), found


async def test_nothing_is_noticed_where_nothing_is_flipped(
    shared_client: httpx.AsyncClient, world: World, truth: Truth
) -> None:
    visitor = Asking(shared_client, world, "visitor")

    assert await first_wrong_cell([visitor], truth, "PATENT_READ") is None


def test_what_is_called_invisible_is_a_flip() -> None:
    assert INVISIBLE.keys() - {str(flip) for flip in FLIPS} == set()
