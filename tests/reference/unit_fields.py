"""What the fields of units answer."""

from collections.abc import Callable
from typing import Any

from tests.reference import evaluations, patents
from tests.reference.filters import Unit, holds
from tests.reference.lists import Listing, order_of
from tests.reference.objects import (
    Object,
    by_id,
    children,
    connection,
    found,
    instant,
    instants,
    reference,
)
from tests.reference.scopes import Ask, chain
from tests.reference.world import Row

PROFILE = ("creditCode", "address", "contactName", "contactPhone", "contactEmail")
"""What an institution certifies of itself (S26), for whoever manages it."""


def unit_value(ask: Ask, unit: Row, name: str) -> Any:
    """What a field of OrgUnitFilter compares."""
    if name in ("institution", "unit"):
        start = ask.world.get("org_unit", unit["institution_id"]) if name == "institution" else unit
        readable = [ask.visible("OrgUnit", above) for above in chain(ask.world, start)]
        return Unit(above for above in readable if above) if readable[0] else Unit()
    if name == "evaluationCount":
        return summed(ask, unit).row["count"]
    if name == "evaluationAverage":
        return summed(ask, unit).row["average"]
    return unit[patents.snake(name)]


def summed(ask: Ask, unit: Row) -> Object:
    """What evaluations come to at a unit and below."""
    return evaluations.of_unit(ask, Object("OrgUnit", unit))


def sort_value(ask: Ask, unit: Row, key: str) -> Any:
    if key.startswith("EVALUATION_"):
        return summed(ask, unit).row[key.removeprefix("EVALUATION_").lower()] or 0
    return unit[key.lower()]


def units(ask: Ask, rows: list[Row], **arguments: Any) -> Object:
    kept = [row for row in rows if holds(ask, arguments.get("where"), row, unit_value)]
    order = order_of(arguments.get("orderBy"), [("POSITION", "ASC")])
    return connection(Listing(ask, "OrgUnit", kept, order, sort_value, arguments))


def managed(value: Callable[[Ask, Row], Any]) -> Callable[[Ask, Object], Any]:
    """Null where the viewer does not manage this unit."""

    def resolve(ask: Ask, unit: Object) -> Any:
        return value(ask, unit.row) if ask.reaches("ORG_UNIT_MANAGE", "OrgUnit", unit.row) else None

    return resolve


def column(name: str) -> Callable[[Ask, Row], Any]:
    return lambda ask, unit: unit[patents.snake(name)]


def owner_aliases(ask: Ask, unit: Row) -> list[Object]:
    return [Object("OwnerAlias", row) for row in ask.world.rows("owner_alias", org_unit_id=unit["id"])]


def unit_patents(ask: Ask, unit: Object, **arguments: Any) -> Object:
    """What stands at this very unit."""
    rows = [row for row in ask.all("Patent") if patents.place(ask, row, "unit_id") == unit.row["id"]]
    return connection(patents.patent_list(ask, rows, arguments))


MANAGED: dict[str, Callable[[Ask, Row], Any]] = {
    **{f"OrgUnit.{name}": column(name) for name in PROFILE},
    "OrgUnit.certifiedAt": lambda ask, unit: instant(unit["certified_at"]),
    "OrgUnit.ownerAliases": owner_aliases,
}
GUARDS = dict.fromkeys(MANAGED, "ORG_UNIT_MANAGE")
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.orgUnit": lambda ask, _, id: found(by_id(ask, id)),
    "Query.orgUnits": lambda ask, _, **given: units(ask, ask.all("OrgUnit"), **given),
    **instants("OrgUnit", "activatedAt"),
    "OrgUnit.parent": reference("OrgUnit", "parent_id"),
    "OrgUnit.institution": reference("OrgUnit", "institution_id"),
    "OrgUnit.branch": reference("OrgUnit", "branch_id"),
    "OrgUnit.children": lambda ask, unit, **given: units(ask, children(ask, "OrgUnit", unit), **given),
    "OrgUnit.patents": unit_patents,
    **{place: managed(value) for place, value in MANAGED.items()},
}
