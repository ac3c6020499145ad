"""The enumerations of performance reports as GraphQL shows them."""

from panhuo.enums import described
from panhuo.rules.performance_lifecycle import (
    PERFORMANCE_REFUSALS,
    PerformanceAct,
    PerformanceRefusal,
    PerformanceState,
)
from panhuo.rules.performance_options import ConversionMode

described(
    ConversionMode,
    "How patents were converted (转化方式, S152, S159).",
    {"LICENCE": "Licensed (已许可, S154).", "TRANSFER": "Transferred (已转让, S156)."},
)
described(
    PerformanceState,
    "Where a performance report stands (业绩状态, S160).",
    {
        "SUBMITTED": "Submitted to the platform (已提交).",
        "CONFIRMED": "Confirmed by the platform (已确认).",
        "RETURNED": "Returned with a reason; it counts no more (已退回).",
    },
)
described(
    PerformanceAct,
    "A step of a report's life (操作).",
    {
        "CONFIRM": "Confirmed (确认).",
        "RESUBMIT": "Changed and submitted again (重新提交).",
        "RETURN": "Returned with a reason (退回).",
        "SUBMIT": "Submitted (提交).",
    },
)
described(
    PerformanceRefusal,
    "Why something cannot be done with a report (不可操作原因).",
    {name: " ".join(words) for name, words in PERFORMANCE_REFUSALS.items()},
)
