"""What a delivery of patents holds."""

from enum import StrEnum


class PushKind(StrEnum):
    """What a delivery of patents holds (S50, S51)."""

    FACTS = "FACTS"  # 专利数据（按月）
    LEGAL_STATES = "LEGAL_STATES"  # 法律状态（按周）
