"""U. Figures are kept while nothing changes, and counted anew once something did (S33, S34, S167)."""

from collections.abc import Awaitable, Callable
from datetime import date
from unittest.mock import patch

import pytest

from panhuo.compiler import kept
from panhuo.models import Code, CodeEdition, OrgUnit
from panhuo.rules.code_table import CodeTable
from panhuo.rules.vocabulary import CodeKind
from panhuo.services.org_units import rename_org_unit
from tests.acceptance.conftest import Ask
from tests.acceptance.test_u_dashboard_tables import AGREE, World, tables, world
from tests.patent_import.records import grant, push
from tests.viewers import viewer_of

__all__ = ["world"]
pytestmark = pytest.mark.anyio


async def renamed(here: World) -> None:
    physics = await OrgUnit.get(id=here.physics.id)
    await rename_org_unit(viewer_of(here.admin), physics.id, "应用物理学院", physics.version)


async def delivered(here: World) -> None:
    await push(grant(), as_of=date(2026, 2, 28))


async def retitled(here: World) -> None:
    """What loading an edition leaves."""
    await CodeEdition.create(
        code_table=CodeTable.INDUSTRY, name="新版", codes=1, in_force=True, loaded_at=1_772_000_000_000
    )
    await Code.filter(kind=CodeKind.INDUSTRY, code="C").update(title="制造业（新版）")


ACTS = {each.__name__: each for each in (renamed, delivered, retitled)}


@pytest.mark.req("S33", "S34")
@pytest.mark.parametrize("act", ACTS)
async def test_what_is_kept_gives_way_to_what_changed(ask: Ask, world: World, act: str) -> None:
    happens: Callable[[World], Awaitable[None]] = ACTS[act]
    viewers = (world.admin, world.operator)

    # given everybody's figures are kept
    before = [await tables(ask, each) for each in viewers]

    # when
    await happens(world)
    after = [await tables(ask, each) for each in viewers]

    # then
    kept.forget_counts()
    assert after == [await tables(ask, each) for each in viewers]
    assert all(one != other for one, other in zip(before, after, strict=True))


@pytest.mark.req("S167")
async def test_figures_asked_again_are_not_counted_again(ask: Ask, world: World) -> None:
    texts: list[str] = []
    fetch = kept.Part.fetch

    async def watched(part: kept.Part, run: kept.Run) -> object:
        texts.append(part.sql)
        return await fetch(part, run)

    with patch.object(kept.Part, "fetch", watched):
        first, again = [await ask(AGREE, world.admin) for _ in range(2)]
        other = await ask(AGREE, world.head)

    # then the second reads no patent; the branch's head has a count of her own
    assert first == again and first != other
    assert ["from holding" in text for text in texts] == [True, False, True]
