"""Reports confirmed or returned by the platform (S157, S160)."""

from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.performance_lifecycle import PerformanceAct
from panhuo.services.acting import acting
from panhuo.services.performances.steps import move, record, report_for, tell_institution
from panhuo.services.reasons import cleaned_reason


async def decide_performance(
    viewer: Viewer, performance: int, version: int, act: PerformanceAct, reason: str | None = None
) -> None:
    """Confirm a report, or return it with a reason; returned, it counts no more (S178).

    Raises NOT_FOUND, CONFLICT, PERFORMANCE_ACT_UNAVAILABLE, DOSSIER_REASON_MISSING.
    """
    text = cleaned_reason(reason or "") if act is PerformanceAct.RETURN else None
    async with acting(viewer) as action:
        row, step = await report_for(action, Ability.PERFORMANCE_CONFIRM, act, performance, version)
        columns = {"state": step.target.value, "reason": text, "decided_at": action.now}
        after = await move(action, row, columns)
        await record(action, after, act, row["state"], text)
        await tell_institution(action, after)
