"""`stats` by every viewer: of each list every dimension, metric and series adds up to what it sees."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.matrix.cells import DENIED, Asking, Cell
from tests.matrix.dossier_lists import resources
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import INPUTS, OBJECTS, has, never
from tests.matrix.kinds import KINDS
from tests.matrix.variants import values_of

ABILITY = "STATS_READ"
LISTS = {
    "patents": "Patent",
    "dossiers": "Dossier",
    "resources": "Dossier",
    "demands": "Demand",
    "evaluations": "Evaluation",
    "performances": "Performance",
}
SHOWN = ("StatsGroup", "StatsTotal", "StatsKey", "StatsValue")
VALUES = f"values {{ {OBJECTS['StatsValue'][1]} }}"
TOTAL = f"{{ groups count {VALUES} }}"
SELECTED = (
    f"{{ groups {{ keys {{ {OBJECTS['StatsKey'][1]} }} period count {VALUES} list listArguments }}"
    f" total {TOTAL} rest {TOTAL} }}"
)


async def statistics(asking: Asking) -> list[Cell]:
    """A request a list."""
    return [cell for name in LISTS for cell in await of_list(asking, name)]


async def of_list(asking: Asking, name: str) -> list[Cell]:
    asked = list(inputs(LISTS[name]))
    fields = [
        f"s{n}: stats(of: {{{name}: {{{text}}}}}, top: {top}) {SELECTED}"
        for n, (text, top) in enumerate(asked)
    ]
    answer = await asking.ask(f"{{ {' '.join(fields)} }}")
    refused = {error["extensions"]["code"] for error in answer.get("errors", ())}
    denied = DENIED if refused & {"FORBIDDEN", "UNAUTHENTICATED"} else refused
    expected = counted(asking, name)
    cells = []
    for n, (text, top) in enumerate(asked):
        found = (answer["data"] or {}).get(f"s{n}")
        cells += judged(asking, name, f"{text} {top}", expected, found, denied)
    return cells


def inputs(kind: str) -> Iterator[tuple[str, int]]:
    """A count alone, dimensions two by two in the order of a metric each, each date by a step."""
    metrics, steps = values_of(f"{kind}Metric"), values_of("StatsPeriod")
    every = f"metrics: [{', '.join(metrics)}], where: {{and: []}}"
    yield f"groupBy: [{values_of(f'{kind}Dimension')[0]}]", 1000
    for at, pair in enumerate(batched(values_of(f"{kind}Dimension"), 2)):
        order = f"orderBy: {metrics[at % len(metrics)]}, direction: ASC"
        yield f"groupBy: [{', '.join(pair)}], {order}, {every}", 1 if at == 0 else 1000
    for at, date in enumerate(values_of(f"{kind}Date")):
        yield f"over: {{date: {date}, by: {steps[at % len(steps)]}, top: 1}}, {every}", 1000


def batched(values: Sequence[str], size: int) -> list[Sequence[str]]:
    return [values[at : at + size] for at in range(0, len(values), size)]


def counted(asking: Asking, name: str) -> int | None:
    """How many rows the viewer sees of a list; None where its role has nothing of it."""
    kind = LISTS[name]
    if never(ABILITY, asking.role) or never(KINDS[kind].ability, asking.role):
        return None
    seen = {each for each in asking.seen(kind) if has(ABILITY, asking.role, place_words(asking, kind, each))}
    if name == "dossiers":
        seen = {each for each in seen if not DOSSIERS[each].base}
    return len(seen & resources(asking)) if name == "resources" else len(seen)


def place_words(asking: Asking, kind: str, name: str) -> set[str]:
    return {*KINDS[kind].words[asking.viewer, name]}


def judged(
    asking: Asking, name: str, asked: str, expected: int | None, found: Any, denied: Any
) -> Iterator[Cell]:
    """Groups and the rest add up to the total, which is what the viewer sees."""
    wanted: Any = DENIED if expected is None else expected
    total = found["total"]["count"] if found else denied
    parts = sum(each["count"] for each in found["groups"]) + found["rest"]["count"] if found else denied
    kind = LISTS[name]
    for place in ("Query.stats", "Query.stats(of:)", f"StatsOf.{name}", "Stats.total"):
        yield asking.cell(place, f"{name} {asked}", wanted, total)
    fields = ("Stats.groups", "Stats.rest", "Query.stats(top:)")
    members = [
        f"{kind}{each}.{field}" for each in ("Stats", "Series") for field in INPUTS[f"{kind}{each}"].split()
    ]
    told = [f"{each}.{field}" for each in SHOWN for field in OBJECTS[each][1].split()]
    for place in (*fields, *members, *told):
        yield asking.cell(place, f"{name} {asked}", wanted, parts)
    if found:
        numbers = found["rest"]["groups"] + len(found["groups"])
        yield asking.cell("StatsTotal.groups", f"{name} {asked}", found["total"]["groups"], numbers)
        alike = {each["list"] for each in found["groups"]} <= {name}
        yield asking.cell("StatsGroup.list", f"{name} {asked}", True, alike)
