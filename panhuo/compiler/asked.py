"""What one field asks of whoever meets it: its own ability, and that of the objects it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import GraphQLField, GraphQLObjectType, get_named_type

from panhuo.compiler.binding import (
    ENTITIES,
    ById,
    Connection,
    Entity,
    Nodes,
    Sql,
    ToMany,
    ToOne,
    binding_of,
    target_of,
)
from panhuo.compiler.objects import scoped
from panhuo.compiler.planner import ability_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.demands import AccessDecision, Demand
from panhuo.permissions.policy import COLUMNS, cell_of
from panhuo.permissions.reach import REACH


@dataclass(frozen=True)
class Asked:
    """A demand, and the table on which its scopes can be judged for one object."""

    demand: Demand
    table: str | None = None
    """None: the role alone decides, or no single object is meant."""
    key: Sql | None = None
    """Judged on the row with this id rather than on the object itself."""


class Mismatch(PanhuoError):
    """The coordinate is not met on an object of that type."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(ErrorCode.COORDINATE_MISMATCH, (english, chinese))


def by_object(entity: Entity, missing: AccessDecision = AccessDecision.DENIED) -> Asked:
    """The ability of an object's type, without which the object is not found."""
    assert entity.ability is not None
    return Asked(Demand(entity.name, entity.ability, missing), entity.table)


def by_field(owner: Entity | None, place: str, field: GraphQLField, on_row: bool) -> Iterator[Asked]:
    """What a field asks on an object of its owner; `on_row`: on the very object that is asked about."""
    ability, binding = ability_of(field), binding_of(field)
    if ability is not None and (owner is None or ability != owner.ability):
        demand = Demand(place, ability, failing=AccessDecision.MASKED, of_role=scoped(field))
        on_table = owner is not None and on_row and not scoped(field)
        yield Asked(demand, owner.table if owner and on_table else None)
    if isinstance(binding, ToOne | ToMany | Connection):
        target = ENTITIES[binding.target]
        if target.ability is not None:
            demand = Demand(target.name, target.ability, failing=AccessDecision.MASKED)
            key = binding.key if isinstance(binding, ToOne) and on_row else None
            yield Asked(demand, target.table if key else None, key)


def by_root(place: str, field: GraphQLField, kind: str | None) -> list[Asked]:
    """What a root field asks, of an object of a type where one is given."""
    ability, binding = ability_of(field), binding_of(field)
    target = met_by(field, ability, kind)
    if target is None:
        if kind is not None:
            raise Mismatch(
                f"{place} takes no id of {kind}; leave `id` out.", f"{place} 不涉及 {kind}，请去掉 id。"
            )
        return [] if ability is None else [Asked(Demand(place, ability))]
    missing = AccessDecision.NOT_FOUND if isinstance(binding, Nodes) else AccessDecision.DENIED
    asked = [by_object(target, missing)]
    if ability is not None and (ability != target.ability or binding is None):
        asked.insert(0, Asked(Demand(place, ability, of_role=True)))
    if binding is None and ability is not None and ability != target.ability:
        asked.append(Asked(Demand(place, ability, failing=AccessDecision.DENIED), target.table))
    return asked


def met_by(field: GraphQLField, ability: Ability | None, kind: str | None) -> Entity | None:
    """The type whose objects a root field gives or changes; of several, the one asked about."""
    binding = binding_of(field)
    if isinstance(binding, Nodes):
        return ENTITIES[kind] if kind else None
    if isinstance(binding, ById | Connection):
        own = isinstance(binding, ById) and binding.viewer_key is not None  # always there for its viewer
        return target_of(binding) if kind in (None, binding.target) and not own else None
    if binding is None and kind is not None and ability is not None and changes(field, kind, ability):
        return ENTITIES[kind]
    return None


def changes(field: GraphQLField, kind: str, ability: Ability) -> bool:
    """Whether a mutation is about objects of a type: it asks for theirs, or answers with one.

    Its ability must have a meaning on their table.
    """
    payload = get_named_type(field.type)
    fields = payload.fields.values() if isinstance(payload, GraphQLObjectType) else ()
    scopes = {scope for role in COLUMNS for scope in cell_of(ability, role)}
    answered = {get_named_type(each.type).name for each in fields}
    about = kind in answered or ability == ENTITIES[kind].ability
    return about and scopes <= REACH[ENTITIES[kind].table].keys()
