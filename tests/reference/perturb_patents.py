"""Patents outside a viewer's scope, and what of those inside is other institutions' affair."""

from typing import Any

from panhuo.models.patent import NO_DATE
from tests.reference import perturb_demands
from tests.reference.change import Change
from tests.reference.patents import own_holding
from tests.reference.perturb_dossiers import shown_patents
from tests.reference.query_values import MISSING
from tests.reference.world import Row
from tests.reference.world_holdings import REGISTERED_AT
from tests.reference.world_patents import DATES, LATE_DATES, add_patent, phrase

FACTS = ("title", "application_number", "first_inventor", "owner_names")
"""What a match shows of its patent."""


def patents(change: Change) -> None:
    """Other patents vanish, change and come, one of them with an id that clients try."""
    shown = shown_in_matches(change)
    whole = shown_patents(change.ask) | perturb_demands.shown_patents(change.ask)
    whole |= {row["id"] for row in change.world.rows("patent", published=True)}
    for patent in change.outside("Patent"):
        if patent["id"] in whole:
            patent |= some_state(change)
            continue
        facts = {name: patent[name] for name in FACTS}
        if change.chance(0.3) and patent["id"] not in shown:
            change.remove_patent(patent["id"])
        else:
            alter(change, patent)
            patent |= facts if patent["id"] in shown else {}
    for _ in range(change.random.randrange(6)):
        add_patent(change.builder)
    if change.chance(0.3):
        change.builder.ids["patent"] = iter((MISSING,))
        add_patent(change.builder)


def shown_in_matches(change: Change) -> set[int]:
    """Patents of which the viewer sees some FACTS, though not the patent, in matches or claims."""
    seen = change.seen["InventorMatch"] | change.seen["InventorClaim"]
    return {row["patent_id"] for row in change.ask.world.rows("inventor_match") if row["id"] in seen}


def alter(change: Change, patent: Row) -> None:
    """Other facts, and another state of its dossier that shows it to nobody new."""
    filed, granted = change.random.choice(DATES), change.random.choice(LATE_DATES)
    facts = {
        "type": "DESIGN",
        "legal_status": change.random.choice(("VALID", "LAPSED")),
        "co_owned": change.chance(0.5),
        "application_sort": filed or NO_DATE,
        "grant_sort": granted or NO_DATE,
        **some_state(change),
    }
    patent |= facts | {"title": phrase(change.builder), "application_date": filed, "grant_date": granted}
    for holding in change.world.rows("holding", patent_id=patent["id"]):
        holding |= {name: value for name, value in facts.items() if name in holding}


def some_state(change: Change) -> dict[str, Any]:
    state = change.random.choice(("UNFILED", "FILED", "INVENTORIED", "REGISTERED"))
    since = change.random.choice(REGISTERED_AT) if state == "REGISTERED" else None
    return {"filing_state": state, "registered_at": since, "registered_sort": since or 0}


def hidden_parts(change: Change) -> None:
    """Of patents inside an institution's scope: what other institutions did with them."""
    inside = change.ask.institution_id is not None
    for id in change.seen["Patent"] if inside else ():
        patent = change.world.tables["patent"][id]
        own = own_holding(change.ask, patent)
        for holding in change.world.rows("holding", patent_id=id):
            if not own or holding["id"] != own["id"]:
                holding |= {
                    "filing_state": "INVENTORIED",
                    "registered_sort": 5,
                    "assigned": change.chance(0.5),
                }
        if patent["institution_id"] not in (None, change.ask.institution_id):
            hide_first_owner(change, patent, own)
        for inventor in change.world.rows("patent_inventor", patent_id=id):
            match_otherwise(change, inventor)


def hide_first_owner(change: Change, patent: Row, own: Row | None) -> None:
    """Another institution is first owner: its unit and its dossier's state are its own affair."""
    if not patent["published"]:  # else everybody is shown that there is something at the unit
        units = change.world.rows("org_unit", institution_id=patent["institution_id"])
        patent["unit_id"] = change.random.choice(units)["id"]
    shown = own and own["current"] and patent["filing_state"] == "REGISTERED"
    if not shown:
        patent |= some_state(change)
    patent["published"] = patent["open_showcase"] = change.chance(0.5)


def match_otherwise(change: Change, inventor: Row) -> None:
    """An inventor of another institution is confirmed no longer; nothing of it shows."""
    user = change.ask.world.get("user_account", inventor["user_id"])
    if user and user["id"] not in change.seen["User"] and user["institution_id"] != change.ask.institution_id:
        inventor |= {"match": "NONE", "user_id": None} if change.chance(0.5) else {}
