"""Every argument, filter, sort and dimension of every list: it chooses within the scope, never beyond it.

A filter and its negation together give what the viewer may read, each object once; a sort gives all of it;
the counts of a dimension add up to it; what names a unit finds nothing at a unit out of sight.
"""

import json
from collections.abc import Iterator
from typing import Any

from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type, is_list_type

from tests.matrix import links
from tests.matrix.belongings import state_of
from tests.matrix.cells import Asking, Cell
from tests.matrix.demands import DEMANDS
from tests.matrix.dossier_lists import reviewed
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.evaluations import EVALUATIONS
from tests.matrix.expectation import never
from tests.matrix.facts import BRANCHES, CHAINS, CODES, chain_of
from tests.matrix.kinds import KINDS
from tests.matrix.lists import LISTS, List, Variant, pages, text, tried
from tests.matrix.performances import PERFORMANCES
from tests.matrix.places import own_campus, place_for
from tests.matrix.selections import BUILT, object_type

VALUES = {
    "String": '"H01M"',
    "Int": "2",
    "Boolean": "true",
    "Date": '"2019-06-01"',
    "ID": '"OrgUnit:1"',
    "Float": "3.5",
}
VALUES["Instant"] = '"2024-01-31T09:30:00+08:00"'
LOGIC = ("and", "or", "not")


def input_type(name: str) -> GraphQLInputObjectType:
    found = BUILT.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


def values_of(name: str) -> list[str]:
    found = BUILT.type_map[name]
    assert isinstance(found, GraphQLEnumType)
    return [*found.values]


def literal(kind: Any) -> str:
    named = get_named_type(kind)
    value = VALUES.get(named.name) or values_of(named.name)[0]
    inner = getattr(kind, "of_type", kind)
    return f"[{value}]" if is_list_type(kind) or is_list_type(inner) else value


def place(of: List, argument: str) -> str:
    return f"{of.coordinate}({argument}:)"


def filters(of: List, seen: frozenset[str]) -> Iterator[Variant]:
    """Each operator of each condition beside its negation."""
    name = f"{of.inputs}Filter"
    if name not in BUILT.type_map:
        return
    leaves_of = {each: get_named_type(field.type).name for each, field in input_type(name).fields.items()}
    for condition, operators in leaves_of.items():
        if condition in LOGIC:
            continue
        for inner, leaf in leaves(operators):
            leaf = f"{{{condition}: {leaf}}}"
            places = (place(of, "where"), f"{name}.{condition}", *inner, f"{name}.not")
            yield Variant(places, ({"where": leaf}, {"where": f"{{not: {leaf}}}"}), seen)
    leaf = f"{{{(first := next(iter(leaves_of)))}: {next(leaves(leaves_of[first]))[1]}}}"
    yield Variant(
        (f"{name}.and",), ({"where": f"{{and: [{leaf}]}}"}, {"where": f"{{not: {{and: [{leaf}]}}}}"}), seen
    )
    yield Variant((f"{name}.or",), ({"where": f"{{or: [{leaf}, {{not: {leaf}}}]}}"},), seen)


