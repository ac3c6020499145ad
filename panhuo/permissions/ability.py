"""Everything that can be permitted: a noun and a verb each, in alphabetical order, with a sentence."""

from enum import StrEnum


class Ability(StrEnum):
    """What a field, argument or mutation asks of its viewer. `policy.py` says who has it, and how far."""

    APPROVAL_FLOW_EDIT = "APPROVAL_FLOW_EDIT"
    APPROVAL_FLOW_READ = "APPROVAL_FLOW_READ"
    AUDIT_READ = "AUDIT_READ"
    CODES_LOAD = "CODES_LOAD"
    CODE_TABLE_READ = "CODE_TABLE_READ"
    CONTACT_READ = "CONTACT_READ"
    DASHBOARD_READ = "DASHBOARD_READ"
    DEMAND_CREATE = "DEMAND_CREATE"
    DEMAND_HANDLE = "DEMAND_HANDLE"
    DEMAND_NOTES_READ = "DEMAND_NOTES_READ"
    DEMAND_READ = "DEMAND_READ"
    DOSSIER_CONTACT_EDIT = "DOSSIER_CONTACT_EDIT"
    DOSSIER_DELIST = "DOSSIER_DELIST"
    DOSSIER_DISCARD = "DOSSIER_DISCARD"
    DOSSIER_DRAFT_READ = "DOSSIER_DRAFT_READ"
    DOSSIER_EDIT = "DOSSIER_EDIT"
    DOSSIER_FILE = "DOSSIER_FILE"
    DOSSIER_HANDOVER = "DOSSIER_HANDOVER"
    DOSSIER_READ = "DOSSIER_READ"
    DOSSIER_REVIEW = "DOSSIER_REVIEW"
    DOSSIER_SUBMIT = "DOSSIER_SUBMIT"
    DOSSIER_UPLOAD = "DOSSIER_UPLOAD"
    DOSSIER_UPLOAD_DIRECT = "DOSSIER_UPLOAD_DIRECT"
    DOSSIER_WITHDRAW = "DOSSIER_WITHDRAW"
    ENTERPRISE_APPROVE = "ENTERPRISE_APPROVE"
    EVALUATION_READ = "EVALUATION_READ"
    EVALUATION_SUMMARY_READ = "EVALUATION_SUMMARY_READ"
    EVALUATION_WRITE = "EVALUATION_WRITE"
    EXPLAIN_ACCESS = "EXPLAIN_ACCESS"
    EXPORT = "EXPORT"
    FILE_UPLOAD = "FILE_UPLOAD"
    INSTITUTION_CERTIFY = "INSTITUTION_CERTIFY"
    JOB_CANCEL = "JOB_CANCEL"
    JOB_READ = "JOB_READ"
    JOB_RUN = "JOB_RUN"
    LIBRARY_FIGURES_READ = "LIBRARY_FIGURES_READ"
    MATCH_CLAIM = "MATCH_CLAIM"
    MATCH_CONFIRM = "MATCH_CONFIRM"
    NOTICE_READ = "NOTICE_READ"
    ORG_UNIT_MANAGE = "ORG_UNIT_MANAGE"
    ORG_UNIT_READ = "ORG_UNIT_READ"
    PATENT_READ = "PATENT_READ"
    PATENT_UNIT_ASSIGN = "PATENT_UNIT_ASSIGN"
    PERFORMANCE_CONFIRM = "PERFORMANCE_CONFIRM"
    PERFORMANCE_READ = "PERFORMANCE_READ"
    PERFORMANCE_SUBMIT = "PERFORMANCE_SUBMIT"
    PORTFOLIO_FILE = "PORTFOLIO_FILE"
    PROFILE_EDIT = "PROFILE_EDIT"
    PUSH_IMPORT = "PUSH_IMPORT"
    REVIEW_HISTORY_READ = "REVIEW_HISTORY_READ"
    SHOWCASE_READ = "SHOWCASE_READ"
    SHOWCASE_SETTINGS = "SHOWCASE_SETTINGS"
    STATS_READ = "STATS_READ"
    TOKEN_MANAGE = "TOKEN_MANAGE"  # noqa: S105
    USER_CREATE = "USER_CREATE"
    USER_MANAGE = "USER_MANAGE"
    USER_READ = "USER_READ"


