"""Exports: what is within reach, all at once; what is not, one by one."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.dossier_lists import ROOTS
from tests.matrix.kinds import KINDS

FORMATS = ("CSV", "JSONL", "XLSX")
LIBRARIES = {
    "myDossiers": "MY_DOSSIERS",
    "reviewQueue": "REVIEW_QUEUE",
    "reviewed": "REVIEWED",
    "resources": "RESOURCES",
}
EACH = ("resources",)
"""Lists of which every dossier is tried."""
BRIEFLY = {"columns": ["title"], "format": "CSV"}


def patents_exported(asking: Asking) -> Iterator[Try]:
    ids = asking.world.ids["Patent"]
    refused = {name: against(asking, "EXPORT", ("Patent", name)) for name in ids}
    for name, code in refused.items():
        if code:
            yield Try(name, {"ids": [ids[name]], **BRIEFLY}, code)
    reached = [ids[name] for name, code in refused.items() if not code]
    if reached:
        yield Try("all within reach", {"ids": reached, **BRIEFLY})
    for format in FORMATS:
        yield Try(f"the list as {format}", {"format": format}, against(asking, "EXPORT") or DONE)


def dossiers_exported(asking: Asking) -> Iterator[Try]:
    ids = asking.world.ids["Dossier"]
    for root in ROOTS:
        if root.name not in LIBRARIES:
            continue
        given: dict[str, Any] = {"library": LIBRARIES[root.name], **BRIEFLY}
        refused = against(asking, "EXPORT") or against(asking, root.ability)
        yield Try(f"the list {root.name}", given, refused or DONE)
        seen = root.seen(asking) if not refused else set()
        if seen:
            yield Try(f"all of {root.name}", {**given, "ids": [ids[name] for name in sorted(seen)]})
        for name in ids if root.name in EACH else ():
            if name not in seen:
                yield Try(f"{name} of {root.name}", {**given, "ids": [ids[name]]}, refused or "NOT_FOUND")


def data_exported(asking: Asking) -> Iterator[Try]:
    """Each list whole, and each of its rows by itself; the tables."""
    for name, kind in LISTED.items():
        refused = against(asking, "EXPORT") or against(asking, KINDS[kind].ability)
        yield Try(f"the list {name}", {"of": {name: {}}, "format": "CSV"}, refused or DONE)
        for each, identity in asking.world.ids[kind].items():
            code = against(asking, "EXPORT", (kind, each)) if not refused else None
            code = code or (None if asking.sees(kind, each) else "NOT_FOUND")
            if refused or code:
                given = {"of": {name: {"ids": [identity]}}, "format": "CSV"}
                yield Try(f"{each} of {name}", given, refused or code)
    for name, (given, ability) in TABLES.items():
        refused = against(asking, "EXPORT") or against(asking, ability)
        yield Try(name, {"of": {name: given}, "format": "JSONL"}, refused or DONE)


LISTED = {"demands": "Demand", "performances": "Performance", "evaluations": "Evaluation"}
TABLES: dict[str, tuple[dict[str, Any], str]] = {
    "stats": ({"of": {"patents": {"groupBy": ["TYPE"]}}}, "STATS_READ"),
    "dashboard": ({}, "DASHBOARD_READ"),
}
MUTATIONS = (
    Mutation("exportData", data_exported),
    Mutation("exportPatents", patents_exported),
    Mutation("exportDossiers", dossiers_exported),
)
