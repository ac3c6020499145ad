"""Matches claimed and declined by inventors, confirmed, refused and reopened by administrators."""

from collections.abc import Callable, Iterator, Mapping

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Tries, Try, against
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.expectation import CHANGES
from tests.matrix.matches import MATCHES, claiming, deciding, paper_of

Against = Callable[[str, str], dict[str, str | None]]


def acted(kind: str, ability: str, act: str, reasons: Against, rows: Mapping[str, str], **more: str) -> Tries:
    """Of every match; `rows` says what differs of one in a state, where that is not as usual."""

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids[kind].items():
            code = against(asking, ability, (kind, name))
            again = not code and MATCHES[name] in rows
            stands = None if again else reasons(asking.viewer, name)[act]
            code = code or ("CONFLICT" if stands else DONE)
            stated = rows[MATCHES[name]] if again else None
            if ability == CONFIRM and code == DONE and flagged_with(name):
                stated = CHANGES[f"{act}Claims"].replace("notice +1", "notice *")
            yield Try(name, {"ids": [id], **more}, code, stated)

    return tries


def flagged_with(match: str) -> bool:
    """Whether a dossier with its paper is flagged: a decision looks at that again, and its filer is told."""
    return any(it.flagged and paper_of(match) in it.members for it in DOSSIERS.values())


OWN, CLAIM, CONFIRM = "InventorMatch", "MATCH_CLAIM", "MATCH_CONFIRM"
WHY = {"reason": "核对有误"}
MUTATIONS = (
    Mutation("claimMatches", acted(OWN, CLAIM, "claim", claiming, {"CLAIMED": ""})),
    Mutation(
        "declineMatches",
        acted(OWN, CLAIM, "decline", claiming, {"CLAIMED": "inventor_match ~1, audit_entry +1"}),
    ),
    Mutation("confirmClaims", acted("InventorClaim", CONFIRM, "confirm", deciding, {})),
    Mutation("refuseClaims", acted("InventorClaim", CONFIRM, "refuse", deciding, {}, **WHY)),
    Mutation("reopenClaims", acted("InventorClaim", CONFIRM, "reopen", deciding, {}, **WHY)),
)
