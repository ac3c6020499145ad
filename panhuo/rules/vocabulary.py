"""The words of the field, as enumerations. Their values are what the database holds and GraphQL shows."""

from enum import StrEnum


class Role(StrEnum):
    """Who an account is (S3–S5). ANONYMOUS is a visitor without an account."""

    INSTITUTION_ADMIN = "INSTITUTION_ADMIN"  # 高校(院所)管理员
    COLLEGE_ADMIN = "COLLEGE_ADMIN"  # 学院管理员
    BRANCH_ADMIN = "BRANCH_ADMIN"  # 分校管理员
    BRANCH_COLLEGE_ADMIN = "BRANCH_COLLEGE_ADMIN"  # 分校学院管理员
    INVENTOR = "INVENTOR"  # 发明人
    ENTERPRISE = "ENTERPRISE"  # 企业/专家
    PLATFORM_OPERATOR = "PLATFORM_OPERATOR"  # 平台管理方
    ANONYMOUS = "ANONYMOUS"


class OrgUnitKind(StrEnum):
    """The four kinds of node in an institution's tree (S9)."""

    INSTITUTION = "INSTITUTION"  # 学校 / 科研机构
    COLLEGE = "COLLEGE"  # 学院
    BRANCH = "BRANCH"  # 分校
    BRANCH_COLLEGE = "BRANCH_COLLEGE"  # 分校学院


class InstitutionType(StrEnum):
    """高校 or 科研机构 (S7)."""

    UNIVERSITY = "UNIVERSITY"
    RESEARCH_INSTITUTE = "RESEARCH_INSTITUTE"


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


class MatchStatus(StrEnum):
    """How far an inventor's name is matched to an account (S191)."""

    NONE = "NONE"
    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"


class CodeKind(StrEnum):
    """The four code tables, each a tree."""

    INDUSTRY = "INDUSTRY"  # 国民经济行业分类 GB/T 4754-2017
    STRATEGIC_INDUSTRY = "STRATEGIC_INDUSTRY"  # 战略性新兴产业分类（2018）
    IPC = "IPC"  # 国际专利分类
    REGION = "REGION"  # 省市


class CodeSource(StrEnum):
    """Who gave a patent a code: the pushed file, our coarse table, or a person."""

    PUSHED = "PUSHED"
    SUGGESTED = "SUGGESTED"
    CORRECTED = "CORRECTED"


class VersionKind(StrEnum):
    """Whose view of the library a data version counts the changes of."""

    INVENTOR = "INVENTOR"  # an inventor's own patents
    LIBRARY = "LIBRARY"  # everybody's
    UNIT = "UNIT"  # what stands at a unit or below


ADMIN_ROLES = (
    Role.INSTITUTION_ADMIN,
    Role.COLLEGE_ADMIN,
    Role.BRANCH_ADMIN,
    Role.BRANCH_COLLEGE_ADMIN,
)
TENANT_ROLES = (*ADMIN_ROLES, Role.INVENTOR)
