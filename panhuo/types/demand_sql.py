"""What a demand shows to this viewer: expressions over the table `demand`."""

from panhuo.compiler.binding import Sql
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.rules.demand_lifecycle import DemandAct, DemandGuard, guarded, sources


def enterprise_name(place: Place) -> str:
    alias = place.join("enterprise", "enterprise", lambda alias: f"{alias}.id = {place['enterprise_id']}")
    return f"{alias}.name"


def unit_name(place: Place) -> str:
    alias = place.join("unit", "org_unit", lambda alias: f"{alias}.id = {place['unit_id']}")
    return f"{alias}.name"


def region_name(place: Place) -> str:
    alias = place.join(
        "region", "code", lambda alias: f"{alias}.kind = 'REGION' and {alias}.code = {place['region']}"
    )
    return f"{alias}.title"


def held_back(act: DemandAct) -> Sql:
    """The reason the viewer may not, null where nothing stands against it: state, scope, side."""

    def sql(place: Place) -> str:
        cell = scopes_of(Ability.DEMAND_HANDLE, place.rights)
        if not cell:
            return "'ROLE'"
        scope = reach("demand", cell, place.role).sql(place.statement, place.alias)
        states = ", ".join(f"'{state}'" for state in sources(act))
        withdrawn = f" when {place['withdrawn']} then 'WITHDRAWN'" if unless_withdrawn(act) else ""
        return (
            f"case when {place['state']} not in ({states}) then 'STATE'"
            f" when ({scope}) is not true then 'OUT_OF_SCOPE'"
            f" when ({side(act, place)}) is not true then 'OTHER_SIDE'{withdrawn} end"
        )

    return sql


def unless_withdrawn(act: DemandAct) -> bool:
    return guarded(act, DemandGuard.NOT_WITHDRAWN)


def side(act: DemandAct, place: Place) -> str:
    """Whether the viewer stands on the side that does it."""
    column = "enterprise_id" if guarded(act, DemandGuard.SENDER) else "institution_id"
    return f"{place[column]} = {place.viewer(column)}"
