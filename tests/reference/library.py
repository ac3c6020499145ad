"""The head figures of the base library (S103, S104): what each counts, and the list behind it."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference import patents
from tests.reference.filters import holds
from tests.reference.objects import Object
from tests.reference.scopes import Ask

VALID = {"legalStatus": {"eq": "VALID"}}
STILL_OURS = {**VALID, "transferredOut": {"eq": False}}
FILEABLE = {**VALID, "firstOwner": {"eq": True}}
ALONE, HELD = {"registered": {"eq": True}}, {"inRegisteredPortfolio": {"eq": True}}
LISTS: dict[str, dict[str, Any]] = {
    "pushed": STILL_OURS,
    "co_owned": {**STILL_OURS, "coOwned": {"eq": True}},
    "new_this_month": {**STILL_OURS, "newThisMonth": {"eq": True}},
    "registered": {"or": [ALONE, HELD]},
    "registered_singly": ALONE,
    "registered_in_portfolio": {**HELD, "registered": {"eq": False}},
    "converted": {"converted": {"eq": True}},
    "fileable": FILEABLE,
    "fileable_registered": {**FILEABLE, **ALONE},
}


def library_figures(ask: Ask, _: Any, **arguments: Any) -> Object:
    """Counted over what the viewer's scope holds of the campus or branch asked for."""
    rows = [row for row in ask.all("Patent") if patents.on_campus(ask, row, arguments)]
    asked = {
        "filed": "ALL",
        **{name: arguments[name] for name in ("campus", "branch") if arguments.get(name)},
    }
    counts = {
        name: sum(holds(ask, where, row, patents.filter_value) for row in rows)
        for name, where in LISTS.items()
    }
    figures: dict[str, Any] = {
        name: Object(
            "LibraryFigure", {"count": counts[name], "list_arguments": text(asked | {"where": where})}
        )
        for name, where in LISTS.items()
    }
    done = counts["fileable_registered"] / counts["fileable"] if counts["fileable"] else None
    days = [row["as_of"] for row in ask.world.rows("push")]
    as_of = max(days).isoformat() if days else None
    return Object("LibraryFigures", figures | {"progress": done, "as_of": as_of})


def text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


GUARDS = {"Query.libraryFigures": "LIBRARY_FIGURES_READ"}
RESOLVERS: dict[str, Callable[..., Any]] = {"Query.libraryFigures": library_figures}
