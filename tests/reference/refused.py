"""How a mutation is written in a form that is refused: ids out of reach, versions that are over."""

from typing import Any

from tests.reference.query_values import MISSING, Values
from tests.reference.scopes import Ask
from tests.reference.world import ENTITIES, Row

ERRORS = "userErrors { code field message }"
OVER = 99
"""A version that no row has."""


def mutation(values: Values, name: str, shown: str, given: dict[str, Any]) -> str:
    """A field of the root with its input, and what is asked of its payload."""
    input = values.variable(f"{name[0].upper()}{name[1:]}Input!", given)
    return f"{name}(input: {input}) {{ {shown} {ERRORS} }}"


def unreached(values: Values, ability: str, type_name: str) -> str:
    """An id of a row beyond the viewer's reach of an ability, of none, of another type, or none at all."""
    rows = [row["id"] for row in values.world.rows(ENTITIES[type_name])]
    far = [id for id in rows if not in_reach(values.ask, ability, type_name, id)]
    other = "Patent:1" if type_name != "Patent" else "OrgUnit:1"
    return str(values.one_of([*(f"{type_name}:{id}" for id in [*far, *far, MISSING]), other, "nonsense"]))


def reached(values: Values, ability: str, type_name: str) -> str | None:
    """An id of a row within reach, if there is one."""
    rows = [row["id"] for row in values.world.rows(ENTITIES[type_name])]
    near = [id for id in rows if in_reach(values.ask, ability, type_name, id)]
    return f"{type_name}:{values.one_of(near)}" if near else None


def in_reach(ask: Ask, ability: str, type_name: str, id: int) -> bool:
    row: Row = ask.world.tables[ENTITIES[type_name]][id]
    return ask.reaches(ability, type_name, row)


def far_or_over(values: Values, ability: str, type_name: str) -> tuple[str, int]:
    """An id out of reach with a version, or one within reach with a version that is over."""
    near = reached(values, ability, type_name) if values.chance(0.3) else None
    return (near, OVER) if near else (unreached(values, ability, type_name), values.one_of((1, 2, OVER)))


def any_of(values: Values, type_name: str) -> str:
    """An id of any row, within reach or not."""
    return f"{type_name}:{values.one_of([*values.world.tables[ENTITIES[type_name]], MISSING])}"


def key(values: Values) -> dict[str, str]:
    """Now and then an idempotency key: of one's own, of somebody else's, or new."""
    keys = [row["key"] for row in values.world.rows("idempotency_key")]
    return {"idempotencyKey": values.one_of([*keys, "new"])} if values.chance(0.5) else {}
