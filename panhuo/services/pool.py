"""The unassigned pool: patents of nobody's unit, handed to colleges by people (S190)."""

from collections.abc import Sequence

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import AuditAction
from panhuo.services.acting import Action, acting
from panhuo.services.patents.standing import no_import, restanding
from panhuo.services.tree import ARCHIVED, Unit, owns, require_activated, unit_subject

AT_ONCE = 1_000
"""Patents named one by one in a call."""
INVENTED = """exists (
  select 1 from patent_inventor i join user_account a on a.id = i.user_id
  where i.patent_id = h.patent_id and i.match = 'CONFIRMED' and a.institution_id = h.institution_id)"""
"""Whether a holding `h` stands where its confirmed inventor does, so that nobody need hand it out."""
HOLDINGS = "select h.patent_id from holding h where h.institution_id = {institution} and {which}"
CHOSEN = "institution_id = $1 and patent_id in (select patent_id from import_target)"
HAND_OUT = f"update holding set unit_id = $2, assigned = $3 where {CHOSEN}"
FOLLOW = """
update patent set unit_id = $2
where institution_id = $1 and id in (select patent_id from import_target)
"""
INVENTORS = (
    "At least one stands at its confirmed inventor's unit.",
    "其中有专利已按经确认的发明人确定所属机构。",
)
NOT_A_POOL = ("Only an institution or a branch has a pool.", "只有院校或分校设有待分配专利池。")
NOT_THEIR_POOL = ("That is not the pool of all of them.", "该机构不是这些专利所属的待分配池。")
ONE_OF_TWO = (
    f"Give either patents (1–{AT_ONCE}) or a pool.",
    f"请提供专利（1–{AT_ONCE} 件）或待分配池其中之一。",
)


async def assign_patents(
    viewer: Viewer, unit: int, patents: Sequence[int] | None = None, pool: int | None = None
) -> int:
    """Hand patents, or all of a pool, to a college, or back to their pool; how many there were.

    Imports keep it; an inventor who is confirmed later brings the patent to the inventor's own unit. Raises
    NOT_FOUND where any of them is out of reach, CONFLICT where an inventor is confirmed, INVALID_VALUE.
    """
    if (pool is None) == (patents is None) or (patents is not None and not 0 < len(patents) <= AT_ONCE):
        raise PanhuoError(ErrorCode.INVALID_VALUE, ONE_OF_TWO, field="patents")
    async with acting(viewer) as action:
        await no_import()
        place = await action.one(Ability.PATENT_UNIT_ASSIGN, "org_unit", unit, "unit")
        if place["archived"]:
            raise PanhuoError(ErrorCode.INVALID_VALUE, ARCHIVED, field="unit")
        await require_activated(action, place["institution_id"], "unit")
        which = await of_pool(action, pool) if pool else await of_patents(action, patents or [])
        chosen = HOLDINGS.format(institution=place["institution_id"], which=which)
        await require_own_pool(place, chosen)
        assigned = not owns(place)
        async with restanding(chosen):
            await run(HAND_OUT, place["institution_id"], unit, assigned)
            await run(FOLLOW, place["institution_id"], unit)
            [found] = await run("select count(*) as n from import_target")
            after = {"pool": pool, "patents": None if pool else sorted(patents or []), "count": found["n"]}
            await action.audit(AuditAction.PATENT_UNIT_ASSIGNED, unit_subject(place), None, after)
        return int(found["n"])


async def of_patents(action: Action, patents: Sequence[int]) -> str:
    """The condition of holdings of patents named one by one, which must all be within reach."""
    found = await action.reached(Ability.PATENT_UNIT_ASSIGN, "patent", patents)
    if set(patents) - set(found):
        raise PanhuoError(ErrorCode.NOT_FOUND, field="patents")
    which = f"h.patent_id in ({', '.join(map(str, sorted(found)))})"
    institution = action.viewer.institution_id or 0
    chosen = HOLDINGS.format(institution=institution, which=f"{which} and {INVENTED}")
    if await run(f"{chosen} limit 1"):
        raise PanhuoError(ErrorCode.CONFLICT, INVENTORS, field="patents")
    return which


async def of_pool(action: Action, pool: int) -> str:
    """The condition of holdings of a pool within reach."""
    unit = await action.one(Ability.PATENT_UNIT_ASSIGN, "org_unit", pool, "pool")
    if not owns(unit):
        raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_A_POOL, field="pool")
    return f"h.unit_id = {int(pool)} and not {INVENTED}"


async def require_own_pool(place: Unit, chosen: str) -> None:
    """What goes back goes to the pool it came from: its branch's, else its institution's."""
    elsewhere = f"{chosen} and coalesce(h.branch_id, h.institution_id) <> $1 limit 1"
    if owns(place) and await run(elsewhere, place["id"]):
        raise PanhuoError(ErrorCode.INVALID_VALUE, NOT_THEIR_POOL, field="unit")
