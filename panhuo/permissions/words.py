"""Permissions in words, English or Chinese: what `can` and `explainAccess` say to people."""

from collections.abc import Collection, Sequence

from panhuo.language import halves
from panhuo.permissions.ability import SCOPE_SENTENCES, SENTENCES, Ability, Scope
from panhuo.permissions.demands import AccessDecision, Judged
from panhuo.permissions.requires import ROLES
from panhuo.rules.vocabulary import Role

ACTS = {ability: halves(text) for ability, text in SENTENCES.items()}
SCOPES = {scope: halves(text) for scope, text in SCOPE_SENTENCES.items()}
NAMES = {role: halves(text) for role, text in ROLES.items()}
OPEN = (
    "{place} asks for no ability: everybody may use it.",
    "{place} 不要求任何权限，所有人均可使用。",
)
EXPLAINED = {
    AccessDecision.ALLOWED: (
        "Allowed: {place} asks for {ability}, which reaches it: {scopes}.",
        "允许：{place} 要求{ability}，在此成立：{scopes}。",
    ),
    AccessDecision.IN_SCOPE: (
        "Allowed within a scope: {place} asks for {ability}, which reaches: {scopes}. "
        "Give the id of an object to learn whether it is one of them.",
        "在范围内允许：{place} 要求{ability}，其范围为：{scopes}。提供对象编号可查询该对象是否在范围内。",
    ),
    AccessDecision.DENIED: (
        "Denied: {place} asks for {ability}: {reason}. The answer is FORBIDDEN.",
        "拒绝：{place} 要求{ability}：{reason}。返回 FORBIDDEN。",
    ),
    AccessDecision.MASKED: (
        "Masked: the object is visible, but {place} is null there, without an error: "
        "{ability} reaches only: {scopes}.",
        "隐藏：该对象可见，但 {place} 为空且不报错：{ability}的范围仅为：{scopes}。",
    ),
    AccessDecision.NOT_FOUND: (
        "Not found: the object lies outside what {ability} reaches: {scopes}. "
        "The answer is that of an object that does not exist.",
        "未找到：该对象不在{ability}的范围内：{scopes}。结果与对象不存在时相同。",
    ),
    AccessDecision.DISABLED: (
        "Disabled: the account cannot sign in, so whatever it asks is UNAUTHENTICATED. Enable it first.",
        "已停用：该账号无法登录，任何请求均返回 UNAUTHENTICATED。请先启用账号。",
    ),
}
BEYOND = (
    " What it leads to must itself be within {ability}: {scopes}.",
    "其指向的对象须在{ability}的范围内：{scopes}。",
)
NEVER = ("never for the role {role}", "{role}没有此权限")
LEFT_OUT = ("none of the token's abilities", "令牌不含此权限")
ONLY = ("it reaches only: {scopes}", "其范围仅为：{scopes}")
DISABLED = ("the account is disabled", "账号已停用")


def permission(ability: Ability, role: Role, scopes: Collection[Scope], active: bool, chinese: bool) -> str:
    """`See patents: what is registered and not flagged.`, or why not at all."""
    reach = reaches(scopes, chinese) if scopes else never(role, chinese) if active else DISABLED[chinese]
    act = ACTS[ability][chinese]
    return f"{act}：{reach}。" if chinese else f"{act}: {reach}."


def left_out(ability: Ability, chinese: bool) -> str:
    """Why a token may not, though its owner might."""
    act = ACTS[ability][chinese]
    return f"{act}：{LEFT_OUT[1]}。" if chinese else f"{act}: {LEFT_OUT[0]}."


def never(role: Role, chinese: bool) -> str:
    return NEVER[chinese].format(role=NAMES[role][chinese])


def scope(each: Scope, chinese: bool) -> str:
    return SCOPES[each][chinese]


def reaches(scopes: Collection[Scope], chinese: bool) -> str:
    """The scopes of a cell in a row."""
    texts = [scope(each, chinese) for each in sorted(scopes)]
    return "、".join(texts) if chinese else "; ".join(text[0].lower() + text[1:] for text in texts)


def asked(ability: Ability, chinese: bool) -> str:
    act = ACTS[ability][chinese]
    return f" {ability}（{act}）" if chinese else f"{ability} ({act[0].lower()}{act[1:]})"


def explanation(
    decision: AccessDecision,
    place: str,
    role: Role,
    by: Judged | None,
    judged: Sequence[Judged],
    chinese: bool,
) -> str:
    """The decision and what decided, in sentences."""
    if by is None:
        fixed = OPEN if decision is AccessDecision.ALLOWED else EXPLAINED[decision]
        return fixed[chinese].format(place=place)
    reached = by.cell if not by.met or by.holds is None else {each for each, yes in by.holds.items() if yes}
    scopes = reaches(reached, chinese)
    reason = ONLY[chinese].format(scopes=scopes) if by.cell else never(role, chinese)
    text = EXPLAINED[decision][chinese].format(
        place=place, ability=asked(by.demand.ability, chinese), scopes=scopes, reason=reason
    )
    return text + (beyond(judged, chinese) if decision is AccessDecision.ALLOWED else "")


def beyond(judged: Sequence[Judged], chinese: bool) -> str:
    """What was not looked at: the objects a field leads to."""
    return "".join(
        BEYOND[chinese].format(
            ability=asked(each.demand.ability, chinese), scopes=reaches(each.cell, chinese)
        )
        for each in judged
        if each.met is None
    )
