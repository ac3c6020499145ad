"""Messages about demands, by error code, English and Chinese."""

from collections.abc import Mapping

from panhuo.errors.codes import ErrorCode

DEMAND_MESSAGES: Mapping[ErrorCode, tuple[str, str]] = {
    ErrorCode.DEMAND_ACT_UNAVAILABLE: (
        "This cannot be done with the demand as it stands; read it again to see what can.",
        "需求当前状态不支持此操作，请刷新后查看可执行的操作。",
    ),
    ErrorCode.DEMAND_NOTE_MISSING: (
        "Write a note of at most 500 characters; a demand is closed, or opened again, for a reason.",
        "请填写备注，不超过500字；关闭或重新开启须说明原因。",
    ),
    ErrorCode.DEMAND_SENT_ALREADY: (
        "Your enterprise has an open demand for this already; go on with that one.",
        "贵单位对该专利已有进行中的需求，请继续处理该需求。",
    ),
}