def leaves(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a condition may compare: its coordinates and the value; of what is related, its conditions."""
    for member, definition in input_type(name).fields.items():
        inner = get_named_type(definition.type).name
        if not name.endswith("Filter"):
            yield (f"{name}.{member}",), f"{{{member}: {literal(definition.type)}}}"
        elif member in LOGIC:
            _, leaf = next(leaves(name))
            yield (f"{name}.{member}",), f"{{{member}: {leaf if member == 'not' else f'[{leaf}]'}}}"
        else:
            for below, leaf in leaves(inner):
                yield (f"{name}.{member}", *below), f"{{{member}: {leaf}}}"


def sorts(of: List, seen: frozenset[str]) -> Iterator[Variant]:
    name = f"{of.inputs}Order"
    if name not in BUILT.type_map:
        return
    for key in values_of(f"{name}Field"):
        for direction in values_of("Direction"):
            places = (place(of, "orderBy"), f"{name}Field.{key}", f"Direction.{direction}")
            order = {"orderBy": f"[{{field: {key}, direction: {direction}}}]"}
            yield Variant((*places, f"{name}.field", f"{name}.direction"), (order,), seen)


def units_named(asking: Asking, of: List, seen: frozenset[str]) -> Iterator[Variant]:
    """Conditions on units, and `branch`, for every unit there is: exact."""
    readable = asking.seen("OrgUnit")
    for unit, identity in asking.world.ids["OrgUnit"].items():
        if of.kind == "Patent":
            at = {name: place_for(chain_of(asking.viewer), name) for name in seen}
            yield from patents_at(of, unit, json.dumps(identity), at, readable)
        elif of.kind == "Dossier":
            at = {name: chain_of(DOSSIERS[name].filer)[-1] for name in seen}
            yield from placed("DossierFilter", unit, json.dumps(identity), at, readable)
        elif of.kind == "Performance":
            there = {each for each in seen if unit in readable and unit == PERFORMANCES[each].home}
            for leaf in (f"eq: {json.dumps(identity)}", f"in: [{json.dumps(identity)}]"):
                where = {"where": f"{{institution: {{{leaf}}}}}"}
                yield Variant(("PerformanceFilter.institution",), (where,), frozenset(there))
        elif of.kind == "Demand":
            at = {name: (DEMANDS[name].place or (None,))[-1] for name in seen}
            yield from placed("DemandFilter", unit, json.dumps(identity), at, readable)
        elif of.kind == "Evaluation":
            rated = {name: EVALUATIONS[name].dossier for name in seen}
            read = asking.seen("Dossier")
            at = {name: chain_of(DOSSIERS[of].filer)[-1] for name, of in rated.items() if of in read}
            yield from placed("EvaluationFilter", unit, json.dumps(identity), at, readable)
        elif of.kind == "User":
            at = {name: (chain_of(name) or (None,))[-1] for name in seen}
            yield from placed("UserFilter", unit, json.dumps(identity), at, readable)
        else:
            there = {each for each in seen if unit in readable and unit == CHAINS[each][0]}
            where = {"where": f"{{institution: {{eq: {json.dumps(identity)}}}}}"}
            yield Variant(("OrgUnitFilter.institution",), (where,), frozenset(there))
            where = {"where": f"{{unit: {{in: [{json.dumps(identity)}]}}}}"}
            yield Variant(("OrgUnitFilter.unit",), (where,), seen & {unit} & readable)


def patents_at(
    of: List, unit: str, identity: str, at: dict[str, str | None], readable: set[str]
) -> Iterator[Variant]:
    yield from placed("PatentFilter", unit, identity, at, readable)
    inside = frozenset(
        name
        for name, stands in at.items()
        if stands and unit in readable & BRANCHES and unit in CHAINS[stands]
    )
    yield Variant((place(of, "branch"),), ({"branch": identity},), inside)


def placed(
    name: str, unit: str, identity: str, at: dict[str, str | None], readable: set[str]
) -> Iterator[Variant]:
    """Conditions on the unit that each object stands at."""
    here = frozenset(each for each, stands in at.items() if stands == unit and unit in readable)
    under = frozenset(
        each for each, stands in at.items() if stands and stands in readable and unit in CHAINS[stands]
    )
    for operator, value, expected in (
        ("eq", identity, here),
        ("in", f"[{identity}]", here),
        ("under", identity, under),
    ):
        where = {"where": f"{{unit: {{{operator}: {value}}}}}"}
        yield Variant((f"{name}.unit", f"OrgUnitOperators.{operator}"), (where,), expected)


def defaults(asking: Asking, of: List, seen: frozenset[str]) -> Iterator[Variant]:
    """`filed`, `campus`, `search`, `kind`, `rootsOnly`."""
    if of.coordinate == "Query.codes":
        for kind in values_of("CodeKind"):
            listed = seen if kind == "IPC" else frozenset()
            yield Variant((place(of, "kind"), f"CodeKind.{kind}"), ({"kind": kind},), listed)
        yield Variant(
            (place(of, "rootsOnly"),),
            ({"rootsOnly": "true"},),
            seen & {n for n, up in CODES.items() if not up},
        )
    if of.kind == "CodeEdition":
        yield Variant((place(of, "all"),), ({"all": "false"},), seen & {"in force"})
    if of.kind == "User":
        yield Variant((place(of, "search"),), ({"search": '"user"'},), seen)
    if of.kind == "Demand":
        yield Variant((place(of, "search"),), ({"search": '"电池"'},), seen)
    if of.kind == "Performance":
        yield Variant((place(of, "search"),), ({"search": '"储能"'},), seen)
    if of.kind == "Notice":
        new = frozenset(name for name in seen if state_of(name) == "new")
        yield Variant((place(of, "unreadOnly"),), ({"unreadOnly": "true"},), new)
    if of.kind == "Dossier":
        yield from dossier_tabs(asking, of, seen)
    if of.kind != "Patent":
        return
    unfiled = frozenset(name for name in seen if links.dossier(asking.viewer, name) == "UNFILED")
    for value, expected in {"UNFILED": unfiled, "FILED": seen - unfiled, "ALL": seen}.items():
        yield Variant((place(of, "filed"), f"FiledFilter.{value}"), ({"filed": value},), expected)
    for value in values_of("Campus"):
        expected = frozenset(filter(lambda name: value == "ALL" or own_campus(asking, name), seen))
        yield Variant((place(of, "campus"), f"Campus.{value}"), ({"campus": value},), expected)
    yield Variant((place(of, "search"),), ({"search": '"电池"'},), seen)


def dossier_tabs(asking: Asking, of: List, seen: frozenset[str]) -> Iterator[Variant]:
    """`kind`, `state`, `search`."""
    for kind in values_of("DossierKind"):
        alike = frozenset(name for name in seen if DOSSIERS[name].single == (kind == "SINGLE"))
        yield Variant((place(of, "kind"), f"DossierKind.{kind}"), ({"kind": kind},), alike)
    yield Variant((place(of, "search"),), ({"search": '"电池"'},), seen)
    if of.coordinate == "Query.myDossiers":
        for state in values_of("DossierState"):
            there = frozenset(name for name in seen if DOSSIERS[name].state == state)
            yield Variant((place(of, "state"), f"DossierState.{state}"), ({"state": state},), there)
    if of.coordinate == "Query.reviewed":
        for state in values_of("ReviewedState"):
            there = frozenset(reviewed(state)(asking))
            yield Variant((place(of, "state"), f"ReviewedState.{state}"), ({"state": state},), there)


async def paging(asking: Asking, of: List, seen: frozenset[str]) -> list[Variant]:
    """Rows up to a cursor, after it, and its own row are all of them."""
    found = (await pages(asking, of, [text(of, {"first": "2"}) + " { edges { cursor node { id } } }"]))[0]
    edges = [edge for page in found if isinstance(page, dict) for edge in page["edges"]]
    variants = [Variant((place(of, size),), ({size: "100"},), seen) for size in ("first", "last")]
    if not edges:
        nowhere = {"after": "null", "before": "null"}
        variants.append(Variant((place(of, "after"), place(of, "before")), (nowhere,), seen))
    for edge in edges[:1]:
        cursor, others = json.dumps(edge["cursor"]), seen - {asking.name(edge["node"]) or ""}
        both = ({"after": cursor}, {"before": cursor, "last": "100"})
        variants.append(Variant((place(of, "after"), place(of, "before")), both, others))
    return variants


async def counts(asking: Asking, of: List, seen: frozenset[str]) -> list[Cell]:
    """Groups add up to what is seen; `top: 1` leaves the largest."""
    dimensions = values_of(f"{of.kind}Dimension")
    fields = list(object_type(f"{of.kind}Count").fields)
    asked = [
        f"{text(of, {})} {{ counts(by: {d}, top: {n}) {{ {' '.join(fields)} }} }}"
        for d in dimensions
        for n in (99, 1)
    ]
    found = [
        [group for page in each if isinstance(page, dict) for group in page["counts"]]
        for each in await pages(asking, of, asked)
    ]
    refused = never(of.ability or KINDS[of.kind].ability, asking.role)
    cells = []
    for index, dimension in enumerate(dimensions):
        groups, top = found[2 * index], found[2 * index + 1]
        total = sum(group["count"] for group in groups)
        for coordinate in (
            f"{of.kind}Dimension.{dimension}",
            f"{of.kind}Connection.counts",
            f"{of.kind}Connection.counts(by:)",
        ):
            cells.append(asking.cell(coordinate, of.coordinate, 0 if refused else len(seen), total))
        for name in fields:
            whole = all(group in groups and name in group for group in top)
            cells.append(asking.cell(f"{of.kind}Count.{name}", of.coordinate, True, whole))
        known = asking.cell(f"{of.kind}Connection.counts(top:)", of.coordinate, True, len(top) <= len(groups))
        cells.append(known)
    return cells


async def every_argument(asking: Asking) -> list[Cell]:
    """All arguments of all lists."""
    cells: list[Cell] = []
    for of in LISTS:
        seen = frozenset(of.seen(asking))
        variants = [*filters(of, seen), *sorts(of, seen), *defaults(asking, of, seen)]
        variants += await paging(asking, of, seen)
        if of.kind in ("Patent", "OrgUnit", "User", "Dossier", "Demand", "Performance"):
            variants += units_named(asking, of, seen)
        cells += await tried(asking, of, variants)
        if of.kind in ("Patent", "Dossier", "Demand", "Performance"):
            cells += await counts(asking, of, seen)
    return cells
