"""Looking for a cell that is not as expected, what an ability is for first."""

from collections.abc import AsyncIterator, Callable, Iterable

from tests.matrix.access import explanations
from tests.matrix.cells import Asking, Cell
from tests.matrix.changing.table import MUTATIONS
from tests.matrix.changing.trying import Mutation, tried
from tests.matrix.dashboards import dashboards
from tests.matrix.expectation import DECISIONS, OWN
from tests.matrix.fields import Truth, all_fields, fields_of
from tests.matrix.followed import library_changes
from tests.matrix.kinds import KINDS
from tests.matrix.routes import routes
from tests.matrix.statistics import statistics
from tests.matrix.variants import every_argument
from tests.matrix.ways import LISTS, PARTS, in_list, singly

Part = Callable[[Asking, Truth, str], AsyncIterator[list[Cell]]]


OTHERS = {
    "DASHBOARD_READ": dashboards,
    "APPROVAL_FLOW_READ": routes,
    "EXPLAIN_ACCESS": explanations,
    "STATS_READ": statistics,
    "LIBRARY_FIGURES_READ": library_changes,
}
"""Abilities that are for something else than objects of their own or mutations."""

BEHIND = {"PORTFOLIO_FILE": "DOSSIER_FILE"}
"""Abilities that are asked behind the door of another one's mutations: of several patents filed as one."""


async def first_wrong_cell(viewers: Iterable[Asking], truth: Truth, ability: str) -> Cell | None:
    """The first cell of the executed matrix that is not as expected for one of some viewers."""
    for part in (concerned, everything):
        for asking in viewers:
            found = await first_of(part, asking, truth, ability)
            if found:
                return found
    return None


async def first_of(part: Part, asking: Asking, truth: Truth, ability: str) -> Cell | None:
    try:
        async for cells in part(asking, truth, ability):
            for cell in cells:
                if not cell.right:
                    return cell
    except AssertionError as error:  # no answer at all: what believes a wrong policy may fail
        await asking.world.rows.restore()
        return asking.cell(ability, "an answer", "one", str(error))
    return None


async def concerned(asking: Asking, truth: Truth, ability: str) -> AsyncIterator[list[Cell]]:
    """The objects and the mutations that ask for the ability itself."""
    for kind in kinds_of(ability):
        yield await fields_of(asking, kind, truth)
        yield await singly(asking, kind)
        yield await in_list(asking, kind) if kind in LISTS else []
    if ability in OTHERS:
        yield await OTHERS[ability](asking)
    for mutation in concerning(ability):
        async for cells in tried(asking, mutation):
            yield cells


def concerning(ability: str) -> list[Mutation]:
    """The mutations that ask for it, at the door or behind it."""
    doors = (ability, BEHIND.get(ability, ability))
    return [each for each in MUTATIONS.values() if each.ability in doors]


def kinds_of(ability: str) -> list[str]:
    """The types that ask for it, or have a field or tell of an act that does."""
    places = {place for place, asked in (*OWN.items(), *DECISIONS.items()) if asked == ability}
    owners = {place.partition(".")[0].removesuffix("ViewerCan") for place in places}
    return [kind for kind, each in KINDS.items() if each.ability == ability or kind in owners]


async def everything(asking: Asking, truth: Truth, ability: str) -> AsyncIterator[list[Cell]]:
    """All there is, but for what `concerned` tried."""
    yield await all_fields(asking, truth)
    for part in (*PARTS, every_argument):
        yield await part(asking)
    tried_already = concerning(ability)
    for mutation in [each for each in MUTATIONS.values() if each not in tried_already]:
        async for cells in tried(asking, mutation):
            yield cells
