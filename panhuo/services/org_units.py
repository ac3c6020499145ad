"""An institution's tree, node by node: added, renamed, put in order, archived (S8–S10)."""

from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.db import connection
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.org_tree import CHILD_KINDS
from panhuo.rules.vocabulary import AuditAction, OrgUnitKind
from panhuo.services.acting import acting
from panhuo.services.owner_names import keep_name
from panhuo.services.patents.rematch import rematch_owners
from panhuo.services.patents.standing import no_import
from panhuo.services.tree import (
    Unit,
    one_at_a_time,
    owns,
    require_activated,
    require_free_owner_name,
    require_version,
    unit_in_use,
    unit_name,
    unit_subject,
)

INSERT = """
insert into org_unit (kind, name, parent_id, institution_id, branch_id, position)
select cast($1 as varchar(20)), cast($2 as varchar(120)), cast($3 as bigint), cast($4 as bigint),
       cast($5 as bigint), coalesce(max(position) + 1, 0)
from org_unit where parent_id = $3
returning id
"""
RENAME = "update org_unit set name = $2, version = version + 1 where id = $1"
PLACE = "update org_unit set position = $2 where id = $1"
IN_ORDER = "select id from org_unit where parent_id = $1 and not archived order by position, id"
ARCHIVE = "update org_unit set archived = true, version = version + 1 where id = $1"
ALIASES = "delete from owner_alias where org_unit_id = $1 returning name"
HELD = {
    "children": "select count(*) as n from org_unit where parent_id = $1 and not archived",
    "accounts": "select count(*) as n from user_account where unit_id = $1",
    "patents": "select count(*) as n from holding where unit_id = $1 or branch_id = $1",
    "dossiers": "select count(*) as n from dossier where unit_id = $1 or branch_id = $1",
    "reviews": """select count(*) as n from review_step s join dossier d on d.id = s.dossier_id
        where s.unit_id = $1 and s.submission = d.submission and s.outcome = 'REVIEWS' and d.state = 'PENDING'
          and s.position >= d.step""",
}
"""What keeps a unit from being archived."""
HELD_WORDS = {
    "children": "下级机构",
    "accounts": "账号",
    "patents": "专利",
    "dossiers": "档案",
    "reviews": "待审核档案",
}
WRONG_KIND = ("No unit of this kind may stand there.", "该上级机构下不能设置此类机构。")
NOT_ALL = (
    "These are not exactly the units below it; read them again.",
    "所列机构与现有下级机构不一致，请刷新后重试。",
)


async def create_org_unit(
    viewer: Viewer, parent: int, kind: OrgUnitKind, typed: str, key: str | None = None
) -> int:
    """Add a unit below another; its id. A branch owns patents under its name from now on (S54).

    Raises INVALID_VALUE for a kind that may not stand there, NAME_TAKEN, NOT_ACTIVATED.
    """
    async with acting(viewer) as action:
        made = await action.once(key, "createOrgUnit", [parent, kind.value, typed])
        if made is not None:
            return made
        if kind is OrgUnitKind.BRANCH:
            await no_import()
        await one_at_a_time([parent])
        above = await unit_in_use(action, parent, "parent")
        await require_activated(action, above["institution_id"], "parent")
        if kind not in CHILD_KINDS[OrgUnitKind(above["kind"])]:
            raise PanhuoError(ErrorCode.INVALID_VALUE, WRONG_KIND, field="kind")
        unit = await insert(above, kind, await unit_name(typed, parent))
        await action.one(Ability.ORG_UNIT_MANAGE, "org_unit", unit["id"], "parent")
        await action.audit(
            AuditAction.UNIT_CREATED, unit_subject(unit), None, {"name": unit["name"], "kind": kind.value}
        )
        await action.made(key, unit["id"])
        if owns(unit):
            await rematch_owners(connection(), [unit["name"]])
        return int(unit["id"])


async def insert(above: Unit, kind: OrgUnitKind, name: str) -> Unit:
    values = (kind.value, name, above["id"], above["institution_id"], above["branch_id"])
    [row] = await run(INSERT, *values)
    if kind is OrgUnitKind.BRANCH:
        await run("update org_unit set branch_id = id where id = $1", row["id"])
    [unit] = await run("select * from org_unit where id = $1", row["id"])
    return unit


async def rename_org_unit(
    viewer: Viewer, number: int, typed: str, version: int, keep_old_name: bool = True
) -> None:
    """Give a unit another name; what it owned under the old one stays its own, if that is kept.

    Raises CONFLICT where it changed meanwhile, NAME_TAKEN, INVALID_VALUE.
    """
    async with acting(viewer) as action:
        await no_import()
        await one_at_a_time([number])
        unit = await unit_in_use(action, number, "id")
        require_version(unit, version)
        name, old = await unit_name(typed, unit["parent_id"], number), unit["name"]
        if unit["parent_id"] is None:
            await require_free_owner_name(name, "name", number)
        await run(RENAME, number, name)
        await action.audit(AuditAction.UNIT_RENAMED, unit_subject(unit), {"name": old}, {"name": name})
        if owns(unit):
            if keep_old_name:
                await keep_name(number, old)
            await rematch_owners(connection(), [old, name])


async def reorder_org_units(viewer: Viewer, parent: int, numbers: Sequence[int]) -> None:
    """Put the units below another in this order. Raises CONFLICT unless they are exactly those."""
    async with acting(viewer) as action:
        await one_at_a_time([parent])
        above = await unit_in_use(action, parent, "parent")
        before = [row["id"] for row in await run(IN_ORDER, parent)]
        if sorted(before) != sorted(numbers):
            raise PanhuoError(ErrorCode.CONFLICT, NOT_ALL, field="order")
        for position, number in enumerate(numbers):
            await run(PLACE, number, position)
        await action.audit(
            AuditAction.UNIT_REORDERED, unit_subject(above), {"order": before}, {"order": [*numbers]}
        )


async def archive_org_unit(viewer: Viewer, number: int) -> None:
    """Take a unit out of use. Raises UNIT_IN_USE, saying by what, while anything stands at it."""
    async with acting(viewer) as action:
        await no_import()
        await one_at_a_time([number])
        unit = await unit_in_use(action, number, "id")
        held = {name: (await run(sql, number))[0]["n"] for name, sql in HELD.items()}
        if any(held.values()):
            raise PanhuoError(ErrorCode.UNIT_IN_USE, told(held), field="id")
        names = [row["name"] for row in await run(ALIASES, number)]
        await run(ARCHIVE, number)
        await action.audit(
            AuditAction.UNIT_ARCHIVED, unit_subject(unit), {"aliases": names, "archived": False},
            {"archived": True},
        )  # fmt: skip


def told(held: dict[str, int]) -> tuple[str, str]:
    found = {name: count for name, count in held.items() if count}
    english = ", ".join(f"{count} {name}" for name, count in found.items())
    chinese = "、".join(f"{HELD_WORDS[name]} {count}" for name, count in found.items())
    return f"It holds: {english}.", f"其中尚有：{chinese}。"
