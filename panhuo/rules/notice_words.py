"""What notices say, in English and Chinese. What stands in braces is given by whoever sends one."""

from collections.abc import Mapping

from panhuo.rules.vocabulary import NoticeKind

NOTICE_WORDS: Mapping[NoticeKind, tuple[str, str]] = {
    NoticeKind.DEMAND_MOVED: (
        "A demand moved on: {name}, {outcome}.",
        "企业需求有新进展：{name}，{outcome}。",
    ),
    NoticeKind.DEMAND_RECEIVED: (
        "An enterprise sent a demand: {name}, from {company}.",
        "收到企业需求：{name}，来自 {company}。",
    ),
    NoticeKind.DEMAND_WITHDRAWN: (
        "An enterprise withdrew a demand: {name}, from {company}.",
        "企业需求已撤回：{name}，来自 {company}。",
    ),
    NoticeKind.DOSSIERS_WAITING: (
        "Dossiers wait for your review: {count}, uploaded by {person}.",
        "有批量上传的档案待审核：{count} 件，建档人 {person}。",
    ),
    NoticeKind.DOSSIER_DECIDED: (
        "A dossier passed review: {name}, {outcome}.",
        "档案审核完成：{name}，{outcome}。",
    ),
    NoticeKind.DOSSIER_DELISTED: (
        "A dossier was taken out of the library: {name}. Reason: {reason}",
        "档案已下架：{name}。原因：{reason}",
    ),
    NoticeKind.DOSSIER_FLAGGED: (
        "A patent of a dossier lapsed or was transferred: {name}. If it is registered, delist it.",
        "档案中有专利失效或转让：{name}。已登记入库的，建议下架。",
    ),
    NoticeKind.DOSSIER_HANDED_OVER: (
        "A dossier was handed over: {name}, to {receiver}. Reason: {reason}",
        "档案已移交：{name}，移交给 {receiver}。原因：{reason}",
    ),
    NoticeKind.DOSSIER_PASSED: (
        "A dossier passed a level of review: {name}. {unit} approved it; it waits for {next}.",
        "档案审核进展：{name}，{unit}已通过，待{next}审核。",
    ),
    NoticeKind.DOSSIER_RETURNED: (
        "A dossier was returned: {name}. Reason: {reason}",
        "档案已退回：{name}。原因：{reason}",
    ),
    NoticeKind.DOSSIER_WAITING: (
        "A dossier waits for your review: {name}, filed by {person}.",
        "有档案待审核：{name}，建档人 {person}。",
    ),
    NoticeKind.DOSSIER_WITHDRAWN: (
        "A dossier that waited for your review was withdrawn: {name}, by {person}.",
        "待审核的档案已撤回：{name}，建档人 {person}。",
    ),
    NoticeKind.ENTERPRISE_APPLIED: (
        "An enterprise applied for accounts: {name}.",
        "有企业申请入驻：{name}。",
    ),
    NoticeKind.EVALUATION_GIVEN: (
        "An enterprise evaluated a dossier: {name}, {rating} of 5 stars, by {person} of {enterprise}.",
        "企业评价了档案：{name}，{rating} 星，{enterprise} {person}。",
    ),
    NoticeKind.JOB_DONE: ("A job is done: {name}.", "任务已完成：{name}。"),
    NoticeKind.JOB_FAILED: ("A job failed: {name}.", "任务失败：{name}。"),
    NoticeKind.MATCH_CLAIM_WAITING: (
        "A claim waits for decision: {person} claims to be an inventor of {patent}.",
        "认领待确认：{person} 认领为 {patent} 的发明人。",
    ),
    NoticeKind.MATCH_DECIDED: (
        "A claim was decided: {patent}, {outcome}.",
        "认领已处理：{patent}，{outcome}。",
    ),
    NoticeKind.MATCH_PROPOSED: (
        "Patents may be yours, such as {patent}. Claim each or say that it is not.",
        "有专利待认领，如：{patent}。请认领或标记为非本人。",
    ),
    NoticeKind.PERFORMANCE_DECIDED: (
        "A performance report was decided: {name}, {outcome}.",
        "业绩填报已处理：{name}，{outcome}。",
    ),
    NoticeKind.PERFORMANCE_WAITING: (
        "A performance report waits for confirmation: {name}, from {institution}.",
        "有业绩待确认：{name}，来自 {institution}。",
    ),
    NoticeKind.TOKEN_CREATED: (
        "An API token was made: {name}, by {person}.",
        "新建了访问令牌：{name}，创建人 {person}。",
    ),
    NoticeKind.TOKEN_REVOKED: (
        "An API token of yours was revoked: {name}. What uses it has no access any more.",
        "您的访问令牌已被撤销：{name}。使用该令牌的程序已无法访问。",
    ),
}

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "CLOSED": ("closed", "已关闭"),
    "CONFIRMED": ("confirmed", "已确认"),
    "CONTACTED": ("the institution took it up", "院校已联系"),
    "INVENTORIED": ("inventoried", "已完成盘点"),
    "IN_TALKS": ("in talks", "洽谈中"),
    "REFUSED": ("refused", "已拒绝"),
    "REGISTERED": ("inventoried and registered", "已完成盘点并登记入库"),
    "REOPENED": ("waiting for a decision again", "重新待确认"),
    "RETURNED": ("returned; see its reason", "已退回，请查看原因"),
    "SIGNED": ("signed", "已签约"),
}
"""What an `outcome` is called."""


def notice_text(kind: NoticeKind, words: Mapping[str, str], chinese: bool) -> str:
    """A notice in words; of an `outcome` its name in the language."""
    place = 1 if chinese else 0
    outcome = words.get("outcome", "")
    named = {**words, "outcome": OUTCOMES.get(outcome, (outcome, outcome))[place]}
    return NOTICE_WORDS[kind][place].format_map(named)
