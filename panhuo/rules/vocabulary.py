"""The words of the field, as enumerations. Their values are what the database holds and GraphQL shows."""

from enum import StrEnum

from panhuo.rules.job_words import JobKind as JobKind
from panhuo.rules.job_words import JobStage as JobStage
from panhuo.rules.job_words import JobState as JobState
from panhuo.rules.patent_words import FilingState as FilingState
from panhuo.rules.patent_words import LegalEventKind as LegalEventKind
from panhuo.rules.patent_words import LegalStatus as LegalStatus
from panhuo.rules.patent_words import PatentType as PatentType


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


class ServiceContactKind(StrEnum):
    """What a contact of the platform's helps with (S192)."""

    PLATFORM = "PLATFORM"  # 平台服务
    TECHNICAL = "TECHNICAL"  # 技术服务


class DossierKind(StrEnum):
    """A dossier of one patent, or of a portfolio of them (S57)."""

    SINGLE = "SINGLE"  # 单条专利
    PORTFOLIO = "PORTFOLIO"  # 组合专利


class DossierState(StrEnum):
    """Where a dossier stands in its life (S131, S188)."""

    DRAFT = "DRAFT"  # 草稿箱
    PENDING = "PENDING"  # 待审核
    REJECTED = "REJECTED"  # 已驳回
    INVENTORIED = "INVENTORIED"  # 已盘点未入库
    REGISTERED = "REGISTERED"  # 已盘点并入库
    DELISTED = "DELISTED"  # 已下架


class DossierFlag(StrEnum):
    """What happened to a member of a dossier since it was filed (S85, S189)."""

    LAPSED = "LAPSED"  # 已失效
    TRANSFERRED_OUT = "TRANSFERRED_OUT"  # 已转让


class DemandState(StrEnum):
    """Where an enterprise's demand stands (企业需求)."""

    NEW = "NEW"  # 待处理
    CONTACTED = "CONTACTED"  # 已联系
    IN_TALKS = "IN_TALKS"  # 洽谈中
    SIGNED = "SIGNED"  # 已签约
    CLOSED = "CLOSED"  # 已关闭


class ChoiceList(StrEnum):
    """The two lists of a dossier of which several options may be ticked (S63)."""

    STATUS = "STATUS"  # 实施状态
    WILLINGNESS = "WILLINGNESS"  # 转化意愿


class MatchState(StrEnum):
    """How far an account is matched to an inventor of a patent (S191)."""

    PROPOSED = "PROPOSED"  # 待认领
    CLAIMED = "CLAIMED"  # 已认领，待确认
    DECLINED = "DECLINED"  # 非本人
    CONFIRMED = "CONFIRMED"  # 已确认
    REFUSED = "REFUSED"  # 已拒绝


class CodeKind(StrEnum):
    """The four code tables, each a tree."""

    INDUSTRY = "INDUSTRY"  # 国民经济行业分类 GB/T 4754-2017
    STRATEGIC_INDUSTRY = "STRATEGIC_INDUSTRY"  # 战略性新兴产业分类（2018）
    IPC = "IPC"  # 国际专利分类
    REGION = "REGION"  # 省市


class CodeSource(StrEnum):
    """Who gave a patent a code: the pushed file, a concordance, or a person."""

    PUSHED = "PUSHED"
    SUGGESTED = "SUGGESTED"
    CORRECTED = "CORRECTED"


