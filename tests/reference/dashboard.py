"""The dashboard (S167–S170): what each figure counts, and the list behind it."""

import json
from collections.abc import Callable
from typing import Any

from panhuo.types.dashboard_figures import DEFINITIONS
from tests.reference import dashboard_tables, demands, evaluations, library, patents
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


def dashboard(ask: Ask, _: Any, rankBy: str, top: int, unit: str | None = None) -> Object:
    """Of what the viewer sees, or of that what stands at a unit and below."""
    asked = {} if unit is None else {"unit": {"under": unit}}
    figures = {
        name: figure(ask, name, "Patent", {**where, **asked}, patents.filter_value)
        for name, where in LISTS.items()
    }
    figures["demands"] = figure(ask, "demands", "Demand", {**DIRECTED, **asked}, demands.filter_value)
    figures["evaluations"] = figure(ask, "evaluations", "Evaluation", asked, evaluations.filter_value)
    bars = {
        "filing": bar(figures["own_valid_filed"], figures["own_valid"]),
        "filing_of2023": bar(figures["own_of_2023_filed"], figures["own_of_2023"]),
    }
    figures["valid_at_end_of2023"] = figures["valid_at_end_of_2023"]
    ranked_by = rankBy.lower()
    rows = [row for row in ask.all("Patent") if ask.reaches("DASHBOARD_READ", "Patent", row)]
    tables = dashboard_tables.tables(ask, rows, asked, (ranked_by, LISTS[ranked_by]), top)
    days = [row["as_of"] for row in ask.world.rows("push")]
    return Object(
        "Dashboard", {**figures, **bars, **tables, "as_of": max(days).isoformat() if days else None}
    )


def figure(
    ask: Ask, name: str, kind: str, where: dict[str, Any], value: Callable[[Ask, Row, str], Any]
) -> Object:
    rows = [row for row in ask.all(kind) if ask.reaches("DASHBOARD_READ", kind, row)]
    shown = {"filed": "ALL", "campus": "ALL"} if kind == "Patent" else {}
    return Object(
        "DashboardFigure",
        {
            "count": sum(holds(ask, where, row, value) for row in rows),
            "definition": DEFINITIONS[name],
            "list": f"{kind.lower()}s",
            "list_arguments": json.dumps({**shown, "where": where}, separators=(",", ":")),
        },
    )


def bar(done: Object, whole: Object) -> Object:
    ratio = done.row["count"] / whole.row["count"] if whole.row["count"] else None
    return Object("DashboardProgress", {"done": done, "all": whole, "ratio": ratio})


GUARDS = {"Query.dashboard": "DASHBOARD_READ"}
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.dashboard": dashboard,
    "Dashboard.filingOf2023": lambda ask, found: found.row["filing_of_2023"],
}
