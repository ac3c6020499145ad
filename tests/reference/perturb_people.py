"""Units, accounts and enterprises outside a viewer's scope, and what of those inside is not shown."""

from tests.reference import perturb_demands
from tests.reference.change import Change
from tests.reference.patents import affiliation_unit
from tests.reference.perturb_dossiers import shown_along, shown_people, shown_units
from tests.reference.world import Row
from tests.reference.world_people import HASH, PROFILE, SCHOOLS, add_institution


def units(change: Change) -> None:
    """Other units are renamed, moved, archived; a new institution appears."""
    shown = {affiliation_unit(change.ask, change.world.tables["patent"][id]) for id in change.seen["Patent"]}
    shown |= shown_units(change.ask) | perturb_demands.shown_units(change.ask)
    along = shown_along(change.ask)
    for unit in change.outside("OrgUnit"):
        if unit["id"] in along:
            continue
        unit["position"] = change.random.randrange(4)
        unit["archived"] = change.chance(0.5)
        unit["activated_at"] = change.random.choice((None, 1))
        unit["version"] = change.random.randrange(1, 9)
        if unit["id"] not in shown:
            unit["name"] = f"改名{unit['id']}"
    for unit in change.world.rows("org_unit"):
        if not change.ask.reaches("ORG_UNIT_MANAGE", "OrgUnit", unit):
            hide_profile(change, unit)
    if change.chance(0.5):
        add_institution(change.builder, len(SCHOOLS) - 1)


def hide_profile(change: Change, unit: Row) -> None:
    """What only those see who manage a unit: its owner names and its certified profile."""
    unit |= {name: change.random.choice((None, *values)) for name, values in PROFILE.items()}
    for alias in change.world.rows("owner_alias", org_unit_id=unit["id"]):
        alias["name"] = f"别名{alias['id']}"


def people(change: Change) -> None:
    """Other accounts and enterprises have other names, or are gone."""
    named = shown_people(change.ask) | perturb_demands.shown_people(change.ask)
    for user in change.outside("User"):
        user |= {
            "name": user["name"] if user["id"] in named else "改名",
            "phone": "1",
            "email": None,
            "active": user["active"] if told_of(change, user) else change.chance(0.5),
            "job_title": "乙",
            "password_hash": change.random.choice((None, HASH)),
            "password_temporary": change.chance(0.5),
            "username": change.random.choice((user["username"], f"moved{user['id']}")),
        }
        if change.chance(0.2) and not told_of(change, user) and user["id"] not in named:
            change.remove_user(user["id"])
    named_companies = perturb_demands.shown_enterprises(change.ask)
    for enterprise in change.world.rows("enterprise"):
        own = change.ask.account and change.ask.account["enterprise_id"]
        if enterprise["id"] not in named_companies | {own}:
            enterprise["name"] = f"改名{enterprise['id']}"


def told_of(change: Change, user: Row) -> bool:
    """Whether a review route may tell that a unit has this active admin: a declared exception."""
    return user["role"].endswith("_ADMIN") and user["institution_id"] == change.ask.institution_id
