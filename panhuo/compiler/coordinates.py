"""A coordinate of the schema → what it asks of whoever meets it, read from the built schema as plans are.

`Type.field`, `Type.field(argument:)`, `Input.field` and `Enum.VALUE`, as the GraphQL specification writes
Schema Coordinates. What only hangs on other objects, such as an owner's name, asks what leads to it.
"""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    resolve_schema_coordinate,
)
from graphql.utilities import ResolvedEnumValue, ResolvedField, ResolvedFieldArgument, ResolvedInputField

from panhuo.compiler.asked import Asked, Mismatch, by_field, by_object, by_root
from panhuo.compiler.binding import ENTITIES, Embedded, binding_of
from panhuo.compiler.choices import ability_of_choice
from panhuo.compiler.planner import ability_of
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.demands import AccessDecision, Demand

LONGEST = 200
"""Characters of a coordinate; the schema's names are far shorter."""

Step = tuple[GraphQLObjectType, str, GraphQLField]


def asked_at(schema: GraphQLSchema, coordinate: str, kind: str | None) -> list[Asked]:
    """What a coordinate asks, of an object of a type where one is given, in the order in which it is asked.

    Raises BAD_COORDINATE where the schema has none such, COORDINATE_MISMATCH where it is not met on objects
    of that type.
    """
    if kind is not None and not is_object(kind):
        raise Mismatch(f"There are no objects of {kind}.", f"没有 {kind} 类型的对象。")
    found = resolved(schema, coordinate)
    _, _, member = coordinate.partition(".")
    name = member.partition("(")[0]
    if isinstance(found, ResolvedField):
        return of_field(schema, found.type, name, kind)
    if isinstance(found, ResolvedFieldArgument):
        asked = of_field(schema, found.type, name, kind)
        before = found.type in roots(schema)  # what a root is given is refused before it looks for an object
        place = sum(each.demand.of_role for each in asked) if before else len(asked)
        return [*asked[:place], *by_role(coordinate, ability_of(found.field_argument)), *asked[place:]]
    if kind is not None:
        raise Mismatch("Inputs are not met on objects; leave `id` out.", "输入项不涉及具体对象，请去掉 id。")
    return by_role(coordinate, ability_of_choice(schema, found.type.name, name))


def by_role(place: str, ability: Ability | None) -> list[Asked]:
    return [] if ability is None else [Asked(Demand(place, ability, of_role=True))]


def resolved(schema: GraphQLSchema, coordinate: str) -> Any:
    """The member of the schema that a coordinate names."""
    try:
        found = resolve_schema_coordinate(schema, coordinate) if len(coordinate) <= LONGEST else None
    except (GraphQLError, TypeError):  # not of the form; of a type that does not exist
        found = None
    kinds = ResolvedField | ResolvedFieldArgument | ResolvedInputField | ResolvedEnumValue
    if not isinstance(found, kinds) or "__" in coordinate:
        raise PanhuoError(ErrorCode.BAD_COORDINATE)
    return found


def is_object(kind: str) -> bool:
    """Whether a type has objects with ids."""
    entity = ENTITIES.get(kind)
    return entity is not None and entity.ability is not None


def of_field(
    schema: GraphQLSchema, owner: GraphQLObjectType | GraphQLInterfaceType, name: str, kind: str | None
) -> list[Asked]:
    place = f"{owner.name}.{name}"
    if isinstance(owner, GraphQLInterfaceType):
        owner = implementation(schema, owner, place, kind)
    if owner in roots(schema):
        return by_root(place, owner.fields[name], kind)
    entity = ENTITIES.get(owner.name)
    if entity is not None and entity.ability is not None:
        if kind not in (None, owner.name):
            raise Mismatch(f"{place} needs an id of {owner.name}.", f"{place} 需要 {owner.name} 的编号。")
        return along([(owner, name, owner.fields[name])], kind)
    leading = {
        tuple(along([*way, (owner, name, owner.fields[name])], kind)) for way in ways(schema, owner, kind)
    }
    if len(leading) != 1:
        raise Mismatch(
            f"Several fields lead to {place}, or none does; ask about one that does.",
            f"{place} 可由多个字段到达或无法到达，请改问通向它的字段。",
        )
    return list(leading.pop())


def implementation(
    schema: GraphQLSchema, interface: GraphQLInterfaceType, place: str, kind: str | None
) -> GraphQLObjectType:
    """The type of the object asked about."""
    for each in schema.get_possible_types(interface):
        if each.name == kind:
            return each
    raise Mismatch(f"{place} needs the id of an object.", f"{place} 需要一个对象的编号。")


def along(steps: list[Step], kind: str | None) -> list[Asked]:
    """What is asked on a way from a root or an object of an own ability, field by field."""
    (start, name, field), *_ = steps
    entity, asked, on_row = ENTITIES.get(start.name), [], True
    if entity is None:
        asked, steps = by_root(f"{start.name}.{name}", field, None), steps[1:]
        on_row = False
    else:
        asked.append(by_object(entity, AccessDecision.NOT_FOUND if kind else AccessDecision.DENIED))
    for owner, name, field in steps:
        asked += by_field(ENTITIES.get(owner.name), f"{owner.name}.{name}", field, on_row)
        on_row = on_row and isinstance(binding_of(field), Embedded)
    return asked


def roots(schema: GraphQLSchema) -> list[GraphQLObjectType]:
    return [each for each in (schema.query_type, schema.mutation_type, schema.subscription_type) if each]


def ways(schema: GraphQLSchema, wanted: GraphQLObjectType, kind: str | None) -> list[list[Step]]:
    """How objects without an ability of their own are reached: from a root, or from an object with an id."""
    objects = [schema.type_map[name] for name in ENTITIES if is_object(name) and kind in (None, name)]
    for starts in ([] if kind else [[each] for each in roots(schema)]) + [objects]:
        found = [way for start in starts for way in ways_from(start, wanted, frozenset())]
        if found:
            return found
    return []


def ways_from(start: Any, wanted: GraphQLObjectType, seen: frozenset[str]) -> Iterator[list[Step]]:
    for name, field in start.fields.items():
        target = get_named_type(field.type)
        if not isinstance(target, GraphQLObjectType) or target.name in seen or is_object(target.name):
            continue
        if target is wanted:
            yield [(start, name, field)]
        else:
            for rest in ways_from(target, wanted, seen | {target.name}):
                yield [(start, name, field), *rest]
