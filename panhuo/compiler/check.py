"""What must hold of the schema before anything is served. Each failure names its place."""

from collections.abc import Iterator
from typing import Any

import strawberry
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
)

from panhuo.compiler.binding import (
    ENTITIES,
    ById,
    Connection,
    Entity,
    Grouped,
    Nodes,
    ToMany,
    ToOne,
    binding_of,
    target_of,
)
from panhuo.compiler.objects import scoped
from panhuo.compiler.planner import ability_of, narrower
from panhuo.compiler.unenforced import (
    ability_faults,
    column_faults,
    kinds_of,
    object_types,
    target_faults,
)
from panhuo.compiler.weights import GROUPS, PAGE, size_of
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import COLUMNS, cell_of
from panhuo.permissions.reach import REACH
from panhuo.permissions.requires import METADATA


class SchemaError(Exception):
    """The schema declares something that cannot be enforced or is not described."""


def check_schema(schema: strawberry.Schema) -> None:
    """Raise SchemaError with every fault found."""
    built = schema._schema
    lost = list(target_faults(built))
    faults = [*root_faults(built), *lost, *entity_faults(), *description_faults(built)]
    if not lost:  # what follows looks at the targets
        faults += [*nullability_faults(built), *ability_faults(built), *list_faults(built)]
    if faults:
        raise SchemaError("\n".join(faults))


def root_faults(schema: GraphQLSchema) -> Iterator[str]:
    """Every root field names an ability or PUBLIC; every query field is bound."""
    for root in filter(None, (schema.query_type, schema.mutation_type, schema.subscription_type)):
        for name, field in root.fields.items():
            definition = field.extensions.get("strawberry-definition")
            if definition is None or definition.metadata.get(METADATA) is None:
                yield f"{root.name}.{name}: names neither an ability nor PUBLIC"
            if root is schema.query_type and binding_of(field) is None:
                yield f"{root.name}.{name}: is not bound"


def list_faults(schema: GraphQLSchema) -> Iterator[str]:
    """Every list says how long it may become, or holds the rows of a page."""
    pages, told = kinds_of(schema, Connection), kinds_of(schema, Grouped)
    for kind in object_types(schema):
        for name, field in kind.fields.items():
            of_page = (kind.name in pages and name in PAGE.fields) or (
                kind.name in told and name in GROUPS.fields
            )
            if is_list_type(get_nullable_type(field.type)) and size_of(field) is None and not of_page:
                yield f"{kind.name}.{name}: is a list that does not say how long it may become"


def entity_faults() -> Iterator[str]:
    """Every scope an entity's ability has for any role reads on its table."""
    for entity in ENTITIES.values():
        if entity.ability is not None:
            yield from scope_faults(entity, entity.ability, entity.name)
            yield from condition_faults(entity, entity.ability)
        yield from column_faults(entity)


def condition_faults(entity: Entity, ability: Ability) -> Iterator[str]:
    """What is masked by row must not be filtered, sorted or counted by: the order would tell."""
    for name, condition in entity.conditions.items():
        for role in COLUMNS:
            asked = None if condition.scoped else condition.ability
            cell = cell_of(asked, role) if asked is not None else None
            if cell and narrower(cell, cell_of(ability, role)):
                yield f"{entity.name} condition {name}: {condition.ability} is narrower by row for {role}"


def scope_faults(entity: Entity, ability: Ability, where: str) -> Iterator[str]:
    used = frozenset().union(*(cell_of(ability, role) for role in COLUMNS))
    for scope in sorted(used - REACH.get(entity.table, {}).keys()):
        yield f"{where}: {ability} has scope {scope}, which table {entity.table} cannot express"


def nullability_faults(schema: GraphQLSchema) -> Iterator[str]:
    """What some role may be refused, or some row masked, must be nullable."""
    views = views_of(schema)
    for kind in object_types(schema):
        for entity in views.get(kind.name, [ENTITIES.get(kind.name)]):
            yield from field_faults(kind, entity)


def field_faults(kind: GraphQLObjectType, entity: Entity | None) -> Iterator[str]:
    """The same of the fields of one type, as it is read in one way."""
    for name, field in kind.fields.items():
        where = f"{kind.name}.{name}"
        ability = ability_of(field)
        if entity is not None and ability is not None and not scoped(field):
            yield from scope_faults(entity, ability, where)
        if is_non_null_type(field.type) and refusable(kind, entity, field, ability):
            yield f"{where}: may be refused, so it must be nullable"


def views_of(schema: GraphQLSchema) -> dict[str, list[Entity | None]]:
    """The types that root fields read under another ability, in each of the ways in which they are read."""
    views: dict[str, list[Entity | None]] = {}
    for field in schema.query_type.fields.values() if schema.query_type else ():
        binding = binding_of(field)
        if isinstance(binding, ById | Connection) and binding.under is not None:
            views.setdefault(binding.target, [ENTITIES[binding.target]]).append(target_of(binding))
    return views


def refusable(kind: GraphQLObjectType, entity: Entity | None, field: GraphQLField, ability: Any) -> bool:
    """Whether a field may be null for somebody: a token may leave out any ability, so any that it asks."""
    binding = binding_of(field)
    if isinstance(binding, ById) or (isinstance(binding, ToOne) and ENTITIES[binding.target].ability):
        return True
    if isinstance(binding, Connection) and conditional(ENTITIES[binding.target]):
        return True
    own = entity.ability if entity is not None else None
    asked = {each for each in (ability, target_ability(binding)) if each is not None and each != own}
    return bool(asked) and not isinstance(binding, Nodes)


def conditional(target: Entity) -> bool:
    """Whether somebody may be refused a filter, sort or dimension of a type."""
    return any(each.ability is not None for each in target.conditions.values())


def target_ability(binding: Any) -> Ability | None:
    if isinstance(binding, Connection | ToMany):
        return ENTITIES[binding.target].ability
    return None


def description_faults(schema: GraphQLSchema) -> Iterator[str]:
    """Everything a reader of GraphiQL meets is described."""
    for kind in schema.type_map.values():
        if kind.name.startswith("__") or kind.name in ("String", "Int", "Boolean", "ID", "Float"):
            continue
        if not kind.description:
            yield f"{kind.name}: has no description"
        for name, member in {**getattr(kind, "fields", {}), **getattr(kind, "values", {})}.items():
            if not member.description:
                yield f"{kind.name}.{name}: has no description"
            for argument, definition in getattr(member, "args", {}).items():
                if not definition.description:
                    yield f"{kind.name}.{name}({argument}:): has no description"
