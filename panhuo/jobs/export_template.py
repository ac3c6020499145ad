"""Exports in the layout of 建档模板: what is exported is edited and uploaded again (S88, S130)."""

import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.services.account_batch.units import place_of
from panhuo.services.dossier_batch.places import offered, places_of
from panhuo.services.dossier_template import STATUS_WORDS, coded
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from panhuo.sheets.export_cells import Rows
from panhuo.sheets.export_columns import ExportColumn, ExportGroup, ExportLibrary

AHEAD = 2
"""Pages that wait to be written."""
SECONDS = 1.0
STATUS, WILL = "status", "willingness"
FORM = {
    "fiscalFunding": "fiscal_funding",
    "statuses": "statuses",
    "willingness": "willingness",
    "feeStandard": "fee_standard",
    "cities": "cities",
    "companies": "companies",
    "price": "price",
    "maturity": "maturity",
    "rating": "rating",
    "advantages": "advantages",
    "prospects": "prospects",
    "industry": "industry",
    "strategicIndustry": "strategic_industry",
    "name": "name",
    "description": "description",
}
"""Fields of the form, as the schema and as a content name them."""
BESIDE = ("contact", "phone")
KINDS = {"statuses": STATUS, "willingness": WILL}
FACTS = ("applicationNumber", "title", "legalStatus", "maintenanceYears", "inventorNames")
CODES = ("mainIndustry", "mainStrategicIndustry", "mainIpc")


def template_columns(library: ExportLibrary) -> list[ExportColumn]:
    """Everything the template says, as columns: they are asked for, and refused, like any other."""
    if library is ExportLibrary.PATENTS:
        facts, dossier = [*FACTS, "unit.id", "codes"], "dossier."
    else:
        facts, dossier = [*(f"members.facts.{each}" for each in (*FACTS, *CODES)), "unit.id"], ""
    form = [f"{where}.{field}" for where in ("content", "draft") for field in FORM]
    beside = [f"{where}{field}" for where in ("", "draft.") for field in BESIDE]
    return [
        *(column(each, "code:INDUSTRY" if each == "codes" else "") for each in facts),
        *(column(f"{dossier}{each}", KINDS.get(each.rpartition(".")[2], "")) for each in (*form, *beside)),
    ]


def column(path: str, kind: str) -> ExportColumn:
    return ExportColumn(path, path, path, ExportGroup.DOSSIER, (path,), False, kind)


class TemplateFile:
    """The workbook being written by a thread of its own, which takes the rows as they come."""

    def __init__(
        self, path: Path, form: DossierForm, library: ExportLibrary, places: Mapping[str, str]
    ) -> None:
        self.library, self.places = library, places
        self.pages: queue.Queue[Rows | None] = queue.Queue(AHEAD)
        self.error: BaseException | None = None
        self.thread = threading.Thread(
            target=self.run, args=(path, form), name="panhuo-template", daemon=True
        )
        self.thread.start()

    def run(self, path: Path, form: DossierForm) -> None:
        try:
            write_dossier_workbook(path, self.rows(), form)
        except BaseException as error:  # told by `put`, in the thread of the job
            self.error = error

    def rows(self) -> Iterator[TemplateRow]:
        while (page := self.pages.get()) is not None:
            yield from (template_row(row, self.library, self.places) for row in page)

    def write(self, rows: Rows) -> None:
        self.put(rows)

    def put(self, rows: Rows | None) -> None:
        """Hand a page over. Raises what the writing raised."""
        while self.thread.is_alive():
            try:
                return self.pages.put(rows, timeout=SECONDS)
            except queue.Full:
                continue
        raise self.error or RuntimeError("the template was not written")

    def close(self) -> None:
        self.put(None)
        self.thread.join()
        if self.error is not None:
            raise self.error


async def template_file(path: Path, viewer: Viewer, library: ExportLibrary) -> TemplateFile:
    """A file whose drop-downs hold the viewer's own units."""
    places = await places_of(viewer)
    names = {f"OrgUnit:{unit['id']}": place_of(unit) for unit in places.units.all}
    return TemplateFile(path, DossierForm(offered(places)), library, names)


def template_row(row: Mapping[str, Any], library: ExportLibrary, places: Mapping[str, str]) -> TemplateRow:
    """A patent or a dossier of several, with what its filer is working on, else what was submitted."""
    if library is ExportLibrary.PATENTS:
        patents, dossier = [{**row, **codes_of(row["codes"])}], row["dossier"]
    else:
        patents, dossier = [member_of(each["facts"]) for each in row["members"]], row
    first, *others = patents
    unit = places.get(row["unit"]["id"], "") if row["unit"] else ""
    return TemplateRow(
        first["applicationNumber"],
        first["title"],
        STATUS_WORDS[first["legalStatus"]],
        first["maintenanceYears"],
        first["inventorNames"],
        unit,
        [each["applicationNumber"] for each in others],
        content_of(dossier) if dossier else DossierContent(),
        first["INDUSTRY"],
        first["STRATEGIC_INDUSTRY"],
        first["IPC"],
    )


def codes_of(codes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The main code of each table; they stand in order."""
    found = {"INDUSTRY": "", "STRATEGIC_INDUSTRY": "", "IPC": ""}
    for code in reversed(codes):
        found[code["kind"]] = code["code"] if code["kind"] == "IPC" else coded(code["code"], code["title"])
    return found


def member_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    names = zip(("INDUSTRY", "STRATEGIC_INDUSTRY", "IPC"), CODES, strict=True)
    return {**facts, **{kind: facts[name] or "" for kind, name in names}}


def content_of(dossier: Mapping[str, Any]) -> DossierContent:
    """What a dossier says; a draft goes before."""
    form = dossier.get("draft") or dossier["content"]
    if form is None:
        return DossierContent()
    said = form if "contact" in form else {**form, **{name: dossier[name] for name in BESIDE}}
    fields = {own: form[name] for name, own in FORM.items()} | {name: said[name] for name in BESIDE}
    return DossierContent().merged(fields)
