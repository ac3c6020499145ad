"""Dossiers submitted, withdrawn, approved, returned; delisted, given another contact, handed over."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import Asking
from tests.matrix.changing.dossiers import (
    REASON,
    UNAVAILABLE,
    complete,
    done_to,
    outdated,
    reached,
    summed,
    told,
    unopened,
)
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.dossier_acts import fit
from tests.matrix.dossiers import ADMINS, DOSSIERS, revision_of
from tests.matrix.expectation import has
from tests.matrix.facts import ACCOUNTS, CHAINS, PAPERS, account_words, chain_of, paper_words, role_of
from tests.matrix.stated.filing import DECIDED

REVIEW, HANDOVER = "DOSSIER_REVIEW", "DOSSIER_HANDOVER"
RECEIVERS = ("IA A", "INV ABC", "INV A1")
CONTACT = {"contact": "新人", "phone": "0571-88000001"}


def members_fit(asking: Asking, name: str) -> str:
    return DONE if fit(DOSSIERS[name]) else "DOSSIER_MEMBER_INELIGIBLE"


def submitted_rows(asking: Asking, name: str) -> str:
    """Every level above the filer is kept, and the first of them told (S14–S20)."""
    it, role = DOSSIERS[name], asking.role
    levels = len(chain_of(asking.viewer)) - (role != "INV")
    return summed(
        DECIDED,
        f"review_step +{levels}, notice +1" if levels else "",
        "dossier_version ~1" if it.has_draft else "",
        "dossier_patent *" if it.redone else "",
    )


def withdrawing(asking: Asking, name: str) -> str:
    return "DOSSIER_APPROVED_ALREADY" if DOSSIERS[name].approved else DONE


def withdrawn_rows(asking: Asking, name: str) -> str:
    """Whoever reviews it is told; the institution of what waits where nobody does."""
    it = DOSSIERS[name]
    reviewer = next((each for each in ACCOUNTS if administers(each, it.at)), f"IA {it.home}")
    return summed(DECIDED, told(asking, reviewer))


def administers(account: str, unit: str) -> bool:
    return role_of(account) in ADMINS and chain_of(account) == CHAINS[unit]


def last(name: str) -> bool:
    """Whether nobody reviews it after the level at which it waits."""
    it = DOSSIERS[name]
    route = it.route.split()
    return it.at not in route[:-1]


def not_own(asking: Asking, name: str) -> str:
    """Nobody reviews what is their own."""
    return "DOSSIER_OWN_REVIEW" if DOSSIERS[name].filer == asking.viewer else DONE


def approving(asking: Asking, name: str) -> str:
    own = not_own(asking, name)
    return own if own != DONE else members_fit(asking, name)


def approved(asking: Asking) -> Iterator[Try]:
    """With the outcome that the content asks for, at the last level alone; with another; an old version."""
    for name, id in asking.world.ids["Dossier"].items():
        code = reached(asking, REVIEW, name) or unopened(name, "approve") or approving(asking, name)
        right, wrong = ("REGISTERED", "INVENTORIED") if last(name) else (None, "REGISTERED")
        at = {"id": id, "version": 1}
        rows = approved_rows(name) if code == DONE else None
        yield Try(name, {"items": [at | {"outcome": right}]}, code, rows)
        differs = "DOSSIER_OUTCOME_DIFFERS" if code == DONE else code
        yield Try(f"{name}, {wrong}", {"items": [at | {"outcome": wrong}]}, differs)
        old = {"items": [{"id": id, "version": 9, "outcome": right}]}
        yield Try(f"{name}, changed meanwhile", old, outdated(asking, REVIEW, name))


def approved_rows(name: str) -> str:
    """The filer is told of every level that approves; the next reviewer, where there is one, too."""
    return summed(DECIDED, f"notice +{1 if last(name) else 2}")


def returned(asking: Asking, at: dict[str, Any]) -> dict[str, Any]:
    return {"items": [at | {"reason": REASON}]}


def reasoned(asking: Asking, at: dict[str, Any]) -> dict[str, Any]:
    return at | {"reason": REASON}


def delisted_rows(asking: Asking, name: str) -> str:
    return summed(DECIDED, told(asking, DOSSIERS[name].filer))


def contact_given(asking: Asking, at: dict[str, Any]) -> dict[str, Any]:
    return at | CONTACT


def contact_rows(asking: Asking, name: str) -> str:
    count = len(DOSSIERS[name].members)
    return (
        f"dossier ~1, dossier_version +1, dossier_choice +2, dossier_patent +{count}/~{count}, review +1,"
        " audit_entry +1, data_version *"
    )


def receiving(asking: Asking, name: str, receiver: str) -> str:
    """Somebody in sight, of the same institution, who may file all of it, and does not already."""
    it, role = DOSSIERS[name], role_of(receiver)
    ability = "DOSSIER_FILE" if it.single else "PORTFOLIO_FILE"
    revision = DOSSIERS.get(revision_of(name) or "")
    if revision and revision.state == "PENDING":
        return UNAVAILABLE
    may = has("USER_READ", asking.role, account_words(asking.viewer, receiver))
    may = may and chain_of(receiver)[0] == it.home and receiver != it.filer
    may = may and all(
        has(ability, role, paper_words(receiver, each)) for each in PAPERS if each in it.members
    )
    return DONE if may else "DOSSIER_RECEIVER_UNFIT"


def handing(asking: Asking, name: str, receiver: str) -> str:
    code = reached(asking, HANDOVER, name) or unopened(name, "handOver")
    return code or (UNAVAILABLE if DOSSIERS[name].base else receiving(asking, name, receiver))


def handed_over(asking: Asking) -> Iterator[Try]:
    """Every dossier to some accounts; an open revision goes along."""
    for receiver in RECEIVERS:
        for name, id in asking.world.ids["Dossier"].items():
            given = {"id": id, "receiver": asking.world.ids["User"][receiver], "reason": REASON}
            code = handing(asking, name, receiver)
            rows = handed_rows(asking, [name], receiver) if code == DONE else None
            unseen = not DOSSIERS[name].submitted and receiver != asking.viewer
            yield Try(f"{name} → {receiver}", given | {"version": 1}, code, rows, shows=not unseen)
            if receiver == RECEIVERS[0]:
                old = outdated(asking, HANDOVER, name)
                yield Try(f"{name}, changed meanwhile", given | {"version": 9}, old)


def handed_rows(asking: Asking, names: list[str], receiver: str) -> str:
    count = len(names)
    changed = count + sum(1 for each in names if revision_of(each))
    notices = sum(len({DOSSIERS[each].filer, receiver} - {asking.viewer}) for each in names)
    rows = f"dossier ~{changed}, review +{count}, audit_entry +{count}, data_version *"
    return f"{rows}, notice +{notices}" if notices else rows


def account_handed_over(asking: Asking) -> Iterator[Try]:
    """All that an account has, as far as each can be: the viewer hands over what lies below it."""
    for receiver in RECEIVERS:
        for giver in ACCOUNTS:
            refused = against(asking, HANDOVER) or against(asking, "USER_READ", ("User", giver))
            ids = asking.world.ids["User"]
            given = {"id": ids[giver], "receiver": ids[receiver], "reason": REASON}
            going = [
                name
                for name, it in DOSSIERS.items()
                if it.filer == giver and not refused and handing(asking, name, receiver) == DONE
            ]
            rows = handed_rows(asking, going, receiver) if going else ""
            rows = rows.replace(f"audit_entry +{len(going)}", f"audit_entry +{len(going) + 1}")
            yield Try(f"{giver} → {receiver}", given, refused or DONE, None if refused else rows)


MUTATIONS = (
    Mutation(
        "submitDossier",
        done_to("submit", "DOSSIER_SUBMIT", then=members_fit, rows=submitted_rows, before=complete),
    ),
    Mutation(
        "withdrawDossier", done_to("withdraw", "DOSSIER_WITHDRAW", then=withdrawing, rows=withdrawn_rows)
    ),
    Mutation("approveDossiers", approved),
    Mutation("returnDossiers", done_to("return", REVIEW, returned, not_own)),
    Mutation("delistDossier", done_to("delist", "DOSSIER_DELIST", reasoned, rows=delisted_rows)),
    Mutation(
        "changeDossierContact",
        done_to("changeContact", "DOSSIER_CONTACT_EDIT", contact_given, rows=contact_rows, before=complete),
    ),
    Mutation("handOverDossier", handed_over),
    Mutation("handOverUser", account_handed_over),
)
