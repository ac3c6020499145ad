"""The tables of `dashboard` by every viewer, of all that it sees."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.matrix import links
from tests.matrix.cells import DENIED, Asking, Cell
from tests.matrix.expectation import ENUMS, OBJECTS, has, never
from tests.matrix.facts import BRANCHES, CHAINS, PAPERS, chain_of, paper_words
from tests.matrix.places import place_for

ABILITY = "DASHBOARD_READ"
TABLES = (
    *("ticks", "industries", "strategicIndustries", "technicalFields", "patentTypes", "maintenanceYears"),
    *("inventors", "colleges", "institutions"),
)
ONE_KEY = TABLES[1:6]
"""Tables in which a patent counts once."""
ROW = OBJECTS["DashboardRow"][1].split()
SHOWN = " ".join(f"{each} {{ definition rows {{ {' '.join(ROW)} }} }}" for each in TABLES)


PAST = {
    "coOwned": "OWNERS_NOT_KEPT",
    "registered": "MEMBERS_NOT_KEPT",
    "converted": "REPORTS_NOT_KEPT",
    "validAtEndOf2023": "STILL_TO_COME",
    "colleges": "PLACES_NOT_KEPT",
    "ticks": "CONTENT_NOT_KEPT",
    "pushed": None,
    "inventors": None,
}
"""Why a figure or table is not told as of a day of 2023."""


async def as_of(asking: Asking) -> list[Cell]:
    """What is told of a day, and what is not."""
    asked = " ".join(f"{each} {{ unknown }}" for each in PAST)
    answer = await asking.ask(f'{{ dashboard(asOf: "2023-12-01") {{ countedOn {asked} }} }}')
    found, barred = (answer["data"] or {}).get("dashboard"), never(ABILITY, asking.role)
    cells = [
        asking.cell(place, "a day", None if barred else "2023-12-01", found and found["countedOn"])
        for place in ("Query.dashboard(asOf:)", "Dashboard.countedOn")
    ]
    for name, gap in PAST.items():
        wanted = None if barred else gap
        shown = found[name]["unknown"] if found else None
        place = "DashboardTable" if name in TABLES else "DashboardFigure"
        cells.append(asking.cell(f"{place}.unknown", name, wanted, shown))
    return cells


async def tables(asking: Asking) -> list[Cell]:
    """Ranked by each figure there is; what they count is judged where that is valid patents."""
    fields = " ".join(
        f"{by}: dashboard(rankBy: {by}, top: 100) {{ {SHOWN} }}" for by in ENUMS["DashboardRanking"].split()
    )
    answer = await asking.ask(f"{{ {fields} }}")
    refused = {error["extensions"]["code"] for error in answer.get("errors", ())}
    denied = DENIED if refused & {"FORBIDDEN", "UNAUTHENTICATED"} else refused
    found = answer["data"] or {}
    barred = never(ABILITY, asking.role)
    cells = [
        asking.cell(place, by, not barred, bool(found.get(by)))
        for by in ENUMS["DashboardRanking"].split()
        for place in ("Query.dashboard(rankBy:)", "Query.dashboard(top:)", f"DashboardRanking.{by}")
    ]
    expected = {} if barred else counted(asking)
    for name in TABLES:
        table = (found.get("PUSHED") or {}).get(name)
        cells += judged(asking, name, expected.get(name, DENIED), table, denied)
    return cells


def counted(asking: Asking) -> dict[str, Any]:
    """Every paper is valid; nobody's colleges and institutions but those in sight are told."""
    seen = {name for name in PAPERS if has(ABILITY, asking.role, paper_words(asking.viewer, name))}
    held = [name for name in seen if not links.told(asking.viewer, name)["transferredOut"]]
    stands = [place_for(chain_of(asking.viewer), name) for name in held]
    units = asking.seen("OrgUnit")
    at_colleges = Counter(at for at in stands if at in units and at not in BRANCHES and len(CHAINS[at]) > 1)
    of_institutions = Counter(PAPERS[name].first for name in held if PAPERS[name].first in units)
    inventors = Counter(inventor.lstrip("?*!") for name in held for inventor in {*PAPERS[name].listed})
    return {
        **dict.fromkeys(ONE_KEY, len(held)),
        "ticks": True,
        "inventors": sorted(inventors.values()),
        "colleges": sorted(at_colleges.values()),
        "institutions": sorted(of_institutions.values()),
    }


def judged(asking: Asking, name: str, expected: Any, table: Any, denied: Any) -> Iterator[Cell]:
    rows = table["rows"] if table else []
    shown: Any = denied
    if table:
        shown = [row["count"] for row in reversed(rows)]
        shown = True if name == "ticks" else sum(shown) if name in ONE_KEY else sorted(shown)
    for place in (f"Dashboard.{name}", "DashboardTable.rows", "DashboardRow.count"):
        yield asking.cell(place, name, expected, shown)
    told = bool(table)
    yield asking.cell("DashboardTable.definition", name, told, bool(table and table["definition"]))
    for each in ("code", "label", "item"):
        wanted = each != "item" or name == "ticks"
        whole = all((row[each] is not None) <= wanted for row in rows)
        yield asking.cell(f"DashboardRow.{each}", name, True, whole)
    filters = [json.loads(row["listArguments"]) for row in rows]
    wide = all(each["filed"] == each["campus"] == "ALL" for each in filters)
    yield asking.cell("DashboardRow.listArguments", name, True, wide)