SENTENCES = {
    Ability.APPROVAL_FLOW_EDIT: "Change the review chains (编辑审批流程).",
    Ability.APPROVAL_FLOW_READ: "See the review chains (查看审批流程).",
    Ability.AUDIT_READ: "Read the audit log (查看审计日志).",
    Ability.CODES_LOAD: "Load official code tables (导入分类表).",
    Ability.CODE_TABLE_READ: "Read the code tables (查看分类表).",
    Ability.CONTACT_READ: "See a dossier's contact and phone (查看联系人).",
    Ability.DASHBOARD_READ: "See the dashboard (数据看板).",
    Ability.DEMAND_CREATE: "Send a demand (提交企业需求).",
    Ability.DEMAND_HANDLE: "Handle or withdraw a demand (处理企业需求).",
    Ability.DEMAND_NOTES_READ: "See an institution's notes on a demand (查看处理备注).",
    Ability.DEMAND_READ: "See demands (查看企业需求).",
    Ability.DOSSIER_CONTACT_EDIT: "Replace a registered dossier's contact (修改联系人).",
    Ability.DOSSIER_DELIST: "Take a registered dossier out (下架).",
    Ability.DOSSIER_DISCARD: "Discard a draft (删除草稿).",
    Ability.DOSSIER_DRAFT_READ: "Read a draft (查看草稿).",
    Ability.DOSSIER_EDIT: "Edit a dossier (编辑档案).",
    Ability.DOSSIER_FILE: "File a patent singly (单条专利建档).",
    Ability.DOSSIER_HANDOVER: "Hand a dossier to another filer (移交档案).",
    Ability.DOSSIER_READ: "Read a submitted dossier (查看档案).",
    Ability.DOSSIER_REVIEW: "Review a dossier (审核).",
    Ability.DOSSIER_SUBMIT: "Submit a dossier (提交审核).",
    Ability.DOSSIER_UPLOAD: "Upload dossiers into the review flow (上传建档).",
    Ability.DOSSIER_UPLOAD_DIRECT: "Upload dossiers that register directly (上传登记入库).",
    Ability.DOSSIER_WITHDRAW: "Withdraw a submitted dossier (撤回).",
    Ability.ENTERPRISE_APPROVE: "See and decide enterprises' applications (审核企业入驻).",
    Ability.EVALUATION_READ: "See enterprise evaluations (查看企业评价).",
    Ability.EVALUATION_SUMMARY_READ: "See how many evaluations there are, and their average (查看评价汇总).",
    Ability.EVALUATION_WRITE: "Evaluate a registered patent (企业评价).",
    Ability.EXPLAIN_ACCESS: "Ask why somebody may or may not (权限说明).",
    Ability.EXPORT: "Export rows (导出).",
    Ability.FILE_UPLOAD: "Upload files, and see and discard one's own (上传文件).",
    Ability.INSTITUTION_CERTIFY: "Certify the institution's profile (认证信息完善).",
    Ability.JOB_CANCEL: "Cancel a job (取消任务).",
    Ability.JOB_READ: "See a job (查看任务).",
    Ability.JOB_RUN: "Confirm one's own job, or start it again (确认与重试任务).",
    Ability.LIBRARY_FIGURES_READ: "See the library's head figures (基础库统计).",
    Ability.MATCH_CLAIM: "Claim to be a patent's inventor (认领专利).",
    Ability.MATCH_CONFIRM: "Confirm or refuse an inventor's claim (确认认领).",
    Ability.NOTICE_READ: "Read one's notices (查看通知).",
    Ability.ORG_UNIT_MANAGE: "Manage org units and owner names (管理组织机构).",
    Ability.ORG_UNIT_READ: "See org units (查看组织机构).",
    Ability.PATENT_READ: "See patents (查看专利).",
    Ability.PATENT_UNIT_ASSIGN: "Assign patents to units (分配所属学院).",
    Ability.PERFORMANCE_CONFIRM: "Confirm or return a performance report (确认业绩).",
    Ability.PERFORMANCE_READ: "See performance reports (查看业绩).",
    Ability.PERFORMANCE_SUBMIT: "Report performance (业绩填报).",
    Ability.PORTFOLIO_FILE: "File a portfolio (组合专利建档).",
    Ability.PROFILE_EDIT: "Edit one's own profile (编辑个人信息).",
    Ability.PUSH_IMPORT: "Import patent files (导入专利数据).",
    Ability.REVIEW_HISTORY_READ: "See reviews and reasons (查看审核记录).",
    Ability.SHOWCASE_READ: "Look at the showcase (查看成果展示).",
    Ability.SHOWCASE_SETTINGS: "Open the showcase to visitors (公开展示设置).",
    Ability.STATS_READ: "Query statistics (统计查询).",
    Ability.TOKEN_MANAGE: "Manage API tokens (管理接口令牌).",
    Ability.USER_CREATE: "Open accounts (新建用户).",
    Ability.USER_MANAGE: "Disable, move and reset accounts (管理用户).",
    Ability.USER_READ: "See accounts (查看用户).",
}


