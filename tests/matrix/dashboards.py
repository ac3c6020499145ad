"""`dashboard` by every viewer, of all that it sees and of every unit, counted by hand."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.matrix import figures, links
from tests.matrix.cells import DENIED, Asking, Cell
from tests.matrix.dashboard_tables import TABLES
from tests.matrix.demands import DEMANDS
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.evaluations import EVALUATIONS
from tests.matrix.expectation import OBJECTS, has, never
from tests.matrix.facts import CHAINS, PAPERS, chain_of, paper_words
from tests.matrix.performances import reported
from tests.matrix.places import place_for

ABILITY, BARS = "DASHBOARD_READ", ("filing", "filingOf2023")
FIGURES = [
    each for each in OBJECTS["Dashboard"][1].split() if each not in ("countedOn", "asOf", *BARS, *TABLES)
]
FIGURE = OBJECTS["DashboardFigure"][1].split()
PROGRESS = OBJECTS["DashboardProgress"][1].split()
SAME = (
    *("asOf", "pushed", "coOwned", "newThisMonth", "registered", "registeredSingly"),
    *("registeredInPortfolio", "converted"),
)
"""What `libraryFigures` counts alike."""
SHOWN = " ".join(f"{each} {{ {' '.join(FIGURE)} }}" for each in FIGURES)
DRAWN = " ".join(f"{each} {{ ratio done {{ count }} all {{ count }} }}" for each in BARS)


async def dashboards(asking: Asking) -> list[Cell]:
    """Of no unit in particular, and of every one."""
    seen = {name for name in PAPERS if has(ABILITY, asking.role, paper_words(asking.viewer, name))}
    stands = {name: place_for(chain_of(asking.viewer), name) for name in seen}
    asked_of = {
        name: (DEMANDS[name].place or (None,))[-1] for name in asking.seen("Demand") if DEMANDS[name].dossier
    }
    rated = {
        name: chain_of(DOSSIERS[EVALUATIONS[name].dossier].filer)[-1] for name in asking.seen("Evaluation")
    }
    expected = {"": (seen, len(asked_of), len(rated))}
    for unit, identity in asking.world.ids["OrgUnit"].items():
        papers, *others = (below(asking, unit, at) for at in (stands, asked_of, rated))
        expected[f'(unit: "{identity}")'] = (papers, *map(len, others))
    fields = " ".join(f"d{n}: dashboard{each} {{ asOf {SHOWN} {DRAWN} }}" for n, each in enumerate(expected))
    answer = await asking.ask(f"{{ {fields} }}")
    refused = {error["extensions"]["code"] for error in answer.get("errors", ())}
    return [
        cell
        for n, (argument, counts) in enumerate(expected.items())
        for cell in judged(
            asking, argument, counted(asking, *counts), (answer["data"] or {}).get(f"d{n}"), refused
        )
    ]


def below(asking: Asking, unit: str, stands: Mapping[str, str | None]) -> set[str]:
    """What stands at a unit or below it, at a unit that the viewer reads."""
    readable = asking.seen("OrgUnit")
    return {each for each, at in stands.items() if at and at in readable and unit in CHAINS[at]}


def counted(asking: Asking, papers: set[str], demands: int, evaluations: int) -> dict[str, Any]:
    """Every paper was valid at the end of 2023; reports name both ways of conversion."""
    if never(ABILITY, asking.role):
        return {}
    alike = figures.counted(asking, papers)
    own = {name for name in papers if links.told(asking.viewer, name)["firstOwner"]}
    filed = {name for name in own if links.told(asking.viewer, name)["filingState"] != "UNFILED"}
    later = len(papers & reported(asking.viewer))
    bar = (len(filed), len(own))
    return {
        **{name: alike[name] for name in SAME},
        "validAtEndOf2023": len(papers),
        "demands": demands,
        "evaluations": evaluations,
        "ownValid": len(own),
        "dealtSinceRegistered": later,
        "transferredSinceRegistered": later,
        "licensedSinceRegistered": later,
        "filing": bar,
        "filingOf2023": bar,
    }


def judged(
    asking: Asking, argument: str, expected: dict[str, Any], found: Any, refused: set[str]
) -> Iterator[Cell]:
    names = ["asOf", *FIGURES, *BARS]
    denied = DENIED if refused & {"FORBIDDEN", "UNAUTHENTICATED"} else refused
    shown: dict[str, Any] = dict.fromkeys(names, denied)
    if found:
        shown = {each: found[each]["count"] for each in FIGURES} | {"asOf": found["asOf"]}
        shown |= {bar: (found[bar]["done"]["count"], found[bar]["all"]["count"]) for bar in BARS}
    places = ["Query.dashboard", *(["Query.dashboard(unit:)"] if argument else [])]
    for name in names:
        of = [f"DashboardProgress.{each}" for each in PROGRESS] if name in BARS else []
        for place in (*places, f"Dashboard.{name}", *of):
            yield asking.cell(place, f"{argument} {name}", expected.get(name, DENIED), shown[name])
    for name in FIGURES:
        figure = found[name] if found else {}
        wanted = name if name in ("demands", "evaluations") else "patents"
        yield asking.cell("DashboardFigure.count", f"{argument} {name}", bool(found), "count" in figure)
        yield asking.cell("DashboardFigure.unknown", name, None, figure.get("unknown"))
        yield asking.cell("DashboardFigure.definition", name, bool(found), bool(figure.get("definition")))
        yield asking.cell("DashboardFigure.list", name, wanted if found else None, figure.get("list"))
        where = json.loads(figure["listArguments"])["where"] if found else {}
        yield asking.cell(
            "DashboardFigure.listArguments", f"{argument} {name}", bool(argument and found), "unit" in where
        )
