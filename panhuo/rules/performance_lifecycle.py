"""The life of a performance report (S157, S160): the one table of its transitions."""

from dataclasses import dataclass
from enum import StrEnum


class PerformanceState(StrEnum):
    """Where a performance report stands (S160). Until it is returned it counts in the figures (S178)."""

    SUBMITTED = "SUBMITTED"  # 已提交
    CONFIRMED = "CONFIRMED"  # 已确认
    RETURNED = "RETURNED"  # 已退回


class PerformanceAct(StrEnum):
    """What is done with a performance report, in alphabetical order."""

    CONFIRM = "CONFIRM"  # 确认
    RESUBMIT = "RESUBMIT"  # 重新提交
    RETURN = "RETURN"  # 退回
    SUBMIT = "SUBMIT"  # 提交


S, A = PerformanceState, PerformanceAct


@dataclass(frozen=True, slots=True)
class PerformanceTransition:
    """One line: an act takes a report from a state to a state. None: there was no report."""

    act: PerformanceAct
    source: PerformanceState | None
    target: PerformanceState


PERFORMANCE_TRANSITIONS: tuple[PerformanceTransition, ...] = (
    PerformanceTransition(A.SUBMIT, None, S.SUBMITTED),
    PerformanceTransition(A.RESUBMIT, S.RETURNED, S.SUBMITTED),
    PerformanceTransition(A.CONFIRM, S.SUBMITTED, S.CONFIRMED),
    PerformanceTransition(A.RETURN, S.SUBMITTED, S.RETURNED),
)
"""Every transition there is; all but the first at a version, the last with a reason."""


def legal(act: PerformanceAct, source: PerformanceState) -> PerformanceTransition | None:
    """The transition of an act from a state; None where it cannot be done there."""
    found = (each for each in PERFORMANCE_TRANSITIONS if (each.act, each.source) == (act, source))
    return next(found, None)


def sources(act: PerformanceAct) -> tuple[PerformanceState, ...]:
    """The states in which an act is open."""
    return tuple(
        each.source for each in PERFORMANCE_TRANSITIONS if each.act is act and each.source is not None
    )


class PerformanceRefusal(StrEnum):
    """Why something cannot be done with a report, in the order it is looked at."""

    ROLE = "ROLE"
    STATE = "STATE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"


PERFORMANCE_REFUSALS: dict[PerformanceRefusal, tuple[str, str]] = {
    PerformanceRefusal.ROLE: ("Your role does not do this.", "您的角色不能执行此操作。"),
    PerformanceRefusal.STATE: (
        "This cannot be done with the report as it stands.",
        "业绩当前状态不支持此操作。",
    ),
    PerformanceRefusal.OUT_OF_SCOPE: ("It is another institution's.", "该业绩属于其他院校。"),
}
