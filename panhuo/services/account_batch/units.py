"""The units at which an administrator opens accounts, found by the names that stand in files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.auth.statements import run
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode
from panhuo.permissions.ability import Ability
from panhuo.permissions.accounts import may_stand_at, roles_opened, unit_kinds
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.names import compatible, fold_name
from panhuo.rules.vocabulary import Role
from panhuo.services.acting import Values

Unit = Mapping[str, Any]
SEPARATOR = "/"
UNITS = """
select t.id, t.kind, t.name, t.institution_id, t.branch_id, t.archived, i.name as institution_name,
       b.name as branch_name, i.activated_at
from org_unit t
join org_unit i on i.id = t.institution_id
left join org_unit b on b.id = t.branch_id and b.id <> t.id
where t.kind in ({kinds}) and ({where})
order by t.institution_id, coalesce(t.branch_id, 0), t.position, t.id
"""


@dataclass(frozen=True)
class Units:
    """Units by every name that may stand for them."""

    all: Sequence[Unit]
    by_name: Mapping[str, Sequence[Unit]]
    """By their own place below the institution, or from it on."""
    by_ending: Mapping[str, Sequence[Unit]]
    """By the last parts of that alone."""

    def find(self, typed: str) -> Unit | ErrorCode:
        """The unit a name means: its whole place goes before a part of one, units in use before others."""
        key = folded(typed)
        for known in (self.by_name, self.by_ending):
            found = known.get(key, ())
            living = [unit for unit in found if not unit["archived"]]
            if len(living) == 1:
                return living[0]
            if found:
                return ErrorCode.UNIT_AMBIGUOUS if living else ErrorCode.UNIT_ARCHIVED
        return ErrorCode.UNIT_UNKNOWN


async def units_of(viewer: Viewer) -> Units:
    """The units within a viewer's reach at which accounts of its roles may stand, archived ones too."""
    kinds = sorted(unit_kinds(roles_opened(viewer)))
    if not kinds:
        return Units((), {}, {})
    values = Values(viewer, now_ms())
    where = reach("org_unit", scopes_of(Ability.USER_CREATE, viewer.rights), viewer.role).sql(values, "t")
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    return named(await run(UNITS.format(kinds=listed, where=where), *values.values))


def named(units: Sequence[Unit]) -> Units:
    by_name: dict[str, list[Unit]] = defaultdict(list)
    by_ending: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        path = path_of(unit)
        whole = {folded(SEPARATOR.join(path)), folded(place_of(unit))}
        endings = {folded(SEPARATOR.join(path[start:])) for start in range(len(path))}
        for known, keys in ((by_name, whole), (by_ending, endings)):
            for key in keys:
                known[key].append(unit)
    return Units(units, by_name, by_ending)


def offered(viewer: Viewer, roles: Iterable[Role], units: Units) -> list[str]:
    """What a template offers: the places of units in use at which one of the roles may stand."""
    return [
        place_of(unit)
        for unit in units.all
        if not unit["archived"] and any(may_stand_at(viewer.role, role, unit) for role in roles)
    ]


def path_of(unit: Unit) -> list[str]:
    """The names from the institution down to a unit."""
    below = [] if unit["id"] == unit["institution_id"] else [unit["branch_name"], unit["name"]]
    return [name for name in (unit["institution_name"], *below) if name]


def place_of(unit: Unit) -> str:
    """A unit's place below its institution: 东校区/船舶学院; of an institution its name."""
    path = path_of(unit)
    return SEPARATOR.join(path[1:] or path)


def folded(typed: str) -> str:
    """A place as it is compared; `>` and `\\` part names as `/` does."""
    return fold_name(compatible(typed).replace(">", SEPARATOR).replace("\\", SEPARATOR))
