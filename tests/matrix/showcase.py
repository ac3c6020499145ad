"""What the showcase shows of each dossier: its place, its patents' facts, and no more than the viewer may."""

from typing import Any

from tests.matrix.cells import MASKED, VISIBLE, Asking, Cell
from tests.matrix.dossier_lists import showcase
from tests.matrix.dossiers import DOSSIERS, dossier_words
from tests.matrix.expectation import has, never
from tests.matrix.facts import chain_of, unit_words

GUARDED = {
    "contact": "CONTACT_READ",
    "phone": "CONTACT_READ",
    "filerName": "REVIEW_HISTORY_READ",
    "reviews": "REVIEW_HISTORY_READ",
    "route": "REVIEW_HISTORY_READ",
    "versions": "REVIEW_HISTORY_READ",
    "evaluationSummary": "EVALUATION_SUMMARY_READ",
}
"""Fields with an ability of their own, of what everybody is shown."""
PLACES = "institution { id } branch { id } unit { id }"
QUERY = (
    "{ showcase(first: 100) { nodes { id contact phone filerName reviews { act } route { unitName }"
    f" versions {{ number }} evaluationSummary {{ count }} {PLACES} patent {{ id }} filer {{ id }}"
    " draft { savedAt } members { facts { title } patent { id } } } } }"
)


async def looked_at(asking: Asking) -> list[Cell]:
    """Each dossier of the showcase, field by field."""
    nodes = (await asking.ask(QUERY))["data"]["showcase"]["nodes"]
    return [cell for node in nodes for cell in of_one(asking, asking.name(node) or "", node)]


def of_one(asking: Asking, name: str, node: dict[str, Any]) -> list[Cell]:
    words, it = dossier_words(asking.viewer, name), DOSSIERS[name]
    wanted = {field: has(ability, asking.role, words) for field, ability in GUARDED.items()}
    wanted["draft"] = False
    places = chain_of(it.filer)
    cells = [asking.cell("Query.showcase", f"{name}, shown", True, name in showcase(asking))]
    for field, seen in wanted.items():
        cells.append(
            asking.cell(f"Dossier.{field}", f"{name}, shown", shown(seen), shown(node[field] is not None))
        )
    for field in ("institution", "unit"):
        unit = places[0 if field == "institution" else -1]
        along = has("SHOWCASE_READ", asking.role, unit_words(asking.viewer, unit))
        wanted_unit = unit if along or asking.sees("OrgUnit", unit) else None
        cells.append(asking.cell(f"Dossier.{field}", f"{name}, shown", wanted_unit, asking.name(node[field])))
    papers = [each["facts"]["title"] for each in node["members"]]
    cells.append(asking.cell("Dossier.members", f"{name}, shown", len(it.members), len(papers)))
    for paper, each in zip(it.members, node["members"], strict=True):
        seen = asking.sees("Patent", paper)
        cells.append(
            asking.cell("DossierMember.patent", f"{name}, shown", shown(seen), shown(bool(each["patent"])))
        )
    own = asking.sees("User", it.filer) and not never("USER_READ", asking.role)
    cells.append(asking.cell("Dossier.filer", f"{name}, shown", shown(own), shown(bool(node["filer"]))))
    return cells


def shown(seen: bool) -> Any:
    return VISIBLE if seen else MASKED
