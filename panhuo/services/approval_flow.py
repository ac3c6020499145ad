"""The review chains' switches, and where they send a dossier (S11–S19)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from strawberry.utils.str_converters import to_camel_case

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.route_words import level_words, route_words
from panhuo.rules.routing import LevelOutcome, NotAFiler, route
from panhuo.rules.vocabulary import AuditAction, OrgUnitKind, Role
from panhuo.services.acting import Subject, Values, acting
from panhuo.services.tree import Unit, require_activated, require_version

Rows = Callable[..., Awaitable[list[dict[str, Any]]]]
"""Runs one statement: `run`, or what runs over the connection of a request under way."""
SWITCHES = ("college", "branch_college", "branch")
DAYS = ("college_days", "branch_college_days", "branch_days", "institution_days")
MOST_DAYS = 365
UPDATE = """
update approval_flow set college = $2, branch_college = $3, branch = $4, college_days = $5,
  branch_college_days = $6, branch_days = $7, institution_days = $8, version = version + 1
where id = $1
"""
LEVELS = """
select u.id, u.kind, u.name, f.college, f.branch_college, f.branch,
       exists (select 1 from user_account a
               where a.unit_id = u.id and a.active and a.role = u.kind || '_ADMIN') as staffed
from org_unit u left join approval_flow f on f.id = u.institution_id where u.id in ($1, $2, $3)
"""
"""A unit and those above it, with the switches of their institution."""


@dataclass(frozen=True, slots=True)
class Switches:
    """Which levels review from now on; None leaves one as it is."""

    college: bool | None = None
    branch_college: bool | None = None
    branch: bool | None = None
    days: Mapping[str, int | None] = field(default_factory=dict)
    """Of DAYS those that change: days within which a level is to review, None for no limit."""


async def update_approval_flow(viewer: Viewer, institution: int, given: Switches, version: int) -> None:
    """Open and close switches (S11). Dossiers under review keep their route (S18).

    Raises CONFLICT, INVALID_VALUE for a number of days that is not 1–365.
    """
    for name, days in given.days.items():
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise PanhuoError(ErrorCode.INVALID_VALUE, NO_SUCH_DAYS, field=to_camel_case(name))
    async with acting(viewer) as action:
        row = await action.one(Ability.APPROVAL_FLOW_EDIT, "approval_flow", institution, "institution")
        require_version(row, version)
        await require_activated(action, institution, "institution")
        before: dict[str, Any] = {name: bool(row[name]) for name in SWITCHES}
        wanted = {name: getattr(given, name) for name in SWITCHES}
        after: dict[str, Any] = {
            name: old if wanted[name] is None else wanted[name] for name, old in before.items()
        }
        limits = [given.days.get(name, row[name]) for name in DAYS]
        await run(UPDATE, institution, *after.values(), *limits)
        before |= {name: row[name] for name in given.days}
        after |= given.days
        [unit] = await run("select name from org_unit where id = $1", institution)
        place = {"id": institution, "name": unit["name"], "institution_id": institution}
        await action.audit(AuditAction.FLOW_CHANGED, Subject("ApprovalFlow", place), before, after)


@dataclass(frozen=True, slots=True)
class RouteLevel:
    """A unit above a filer, and what it does with a dossier."""

    unit_id: str
    name: str
    kind: OrgUnitKind
    outcome: LevelOutcome
    message: str


@dataclass(frozen=True, slots=True)
class ReviewRoute:
    """Where a dossier goes, level by level."""

    role: Role
    levels: tuple[RouteLevel, ...]
    message: str


async def route_from(unit: Unit, role: Role, chinese: bool = False, rows_of: Rows = run) -> ReviewRoute:
    """The route of what somebody of a role files at a unit, with the switches and accounts of now (S15, S19).

    Raises INVALID_VALUE where no account of the role stands at such a unit.
    """
    rows = await rows_of(LEVELS, unit["id"], unit["branch_id"], unit["institution_id"])
    by_kind = {OrgUnitKind(row["kind"]): row for row in rows}
    own, switches = OrgUnitKind(unit["kind"]), rows[0]
    on = {OrgUnitKind(name.upper()) for name in SWITCHES if switches[name] in (None, True, 1)}
    try:
        found = route(role, own, on, {kind for kind, row in by_kind.items() if row["staffed"]})
    except NotAFiler:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NO_SUCH_FILER, field="role") from None
    levels = [(by_kind[level.kind], level.outcome) for level in found]
    named = [(row["name"], outcome) for row, outcome in levels]
    shown = (
        RouteLevel(
            unit_id=f"OrgUnit:{row['id']}",
            name=row["name"],
            kind=OrgUnitKind(row["kind"]),
            outcome=outcome,
            message=level_words(row["name"], outcome, chinese),
        )
        for row, outcome in levels
    )
    return ReviewRoute(role, tuple(shown), route_words(role, unit["name"], named, chinese))


NO_SUCH_DAYS = (
    f"Give 1–{MOST_DAYS} days, or null for no limit.",
    f"请填写 1–{MOST_DAYS} 天，或留空表示不限。",
)
NO_SUCH_FILER = ("Nobody of that role files at this unit.", "该机构没有此角色的建档人。")


async def review_route(
    viewer: Viewer, filer: int | None, unit: int | None, role: Role, chinese: bool, rows_of: Rows = run
) -> ReviewRoute:
    """The route of an account's dossiers, or of those of a role at a unit, where the viewer may know it.

    Raises NOT_FOUND where account or unit lie out of reach.
    """
    if (filer is None) == (unit is None):
        raise PanhuoError(ErrorCode.INVALID_VALUE, EITHER)
    if filer is not None:
        account = await readable(viewer, Ability.USER_READ, "user_account", filer, rows_of)
        unit, role = account["unit_id"] or 0, Role(account["role"])
    place = await readable(viewer, Ability.APPROVAL_FLOW_READ, "org_unit", unit or 0, rows_of)
    return await route_from(place, role, chinese, rows_of)


EITHER = ("Give either filer or unit.", "请提供建档人或机构其中之一。")


async def readable(viewer: Viewer, ability: Ability, table: str, number: int, rows_of: Rows) -> Unit:
    """A row within the viewer's scope, as a query would find it. Raises NOT_FOUND."""
    values = Values(viewer, 0)
    where = reach(table, scopes_of(ability, viewer.rights), viewer.role).sql(values, "t")
    mark = f"cast({values.add(number)} as bigint)"
    rows = await rows_of(f"select t.* from {table} t where t.id = {mark} and ({where})", *values.values)
    if not rows:
        raise PanhuoError(ErrorCode.NOT_FOUND)
    return rows[0]
