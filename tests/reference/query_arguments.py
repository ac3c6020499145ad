"""The arguments of fields in random operations: which are given, and with which values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, get_named_type, get_nullable_type, is_non_null_type, is_required_argument

from tests.reference.query_values import Cursor, Name, Values
from tests.reference.world import ROLES

OMITTED = object()
"""Of a variable that is declared and not given."""
PAGING = ("first", "after", "last", "before")
FILING = ROLES[:5]
"""Roles inside institutions."""
PAST_DAYS = ("2023-10-18", "2023-10-19", "2023-12-31", "2024-02-29", "2025-02-28", "2026-02-28", "2099-01-01")
NO_PATENTS = ["202310123456.7"]


@dataclass(frozen=True)
class Drawn:
    """How often an argument is given that may be left out, and how its value is drawn for its type."""

    likely: float
    value: Callable[[Values, Any], Any]


def mostly_all(values: Values, kind: Any) -> Name:
    return Name("ALL" if values.chance(0.75) else values.one_of(list(kind.values)))


def any_of(values: Values, kind: Any) -> Name:
    return Name(values.one_of(list(kind.values)))


def of_a_list(values: Values, kind: Any) -> dict[str, Any]:
    """Of one list: up to two dimensions, seldom three; some metrics, a series, an order."""
    name = values.one_of(("patents", *kind.fields))
    fields = get_nullable_type(kind.fields[name].type).fields
    members = {
        each: list(get_named_type(fields[each].type).values) for each in ("groupBy", "metrics", "orderBy")
    }
    asked: dict[str, Any] = {}
    if values.chance(0.35):
        asked["where"] = values.tree(get_nullable_type(fields["where"].type), 1)
    if values.chance(0.85):
        asked["groupBy"] = names(values, members["groupBy"], 3 if values.chance(values.rare) else 2)
    if values.chance(0.5):
        asked["metrics"] = names(values, members["metrics"], 3)
    if values.chance(0.4):
        over = get_nullable_type(fields["over"].type).fields
        asked["over"] = {
            each: Name(values.one_of(list(get_named_type(over[each].type).values))) for each in ("date", "by")
        }
        if values.chance(0.3):
            asked["over"]["top"] = top(values, None)
    if values.chance(0.4):
        asked["orderBy"] = Name(values.one_of(members["orderBy"]))
    if values.chance(0.4):
        asked["direction"] = Name(values.one_of(("ASC", "DESC")))
    return {name: asked}


def names(values: Values, known: list[str], most: int) -> list[Name]:
    """Some of an enumeration, seldom one twice."""
    found = [values.one_of(known) for _ in range(1 + values.below(most))]
    return [Name(each) for each in (found if values.chance(values.rare) else dict.fromkeys(found))]


def top(values: Values, kind: Any) -> int:
    return int(values.one_of((0, 1001) if values.chance(values.rare) else (1, 2, 3, 1000)))


ARGUMENTS: dict[str, Drawn] = {
    "approvalFlow.institution": Drawn(1, lambda values, kind: values.id("OrgUnit")),
    "branch": Drawn(0.05, lambda values, kind: values.id("OrgUnit")),
    "by": Drawn(1, any_of),
    "campus": Drawn(0.9, mostly_all),
    "filed": Drawn(0.9, mostly_all),
    "job.id": Drawn(1, lambda values, kind: values.id("Job")),
    "codes.kind": Drawn(1, any_of),
    "exportColumns.library": Drawn(1, any_of),
    "dashboard.asOf": Drawn(0.3, lambda values, kind: values.one_of(PAST_DAYS)),
    "dashboard.rankBy": Drawn(0.5, any_of),
    "dashboard.top": Drawn(
        0.5, lambda values, kind: int(values.one_of((0, 101) if values.chance(values.rare) else (1, 2, 100)))
    ),
    "dashboard.unit": Drawn(0.5, lambda values, kind: values.id("OrgUnit")),
    "enterpriseApplication.id": Drawn(1, lambda values, kind: values.id("EnterpriseApplication")),
    "demand.id": Drawn(1, lambda values, kind: values.id("Demand")),
    "demandSuggestions.demand": Drawn(1, lambda values, kind: values.id("Demand")),
    "demandSuggestions.top": Drawn(
        0.5, lambda values, kind: int(values.one_of((0, 51) if values.chance(values.rare) else (1, 2, 50)))
    ),
    "dossier.id": Drawn(1, lambda values, kind: values.id("Dossier")),
    "showcaseDossier.id": Drawn(1, lambda values, kind: values.id("Dossier")),
    "kind": Drawn(0.15, any_of),
    "state": Drawn(0.5, any_of),
    "node.id": Drawn(1, lambda values, kind: values.id()),
    "nodes.ids": Drawn(1, lambda values, kind: [values.id() for _ in range(values.below(6))]),
    "orderBy": Drawn(0.35, lambda values, kind: values.orders(kind.of_type.of_type)),
    "orgUnit.id": Drawn(1, lambda values, kind: values.id("OrgUnit")),
    "all": Drawn(0.35, lambda values, kind: bool(values.below(2))),
    "rootsOnly": Drawn(0.35, lambda values, kind: bool(values.below(2))),
    "search": Drawn(0.12, lambda values, kind: values.keyword()),
    "unreadOnly": Drawn(0.4, lambda values, kind: bool(values.below(2))),
    "performance.id": Drawn(1, lambda values, kind: values.id("Performance")),
    "stats.of": Drawn(1, of_a_list),
    "top": Drawn(0.3, top),
    "where": Drawn(0.3, lambda values, kind: values.tree(kind, 2)),
}
"""By name, or by field and name. TOGETHER and pages draw theirs together."""


def patent_key(values: Values) -> dict[str, Any]:
    """An id or a number; seldom both, which must agree."""
    numbers = [row["application_number"] for row in values.world.rows("patent")] or NO_PATENTS
    keys = {"id": values.id("Patent"), "applicationNumber": values.number(values.one_of(numbers))}
    names = tuple(keys) if values.chance(values.rare / 2) else (values.one_of(tuple(keys)),)
    return {name: keys[name] for name in names}


def filer(values: Values) -> dict[str, Any]:
    """An account, or a unit and most of the time a role; seldom both, or neither."""
    given: dict[str, Any] = {}
    if values.chance(0.4):
        given["filer"] = values.id("User")
    if ("filer" in given) is values.chance(values.rare):
        given["unit"] = values.id("OrgUnit")
    if values.chance(0.7):
        given["role"] = Name(values.one_of(FILING if values.chance(0.9) else ROLES))
    return given


def either(values: Values) -> dict[str, Any]:
    """A dossier or a demand; seldom both, or neither."""
    given: dict[str, Any] = {}
    if values.chance(0.5):
        given["dossier"] = values.id("Dossier")
    if ("dossier" in given) is values.chance(values.rare):
        given["demand"] = values.id("Demand")
    return given


TOGETHER: dict[str, Callable[[Values], dict[str, Any]]] = {
    "patent": patent_key,
    "performanceDraft": either,
    "reviewRoute": filer,
}
"""Fields whose arguments depend on one another."""


def drawn(field: str, argument: str) -> Drawn:
    """How an argument of a field is drawn."""
    found = ARGUMENTS.get(f"{field}.{argument}") or ARGUMENTS.get(argument)
    assert found, f"{field}({argument}:) is unknown to tests/reference/query_arguments.py: say how to draw it"
    return found


def arguments(values: Values, name: str, field: GraphQLField, kind: Any, pickiness: float = 1) -> str:
    """The arguments of a field as they stand in the text; the pickier, the more are given."""
    given = (
        TOGETHER[name](values)
        if name in TOGETHER and field.args
        else chosen(values, name, field, kind, pickiness)
    )
    parts = [f"{argument}: {text(values, name, field, argument, value)}" for argument, value in given.items()]
    return f"({', '.join(parts)})" if parts else ""


def text(values: Values, name: str, field: GraphQLField, argument: str, value: Any) -> str:
    """A value in the text; one that may be left out may be a variable that is not given."""
    kind = field.args[argument].type
    if not is_non_null_type(kind) and name not in TOGETHER and values.chance(0.03):
        return values.variable(str(kind), OMITTED)
    return values.literal(kind, value)


def chosen(values: Values, name: str, field: GraphQLField, kind: Any, pickiness: float) -> dict[str, Any]:
    given = {}
    for argument, defined in field.args.items():
        if argument not in PAGING:
            how = drawn(name, argument)
            if is_required_argument(defined) or values.chance(how.likely * pickiness):
                given[argument] = value_of(values, how, defined.type)
    if "first" in field.args:
        given |= paging(values, name, kind.name.removesuffix("Connection"), given.get("orderBy"))
    return given


def value_of(values: Values, how: Drawn, kind: Any) -> Any:
    """A value; of what may be null, seldom null."""
    if not is_non_null_type(kind) and values.chance(0.04):
        return None
    return how.value(values, get_nullable_type(kind))


def paging(values: Values, name: str, type_name: str, order: Any) -> dict[str, Any]:
    """Forward or backward, seldom both, which is refused."""
    given: dict[str, Any] = {}
    for size, cursor in [("first", "after"), ("last", "before")][:: 1 if values.chance(0.7) else -1]:
        if values.chance(0.6):
            given[size] = values.size()
        if values.chance(0.15):
            given[cursor] = some_cursor(values, name, type_name, order)
        if not values.chance(values.rare / 2):
            break
    return given


def some_cursor(values: Values, name: str, type_name: str, order: Any) -> Any:
    """Of a row of this list; seldom of the list in another order, or no cursor at all."""
    if values.chance(values.rare):
        return values.one_of(("", "nonsense", "W10"))
    if values.chance(values.rare):
        order = None
    keys = tuple((one["field"], one.get("direction", "ASC")) for one in order or ())
    return Cursor(type_name, keys, values.below(30), name)
