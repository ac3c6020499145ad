"""Who reviews a dossier (S11–S19): the switches of institutions, and the route of a filer, in words."""

from collections.abc import Callable
from typing import Any

from tests.reference.objects import Object, found, reference, refusal, to_one
from tests.reference.scopes import Ask, chain
from tests.reference.world import Row

HOMES = {
    "INSTITUTION_ADMIN": "INSTITUTION",
    "COLLEGE_ADMIN": "COLLEGE",
    "BRANCH_ADMIN": "BRANCH",
    "BRANCH_COLLEGE_ADMIN": "BRANCH_COLLEGE",
}
"""The kind of unit each admin stands at, and reviews for."""
FILERS = {
    "INSTITUTION_ADMIN": ("the institution administrator", "高校院所管理员"),
    "COLLEGE_ADMIN": ("a college administrator", "学院管理员"),
    "BRANCH_ADMIN": ("a branch administrator", "分校管理员"),
    "BRANCH_COLLEGE_ADMIN": ("a branch-college administrator", "分校学院管理员"),
    "INVENTOR": ("an inventor", "发明人"),
}
OUTCOMES = {
    "REVIEWS": ("{} reviews it", "由{}审核"),
    "SWITCHED_OFF": ("{} is left out: its switch is off", "跳过{}：审批开关已关闭"),
    "NO_ADMIN": ("{} is left out: it has no active administrator", "跳过{}：没有在用的管理员"),
}
NOBODY = ("Nobody of that role files at this unit.", "该机构没有此角色的建档人。")


def approval_flow(ask: Ask, _: Any, institution: str) -> Object:
    return found(to_one(ask, "ApprovalFlow", int(institution.partition(":")[2])))


def review_route(ask: Ask, _: Any, role: str, filer: str | None = None, unit: str | None = None) -> Object:
    """Of an account where it stands, or of a role at a unit."""
    place = int(unit.partition(":")[2]) if unit else None
    if filer:
        account = found(to_one(ask, "User", int(filer.partition(":")[2]))).row
        role, place = account["role"], account["unit_id"]
    start = ask.world.get("org_unit", place)
    if start is None or not ask.reaches("APPROVAL_FLOW_READ", "OrgUnit", start):
        raise refusal("NOT_FOUND")
    return route(ask, role, start)


def route(ask: Ask, role: str, start: Row) -> Object:
    """Up from the filer's unit; an admin's own unit does not review what its admin files."""
    if role not in FILERS or HOMES.get(role, start["kind"]) != start["kind"]:
        raise refusal("INVALID_VALUE", *NOBODY)
    above = chain(ask.world, start)[1 if role in HOMES else 0 :]
    levels = [level(ask, unit) for unit in above]
    return Object("ReviewRoute", {"role": role, "levels": levels, "message": whole(ask, role, start, levels)})


def level(ask: Ask, unit: Row) -> Object:
    outcome = outcome_at(ask, unit)
    facts = {"unit_id": f"OrgUnit:{unit['id']}", "name": unit["name"], "kind": unit["kind"]}
    message = OUTCOMES[outcome][ask.chinese].format(unit["name"])
    return Object("ReviewRouteLevel", facts | {"outcome": outcome, "message": message})


def outcome_at(ask: Ask, unit: Row) -> str:
    """An institution always reviews (S17); a level that is on, where it has somebody who can."""
    if unit["kind"] == "INSTITUTION":
        return "REVIEWS"
    if not ask.world.tables["approval_flow"][unit["institution_id"]][unit["kind"].lower()]:
        return "SWITCHED_OFF"
    admins = ask.world.rows("user_account", unit_id=unit["id"], role=f"{unit['kind']}_ADMIN", active=True)
    return "REVIEWS" if admins else "NO_ADMIN"


def whole(ask: Ask, role: str, start: Row, levels: list[Object]) -> str:
    filer, unit = FILERS[role][ask.chinese], start["name"]
    steps = [each.row["name"] for each in levels if each.row["outcome"] == "REVIEWS"]
    passed = [each.row["message"] for each in levels if each.row["outcome"] != "REVIEWS"]
    if ask.chinese:
        if not steps:
            return f"{unit}的{filer}建档后直接完成盘点或登记入库，无须上级审核。"
        reasons = f"（{'；'.join(passed)}）" if passed else ""
        return f"{unit}的{filer}建档后，提交至{'，再提交至'.join(steps)}审核{reasons}。"
    head = f"A dossier filed by {filer} of {unit}"
    if not steps:
        return f"{head} is decided at once: nobody stands above."
    reasons = f", because {'; '.join(passed)}" if passed else ""
    return f"{head} goes to {', then to '.join(steps)}{reasons}."


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.approvalFlow": approval_flow,
    "Query.reviewRoute": review_route,
    "ApprovalFlow.institution": reference("OrgUnit", "id"),
}
