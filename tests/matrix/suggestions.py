"""`demandSuggestions` of every demand: general ones name the word that every paper's title bears."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import ABSENT, DENIED, Asking, Cell
from tests.matrix.demands import DEMANDS
from tests.matrix.expectation import OBJECTS, never
from tests.matrix.facts import PAPERS

FIELDS = OBJECTS["DemandSuggestion"][1].split()
REASON = OBJECTS["DemandSuggestionReason"][1].split()
SHOWN = {name for name, paper in PAPERS.items() if paper.published}
"""All bear the word, and the class."""


async def suggestions(asking: Asking) -> list[Cell]:
    """Of each demand, and how many at most."""
    ids = asking.world.ids["Demand"]
    selected = f"{' '.join(FIELDS)} {{ {' '.join(REASON)} }}"
    asked = " ".join(
        f's{n}: demandSuggestions(demand: "{id}", top: {50 - n}) {{ {selected} }}'
        for n, id in enumerate(ids.values())
    )
    answer = await asking.ask(f"{{ {asked} }}")
    errors = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", ())}
    data = answer["data"] or {}
    return [
        cell
        for n, name in enumerate(ids)
        for cell in judged(asking, name, data.get(f"s{n}"), errors.get(f"s{n}", ""))
    ]


def judged(asking: Asking, name: str, found: Any, error: str) -> Iterator[Cell]:
    expected: Any = DENIED if never("DEMAND_READ", asking.role) else ABSENT
    if asking.sees("Demand", name):
        expected = set() if DEMANDS[name].dossier else SHOWN
    outcome: Any = {"NOT_FOUND": ABSENT, "FORBIDDEN": DENIED, "UNAUTHENTICATED": DENIED}.get(error, error)
    if found is not None:
        outcome = {asking.world.names[each["patentId"]] for each in found}
    for place in ("", "(demand:)", "(top:)"):
        yield asking.cell(f"Query.demandSuggestions{place}", name, expected, outcome)
    for each in FIELDS:
        filled = all(row[each] is not None for row in found or () if each != "firstInventor")
        yield asking.cell(f"DemandSuggestion.{each}", name, True, filled)
    for each in REASON:
        told = {row["reasons"][0][each] for row in found or ()}
        first = {"reason": "KEYWORD", "detail": "电池"}[each]
        yield asking.cell(f"DemandSuggestionReason.{each}", name, {first} if found else set(), told)
