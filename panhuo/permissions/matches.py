"""Why a match of an account and a patent may not be acted upon (S191)."""

from collections.abc import Mapping
from enum import StrEnum

from panhuo.permissions.predicates import Is, Mine, Predicate, Row
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import MatchState


class MatchAct(StrEnum):
    """What people do with a match: the inventor the first two, an administrator the others."""

    CLAIM = "CLAIM"
    DECLINE = "DECLINE"
    CONFIRM = "CONFIRM"
    REFUSE = "REFUSE"
    REOPEN = "REOPEN"


class MatchRefusal(StrEnum):
    """Why a match may not be acted upon."""

    SELF = "SELF"
    CLAIMED = "CLAIMED"
    DECLINED = "DECLINED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    UNDECIDED = "UNDECIDED"
    TAKEN = "TAKEN"


RESULTS: Mapping[MatchAct, MatchState] = {
    MatchAct.CLAIM: MatchState.CLAIMED,
    MatchAct.DECLINE: MatchState.DECLINED,
    MatchAct.CONFIRM: MatchState.CONFIRMED,
    MatchAct.REFUSE: MatchState.REFUSED,
    MatchAct.REOPEN: MatchState.CLAIMED,
}
"""What each act makes of a match."""


def found(state: MatchState) -> Predicate:
    return Is("state", state.value)


SELF = (MatchRefusal.SELF, Mine("user_id", "user_id"))
CLAIMED = (MatchRefusal.CLAIMED, found(MatchState.CLAIMED))
CONFIRMED = (MatchRefusal.CONFIRMED, found(MatchState.CONFIRMED))
REFUSED = (MatchRefusal.REFUSED, found(MatchState.REFUSED))
REFUSALS: Mapping[MatchAct, tuple[tuple[MatchRefusal, Predicate], ...]] = {
    MatchAct.CLAIM: (CLAIMED, CONFIRMED, REFUSED),
    MatchAct.DECLINE: ((MatchRefusal.DECLINED, found(MatchState.DECLINED)), CONFIRMED, REFUSED),
    MatchAct.CONFIRM: (SELF, CONFIRMED, REFUSED, (MatchRefusal.TAKEN, Is("standing", False))),
    MatchAct.REFUSE: (SELF, CONFIRMED, REFUSED),
    MatchAct.REOPEN: (SELF, (MatchRefusal.UNDECIDED, found(MatchState.CLAIMED))),
}
"""What stands against each act, in the order it is looked at; nothing beside the scope of its ability."""

REASONS: Mapping[str, tuple[str, str]] = {
    "SELF": (
        "Nobody decides on their own claim; another administrator does.",
        "不能处理本人的认领，请由其他管理员处理。",
    ),
    "CLAIMED": ("It is claimed already and waits for a decision.", "已认领，等待确认。"),
    "DECLINED": ("It was declined already.", "已标记为非本人。"),
    "CONFIRMED": ("It is confirmed already.", "已确认。"),
    "REFUSED": (
        "The claim was refused; an administrator may reopen it.",
        "认领已被拒绝，可由管理员重新开启。",
    ),
    "UNDECIDED": ("Nothing was decided yet.", "尚未处理。"),
    "TAKEN": (
        "The patent does not name this inventor any more, or somebody else is confirmed as the one it names.",
        "该专利已不再有此发明人，或已确认为他人。",
    ),
}
"""The same in words."""


def refusal_of(act: MatchAct, row: Row, viewer: Viewer) -> MatchRefusal | None:
    """What stands against an act on a match within the viewer's scope."""
    against = (reason for reason, stands in REFUSALS[act] if stands.holds(row, viewer, lambda table: ()))
    return next(against, None)


def done_before(act: MatchAct, row: Row, viewer: Viewer) -> bool:
    """Whether the viewer did just this to a match last, so that doing it again changes nothing."""
    doer = row["user_id"] if act in (MatchAct.CLAIM, MatchAct.DECLINE) else row["decided_by"]
    return bool(row["state"] == RESULTS[act] and doer == viewer.user_id)