class AuditAction(StrEnum):
    """What the audit log records, in alphabetical order."""

    ALIAS_ADDED = "ALIAS_ADDED"  # 添加单位别名
    ALIAS_REMOVED = "ALIAS_REMOVED"  # 删除单位别名
    CODES_LOADED = "CODES_LOADED"  # 导入分类表
    DEMAND_HANDLED = "DEMAND_HANDLED"  # 处理企业需求
    DEMAND_SENT = "DEMAND_SENT"  # 提交企业需求
    DEMAND_WITHDRAWN = "DEMAND_WITHDRAWN"  # 撤回企业需求
    DOSSIERS_UPLOADED = "DOSSIERS_UPLOADED"  # 上传建档
    DOSSIER_APPROVED = "DOSSIER_APPROVED"  # 审核通过
    DOSSIER_CONTACT_CHANGED = "DOSSIER_CONTACT_CHANGED"  # 修改联系人
    DOSSIER_DELISTED = "DOSSIER_DELISTED"  # 下架
    DOSSIER_DISCARDED = "DOSSIER_DISCARDED"  # 删除草稿
    DOSSIER_FILED = "DOSSIER_FILED"  # 建档
    DOSSIER_FLAGGED = "DOSSIER_FLAGGED"  # 标记失效或转让
    DOSSIER_HANDED_OVER = "DOSSIER_HANDED_OVER"  # 移交档案
    DOSSIER_RETURNED = "DOSSIER_RETURNED"  # 退回
    DOSSIER_REVISED = "DOSSIER_REVISED"  # 再次盘点
    DOSSIER_SUBMITTED = "DOSSIER_SUBMITTED"  # 提交审核
    DOSSIER_WITHDRAWN = "DOSSIER_WITHDRAWN"  # 撤回
    ENTERPRISE_APPLIED = "ENTERPRISE_APPLIED"  # 企业入驻申请
    ENTERPRISE_APPROVED = "ENTERPRISE_APPROVED"  # 通过企业入驻
    ENTERPRISE_REJECTED = "ENTERPRISE_REJECTED"  # 驳回企业入驻
    EVALUATION_CHANGED = "EVALUATION_CHANGED"  # 修改评价
    EVALUATION_GIVEN = "EVALUATION_GIVEN"  # 企业评价
    EXPORTED = "EXPORTED"  # 导出
    FLOW_CHANGED = "FLOW_CHANGED"  # 修改审批流程
    INSTITUTION_ACTIVATED = "INSTITUTION_ACTIVATED"  # 开启盘活行动
    INSTITUTION_CERTIFIED = "INSTITUTION_CERTIFIED"  # 认证信息完善
    INSTITUTION_CREATED = "INSTITUTION_CREATED"  # 新建院校
    JOB_CANCELLED = "JOB_CANCELLED"  # 取消任务
    JOB_CONFIRMED = "JOB_CONFIRMED"  # 确认任务
    JOB_STARTED = "JOB_STARTED"  # 发起任务
    MATCH_CLAIMED = "MATCH_CLAIMED"  # 认领专利
    MATCH_CONFIRMED = "MATCH_CONFIRMED"  # 确认认领
    MATCH_REFUSED = "MATCH_REFUSED"  # 拒绝认领
    MATCH_REOPENED = "MATCH_REOPENED"  # 撤销认领处理
    MATCH_WITHDRAWN = "MATCH_WITHDRAWN"  # 撤回认领
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105  # 修改密码
    PATENT_UNIT_ASSIGNED = "PATENT_UNIT_ASSIGNED"  # 分配所属学院
    PERFORMANCE_CONFIRMED = "PERFORMANCE_CONFIRMED"  # 确认业绩
    PERFORMANCE_RETURNED = "PERFORMANCE_RETURNED"  # 退回业绩
    PERFORMANCE_SUBMITTED = "PERFORMANCE_SUBMITTED"  # 业绩填报
    PROFILE_CHANGED = "PROFILE_CHANGED"  # 修改个人信息
    SHOWCASE_CHANGED = "SHOWCASE_CHANGED"  # 修改公开设置
    TOKEN_CREATED = "TOKEN_CREATED"  # noqa: S105  # 新建访问令牌
    TOKEN_REVOKED = "TOKEN_REVOKED"  # noqa: S105  # 撤销访问令牌
    UNIT_ARCHIVED = "UNIT_ARCHIVED"  # 归档机构
    UNIT_CREATED = "UNIT_CREATED"  # 添加子机构
    UNIT_MERGED = "UNIT_MERGED"  # 合并机构
    UNIT_MOVED = "UNIT_MOVED"  # 移动机构
    UNIT_RENAMED = "UNIT_RENAMED"  # 机构更名
    UNIT_REORDERED = "UNIT_REORDERED"  # 机构排序
    USERS_CREATED = "USERS_CREATED"  # 批量新建用户
    USER_ACTIVATED = "USER_ACTIVATED"  # 激活账号
    USER_CREATED = "USER_CREATED"  # 新建用户
    USER_DISABLED = "USER_DISABLED"  # 停用用户
    USER_ENABLED = "USER_ENABLED"  # 启用用户
    USER_HANDED_OVER = "USER_HANDED_OVER"  # 移交
    USER_MOVED = "USER_MOVED"  # 调整用户单位
    USER_RESET = "USER_RESET"  # 重置激活码


class NoticeKind(StrEnum):
    """What an account is told of, in alphabetical order."""

    DEMAND_MOVED = "DEMAND_MOVED"  # 企业需求进展
    DEMAND_RECEIVED = "DEMAND_RECEIVED"  # 收到企业需求
    DEMAND_WITHDRAWN = "DEMAND_WITHDRAWN"  # 企业需求已撤回
    DOSSIERS_WAITING = "DOSSIERS_WAITING"  # 批量待审核
    DOSSIER_DECIDED = "DOSSIER_DECIDED"  # 审核完成
    DOSSIER_DELISTED = "DOSSIER_DELISTED"  # 已下架
    DOSSIER_FLAGGED = "DOSSIER_FLAGGED"  # 专利失效或转让
    DOSSIER_HANDED_OVER = "DOSSIER_HANDED_OVER"  # 档案移交
    DOSSIER_PASSED = "DOSSIER_PASSED"  # 审核进展
    DOSSIER_RETURNED = "DOSSIER_RETURNED"  # 已退回
    DOSSIER_WAITING = "DOSSIER_WAITING"  # 待审核
    DOSSIER_WITHDRAWN = "DOSSIER_WITHDRAWN"  # 已撤回
    ENTERPRISE_APPLIED = "ENTERPRISE_APPLIED"  # 企业入驻申请
    EVALUATION_GIVEN = "EVALUATION_GIVEN"  # 企业评价
    JOB_DONE = "JOB_DONE"  # 任务完成
    JOB_FAILED = "JOB_FAILED"  # 任务失败
    MATCH_CLAIM_WAITING = "MATCH_CLAIM_WAITING"  # 待确认认领
    MATCH_DECIDED = "MATCH_DECIDED"  # 认领结果
    MATCH_PROPOSED = "MATCH_PROPOSED"  # 待认领专利
    PERFORMANCE_DECIDED = "PERFORMANCE_DECIDED"  # 业绩处理结果
    PERFORMANCE_WAITING = "PERFORMANCE_WAITING"  # 待确认业绩
    TOKEN_CREATED = "TOKEN_CREATED"  # noqa: S105  # 新建访问令牌
    TOKEN_REVOKED = "TOKEN_REVOKED"  # noqa: S105  # 访问令牌已撤销


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
