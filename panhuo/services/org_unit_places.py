"""Units merged and moved: whatever stands at them goes along, in the same transaction (S10).

A patent's branch is its owner's by name (S54) and stays when a college moves; its unit is the college, and
moves with it.
"""

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import Viewer
from panhuo.rules.names import fold_name
from panhuo.rules.org_tree import CHILD_KINDS
from panhuo.rules.vocabulary import AuditAction, OrgUnitKind
from panhuo.services.acting import Action, acting
from panhuo.services.owner_names import keep_name
from panhuo.services.patents.standing import no_import, restanding
from panhuo.services.tree import Unit, one_at_a_time, owns, unit_in_use, unit_name, unit_subject

STANDING = ("demand", "dossier", "holding", "patent", "user_account")
"""Tables whose rows stand at a unit."""
AT_OR_IN = "select patent_id from holding where unit_id = {id} or branch_id = {id}"
CHILDREN = "select id, name from org_unit where parent_id = $1 and not archived order by position, id"
PARENT = """
update org_unit set parent_id = $2, branch_id = $3, version = version + 1,
  position = (select coalesce(max(o.position) + 1, 0) from org_unit o where o.parent_id = $2)
where id = $1
"""
PARTING = "update org_unit set archived = true, version = version + 1 where id = $1"
UNLIKE = (
    "Only two units of one kind, of one institution, can be merged.",
    "只能合并同一院校内同类的两个机构。",
)
NOT_THERE = ("A unit of this kind cannot stand there.", "该机构不能移动到此处。")


async def merge_org_units(viewer: Viewer, source: int, target: int) -> None:
    """Let one unit go up in another of its kind: accounts, patents, colleges and owner names go along.

    The first is archived. Raises INVALID_VALUE for two that cannot be merged, NAME_TAKEN where colleges of
    both bear one name.
    """
    async with acting(viewer) as action:
        await no_import()
        await one_at_a_time([source, target])
        going, staying = await both(action, source, target, "id", "into")
        if (
            source == target
            or going["kind"] != staying["kind"]
            or going["institution_id"] != staying["institution_id"]
            or going["parent_id"] is None
        ):
            raise PanhuoError(ErrorCode.INVALID_VALUE, UNLIKE, field="into")
        await require_apart(source, target)
        await action.audit(
            AuditAction.UNIT_MERGED,
            unit_subject(going),
            {"name": going["name"]},
            {"into": target, "name": staying["name"]},
        )
        async with restanding(AT_OR_IN.format(id=int(source))):
            await carry(going, staying)


async def both(action: Action, one: int, other: int, first: str, second: str) -> tuple[Unit, Unit]:
    """Two units the viewer manages, locked in the order of their ids."""
    fields = {one: first, other: second}
    found = {number: await unit_in_use(action, number, fields[number]) for number in sorted(fields)}
    return found[one], found[other]


async def require_apart(source: int, target: int) -> None:
    """Raise NAME_TAKEN where units below both bear one name: which is meant would not be clear any more."""
    names = [
        {fold_name(row["name"]): row["name"] for row in await run(CHILDREN, id)} for id in (source, target)
    ]
    same = sorted(names[0][folded] for folded in names[0].keys() & names[1].keys())
    if same:
        raise PanhuoError(ErrorCode.NAME_TAKEN, f"({', '.join(same)})", field="into")


async def carry(going: Unit, staying: Unit) -> None:
    """Everything that stands at the one, or below it, now stands at the other."""
    source, target, branch = going["id"], staying["id"], staying["branch_id"]
    for row in await run(CHILDREN, source):
        await run(PARENT, row["id"], target, branch)
    for table in STANDING:
        await run(f"update {table} set unit_id = $2 where unit_id = $1", source, target)
    await run("update user_account set branch_id = $2 where unit_id = $1", target, branch)
    await run("update review_step set unit_id = $2 where unit_id = $1", source, target)
    await run("update dossier set step_unit_id = $2 where step_unit_id = $1", source, target)
    await run(PARTING, source)
    if owns(going):
        await carry_ownership(going, target)


async def carry_ownership(going: Unit, target: int) -> None:
    """A branch's own rows: what was of that branch, and the names under which it owned."""
    source = going["id"]
    for table in STANDING:
        await run(f"update {table} set branch_id = $2 where branch_id = $1", source, target)
    for table in ("owner_alias", "patent_owner"):
        await run(f"update {table} set org_unit_id = $2 where org_unit_id = $1", source, target)
    await keep_name(target, going["name"])


async def move_org_unit(viewer: Viewer, number: int, parent: int) -> None:
    """Put a unit below another parent of its institution; its kind stays, so a branch's college moves alone.

    Raises INVALID_VALUE where it may not stand there, NAME_TAKEN.
    """
    async with acting(viewer) as action:
        await no_import()
        await one_at_a_time([number, parent])
        unit, above = await both(action, number, parent, "id", "parent")
        kind = OrgUnitKind(unit["kind"])
        if (
            kind not in CHILD_KINDS[OrgUnitKind(above["kind"])]
            or unit["institution_id"] != above["institution_id"]
        ):
            raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_THERE, field="parent")
        await unit_name(unit["name"], parent, number)
        if unit["parent_id"] == parent:
            return
        await run(PARENT, number, parent, above["branch_id"])
        await action.audit(
            AuditAction.UNIT_MOVED,
            unit_subject(unit),
            {"parent": unit["parent_id"]},
            {"parent": parent},
        )
        async with restanding(AT_OR_IN.format(id=int(number))):
            await run("update user_account set branch_id = $2 where unit_id = $1", number, above["branch_id"])
