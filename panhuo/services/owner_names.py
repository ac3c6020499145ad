"""The names under which institutions and branches own patents, and what each change of them moves (S54)."""

from collections.abc import Iterable

from panhuo.auth.statements import run
from panhuo.db import connection
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.viewer import Viewer
from panhuo.rules.names import fold_name
from panhuo.rules.org_tree import clean_unit_name
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Action, acting
from panhuo.services.patents.rematch import rematch_owners
from panhuo.services.patents.standing import no_import
from panhuo.services.tree import (
    Unit,
    one_at_a_time,
    owner_name_is_free,
    owns,
    require_free_owner_name,
    unit_in_use,
    unit_subject,
)

ADD = (
    "insert into owner_alias (org_unit_id, name, folded) values ($1, $2, $3) on conflict (folded) do nothing"
)
REMOVE = "delete from owner_alias where org_unit_id = $1 and folded = $2 returning name"
NOT_AN_OWNER = (
    "Only institutions and branches own patents under names of their own.",
    "只有院校和分校可以作为专利权人。",
)


async def add_owner_alias(viewer: Viewer, number: int, typed: str) -> int:
    """Let a unit own patents under another name; how many patents that concerned, at once (S54).

    Raises INVALID_VALUE for a unit that owns nothing or a name that cannot be, NAME_TAKEN where somebody
    owns patents under it already.
    """
    async with acting(viewer) as action:
        await no_import()
        unit = await owner(action, number)
        name = alias_name(typed)
        await require_free_owner_name(name, "name", number)
        if not await add_names(number, [name]):
            return 0
        await action.audit(AuditAction.ALIAS_ADDED, unit_subject(unit), None, {"alias": name})
        return await rematch_owners(connection(), [name])


async def remove_owner_alias(viewer: Viewer, number: int, typed: str) -> int:
    """Take a name from a unit; how many patents that concerned. Raises NOT_FOUND where it has no such."""
    async with acting(viewer) as action:
        await no_import()
        unit = await owner(action, number)
        removed = await run(REMOVE, number, fold_name(typed))
        if not removed:
            raise PanhuoError(ErrorCode.NOT_FOUND, field="name")
        await action.audit(AuditAction.ALIAS_REMOVED, unit_subject(unit), {"alias": removed[0]["name"]})
        return await rematch_owners(connection(), [typed])


async def owner(action: Action, number: int) -> Unit:
    await one_at_a_time([number])
    unit = await unit_in_use(action, number, "orgUnit")
    if not owns(unit):
        raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_AN_OWNER, field="orgUnit")
    return unit


def alias_name(typed: str) -> str:
    name = clean_unit_name(typed)
    if name is None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, "(name: 1–120)", field="name")
    return name


async def add_names(number: int, names: Iterable[str]) -> int:
    """Give a unit names that are free; how many it did not have."""
    added = [await run(f"{ADD} returning id", number, name, fold_name(name)) for name in names]
    return sum(len(rows) for rows in added)


async def keep_name(number: int, name: str) -> None:
    """Let a unit go on owning under a name that a unit loses, where nobody else bears it."""
    if await owner_name_is_free(name, number):
        await add_names(number, [name])
