"""`performanceDraft` of every dossier and of every demand."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import ABSENT, DENIED, Asking, Cell
from tests.matrix.demands import DEMANDS
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import OBJECTS, never
from tests.matrix.facts import chain_of

FIELDS = [each for each in OBJECTS["PerformanceDraft"][1].split() if each not in ("patents", "deals")]
PATENT, DEAL = OBJECTS["DraftPatent"][1].split(), OBJECTS["DraftDeal"][1].split()
AT_ONCE = 40
SELECTED = f"{' '.join(FIELDS)} patents {{ {' '.join(PATENT)} }} deals {{ {' '.join(DEAL)} }}"


async def drafts(asking: Asking) -> list[Cell]:
    """What each begins with, where the viewer reports it."""
    asked = [
        (kind.lower(), name, id)
        for kind in ("Dossier", "Demand")
        for name, id in asking.world.ids[kind].items()
    ]
    cells: list[Cell] = []
    for start in range(0, len(asked), AT_ONCE):
        cells += await some(asking, asked[start : start + AT_ONCE])
    return cells


async def some(asking: Asking, asked: list[tuple[str, str, str]]) -> list[Cell]:
    fields = " ".join(
        f'd{n}: performanceDraft({argument}: "{id}") {{ {SELECTED} }}'
        for n, (argument, _, id) in enumerate(asked)
    )
    answer = await asking.ask(f"{{ {fields} }}")
    errors = {error["path"][0]: error["extensions"]["code"] for error in answer.get("errors", ())}
    data = answer["data"] or {}
    return [
        cell
        for n, (argument, name, _) in enumerate(asked)
        for cell in judged(asking, argument, name, data.get(f"d{n}"), errors.get(f"d{n}", ""))
    ]


def judged(asking: Asking, argument: str, name: str, found: Any, error: str) -> Iterator[Cell]:
    expected = members(asking, argument, name)
    outcome: Any = {"NOT_FOUND": ABSENT, "FORBIDDEN": DENIED, "UNAUTHENTICATED": DENIED}.get(error, error)
    if found is not None:
        outcome = [asking.world.names[each["patentId"]] for each in found["patents"]]
    drawn = found is not None
    for place in ("Query.performanceDraft", f"Query.performanceDraft({argument}:)"):
        yield asking.cell(place, name, expected, outcome)
    told = {"partner": argument == "demand", "demandId": argument == "demand"}
    for each in [*FIELDS, "patents", "deals"]:
        filled = drawn and found[each] is not None
        yield asking.cell(f"PerformanceDraft.{each}", name, drawn and told.get(each, True), filled)
    for each in PATENT:
        filled = drawn and all(row[each] is not None for row in found["patents"])
        yield asking.cell(f"DraftPatent.{each}", name, drawn, filled)
    for each in DEAL:
        filled = drawn and any(row[each] for row in found["deals"])
        yield asking.cell(f"DraftDeal.{each}", name, drawn and argument == "demand", filled)


def members(asking: Asking, argument: str, name: str) -> Any:
    """The papers of one's own institution's dossier, or of a signed demand's."""
    if never("PERFORMANCE_SUBMIT", asking.role):
        return DENIED
    if argument == "demand":
        it = DEMANDS[name]
        if not asking.sees("Demand", name):
            return ABSENT
        return DOSSIERS[it.dossier].members if it.state == "SIGNED" else "INVALID_VALUE"
    own = DOSSIERS[name].home == chain_of(asking.viewer)[0]
    return DOSSIERS[name].members if own and asking.sees("Dossier", name) else ABSENT