class Scope(StrEnum):
    """How far an ability reaches. A policy cell holds a set of them, OR-ed; none means never."""

    ALL = "ALL"
    SUBTREE = "SUBTREE"
    SUBTREE_INVENTORS = "SUBTREE_INVENTORS"
    SUBTREE_SUBMITTED = "SUBTREE_SUBMITTED"
    MAIN_CAMPUS = "MAIN_CAMPUS"
    OWN_CHAIN = "OWN_CHAIN"
    OWN_INSTITUTION = "OWN_INSTITUTION"
    OWN = "OWN"
    INVENTED = "INVENTED"
    AT_MY_STEP = "AT_MY_STEP"
    SUBMITTED = "SUBMITTED"
    ENTERPRISE = "ENTERPRISE"
    ENTERPRISE_AS_MANAGER = "ENTERPRISE_AS_MANAGER"
    PUBLISHED = "PUBLISHED"
    PUBLISHED_OPEN = "PUBLISHED_OPEN"
    INSTITUTIONS = "INSTITUTIONS"


SCOPE_SENTENCES = {
    Scope.ALL: "Everything (全部).",
    Scope.SUBTREE: "The viewer's own unit and everything below it (本级及下级).",
    Scope.SUBTREE_INVENTORS: "Inventors' accounts of the subtree (本级及下级的发明人).",
    Scope.SUBTREE_SUBMITTED: "Of the subtree the viewer's own, and what was submitted (本级及下级已提交的).",
    Scope.MAIN_CAMPUS: "The viewer's institution without its branches (主校区).",
    Scope.OWN_CHAIN: "The viewer's unit and the units above it (本级及上级).",
    Scope.OWN_INSTITUTION: "The viewer's institution itself (本校).",
    Scope.OWN: "The viewer's own: matched inventor, filer, author, self (本人).",
    Scope.INVENTED: "Once submitted, what one's institution files of a patent of one's own (本人发明的专利).",
    Scope.AT_MY_STEP: "Waiting for review at a step of the viewer's unit (待我审核).",
    Scope.SUBMITTED: "Everything that was submitted (全部已提交的).",
    Scope.ENTERPRISE: "The viewer's enterprise (本企业).",
    Scope.ENTERPRISE_AS_MANAGER: "The viewer's enterprise, if the viewer manages it (本企业, 管理员).",
    Scope.PUBLISHED: "What is registered and not flagged (已公开).",
    Scope.PUBLISHED_OPEN: "Of that, what institutions show to visitors (对访客公开).",
    Scope.INSTITUTIONS: "The institutions themselves (各院校).",
}
