"""The words of patents, as enumerations: a part of the `vocabulary`, from which they are imported."""

from enum import StrEnum


class PatentType(StrEnum):
    """专利类型. A PCT application that entered China counts as its kind."""

    INVENTION = "INVENTION"  # 发明
    UTILITY_MODEL = "UTILITY_MODEL"  # 实用新型
    DESIGN = "DESIGN"  # 外观设计


class LegalStatus(StrEnum):
    """简单法律状态."""

    VALID = "VALID"  # 有效
    LAPSED = "LAPSED"  # 失效
    PENDING = "PENDING"  # 审中


class LegalEventKind(StrEnum):
    """Dated legal events of a patent (S48)."""

    GRANT = "GRANT"  # 授权
    TRANSFER = "TRANSFER"  # 权利转移
    LICENCE = "LICENCE"  # 许可
    LAPSE = "LAPSE"  # 失效
    RESTORATION = "RESTORATION"  # 恢复
    CHANGE = "CHANGE"  # 变更
    PLEDGE = "PLEDGE"  # 质押
    PRESERVATION = "PRESERVATION"  # 保全


class FilingState(StrEnum):
    """Where a patent's own dossier stands (建档情况, S121–S124)."""

    UNFILED = "UNFILED"  # 未建档
    FILED = "FILED"  # 已建档未审核
    INVENTORIED = "INVENTORIED"  # 已盘点未入库
    REGISTERED = "REGISTERED"  # 已盘点并入库
