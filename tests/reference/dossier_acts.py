"""What a viewer may do with a dossier, why not, and the menus that follow (S72, S121–S127, S136–S146)."""

from typing import Any

from tests.reference import filed, patents
from tests.reference.scopes import Ask
from tests.reference.world import Row

EDITABLE = ("DRAFT", "REJECTED", "DELISTED")
STATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "edit": (EDITABLE, ("DRAFT", "REJECTED")),
    "submit": (EDITABLE, ("DRAFT", "REJECTED")),
    "withdraw": (("PENDING",), ("PENDING",)),
    "discard": (("DRAFT",), ("DRAFT", "REJECTED")),
    "approve": (("PENDING",), ("PENDING",)),
    "return": (("PENDING",), ("PENDING",)),
    "revise": (("INVENTORIED",), ()),
    "delist": (("REGISTERED",), ()),
    "change_contact": (("REGISTERED",), ()),
    "hand_over": (("DRAFT", "REJECTED", "INVENTORIED", "REGISTERED", "DELISTED"), ()),
    "evaluate": (("REGISTERED",), ()),
}
"""Where each act begins: of dossiers, and of revisions. In the order of the menu."""
ABILITIES = {
    "edit": "DOSSIER_EDIT",
    "submit": "DOSSIER_SUBMIT",
    "withdraw": "DOSSIER_WITHDRAW",
    "discard": "DOSSIER_DISCARD",
    "approve": "DOSSIER_REVIEW",
    "return": "DOSSIER_REVIEW",
    "revise": "DOSSIER_EDIT",
    "delist": "DOSSIER_DELIST",
    "change_contact": "DOSSIER_CONTACT_EDIT",
    "hand_over": "DOSSIER_HANDOVER",
    "evaluate": "EVALUATION_WRITE",
}
OUTSIDE = {
    "DOSSIER_DELIST": "OUT_OF_SCOPE",
    "DOSSIER_HANDOVER": "OUT_OF_SCOPE",
    "DOSSIER_REVIEW": "NOT_YOUR_STEP",
    "EVALUATION_WRITE": "STATE",
}
"""What it is to lie outside; of everything else one is not the filer."""


def refusal(ask: Ask, dossier: Row, act: str) -> str | None:
    """Why the viewer may not, the first reason that holds."""
    ability = ABILITIES[act]
    if not ask.may(ability):
        return "ROLE"
    if dossier["state"] not in STATES[act][dossier["base_id"] is not None]:
        return "STATE"
    if not ask.reaches(ability, "Dossier", dossier):
        return OUTSIDE.get(ability, "NOT_FILER")
    return next((reason for reason, stands in against(ask, dossier, act) if stands), None)


def against(ask: Ask, dossier: Row, act: str) -> list[tuple[str, bool]]:
    """What else may stand against each act."""
    revisions = ask.world.rows("dossier", base_id=dossier["id"])
    mine = bool(ask.account and dossier["filer_id"] == ask.account["id"])
    unfit = ("MEMBER_INELIGIBLE", not members_may_be_filed(ask, dossier))
    return {
        "submit": [unfit],
        "withdraw": [("APPROVED_ALREADY", approved(ask, dossier))],
        "discard": [("SUBMITTED_BEFORE", dossier["submitted"] and dossier["base_id"] is None)],
        "approve": [("OWN_REVIEW", mine), unfit],
        "return": [("OWN_REVIEW", mine)],
        "revise": [("REVISION_OPEN", revisions != [])],
        "hand_over": [("REVISION_OPEN", any(row["state"] == "PENDING" for row in revisions))],
    }.get(act, [])


def approved(ask: Ask, dossier: Row) -> bool:
    """Whether a level has let it pass since it was last submitted."""
    rows = ask.world.of_dossier("review", dossier["id"])
    return any(row["act"] == "APPROVE" and row["submission"] == dossier["submission"] for row in rows)


def members_may_be_filed(ask: Ask, dossier: Row) -> bool:
    """Whether each patent is valid, and the institution its first owner still (S85)."""
    version = dossier["draft_id"] or dossier["content_id"]
    rows = [
        row for row in ask.world.of_dossier("dossier_patent", dossier["id"]) if row["version_id"] == version
    ]
    found = [ask.world.tables["patent"][row["patent_id"]] for row in rows]
    ours = dossier["institution_id"]
    return all(row["legal_status"] == "VALID" and row["institution_id"] == ours for row in found)


def menu(ask: Ask, dossier: Row) -> list[str]:
    refusals = {act: refusal(ask, dossier, act) for act in STATES}
    read = ask.may("REVIEW_HISTORY_READ") and ask.reaches("REVIEW_HISTORY_READ", "Dossier", dossier)
    listed = dossier["state"] == "REGISTERED" or dossier["evaluated"]
    shown = {
        "EDIT": refusals["edit"] is None,
        "DETAIL": refusals["edit"] is not None,
        "REASON": dossier["state"] in ("REJECTED", "DELISTED") and read,
        "EVALUATIONS": ask.may("EVALUATION_SUMMARY_READ") and listed,
        "PORTFOLIOS": True,
        **{act.upper(): refusals[act] is None for act in STATES if act not in ("edit", "evaluate")},
    }
    return [entry for entry, there in shown.items() if there]


def patent_menu(ask: Ask, patent: Row) -> list[str]:
    """Filing where nothing stands against it, then what is open with its own dossier (S121–S124)."""
    entries = {"FILE": patents.refusal(ask, patent), "FILE_PORTFOLIO": patents.portfolio_refusal(ask, patent)}
    found = [entry for entry, reason in entries.items() if reason is None]
    dossier = filed.read_dossier(ask, patent)
    if dossier:
        return [*found, *menu(ask, dossier)]
    return [*found, "PORTFOLIOS"] if filed.in_portfolio(ask, patent) else found


def outcome(form: dict[str, Any]) -> list[str]:
    """Why approval makes no more of a form than inventoried (S112–S114)."""
    ticked = {entry["first"] for entry in form.get("statuses", ())}
    blocking = ("ASSIGNED", "TO_BE_ABANDONED", "OWNERSHIP_DISPUTE", "UNSUITABLE")
    low = form.get("rating") in (1, 2)
    return [*(each for each in blocking if each in ticked), *(["LOW_RATING"] if low else [])]
