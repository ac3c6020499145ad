"""The audit log."""

from dataclasses import dataclass

import orjson
import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.rules.vocabulary import AuditAction
from panhuo.types.declare import column, declared, derived, entity, physical
from panhuo.types.filters import enum_operators, filter_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import Instant

ACTIONS = {
    AuditAction.ALIAS_ADDED: "An owner name was added (添加单位别名).",
    AuditAction.ALIAS_REMOVED: "An owner name was removed (删除单位别名).",
    AuditAction.CODES_LOADED: "An edition of a code table was loaded (导入分类表).",
    AuditAction.DEMAND_HANDLED: "An enterprise's demand was moved on or annotated (处理企业需求).",
    AuditAction.DEMAND_SENT: "An enterprise sent a demand (提交企业需求).",
    AuditAction.DEMAND_WITHDRAWN: "An enterprise withdrew its demand (撤回企业需求).",
    AuditAction.DOSSIERS_UPLOADED: "Dossiers were filed from a workbook (上传建档).",
    AuditAction.DOSSIER_APPROVED: "A dossier passed a level of review (审核通过).",
    AuditAction.DOSSIER_CONTACT_CHANGED: "A registered dossier's contact was replaced (修改联系人).",
    AuditAction.DOSSIER_DELISTED: "A dossier was taken out of the library (下架).",
    AuditAction.DOSSIER_DISCARDED: "A draft was discarded (删除草稿).",
    AuditAction.DOSSIER_FILED: "A dossier was begun (建档).",
    AuditAction.DOSSIER_FLAGGED: "A patent of a dossier lapsed, was transferred, or came back (标记).",
    AuditAction.DOSSIER_HANDED_OVER: "A dossier was handed to another filer (移交档案).",
    AuditAction.DOSSIER_RETURNED: "A dossier was returned to its filer (退回).",
    AuditAction.DOSSIER_REVISED: "A revision of an inventoried dossier was begun (再次盘点).",
    AuditAction.DOSSIER_SUBMITTED: "A dossier was submitted (提交审核).",
    AuditAction.DOSSIER_WITHDRAWN: "A submitted dossier was withdrawn (撤回).",
    AuditAction.ENTERPRISE_APPLIED: "An enterprise applied for accounts (企业入驻申请).",
    AuditAction.ENTERPRISE_APPROVED: "An enterprise's application was approved (通过企业入驻).",
    AuditAction.ENTERPRISE_REJECTED: "An enterprise's application was rejected (驳回企业入驻).",
    AuditAction.EVALUATION_CHANGED: "An expert changed an evaluation (修改评价).",
    AuditAction.EVALUATION_GIVEN: "An expert evaluated a registered dossier (企业评价).",
    AuditAction.EXPORTED: "Rows were exported (导出).",
    AuditAction.FLOW_CHANGED: "A review chain was changed (修改审批流程).",
    AuditAction.INSTITUTION_ACTIVATED: "An institution opened its space (开启盘活行动).",
    AuditAction.INSTITUTION_CERTIFIED: "An institution completed its profile (认证信息完善).",
    AuditAction.INSTITUTION_CREATED: "An institution was opened (新建院校).",
    AuditAction.JOB_CANCELLED: "A job was cancelled (取消任务).",
    AuditAction.JOB_CONFIRMED: "A job was confirmed (确认任务).",
    AuditAction.JOB_STARTED: "A job was asked for (发起任务).",
    AuditAction.MATCH_CLAIMED: "A patent was claimed by its inventor (认领专利).",
    AuditAction.MATCH_CONFIRMED: "A claim was confirmed (确认认领).",
    AuditAction.MATCH_REFUSED: "A claim was refused (拒绝认领).",
    AuditAction.MATCH_REOPENED: "The decision on a claim was taken back (撤销认领处理).",
    AuditAction.MATCH_WITHDRAWN: "A claim was withdrawn by its inventor (撤回认领).",
    AuditAction.PASSWORD_CHANGED: "An account changed its password (修改密码).",
    AuditAction.PATENT_UNIT_ASSIGNED: "Patents were assigned to a unit (分配所属学院).",
    AuditAction.PERFORMANCE_CONFIRMED: "A performance report was confirmed (确认业绩).",
    AuditAction.PERFORMANCE_RETURNED: "A performance report was returned (退回业绩).",
    AuditAction.PERFORMANCE_SUBMITTED: "A performance report was submitted (业绩填报).",
    AuditAction.PROFILE_CHANGED: "A profile was changed (修改个人信息).",
    AuditAction.SHOWCASE_CHANGED: "The showcase was opened or closed to visitors (修改公开设置).",
    AuditAction.TOKEN_CREATED: "An API token was made (新建访问令牌).",
    AuditAction.TOKEN_REVOKED: "An API token was revoked (撤销访问令牌).",
    AuditAction.UNIT_ARCHIVED: "A unit was archived (归档机构).",
    AuditAction.UNIT_CREATED: "A unit was added (添加子机构).",
    AuditAction.UNIT_MERGED: "A unit was merged into another (合并机构).",
    AuditAction.UNIT_MOVED: "A unit was moved (移动机构).",
    AuditAction.UNIT_RENAMED: "A unit was renamed (机构更名).",
    AuditAction.UNIT_REORDERED: "Units were put in another order (机构排序).",
    AuditAction.USERS_CREATED: "Accounts were opened from a file (批量新建用户).",
    AuditAction.USER_ACTIVATED: "An account was activated by its code (激活账号).",
    AuditAction.USER_CREATED: "An account was opened (新建用户).",
    AuditAction.USER_DISABLED: "An account was disabled (停用用户).",
    AuditAction.USER_ENABLED: "An account was enabled (启用用户).",
    AuditAction.USER_HANDED_OVER: "What an account held was handed over (移交).",
    AuditAction.USER_MOVED: "An account moved to another unit (调整用户单位).",
    AuditAction.USER_RESET: "An account got a new activation code (重置激活码).",
}
described(AuditAction, "What was done (操作类型).", ACTIONS)

