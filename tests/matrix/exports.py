"""`exportColumns`: of every list, which columns whom is offered."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import DENIED, Asking, Cell
from tests.matrix.expectation import OBJECTS, never

LISTS = {
    "PATENTS": "PATENT_READ",
    "MY_DOSSIERS": "DOSSIER_DRAFT_READ",
    "REVIEW_QUEUE": "DOSSIER_REVIEW",
    "REVIEWED": "DOSSIER_REVIEW",
    "RESOURCES": "DOSSIER_READ",
    "DEMANDS": "DEMAND_READ",
    "PERFORMANCES": "PERFORMANCE_READ",
    "EVALUATIONS": "EVALUATION_READ",
}
OWN_WORDS = ("DEMANDS", "PERFORMANCES", "EVALUATIONS")
"""Lists whose contacts and reasons are what their rows say."""
FIELDS = OBJECTS["ExportColumn"][1].split()
FORM = ("contact", "phone", "dossier.contact", "dossier.phone")
HISTORY = ("reason", "filerName")


async def exportable(asking: Asking) -> list[Cell]:
    """Every column of every list."""
    fields = " ".join(f"{each}: exportColumns(library: {each}) {{ {' '.join(FIELDS)} }}" for each in LISTS)
    answer = await asking.ask(f"{{ {fields} }}")
    return [cell for each in LISTS for cell in judged(asking, each, answer["data"][each])]


def judged(asking: Asking, library: str, found: Any) -> Iterator[Cell]:
    offered = not never("EXPORT", asking.role)
    outcome = "columns" if found else DENIED
    for place in ("Query.exportColumns", "Query.exportColumns(library:)", f"ExportLibrary.{library}"):
        yield asking.cell(place, library, "columns" if offered else DENIED, outcome)
    for field in FIELDS:
        filled = bool(found) and all(column[field] is not None for column in found)
        yield asking.cell(f"ExportColumn.{field}", library, offered, filled)
    for column in found or ():
        readable = not any(never(each, asking.role) for each in asked(library, column["key"]))
        yield asking.cell("ExportColumn.readable", f"{library} {column['key']}", readable, column["readable"])


def asked(library: str, key: str) -> Iterator[str]:
    """What a column asks for, beside its list."""
    yield LISTS[library]
    if library in OWN_WORDS:
        yield from {
            "notes": ["DEMAND_NOTES_READ"],
            "dossier": ["DOSSIER_READ"],
            "demand": ["DEMAND_READ"],
        }.get(key.partition(".")[0], [])
        return
    if key in FORM:
        yield "CONTACT_READ"
    if key in HISTORY and library != "PATENTS":
        yield "REVIEW_HISTORY_READ"
