"""What notices say, in English and Chinese. What stands in braces is given by whoever sends one."""

from collections.abc import Mapping

from panhuo.rules.vocabulary import NoticeKind

NOTICE_WORDS: Mapping[NoticeKind, tuple[str, str]] = {
    NoticeKind.JOB_DONE: ("A job is done: {name}.", "任务已完成：{name}。"),
    NoticeKind.JOB_FAILED: ("A job failed: {name}.", "任务失败：{name}。"),
    NoticeKind.MATCH_CLAIM_WAITING: (
        "A claim waits for decision: {person} claims to be an inventor of {patent}.",
        "认领待确认：{person} 认领为 {patent} 的发明人。",
    ),
    NoticeKind.MATCH_DECIDED: (
        "A claim was decided: {patent}, {outcome}.",
        "认领已处理：{patent}，{outcome}。",
    ),
    NoticeKind.MATCH_PROPOSED: (
        "Patents may be yours, such as {patent}. Claim each or say that it is not.",
        "有专利待认领，如：{patent}。请认领或标记为非本人。",
    ),
}

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "CONFIRMED": ("confirmed", "已确认"),
    "REFUSED": ("refused", "已拒绝"),
    "REOPENED": ("waiting for a decision again", "重新待确认"),
}
"""What an `outcome` is called."""


def notice_text(kind: NoticeKind, words: Mapping[str, str], chinese: bool) -> str:
    """A notice in words; of an `outcome` its name in the language."""
    place = 1 if chinese else 0
    outcome = words.get("outcome", "")
    named = {**words, "outcome": OUTCOMES.get(outcome, (outcome, outcome))[place]}
    return NOTICE_WORDS[kind][place].format_map(named)
