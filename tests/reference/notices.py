"""What the fields of notices answer."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference.objects import NEWEST, Object, instants, listed
from tests.reference.scopes import Ask

WORDS = {
    "JOB_DONE": ("A job is done: {name}.", "任务已完成：{name}。"),
    "JOB_FAILED": ("A job failed: {name}.", "任务失败：{name}。"),
    "MATCH_CLAIM_WAITING": (
        "A claim waits for decision: {person} claims to be an inventor of {patent}.",
        "认领待确认：{person} 认领为 {patent} 的发明人。",
    ),
    "MATCH_DECIDED": ("A claim was decided: {patent}, {outcome}.", "认领已处理：{patent}，{outcome}。"),
    "MATCH_PROPOSED": (
        "Patents may be yours, such as {patent}. Claim each or say that it is not.",
        "有专利待认领，如：{patent}。请认领或标记为非本人。",
    ),
}
OUTCOMES = {
    "CONFIRMED": ("confirmed", "已确认"),
    "REFUSED": ("refused", "已拒绝"),
    "REOPENED": ("waiting for a decision again", "重新待确认"),
}


def notices(ask: Ask, _: Any, unreadOnly: bool, **given: Any) -> Object:
    rows = [row for row in ask.all("Notice") if not unreadOnly or row["read_at"] is None]
    return listed(ask, "Notice", rows, NEWEST, given)


def message(ask: Ask, notice: Object) -> str:
    """The words of its kind, with what they name."""
    words = json.loads(notice.row["words"])
    if "outcome" in words:
        words["outcome"] = OUTCOMES[words["outcome"]][ask.chinese]
    return WORDS[notice.row["kind"]][ask.chinese].format(**words)


def subject(ask: Ask, source: Object) -> str:
    """The id of what a notice or an entry of the log is about, whether or not it can be read."""
    return f"{source.row['subject_type']}:{source.row['subject_id']}"


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.notices": notices,
    "Notice.message": message,
    "Notice.subjectId": subject,
    **instants("Notice", "createdAt", "readAt"),
}
