"""The words of jobs, as enumerations."""

from enum import StrEnum


class JobKind(StrEnum):
    """What a job does, in alphabetical order."""

    CODES_LOAD = "CODES_LOAD"  # 导入分类表
    EXPORT = "EXPORT"  # 导出
    LABELLING = "LABELLING"  # 重新标引
    DOSSIER_REGISTRATION = "DOSSIER_REGISTRATION"  # 上传登记入库
    DOSSIER_UPLOAD = "DOSSIER_UPLOAD"  # 上传建档
    PATENT_IMPORT = "PATENT_IMPORT"  # 导入专利数据
    USER_IMPORT = "USER_IMPORT"  # 批量新建用户


class JobStage(StrEnum):
    """The two stages of a job: CHECK looks and changes nothing, APPLY does what was confirmed."""

    APPLY = "APPLY"  # 执行
    CHECK = "CHECK"  # 校验


class JobState(StrEnum):
    """Where a job stands."""

    CANCELLED = "CANCELLED"  # 已取消
    DEAD = "DEAD"  # 多次未成，已停止
    FAILED = "FAILED"  # 失败
    QUEUED = "QUEUED"  # 排队中
    RUNNING = "RUNNING"  # 执行中
    SUCCEEDED = "SUCCEEDED"  # 已完成
    WAITING = "WAITING"  # 待确认