CONDITIONS = {
    "action": (Condition(physical("action"), "enum"), "What was done (操作类型)."),
    "at": (Condition(physical("at"), "instant"), "When (时间)."),
    "subjectName": (Condition(physical("subject_name"), "text"), "What it was done to (对象名称)."),
    "actorName": (Condition(physical("actor_name"), "text"), "Who did it (操作人)."),
}
AuditFilter = filter_input(
    "AuditFilter",
    __name__,
    "Which entries (日志筛选).",
    CONDITIONS,
    {"action": enum_operators(AuditAction, "Comparisons of actions (操作类型条件).")},
)
NEWEST = SortKey("AT", "at", "instant", True)
LIST_ARGUMENTS = {"where": (AuditFilter | None, strawberry.UNSET, "Which entries (筛选)."), **PAGING}
CHANGES = Size(4, 30)


@strawberry.type(description="A value that changed (变更项). Phones and e-mail addresses are masked.")
class AuditChange:
    """One column, before and after."""

    name: str = declared(None, "What changed, a word for programs (字段).")
    before: str | None = declared(None, "As it was; null for what was made (变更前).")
    after: str | None = declared(None, "As it is; null for what is gone (变更后).")


@dataclass(frozen=True)
class Change:
    name: str
    before: str | None
    after: str | None


def changes(chinese: bool, before: str | None, after: str | None) -> list[Change]:
    """What differs, by name."""
    old, new = orjson.loads(before or "{}"), orjson.loads(after or "{}")
    return [Change(name, said(old.get(name)), said(new.get(name))) for name in sorted(old | new)]


def said(value: object) -> str | None:
    """A value of JSON as text: texts as they are, anything else as JSON writes it."""
    return value if isinstance(value, str | None) else orjson.dumps(value).decode()


def subject(place: Place) -> str:
    return f"{place['subject_type']} || ':' || cast({place['subject_id']} as text)"


def actor(place: Place) -> str:
    return f"'User:' || cast({place['actor_id']} as text)"  # null stays null


@entity(
    "audit_entry",
    Ability.AUDIT_READ,
    "Something that was changed, by whom, when, and how (审计日志). Entries are only ever added.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()},
    orders={"AT": NEWEST},
    default_order=(NEWEST,),
)
class AuditEntry(Node):
    """An entry of the log."""

    at: Instant = column("When (时间).")
    action: AuditAction = column("What was done (操作类型).")
    actor_id: strawberry.ID | None = derived(
        "Id of the account that did it; null for the command line (操作账号).", actor
    )
    actor_name: str = column("Its name at the time (操作人).")
    subject_id: strawberry.ID = derived("Id of what it was done to (对象).", subject)
    subject_name: str = column("What that was called at the time (对象名称).")
    changes: list[AuditChange] = declared(
        bind.Computed(changes, ("before", "after")), "What changed, by name (变更内容).", size=CHANGES
    )


@strawberry.type(description="A page of the audit log (审计日志列表).")
class AuditEntryConnection(Connection[AuditEntry]):
    """Entries."""
