"""`libraryFigures` by every viewer, counted by hand over the papers in its scope."""

import json
from collections.abc import Iterator
from typing import Any

from tests.matrix import links
from tests.matrix.belongings import PUSHED_ON
from tests.matrix.cells import DENIED, Asking, Cell
from tests.matrix.dossier_acts import in_portfolios
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import OBJECTS, has, never
from tests.matrix.facts import BRANCHES, CHAINS, PAPERS, chain_of, paper_words
from tests.matrix.performances import reported
from tests.matrix.places import own_campus, place_for

ABILITY = "LIBRARY_FIGURES_READ"
PLAIN = ("progress", "asOf")
FIGURES = [each for each in OBJECTS["LibraryFigures"][1].split() if each not in PLAIN]
FIELDS = f"{' '.join(PLAIN)} {' '.join(f'{each} {{ count listArguments }}' for each in FIGURES)}"


async def figures(asking: Asking) -> list[Cell]:
    """Of either campus, and of every unit as a branch."""
    seen = {name for name in PAPERS if has(ABILITY, asking.role, paper_words(asking.viewer, name))}
    asked = {"campus: ALL": seen, "campus: MAIN": {each for each in seen if own_campus(asking, each)}}
    for unit, identity in asking.world.ids["OrgUnit"].items():
        asked[f'branch: "{identity}"'] = at_branch(asking, unit, seen)
    fields = " ".join(f"f{n}: libraryFigures({each}) {{ {FIELDS} }}" for n, each in enumerate(asked))
    answer = await asking.ask(f"{{ {fields} }}")
    refused = {error["extensions"]["code"] for error in answer.get("errors", ())}
    return [
        cell
        for n, (argument, papers) in enumerate(asked.items())
        for cell in judged(asking, argument, papers, (answer["data"] or {}).get(f"f{n}"), refused)
    ]


def at_branch(asking: Asking, unit: str, seen: set[str]) -> set[str]:
    """A unit out of sight has nothing, as one that is no branch."""
    if unit not in asking.seen("OrgUnit") & BRANCHES:
        return set()
    stands = {name: place_for(chain_of(asking.viewer), name) for name in seen}
    return {name for name, at in stands.items() if at and unit in CHAINS[at]}


def judged(asking: Asking, argument: str, papers: set[str], found: Any, refused: set[str]) -> Iterator[Cell]:
    names = [*FIGURES, *PLAIN]
    places = ["Query.libraryFigures", f"Query.libraryFigures({argument.partition(':')[0]}:)"]
    expected: dict[str, Any] = dict.fromkeys(names, DENIED)
    shown: dict[str, Any] = dict.fromkeys(
        names, DENIED if refused & {"FORBIDDEN", "UNAUTHENTICATED"} else refused
    )
    if not never(ABILITY, asking.role):
        expected = counted(asking, papers)
    if found:
        shown = {each: found[each]["count"] for each in FIGURES} | {each: found[each] for each in PLAIN}
    for name in names:
        own = [f"LibraryFigures.{name}", *(["LibraryFigure.count"] if name not in PLAIN else [])]
        for place in (*places, *own):
            yield asking.cell(place, f"{argument} {name}", expected[name], shown[name])
    for name in FIGURES:
        told = json.loads(found[name]["listArguments"])["filed"] if found else DENIED
        wanted = DENIED if never(ABILITY, asking.role) else "ALL"
        yield asking.cell("LibraryFigure.listArguments", f"{argument} {name}", wanted, told)


def counted(asking: Asking, papers: set[str]) -> dict[str, Any]:
    """Every paper of the world is valid; none is new this month; some are reported as converted."""
    told = {name: links.told(asking.viewer, name) for name in papers}
    held = {name for name in papers if not told[name]["transferredOut"]}
    singly = {name for name in papers if told[name]["filingState"] == "REGISTERED"}
    together = {
        name
        for name in papers
        if any(DOSSIERS[each].state == "REGISTERED" for each in in_portfolios(asking.viewer, name))
    }
    fileable = {name for name in papers if told[name]["firstOwner"]}
    sets = {
        "pushed": held,
        "coOwned": {name for name in held if len(PAPERS[name].owners.split()) > 1},
        "newThisMonth": set[str](),
        "registered": singly | together,
        "registeredSingly": singly,
        "registeredInPortfolio": together - singly,
        "converted": papers & reported(asking.viewer),
        "fileable": fileable,
        "fileableRegistered": fileable & singly,
    }
    progress = len(fileable & singly) / len(fileable) if fileable else None
    plain = {"progress": progress, "asOf": PUSHED_ON.isoformat()}
    return {name: len(each) for name, each in sets.items()} | plain
