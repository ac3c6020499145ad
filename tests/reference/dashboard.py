"""The dashboard (S167–S170): what each figure counts, and the list behind it."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from panhuo.types.dashboard_as_of import DEFINITIONS as PAST
from panhuo.types.dashboard_figures import DEFINITIONS
from tests.reference import dashboard_tables, demands, evaluations, library, patents
from tests.reference.dashboard_tables import Ranking
from tests.reference.filters import holds
from tests.reference.library import FILEABLE
from tests.reference.objects import Object
from tests.reference.scopes import Ask
from tests.reference.world import Row

OWN = FILEABLE
OF_2023, FILED = {"validAtEndOf2023": {"eq": True}}, {"filed": {"eq": True}}
MOVED, LICENSED = {"transferredSinceRegistered": {"eq": True}}, {"licensedSinceRegistered": {"eq": True}}
LISTS: dict[str, dict[str, Any]] = {
    **{name: where for name, where in library.LISTS.items() if not name.startswith("fileable")},
    "valid_at_end_of_2023": OF_2023,
    "own_valid": OWN,
    "dealt_since_registered": {"or": [MOVED, LICENSED]},
    "transferred_since_registered": MOVED,
    "licensed_since_registered": LICENSED,
    "own_valid_filed": {**OWN, **FILED},
    "own_of_2023": {**OWN, **OF_2023},
    "own_of_2023_filed": {**OWN, **OF_2023, **FILED},
}
DIRECTED = {"kind": {"isNull": False}}
OTHERS: dict[str, dict[str, Any]] = {"demands": DIRECTED, "evaluations": {}}


OWNERS, MEMBERS, REPORTS = "OWNERS_NOT_KEPT", "MEMBERS_NOT_KEPT", "REPORTS_NOT_KEPT"
UNKNOWN = {
    **dict.fromkeys(("co_owned", "own_valid", "own_valid_filed", "own_of_2023", "own_of_2023_filed"), OWNERS),
    **dict.fromkeys(("registered", "registered_in_portfolio"), MEMBERS),
    **dict.fromkeys(("converted", *(each for each in LISTS if each.endswith("since_registered"))), REPORTS),
}
"""Figures that the data do not tell of the past."""


def dashboard(
    ask: Ask, _: Any, rankBy: str, top: int, unit: str | None = None, asOf: str | None = None
) -> Object:
    """Of what the viewer sees, or of that what stands at a unit and below; of now, or as of a day."""
    day = date.fromisoformat(asOf) if asOf else None
    asked = {} if unit is None else {"unit": {"under": unit}}
    lists = LISTS if asOf is None else as_of(asOf)
    others = OTHERS if day is None else before(day)
    figures = {
        name: figure(ask, name, "Patent", {**lists.get(name, {}), **asked}, day, patents.filter_value)
        for name in LISTS
    }
    figures["demands"] = figure(
        ask, "demands", "Demand", {**others["demands"], **asked}, day, demands.filter_value
    )
    figures["evaluations"] = figure(
        ask, "evaluations", "Evaluation", {**others["evaluations"], **asked}, day, evaluations.filter_value
    )
    bars = {
        "filing": bar(figures["own_valid_filed"], figures["own_valid"]),
        "filing_of_2023": bar(figures["own_of_2023_filed"], figures["own_of_2023"]),
    }
    ranked_by = rankBy.lower()
    rows = [row for row in ask.all("Patent") if ask.reaches("DASHBOARD_READ", "Patent", row)]
    ranking = Ranking(definition_of(ranked_by, day), lists.get(ranked_by, {}), unknown(ranked_by, day), top)
    tables = dashboard_tables.tables(ask, rows, asked, ranking, day)
    days = [row["as_of"] for row in ask.world.rows("push")]
    dates = {"as_of": max(days).isoformat() if days else None, "counted_on": asOf}
    return Object("Dashboard", {**figures, **bars, **tables, **dates})


def as_of(day: str) -> dict[str, dict[str, Any]]:
    in_force = {"inForceOn": {"eq": day}}
    return {
        "pushed": in_force,
        "valid_at_end_of_2023": OF_2023,
        "new_this_month": {**in_force, "newInMonthOf": {"eq": day}},
        "registered_singly": {"registeredOn": {"eq": day}},
    }


def before(day: date) -> dict[str, dict[str, Any]]:
    """Of demands and evaluations, those of the day and earlier."""
    sent = {"createdAt": {"lt": f"{day + timedelta(days=1)}T00:00:00+08:00"}}
    return {"demands": {**DIRECTED, **sent}, "evaluations": sent}


def unknown(name: str, day: date | None) -> str | None:
    if name == "valid_at_end_of_2023" and day and day < date(2023, 12, 31):
        return "STILL_TO_COME"
    return UNKNOWN.get(name) if day else None


def definition_of(name: str, day: date | None) -> str:
    return PAST.get(name, DEFINITIONS[name]) if day else DEFINITIONS[name]


def figure(
    ask: Ask,
    name: str,
    kind: str,
    where: dict[str, Any],
    day: date | None,
    value: Callable[[Ask, Row, str], Any],
) -> Object:
    rows = [row for row in ask.all(kind) if ask.reaches("DASHBOARD_READ", kind, row)]
    shown = {"filed": "ALL", "campus": "ALL"} if kind == "Patent" else {}
    gap = unknown(name, day)
    text = json.dumps({**shown, "where": where}, separators=(",", ":"))
    return Object(
        "DashboardFigure",
        {
            "count": None if gap else sum(holds(ask, where, row, value) for row in rows),
            "unknown": gap,
            "definition": definition_of(name, day),
            "list": f"{kind.lower()}s",
            "list_arguments": None if gap else text,
        },
    )


def bar(done: Object, whole: Object) -> Object:
    ratio = done.row["count"] / whole.row["count"] if whole.row["count"] else None
    return Object("DashboardProgress", {"done": done, "all": whole, "ratio": ratio})


GUARDS = {"Query.dashboard": "DASHBOARD_READ"}
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.dashboard": dashboard,
    "Dashboard.validAtEndOf2023": lambda ask, found: found.row["valid_at_end_of_2023"],
    "Dashboard.filingOf2023": lambda ask, found: found.row["filing_of_2023"],
}
