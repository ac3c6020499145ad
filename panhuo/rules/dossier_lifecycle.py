"""The life of a dossier: the one table of its transitions. What it does not list is never done.

    legal(DossierAct.APPROVE, DossierState.PENDING)     # the transitions an act may take from a state
    moved(act, source, target)                          # the target, or Illegal

A transition names its guards; services see to them, and take every step through `moved`. None stands for
"no such dossier": before the first save, after a draft was discarded, after a revision went up in its base.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from panhuo.rules.vocabulary import DossierState


class DossierAct(StrEnum):
    """What is done with a dossier, in alphabetical order."""

    APPROVE = "APPROVE"  # 审核通过
    CHANGE_CONTACT = "CHANGE_CONTACT"  # 修改联系人
    DELIST = "DELIST"  # 下架
    DISCARD = "DISCARD"  # 删除草稿
    FILE = "FILE"  # 建档
    FLAG = "FLAG"  # 标记
    HAND_OVER = "HAND_OVER"  # 移交
    REGISTER_DIRECTLY = "REGISTER_DIRECTLY"  # 上传登记入库
    REPLACE = "REPLACE"  # 再次盘点生效
    RETURN = "RETURN"  # 退回
    REVISE = "REVISE"  # 再次盘点
    SAVE = "SAVE"  # 保存
    SUBMIT = "SUBMIT"  # 提交
    WITHDRAW = "WITHDRAW"  # 撤回


class Guard(StrEnum):
    """What must hold for a transition, in alphabetical order."""

    CAME_FROM = "CAME_FROM"  # the target is the state it was submitted from
    COMPLETE = "COMPLETE"  # the validator finds nothing
    ELIGIBLE = "ELIGIBLE"  # every member may be filed, still
    FILER = "FILER"  # the actor is the filer
    FIT = "FIT"  # the rule on the content says REGISTERED (S113)
    FREE = "FREE"  # nobody's dossier stands in the way
    LAST_STEP = "LAST_STEP"
    NEVER_SUBMITTED = "NEVER_SUBMITTED"
    NOBODY_ABOVE = "NOBODY_ABOVE"  # the filer is the institution's admin (S20)
    NOT_FILER = "NOT_FILER"  # nobody reviews their own
    NOT_LAST_STEP = "NOT_LAST_STEP"
    NO_APPROVAL_YET = "NO_APPROVAL_YET"
    NO_OPEN_REVISION = "NO_OPEN_REVISION"
    OUTCOME_AGREED = "OUTCOME_AGREED"  # the reviewer saw what approval makes of it
    REASON = "REASON"  # a reason is given
    RECEIVER_MAY_FILE = "RECEIVER_MAY_FILE"
    REVIEWER = "REVIEWER"  # the actor administers the step's unit, or the institution for an empty one
    SOMEBODY_ABOVE = "SOMEBODY_ABOVE"
    UNFIT = "UNFIT"  # the rule on the content says INVENTORIED (S112)
    VERSION = "VERSION"  # nobody changed it since it was read


State = DossierState | None
G = Guard


@dataclass(frozen=True, slots=True)
class Transition:
    """One line: an act takes a dossier from a state to a state, if its guards hold."""

    act: DossierAct
    source: State
    target: State
    guards: frozenset[Guard]
    revision: bool = False
    """Of a revision (再次盘点) beside its inventoried base (S127)."""


DRAFT, PENDING, REJECTED = DossierState.DRAFT, DossierState.PENDING, DossierState.REJECTED
INVENTORIED, REGISTERED = DossierState.INVENTORIED, DossierState.REGISTERED
DELISTED = DossierState.DELISTED
EDITABLE = (DRAFT, REJECTED, DELISTED)
"""Where the filer may change the content."""
REVISION_EDITABLE = (DRAFT, REJECTED)
SETTLED = (DRAFT, REJECTED, INVENTORIED, REGISTERED, DELISTED)
"""Everything but PENDING."""


def lines(
    act: DossierAct,
    sources: tuple[State, ...],
    target: State | str,
    *guards: Guard,
    revision: bool = False,
) -> Iterator[Transition]:
    """One transition from each source; to the source itself where the target is `same`."""
    for source in sources:
        to = source if target == "same" else target
        yield Transition(act, source, DossierState(to) if to else None, frozenset(guards), revision)


READY = (G.FILER, G.VERSION, G.COMPLETE, G.ELIGIBLE)
STEP = (G.REVIEWER, G.NOT_FILER, G.VERSION)
LAST = (*STEP, G.LAST_STEP, G.OUTCOME_AGREED, G.ELIGIBLE)

TRANSITIONS: tuple[Transition, ...] = (
    # filing
    *lines(DossierAct.FILE, (None,), DRAFT, G.ELIGIBLE, G.FREE),
    *lines(DossierAct.SAVE, EDITABLE, "same", G.FILER, G.VERSION),
    *lines(DossierAct.DISCARD, (DRAFT,), None, G.FILER, G.NEVER_SUBMITTED),
    *lines(DossierAct.SUBMIT, EDITABLE, PENDING, *READY, G.SOMEBODY_ABOVE),
    *lines(DossierAct.SUBMIT, EDITABLE, INVENTORIED, *READY, G.NOBODY_ABOVE, G.UNFIT),
    *lines(DossierAct.SUBMIT, EDITABLE, REGISTERED, *READY, G.NOBODY_ABOVE, G.FIT),
    # review
    *lines(DossierAct.APPROVE, (PENDING,), PENDING, *STEP, G.NOT_LAST_STEP),
    *lines(DossierAct.APPROVE, (PENDING,), INVENTORIED, *LAST, G.UNFIT),
    *lines(DossierAct.APPROVE, (PENDING,), REGISTERED, *LAST, G.FIT),
    *lines(DossierAct.RETURN, (PENDING,), REJECTED, G.REVIEWER, G.NOT_FILER, G.VERSION, G.REASON),
    *(
        transition
        for target in EDITABLE
        for transition in lines(
            DossierAct.WITHDRAW, (PENDING,), target, G.FILER, G.VERSION, G.NO_APPROVAL_YET, G.CAME_FROM
        )
    ),
    # afterwards
    *lines(DossierAct.REVISE, (INVENTORIED,), "same", G.FILER, G.NO_OPEN_REVISION),
    *lines(DossierAct.REPLACE, (INVENTORIED,), INVENTORIED, G.UNFIT),
    *lines(DossierAct.REPLACE, (INVENTORIED,), REGISTERED, G.FIT),
    *lines(DossierAct.DELIST, (REGISTERED,), DELISTED, G.VERSION, G.REASON),
    *lines(DossierAct.CHANGE_CONTACT, (REGISTERED,), "same", G.VERSION),
    *lines(DossierAct.HAND_OVER, SETTLED, "same", G.VERSION, G.REASON, G.RECEIVER_MAY_FILE),
    *lines(DossierAct.FLAG, (*SETTLED, PENDING), "same"),
    *lines(DossierAct.REGISTER_DIRECTLY, EDITABLE, INVENTORIED, G.ELIGIBLE, G.COMPLETE, G.UNFIT),
    *lines(DossierAct.REGISTER_DIRECTLY, EDITABLE, REGISTERED, G.ELIGIBLE, G.COMPLETE, G.FIT),
    # a revision
    *lines(DossierAct.REVISE, (None,), DRAFT, G.FILER, revision=True),
    *lines(DossierAct.SAVE, REVISION_EDITABLE, "same", G.FILER, G.VERSION, revision=True),
    *lines(DossierAct.DISCARD, REVISION_EDITABLE, None, G.FILER, revision=True),
    *lines(DossierAct.FLAG, (*REVISION_EDITABLE, PENDING), "same", revision=True),
    *lines(DossierAct.SUBMIT, REVISION_EDITABLE, PENDING, *READY, G.SOMEBODY_ABOVE, revision=True),
    *lines(DossierAct.SUBMIT, REVISION_EDITABLE, None, *READY, G.NOBODY_ABOVE, revision=True),
    *lines(DossierAct.REGISTER_DIRECTLY, (DRAFT,), None, G.ELIGIBLE, G.COMPLETE, revision=True),
    *lines(DossierAct.APPROVE, (PENDING,), PENDING, *STEP, G.NOT_LAST_STEP, revision=True),
    *lines(DossierAct.APPROVE, (PENDING,), None, *LAST, revision=True),
    *lines(
        DossierAct.RETURN, (PENDING,), REJECTED, G.REVIEWER, G.NOT_FILER, G.VERSION, G.REASON, revision=True
    ),
    *(
        transition
        for target in REVISION_EDITABLE
        for transition in lines(
            DossierAct.WITHDRAW,
            (PENDING,),
            target,
            *(G.FILER, G.VERSION, G.NO_APPROVAL_YET, G.CAME_FROM),
            revision=True,
        )
    ),
)
"""Every transition there is. A revision is handed over with its base; what is registered directly from
nothing is filed first, in the same instant."""


class Illegal(ValueError):
    """The table has no such transition."""


def legal(act: DossierAct, source: State, revision: bool = False) -> tuple[Transition, ...]:
    """The transitions of an act from a state; none where it cannot be done there."""
    return tuple(
        each for each in TRANSITIONS if (each.act, each.source, each.revision) == (act, source, revision)
    )


def moved(act: DossierAct, source: State, target: State, revision: bool = False) -> State:
    """The target, where the table knows the way there. Raises Illegal."""
    if not any(each.target == target for each in legal(act, source, revision)):
        raise Illegal(f"{act}: {source} → {target}{' of a revision' if revision else ''}")
    return target


def acts_from(source: State, revision: bool = False) -> frozenset[DossierAct]:
    """The acts that some transition begins with from a state."""
    return frozenset(each.act for each in TRANSITIONS if (each.source, each.revision) == (source, revision))
