"""What becomes of the rows of a file that a job reads."""

from enum import StrEnum


class JobRowOutcome(StrEnum):
    """What a row of a job's file becomes, or became, in alphabetical order."""

    DRAFT = "DRAFT"  # 草稿
    ERROR = "ERROR"  # 有误
    INVENTORIED = "INVENTORIED"  # 已盘点未入库
    LEFT_OUT = "LEFT_OUT"  # 未选择
    PENDING = "PENDING"  # 待审核
    REGISTERED = "REGISTERED"  # 已盘点并入库
    UNCHANGED = "UNCHANGED"  # 无变化
