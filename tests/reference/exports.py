"""What is read of exports: their columns, by what each asks for, and the viewer's own of them."""

from collections.abc import Callable
from typing import Any

from panhuo.sheets.export_columns import ExportColumn, ExportLibrary, columns_of
from tests.reference.objects import NEWEST, Object, listed
from tests.reference.scopes import Ask

LISTS = {
    "PATENTS": ("PATENT_READ",),
    "MY_DOSSIERS": ("DOSSIER_READ", "DOSSIER_DRAFT_READ"),
    "REVIEW_QUEUE": ("DOSSIER_READ", "DOSSIER_REVIEW"),
    "REVIEWED": ("DOSSIER_READ", "DOSSIER_REVIEW"),
    "RESOURCES": ("DOSSIER_READ",),
    "DEMANDS": ("DEMAND_READ",),
    "PERFORMANCES": ("PERFORMANCE_READ",),
    "EVALUATIONS": ("EVALUATION_READ",),
}
"""What each list asks for."""
STEPS = {
    "contact": "CONTACT_READ",
    "draft": "DOSSIER_DRAFT_READ",
    "demand": "DEMAND_READ",
    "dossier": "DOSSIER_READ",
    "notes": "DEMAND_NOTES_READ",
    "filer": "USER_READ",
    "filerName": "REVIEW_HISTORY_READ",
    "phone": "CONTACT_READ",
    "reason": "REVIEW_HISTORY_READ",
    "unit": "ORG_UNIT_READ",
    "institution": "ORG_UNIT_READ",
    "branch": "ORG_UNIT_READ",
}
"""What steps of paths ask for. The filer's name is nobody's secret on a patent, only on a dossier;
contact and reason of a demand are its own."""


def export_columns(ask: Ask, _: Any, library: str) -> list[Object]:
    return [column_for(ask, library, each) for each in columns_of(ExportLibrary(library))]


def column_for(ask: Ask, library: str, column: ExportColumn) -> Object:
    words = {name: getattr(column, name) for name in ("key", "english", "chinese", "group", "default")}
    asked = {*LISTS[library], *(STEPS[step] for path in column.paths for step in steps(library, path))}
    return Object("ExportColumn", words | {"readable": all(ask.may(each) for each in asked)})


def steps(library: str, path: str) -> list[str]:
    found = [step for step in path.split(".") if step in STEPS]
    told = {"PATENTS": ("filerName",), "DEMANDS": ("contact", "phone", "reason"), "PERFORMANCES": ("reason",)}
    return [step for step in found if step not in told.get(library, ())]


def exports(ask: Ask, _: Any, **given: Any) -> Object:
    """Also of whoever sees everybody's jobs, the own alone."""
    assert ask.account
    rows = [row for row in ask.all("Job") if row["kind"] == "EXPORT" and row["owner_id"] == ask.account["id"]]
    return listed(ask, "Job", rows, NEWEST, given)


GUARDS = {"Query.exportColumns": "EXPORT", "Query.exports": "EXPORT"}
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.exportColumns": export_columns,
    "Query.exports": exports,
}
