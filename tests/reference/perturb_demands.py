"""Demands outside a viewer's scope, and what must stay because demands within it name it."""

from tests.reference.change import Change
from tests.reference.scopes import Ask
from tests.reference.world_demands import STATES, add_demand
from tests.reference.world_uploads import LONG_AGO


def shown_dossiers(ask: Ask) -> set[int]:
    """Dossiers that demands in scope are directed to, which therefore exist."""
    return {row["dossier_id"] for row in ask.all("Demand") if row["dossier_id"]}


def shown_units(ask: Ask) -> set[int]:
    """Units named in them."""
    return {row["unit_id"] for row in ask.all("Demand")}


def shown_enterprises(ask: Ask) -> set[int]:
    """Enterprises named in them."""
    return {row["enterprise_id"] for row in ask.all("Demand")}


def shown_patents(ask: Ask) -> set[int]:
    """Patents of the dossiers that must stay."""
    rows = [row for id in shown_dossiers(ask) for row in ask.world.of_dossier("dossier_patent", id)]
    return {row["patent_id"] for row in rows}


def shown_people(ask: Ask) -> set[int]:
    """Filers of the dossiers that must stay."""
    return {ask.world.tables["dossier"][id]["filer_id"] for id in shown_dossiers(ask)}


def demands(change: Change) -> None:
    """Others' say something else, stand elsewhere, go and come."""
    for demand in change.outside("Demand"):
        demand |= {
            "technology": "改名",
            "contact": "改",
            "phone": "1",
            "region": "110000",
            "version": 77,
            "reason": "改",
            "created_at": LONG_AGO,
            "keywords": '["改"]' if demand["dossier_id"] is None else "[]",
            "state": "CLOSED" if demand["state"] == "CLOSED" else change.random.choice(STATES),
        }
        if change.chance(0.3):
            change.remove_demand(demand["id"])
    add_some(change)


def add_some(change: Change) -> None:
    """More of enterprises outside, where the viewer does not read them."""
    before = set(change.world.tables["demand"])
    targets = change.world.rows("dossier", state="REGISTERED", base_id=None)
    for account in change.world.rows("user_account", role="ENTERPRISE"):
        add_demand(change.builder, account, change.random.choice([*targets, None]))
    made = change.ask.over(type(change.ask.world)(change.world.tables))
    for row in made.all("Demand"):
        if row["id"] not in before:
            change.remove_demand(row["id"])
