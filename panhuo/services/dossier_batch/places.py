"""The units that 所属学院 may name: those of the uploader's own subtree."""

from dataclasses import dataclass

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.services.account_batch.units import Units, folded, named, place_of
from panhuo.services.acting import Values

UNITS = """
select t.id, t.kind, t.name, t.institution_id, t.branch_id, t.archived, i.name as institution_name,
       b.name as branch_name
from org_unit t
join org_unit i on i.id = t.institution_id
left join org_unit b on b.id = t.branch_id and b.id <> t.id
where {where}
order by t.institution_id, coalesce(t.branch_id, 0), t.position, t.id
"""


@dataclass(frozen=True)
class Places:
    """Names of units, each in every form that may stand for it."""

    units: Units

    def know(self, typed: str) -> bool:
        """Whether a text names a unit of the subtree; of which of two namesakes it speaks does not matter."""
        key = folded(typed)
        return key in self.units.by_name or key in self.units.by_ending


async def places_of(viewer: Viewer) -> Places:
    """The units of a viewer's subtree; of who has none, an inventor, the own unit and those above it."""
    cell = scopes_of(Ability.ORG_UNIT_READ, viewer.rights)
    values = Values(viewer, now_ms())
    where = reach("org_unit", cell - {Scope.OWN_CHAIN} or cell, viewer.role).sql(values, "t")
    return Places(named(await run(UNITS.format(where=where), *values.values)))


def offered(places: Places) -> list[str]:
    """What a template offers: the units in use, by their places."""
    return [place_of(unit) for unit in places.units.all if not unit["archived"]]
