"""Which dossiers each scope holds, in plain loops over rows: from docs/permissions.md."""

from tests.reference.scopes import SHOWN, Ask, below_viewer, is_mine
from tests.reference.world import Row, World

ADMINS = ("INSTITUTION_ADMIN", "COLLEGE_ADMIN", "BRANCH_ADMIN", "BRANCH_COLLEGE_ADMIN")


def dossier_reached(ask: Ask, scope: str, dossier: Row) -> bool:
    if scope == "ALL":
        return True
    if scope == "SUBMITTED":
        return bool(dossier["submitted"])
    if scope in SHOWN:
        return bool(dossier[SHOWN[scope]])
    assert ask.account
    own = bool(dossier["filer_id"] == ask.account["id"])
    if scope == "OWN":
        return own
    if scope == "INVENTED":
        return bool(dossier["submitted"]) and invented(ask, dossier)
    if scope == "STEP":
        return waits_for(ask, dossier)
    below = below_viewer(ask, dossier)
    return below if scope == "SUB" else below and (own or bool(dossier["submitted"]))


def invented(ask: Ask, dossier: Row) -> bool:
    """Whether the viewer is a confirmed inventor of a patent that readers see in it."""
    members = ask.world.rows("dossier_patent", dossier_id=dossier["id"], current=True)
    return any(
        is_mine(ask, inventor)
        for member in members
        for inventor in ask.world.rows("patent_inventor", patent_id=member["patent_id"])
    )


def waits_for(ask: Ask, dossier: Row) -> bool:
    """At the viewer's unit, or at a level of the institution that has no administrator any more."""
    assert ask.account
    if dossier["state"] != "PENDING" or ask.role not in ADMINS:
        return False
    if dossier["step_unit_id"] == ask.account["unit_id"]:
        return True
    ours = dossier["institution_id"] == ask.institution_id
    return ask.role == "INSTITUTION_ADMIN" and ours and not staffed(ask.world, dossier["step_unit_id"])


def staffed(world: World, unit_id: int) -> bool:
    accounts = world.rows("user_account", unit_id=unit_id)
    return any(account["active"] and account["role"] in ADMINS for account in accounts)
