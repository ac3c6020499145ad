"""The words patent files use for legal states, events and types."""

from collections.abc import Mapping
from functools import lru_cache

from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType

SIMPLE_STATUS = {
    **dict.fromkeys(("有效", "有效专利", "专利权有效", "专利权维持", "维持有效", "有权"), LegalStatus.VALID),
    **dict.fromkeys(("失效", "失效专利", "无效", "无权", "专利权终止", "终止", "已失效"), LegalStatus.LAPSED),
    **dict.fromkeys(("审中", "在审", "审查中", "实质审查", "公开", "未授权"), LegalStatus.PENDING),
}
"""简单法律状态, and the one-word forms other vendors give it."""
NOT_GRANTED = "未授权"
LAPSED_WORDS = (
    "未缴年费",
    "期限届满",
    "避免重复授权",
    "放弃",
    "撤回",
    "驳回",
    "终止",
    "失效",
    "全部无效",
    "宣告无效",
    "撤销",
)
VALID_WORDS = ("授权", "专利权维持", "有效", "部分无效")
PENDING_WORDS = ("审中", "公开", "公布", "实质审查", "实审", "受理", "审查", NOT_GRANTED)
RESTORED = "恢复"

TYPES = {
    **dict.fromkeys(
        ("发明", "发明专利", "授权发明", "发明授权", "发明申请", "发明公开", "发明公布", "pct发明"),
        PatentType.INVENTION,
    ),
    **dict.fromkeys(("实用新型", "实用新型专利", "新型", "pct实用新型"), PatentType.UTILITY_MODEL),
    **dict.fromkeys(("外观设计", "外观设计专利", "外观"), PatentType.DESIGN),
}
EVENTS = {
    "新增": None,
    "授权": LegalEventKind.GRANT,
    **dict.fromkeys(("转让", "转移", "权利转移", "专利权转移"), LegalEventKind.TRANSFER),
    **dict.fromkeys(("许可", "实施许可"), LegalEventKind.LICENCE),
    **dict.fromkeys(("失效", "未缴年费", "期限届满", "避免重复授权", "放弃"), LegalEventKind.LAPSE),
    **dict.fromkeys(("恢复", "权利恢复"), LegalEventKind.RESTORATION),
    **dict.fromkeys(("变更", "著录事项变更"), LegalEventKind.CHANGE),
    "质押": LegalEventKind.PLEDGE,
    "保全": LegalEventKind.PRESERVATION,
}
"""事件类型. 新增 says that the patent is new in the data: that is no legal event."""

STATUS_WORDS: Mapping[LegalStatus, str] = {
    LegalStatus.VALID: "有效",
    LegalStatus.LAPSED: "失效",
    LegalStatus.PENDING: "审中",
}
TYPE_WORDS: Mapping[PatentType, str] = {
    PatentType.INVENTION: "发明",
    PatentType.UTILITY_MODEL: "实用新型",
    PatentType.DESIGN: "外观设计",
}
EVENT_WORDS: Mapping[LegalEventKind, str] = {
    LegalEventKind.GRANT: "授权",
    LegalEventKind.TRANSFER: "转让",
    LegalEventKind.LICENCE: "许可",
    LegalEventKind.LAPSE: "失效",
    LegalEventKind.RESTORATION: "恢复",
    LegalEventKind.CHANGE: "变更",
    LegalEventKind.PLEDGE: "质押",
    LegalEventKind.PRESERVATION: "保全",
}
"""The words that what we write uses, each read back as what it stands for."""

ARROW = " → "
BETWEEN = " | "


@lru_cache(maxsize=1024)
def simple_status(word: str) -> LegalStatus | None:
    """What 简单法律状态 says; None for a word we do not know."""
    return SIMPLE_STATUS.get(fold_name(word))


@lru_cache(maxsize=4096)
def derived_status(legal_text: str) -> LegalStatus | None:
    """The state behind 法律状态/事件 such as `授权 | 权利转移`; None where it does not follow from the words.

    What ended a right outweighs its grant, unless it was restored: the words have no dates to order them.
    """
    if has(legal_text, LAPSED_WORDS):
        return None if RESTORED in legal_text else LegalStatus.LAPSED
    if RESTORED in legal_text or has(legal_text.replace(NOT_GRANTED, ""), VALID_WORDS):
        return LegalStatus.VALID
    return LegalStatus.PENDING if has(legal_text, PENDING_WORDS) else None


def has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def patent_type(word: str) -> PatentType | None:
    """What 专利类型 says; None for a word we do not know."""
    return TYPES.get(fold_name(word))


def event_kind(word: str) -> tuple[bool, LegalEventKind | None]:
    """Whether 事件类型 is known, and the legal event it is, if it is one."""
    folded = fold_name(word)
    return folded in EVENTS, EVENTS.get(folded)


def transfer_detail(before: list[str], after: list[str]) -> str | None:
    """The parties of a transfer or change as an event's detail keeps them: `甲 | 乙 → 丙`."""
    return f"{BETWEEN.join(before)}{ARROW}{BETWEEN.join(after)}" if before or after else None


def transfer_parties(detail: str | None) -> tuple[list[str], list[str]]:
    """The owners before and after, from such a detail."""
    before, _, after = (detail or "").partition(ARROW)
    return before.split(BETWEEN) if before else [], after.split(BETWEEN) if after else []
