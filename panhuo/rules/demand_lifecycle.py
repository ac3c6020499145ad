"""The life of an enterprise's demand: the one table of its transitions. What it does not list is never done.

    legal(DemandAct.SIGN, DemandState.NEW)     # the transitions an act may take from a state: here none

None stands for "no such demand". Services see to the guards a transition names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.vocabulary import DemandState


class DemandAct(StrEnum):
    """What is done with a demand, in alphabetical order."""

    CLOSE = "CLOSE"  # 关闭
    CONTACT = "CONTACT"  # 联系企业
    NOTE = "NOTE"  # 备注
    REOPEN = "REOPEN"  # 重新开启
    SEND = "SEND"  # 提交需求
    SIGN = "SIGN"  # 签约
    TALK = "TALK"  # 洽谈
    WITHDRAW = "WITHDRAW"  # 撤回


class DemandGuard(StrEnum):
    """What must hold for a transition, in alphabetical order."""

    FREE = "FREE"  # the enterprise has no other open demand for the same dossier
    NOTE = "NOTE"  # something is written
    NOT_WITHDRAWN = "NOT_WITHDRAWN"  # the enterprise itself still wants it
    PUBLISHED = "PUBLISHED"  # the dossier is registered and not flagged
    RECEIVER = "RECEIVER"  # the actor stands in the institution it is directed to
    SENDER = "SENDER"  # the actor belongs to the enterprise
    VERSION = "VERSION"  # nobody changed it since it was read


State = DemandState | None
G = DemandGuard


@dataclass(frozen=True, slots=True)
class DemandTransition:
    """One line: an act takes a demand from a state to a state, if its guards hold."""

    act: DemandAct
    source: State
    target: DemandState
    guards: frozenset[DemandGuard]


NEW, CONTACTED, IN_TALKS = DemandState.NEW, DemandState.CONTACTED, DemandState.IN_TALKS
SIGNED, CLOSED = DemandState.SIGNED, DemandState.CLOSED
OPEN = (NEW, CONTACTED, IN_TALKS)
"""Where nothing has come of it yet."""


def lines(
    act: DemandAct, sources: tuple[State, ...], target: State, *guards: DemandGuard
) -> Iterator[DemandTransition]:
    """One transition from each source; to the source itself where there is no target."""
    for source in sources:
        to = source if target is None else target
        assert to is not None
        yield DemandTransition(act, source, to, frozenset(guards))


HANDLED = (G.RECEIVER, G.VERSION)

DEMAND_TRANSITIONS: tuple[DemandTransition, ...] = (
    *lines(DemandAct.SEND, (None,), NEW, G.PUBLISHED, G.FREE),
    *lines(DemandAct.CONTACT, (NEW,), CONTACTED, *HANDLED),
    *lines(DemandAct.TALK, (NEW, CONTACTED), IN_TALKS, *HANDLED),
    *lines(DemandAct.SIGN, (CONTACTED, IN_TALKS), SIGNED, *HANDLED),
    *lines(DemandAct.CLOSE, OPEN, CLOSED, *HANDLED, G.NOTE),
    *lines(DemandAct.REOPEN, (CLOSED,), CONTACTED, *HANDLED, G.NOTE, G.NOT_WITHDRAWN, G.FREE),
    *lines(DemandAct.NOTE, (*OPEN, SIGNED, CLOSED), None, *HANDLED, G.NOTE),
    *lines(DemandAct.WITHDRAW, OPEN, CLOSED, G.SENDER, G.VERSION),
)
"""Every transition there is. A demand directed to nobody is only sent and withdrawn."""


def legal(act: DemandAct, source: State) -> DemandTransition | None:
    """The transition of an act from a state; None where it cannot be done there."""
    found = (each for each in DEMAND_TRANSITIONS if (each.act, each.source) == (act, source))
    return next(found, None)


def sources(act: DemandAct) -> tuple[DemandState, ...]:
    """The states in which an act is open, in the order of `DemandState`."""
    begins = {each.source for each in DEMAND_TRANSITIONS if each.act is act}
    return tuple(state for state in DemandState if state in begins)


def guarded(act: DemandAct, guard: DemandGuard) -> bool:
    """Whether an act asks for something, whatever the state."""
    return any(guard in each.guards for each in DEMAND_TRANSITIONS if each.act is act)
