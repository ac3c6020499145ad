"""Applications of enterprises (企业入驻申请, S5): where they stand, and how long they wait."""

from enum import StrEnum

DAY_MS = 24 * 3600 * 1000
WAIT_MS = 30 * DAY_MS
"""How long an application waits for the platform's decision."""
KEEP_MS = 180 * DAY_MS
"""How long it is kept once it is over."""


class EnterpriseApplicationState(StrEnum):
    """Where an application stands."""

    PENDING = "PENDING"  # 待审核
    APPROVED = "APPROVED"  # 已通过
    REJECTED = "REJECTED"  # 已驳回
    EXPIRED = "EXPIRED"  # 已过期
