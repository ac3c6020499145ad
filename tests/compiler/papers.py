"""A schema of its own over the program's tables, with every kind of place that can be denied.

`agency` is the operator's alone (CODES_LOAD); `agent` the main campus's for an institution admin, who reads
patents of the branches too (DOSSIER_FILE): it is masked row by row.
"""

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Annotated, Any, Optional

import strawberry
from strawberry.schema.config import StrawberryConfig

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import ENTITIES, Condition, Dimension
from panhuo.compiler.check import check_schema
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.weights import TOP
from panhuo.db import connection
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import METADATA, PUBLIC, Requires
from panhuo.schema import PanhuoSchema
from panhuo.types.declare import Place as Row
from panhuo.types.declare import column, declared, entity, mutation, physical, to_many, to_one
from panhuo.types.filters import filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import SCALARS

SAVED = dict(ENTITIES)
SECRET, MASKED = [Requires(Ability.CODES_LOAD)], [Requires(Ability.DOSSIER_FILE)]
HIDDEN_BY_ARGUMENT = {METADATA: Ability.CODES_LOAD}
CONDITIONS = {
    "title": (Condition(physical("title"), "text"), "Title."),
    "agency": (Condition(physical("agency"), "text", nullable=True, ability=Ability.CODES_LOAD), "Agency."),
}
ORDERS = {
    "TITLE": (SortKey("TITLE", "title", "text", False), "Title."),
    "AGENCY": (SortKey("AGENCY", "agency", "text", False), "Agency."),
}
DIMENSIONS = {"TITLE": "title", "AGENCY": "agency"}
PaperFilter = filter_input("PaperFilter", __name__, "Which papers.", CONDITIONS, {})
PaperOrder = order_input("PaperOrder", __name__, "A sort of papers.", ORDERS)
PaperDimension = described(
    StrEnum("PaperDimension", {name: name for name in DIMENSIONS}),
    "What papers are counted by.",
    {name: f"{name}." for name in DIMENSIONS},
)
LIST = {
    "where": (PaperFilter | None, strawberry.UNSET, "Which."),
    "order_by": (many(PaperOrder), strawberry.UNSET, "Sorts."),
    **PAGING,
}


def as_is(row: Row, value: str) -> str:
    return value


@entity("user_account", Ability.USER_READ, "An account.")
class Account(Node):
    """An account."""

    name: str = column("Name.")


@entity(
    "patent",
    Ability.PATENT_READ,
    "A paper.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()}
    | {"unit": Condition(physical("unit_id"), "id", nullable=True)},
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=(ORDERS["TITLE"][0],),
    dimensions={name: Dimension(condition, as_is) for name, condition in DIMENSIONS.items()},
)
class Paper(Node):
    """A paper."""

    title: str = column("Title.")
    agency: str | None = column("Agency.", permission_classes=SECRET)
    agent: str | None = column("Agent.", permission_classes=MASKED)
    site: Optional["Site"] = to_one("Where it stands.", "Site", "unit_id")


@strawberry.type(description="How many.")
class PaperCount:
    """A group."""

    key: str | None = declared(None, "Key.")
    count: int = declared(None, "Papers.")


@strawberry.type(description="A page of papers.")
class PaperConnection(Connection[Paper]):
    """Papers."""

    total_count: int | None = declared(None, "How many.", Ability.CODES_LOAD)  # type: ignore[assignment]
    counts: list[PaperCount] = declared(
        None,
        "By a dimension.",
        arguments={"by": (PaperDimension, strawberry.UNSET, "Dimension."), "top": (int, 20, "At most.")},
        size=TOP,
    )


@entity(
    "org_unit",
    Ability.ORG_UNIT_READ,
    "A site.",
    conditions={"name": Condition(physical("name"), "text")},
    orders={"NAME": SortKey("NAME", "name", "text", False)},
    default_order=(SortKey("NAME", "name", "text", False),),
)
class Site(Node):
    """A site."""

    name: str = column("Name.")
    papers: PaperConnection | None = declared(bind.Connection("Paper", "unit"), "Papers.", arguments=LIST)
    accounts: list[Account] | None = to_many("Accounts.", "Account", "unit_id", "id")


ID = {"id": (strawberry.ID, strawberry.UNSET, "Id.")}


def by_id(target: str, ability: Ability) -> Any:
    return declared(bind.ById(target, {"id": "id"}), "One.", ability, ID)


@strawberry.type(description="The root.")
class Query:
    """Reads."""

    node: Node | None = declared(bind.Nodes(many=False), "By id.", PUBLIC, ID)
    nodes: list[Node | None] = declared(
        bind.Nodes(many=True), "By ids.", PUBLIC, {"ids": (list[strawberry.ID], strawberry.UNSET, "Ids.")}
    )
    paper: Paper | None = declared(bind.ById("Paper", {"id": "id"}), "One.", Ability.PATENT_READ, ID)
    site: Site | None = declared(bind.ById("Site", {"id": "id"}), "One.", Ability.ORG_UNIT_READ, ID)
    secret_paper: Paper | None = declared(bind.ById("Paper", {"id": "id"}), "One.", Ability.CODES_LOAD, ID)
    papers: PaperConnection | None = declared(
        bind.Connection("Paper", None, lambda rows, arguments: []),
        "Papers.",
        Ability.PATENT_READ,
        LIST | {"secret": (int | None, strawberry.UNSET, "For the operator.")},
    )


for argument in Query.__strawberry_definition__.fields[-1].arguments:  # type: ignore[attr-defined]
    if argument.python_name == "secret":
        argument.metadata = HIDDEN_BY_ARGUMENT

RAN: list[str] = []
"""What mutations and subscriptions have done."""


@strawberry.type(description="What was done.")
class Done:
    """A payload."""

    done: bool = strawberry.field(description="Done.")


Secret = Annotated[int | None, strawberry.argument(description="Secret.", metadata=HIDDEN_BY_ARGUMENT)]


async def touch() -> Done:
    RAN.append("touch")
    await connection().execute_query("update patent set title = 'touched'")
    return Done(done=True)


async def poke(secret: Secret = None) -> Done:
    RAN.append("poke")
    await connection().execute_query("update patent set title = 'poked'")
    return Done(done=True)


async def ticks() -> AsyncIterator[int]:
    RAN.append("ticks")
    yield 1


@strawberry.type(description="The root of changes.")
class Mutation:
    """Changes."""

    touch: Done | None = mutation(touch, "Touch.", Ability.CODES_LOAD)
    poke: Done | None = mutation(poke, "Poke.", PUBLIC)


@strawberry.type(description="The root of events.")
class Subscription:
    """Events."""

    ticks: AsyncIterator[int | None] = strawberry.subscription(
        resolver=ticks, description="Ticks.", metadata={METADATA: Ability.CODES_LOAD}
    )


OWN = {name: ENTITIES[name] for name in ("Account", "Paper", "Site")}
schema = PanhuoSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[Account],
    config=StrawberryConfig(scalar_map=SCALARS),
)
ENTITIES.clear()
ENTITIES.update(OWN)
check_schema(schema)
ENTITIES.clear()
ENTITIES.update(SAVED)
