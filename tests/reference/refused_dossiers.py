"""Mutations of dossiers, refused: drafts of others, versions that are over, patents one may not file."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import any_of, far_or_over, key, mutation, unreached

SHOWN = "dossier { id state version title } problems { code field message }"
SEVERAL = "succeeded results { dossierId dossier { id state } userErrors { code field message } }"
OPENED = "kind patents { patent { id title } refusal message dossier { id state } } problems { code field }"
CONTENT = {"rating": 4, "contact": "张三"}


def patents(values: Values) -> list[str]:
    """Ids of which one at least may be filed by nobody who asks."""
    ids = [
        unreached(values, "PORTFOLIO_FILE", "Patent"),
        *(any_of(values, "Patent") for _ in range(values.below(3))),
    ]
    values.random.shuffle(ids)
    return ids


def open_dossier(values: Values) -> str:
    return mutation(values, "openDossier", OPENED, {"patents": patents(values)})


def file_dossier(values: Values) -> str:
    return mutation(
        values, "fileDossier", SHOWN, {"patents": patents(values), "content": CONTENT, **key(values)}
    )


def over(values: Values, ability: str) -> dict[str, Any]:
    id, version = far_or_over(values, ability, "Dossier")
    return {"id": id, "version": version}


def one(name: str, ability: str, shown: str = SHOWN, /, **more: Any) -> Callable[[Values], str]:
    """A mutation of one dossier, out of reach or changed since it was read."""
    return lambda values: mutation(values, name, shown, over(values, ability) | more)


def several(
    name: str, ability: str, /, more: dict[str, Any], each: dict[str, Any]
) -> Callable[[Values], str]:
    """A mutation of several; of none now and then."""

    def write(values: Values) -> str:
        items = [over(values, ability) | each for _ in range(values.below(4))]
        return mutation(values, name, SEVERAL, {"items": items, **more})

    return write


def copy_dossier_content(values: Values) -> str:
    given = over(values, "DOSSIER_EDIT") | {"source": any_of(values, "Dossier")}
    return mutation(values, "copyDossierContent", SHOWN, given)


def revise_dossier(values: Values) -> str:
    return mutation(values, "reviseDossier", SHOWN, {"id": unreached(values, "DOSSIER_EDIT", "Dossier")})


def hand_over_dossier(values: Values) -> str:
    given = over(values, "DOSSIER_HANDOVER") | {"receiver": any_of(values, "User"), "reason": "调岗"}
    return mutation(values, "handOverDossier", SHOWN, given)


def hand_over_user(values: Values) -> str:
    """Of an account that one does not administer."""
    given = {
        "id": unreached(values, "USER_READ", "User"),
        "receiver": any_of(values, "User"),
        "reason": "调岗",
        **values.one_of(({}, {"after": any_of(values, "Dossier")})),
    }
    return mutation(values, "handOverUser", f"user {{ id }} remaining {SEVERAL}", given)


def evaluate_dossier(values: Values) -> str:
    """Of what is not published, or at a version that one's evaluation never had."""
    id, version = far_or_over(values, "EVALUATION_WRITE", "Dossier")
    shown = "evaluation { id rating version }"
    return mutation(values, "evaluateDossier", shown, {"dossier": id, "version": version, "rating": 4})


REFUSED: dict[str, Callable[[Values], str]] = {
    "approveDossiers": several("approveDossiers", "DOSSIER_REVIEW", {}, {"outcome": "REGISTERED"}),
    "changeDossierContact": one(
        "changeDossierContact", "DOSSIER_CONTACT_EDIT", contact="李四", phone="13800000000"
    ),
    "copyDossierContent": copy_dossier_content,
    "delistDossier": one("delistDossier", "DOSSIER_DELIST", reason="不再维护"),
    "discardDossier": one("discardDossier", "DOSSIER_DISCARD", "discarded"),
    "evaluateDossier": evaluate_dossier,
    "fileDossier": file_dossier,
    "fillDossiers": several("fillDossiers", "DOSSIER_EDIT", {"content": CONTENT}, {}),
    "handOverDossier": hand_over_dossier,
    "handOverUser": hand_over_user,
    "openDossier": open_dossier,
    "returnDossiers": several("returnDossiers", "DOSSIER_REVIEW", {}, {"reason": "材料不全"}),
    "reviseDossier": revise_dossier,
    "saveDossier": one("saveDossier", "DOSSIER_EDIT", content=CONTENT),
    "submitDossier": one("submitDossier", "DOSSIER_SUBMIT"),
    "withdrawDossier": one("withdrawDossier", "DOSSIER_WITHDRAW"),
}
