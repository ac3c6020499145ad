"""Declaring types over tables: a field beside its column, its description and its permission."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, dataclass_transform

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import ENTITIES, KEY, Binding, Entity, Sql
from panhuo.compiler.statement import Place
from panhuo.compiler.weights import A_CHANGE, Size, default_cost, default_size, weighed, weight_directives
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import METADATA, PUBLIC, Access, Requires, directive_of, sentence_of

Arguments = Mapping[str, tuple[Any, Any, str] | tuple[Any, Any, str, int]]
"""Argument name → (type, default or UNSET, description), and the points it costs where it costs any."""


def declared(
    binding: Binding | None,
    description: str,
    ability: Ability | Access | None = None,
    arguments: Arguments | None = None,
    permission_classes: Sequence[Requires] = (),
    cost: int | None = None,
    size: Size | None = None,
    name: str | None = None,
) -> Any:
    """A strawberry field that carries its binding, its ability and its cost, with no resolver.

    `cost` in points and `size`, how long its list may become, follow from the binding where not given.
    """
    asked = ability or next((each.ability for each in permission_classes), None)
    named = asked if isinstance(asked, Ability) else None
    cost = default_cost(binding) if cost is None else cost
    size = default_size(binding) if size is None else size
    field = strawberry.field(
        name=name,
        description=f"{description} {sentence_of(named)}" if named else description,
        metadata={KEY: binding, METADATA: asked, **weighed(cost, size)},
        directives=[*([directive_of(named)] if named else []), *weight_directives(cost, size)],
    )
    if arguments:
        field.arguments = [argument(name, *spec) for name, spec in arguments.items()]
    return field


def argument(
    name: str, kind: Any, default: Any, description: str, cost: int | None = None
) -> StrawberryArgument:
    return StrawberryArgument(
        name,
        None,
        StrawberryAnnotation(kind),
        default=default,
        description=description,
        metadata=weighed(cost),
        directives=weight_directives(cost),
    )


def physical(name: str) -> Sql:
    """The expression of a column of the type's own table."""
    return lambda place: place[name]


_BY_ATTRIBUTE: Sql = physical("")
"""Stands for "the column named like the attribute" until `entity` knows the attribute."""


def column(
    description: str,
    name: str | None = None,
    permission_classes: Sequence[Requires] = (),
    cost: int | None = None,
    size: Size | None = None,
) -> Any:
    """A column of the type's table, named like the attribute unless `name` says otherwise."""
    return declared(
        bind.Value(physical(name) if name else _BY_ATTRIBUTE),
        description,
        permission_classes=permission_classes,
        cost=cost,
        size=size,
    )


def derived(
    description: str,
    sql: Sql,
    codec: str = "plain",
    permission_classes: Sequence[Requires] = (),
    cost: int | None = None,
    size: Size | None = None,
) -> Any:
    """A value computed by an SQL expression."""
    return declared(
        bind.Value(sql, codec), description, permission_classes=permission_classes, cost=cost, size=size
    )


def to_one(
    description: str,
    target: str,
    key: str | Sql,
    permission_classes: Sequence[Requires] = (),
    along: bool = False,
) -> Any:
    """The row of another type; null where there is none, or none in the viewer's scope."""
    sql = physical(key) if isinstance(key, str) else key
    return declared(bind.ToOne(target, sql, along), description, permission_classes=permission_classes)


def to_many(
    description: str,
    target: str,
    parent: str,
    order: str,
    permission_classes: Sequence[Requires] = (),
    where: Sql | None = None,
) -> Any:
    """A short ordered list of child rows, at most 100; `where` says which of them."""
    found = bind.ToMany(target, parent, order, where=where)
    return declared(found, description, permission_classes=permission_classes)


def decision(
    description: str, sql: Sql, messages: Mapping[str, tuple[str, str]], name: str | None = None
) -> Any:
    """Whether the viewer may do something with this object, and why not."""
    return declared(bind.Decision(sql, messages), description, name=name)


def embedded(description: str) -> Any:
    """An object of its own type over the same row."""
    return declared(bind.Embedded(), description)


def mutation(
    resolver: Callable[..., Any], description: str, ability: Ability | Access, cost: int = A_CHANGE
) -> Any:
    """A mutation field: its resolver runs only after the verdict on its ability, and if its cost is paid."""
    return resolved(strawberry.mutation, resolver, description, ability, cost)


def subscription(
    resolver: Callable[..., Any], description: str, ability: Ability | Access, cost: int = A_CHANGE
) -> Any:
    """A subscription field: its resolver, a source of events, begins only after the same verdict."""
    return resolved(strawberry.subscription, resolver, description, ability, cost)


def resolved(
    make: Callable[..., Any],
    resolver: Callable[..., Any],
    description: str,
    ability: Ability | Access,
    cost: int,
) -> Any:
    """A root field with a resolver."""
    named = ability if isinstance(ability, Ability) else None
    return make(
        resolver=resolver,
        description=f"{description} {sentence_of(named)}" if named else description,
        metadata={METADATA: ability, **weighed(cost)},
        directives=[*([directive_of(named)] if named else []), *weight_directives(cost)],
    )


@dataclass_transform(
    kw_only_default=True, field_specifiers=(column, derived, to_one, to_many, decision, embedded, declared)
)
def entity(
    table: str, ability: Ability | None, description: str, **options: Any
) -> Callable[[type[Any]], type[Any]]:
    """A GraphQL object type over a table. Without an ability it is reached only through its parent."""

    def decorate(cls: type[Any]) -> type[Any]:
        name_columns(cls)
        ENTITIES[cls.__name__] = Entity(cls.__name__, table, ability, **options)
        return strawberry.type(
            cls,
            description=f"{description} {sentence_of(ability)}" if ability else description,
            directives=[
                *([directive_of(ability)] if ability else []),
                *weight_directives(ENTITIES[cls.__name__].cost),
            ],
        )

    return decorate


def shared(description: str) -> Callable[[type[Any]], type[Any]]:
    """A GraphQL interface over the columns that several types have alike."""

    def decorate(cls: type[Any]) -> type[Any]:
        name_columns(cls)
        return strawberry.interface(cls, description=description)

    return decorate


def name_columns(cls: type[Any]) -> None:
    """Give each nameless column the name of its attribute."""
    for attribute, value in vars(cls).items():
        if isinstance(value, StrawberryField):
            found = value.metadata.get(KEY)
            if isinstance(found, bind.Value) and found.sql is _BY_ATTRIBUTE:
                value.metadata = MappingProxyType(
                    {**value.metadata, KEY: replace(found, sql=physical(attribute))}
                )


__all__ = [
    "PUBLIC",
    "Place",
    "column",
    "decision",
    "declared",
    "derived",
    "embedded",
    "entity",
    "mutation",
    "physical",
    "shared",
    "subscription",
    "to_many",
    "to_one",
]
