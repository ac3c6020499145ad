"""Mutations of matches and claims, refused: each id for itself, out of reach, or the call as a whole."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import mutation, unreached

SHOWN = "results { subjectId state error { code field message } }"


def refused(name: str, ability: str, type_name: str, /, **more: Any) -> Callable[[Values], str]:
    def write(values: Values) -> str:
        ids = [unreached(values, ability, type_name) for _ in range(values.below(4))]
        return mutation(values, name, SHOWN, {"ids": ids, **more})

    return write


REFUSED: dict[str, Callable[[Values], str]] = {
    "claimMatches": refused("claimMatches", "MATCH_CLAIM", "InventorMatch"),
    "confirmClaims": refused("confirmClaims", "MATCH_CONFIRM", "InventorClaim"),
    "declineMatches": refused("declineMatches", "MATCH_CLAIM", "InventorMatch"),
    "refuseClaims": refused("refuseClaims", "MATCH_CONFIRM", "InventorClaim", reason="非本人"),
    "reopenClaims": refused("reopenClaims", "MATCH_CONFIRM", "InventorClaim", reason="误操作"),
}
