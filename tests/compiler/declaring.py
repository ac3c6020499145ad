"""Declaring tiny schemas in a line or two."""

from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import METADATA, Requires
from panhuo.types.declare import column, declared, entity, physical
from panhuo.types.scalars import SCALARS

ID = {"id": (strawberry.ID, strawberry.UNSET, "Id.")}
SECRET = [Requires(Ability.CODES_LOAD)]
"""The operator's alone."""
MASKED = [Requires(Ability.DOSSIER_FILE)]
"""The main campus's for the institution admin, who reads patents of the branches too."""


def made(name: str, **members: Any) -> type[Any]:
    """A class whose members are (type, field)."""
    annotations = {key: kind for key, (kind, _) in members.items()}
    fields = {key: value for key, (_, value) in members.items()}
    return type(name, (), {"__module__": __name__, "__annotations__": annotations, **fields})


def thing(table: str = "patent", ability: Ability | None = Ability.PATENT_READ, **more: Any) -> Any:
    """A type over a table: `options` for the entity, other names for its fields."""
    options = more.pop("options", {})
    return entity(table, ability, "A thing.", **options)(
        made("Thing", **{"title": (str, column("Title.")), **more})
    )


def unit(table: str = "org_unit", ability: Ability = Ability.ORG_UNIT_READ) -> Any:
    return entity(table, ability, "A unit.")(made("Unit", kind=(str, column("Kind."))))


def plain(name: str, **members: Any) -> Any:
    """A type that no table stands behind."""
    return strawberry.type(made(name, **members), description=f"{name}.")


def page(of: Any, **members: Any) -> Any:
    return plain("Page", nodes=(list[of], declared(None, "Things.")), **members)


def by_id(target: str = "Thing", ability: Any = Ability.PATENT_READ, arguments: Any = ID) -> Any:
    return declared(bind.ById(target, {"id": "id"}), "A thing.", ability, arguments)


def query(**members: Any) -> Any:
    return plain("Query", **members)


def one(of: Any, **more: Any) -> Any:
    """A root of one object, and whatever else it has."""
    return query(thing=(of | None, by_id()), **more)


def many(of: Any, ability: Ability = Ability.PATENT_READ) -> Any:
    """A root of one list."""
    return query(things=(of, declared(bind.Connection("Thing"), "Things.", ability)))


def schema(root: Any, **more: Any) -> strawberry.Schema:
    return strawberry.Schema(query=root, config=StrawberryConfig(scalar_map=SCALARS), **more)


def secret_condition(ability: Ability = Ability.CODES_LOAD) -> dict[str, Any]:
    return {"conditions": {"agency": Condition(physical("agency"), "text", nullable=True, ability=ability)}}


def secret_input(description: str = "X.", ability: Ability | None = Ability.CODES_LOAD) -> Any:
    """An optional argument of an input whose field asks for an ability."""
    field = strawberry.field(description=description, metadata={METADATA: ability})
    kind = strawberry.input(made("In", x=(int, field)), description="Input.")
    return {"x": (kind | None, strawberry.UNSET, "X.")}


def with_secret_argument(field: Any) -> Any:
    """The same field, with an argument that asks for what is the operator's alone."""
    kind, secret = StrawberryAnnotation(int | None), {METADATA: Ability.CODES_LOAD}
    field.arguments = [StrawberryArgument("x", None, kind, default=None, description="X.", metadata=secret)]
    return field


def with_mutation(ability: Any) -> strawberry.Schema:
    payload = plain("Payload", done=(bool, strawberry.field(description="Done.")))

    async def act(self: Any) -> Any:
        raise AssertionError("never run")

    act.__annotations__["return"] = payload
    field = strawberry.mutation(resolver=act, description="Act.", metadata={METADATA: ability})
    root = strawberry.type(type("Mutation", (), {"act": field}), description="Root.")
    return schema(one(thing()), mutation=root)


def with_public(field: Any, kind: Any = str | None) -> strawberry.Schema:
    """A sound schema but for one more root field."""
    return schema(one(thing(), more=(kind, field)))
