"""Workloads in every scope: `nation: list + total`, and the same first after a write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench import dossier_queries, scope_queries
from bench.figure_workloads import DASHBOARD, GROUPED, STATS
from bench.scopes import Reader, Scope, scopes
from bench.workloads import DETAIL, GRANTED_FROM, LIST, PAGE, Ask, Workload, page
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.rights import Rights
from panhuo.rules.vocabulary import Role

FREQUENT, ONE = "方法", "电"
"""A word of most titles, and a single character."""
FIRST = ", first after a write"
ADMINISTERED = ("largest", "median")
"""Scopes of institutions' administrators, for whom the hand-written server speaks too."""
Asked = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """A workload that a scope may have."""

    name: str
    query: str
    asks: Callable[[Scope, Reader], Any]
    ability: Ability = Ability.PATENT_READ
    by_hand: str = ""
    """Path of the hand-written server."""
    again: bool = True
    """Whether a write before it may make it dearer: it counts."""

    def open_to(self, role: Role) -> bool:
        return bool(scopes_of(self.ability, Rights(role, None)))


async def filtered(scope: Scope, world: Reader) -> list[Ask]:
    where = {"type": "INVENTION", "validAtEndOf2023": True, "grantedFrom": GRANTED_FROM}
    return [page(ipcUnder=code, **where) for code in await scope.subclasses(world)]


async def whole(scope: Scope, world: Reader) -> list[Ask]:
    return [page()]


async def deep(scope: Scope, world: Reader) -> list[Ask]:
    return [page(await scope.deep_cursor(world))]


async def details(scope: Scope, world: Reader) -> list[Ask]:
    asked = [{"id": f"Patent:{number}"} for number in await scope.spread(world)]
    return [Ask(each, each) for each in asked]


async def queue(scope: Scope, world: Reader) -> list[Ask]:
    return [Ask({"first": PAGE, "after": None}, {"list": "reviewQueue", "first": PAGE})]


async def nothing(scope: Scope, world: Reader) -> list[Ask]:
    return [Ask({}, {})]


async def grouped(scope: Scope, world: Reader) -> list[Ask]:
    name = "by main group"
    return [Ask({"of": {"patents": GROUPED[name]}}, {"by": name})]


def keyword(search: str) -> Ask:
    return Ask({"first": PAGE, "after": None, "search": search}, {})


async def frequent(scope: Scope, world: Reader) -> list[Ask]:
    return [keyword(FREQUENT)]


async def rare(scope: Scope, world: Reader) -> list[Ask]:
    return [keyword(await scope.rare_word(world))]


async def character(scope: Scope, world: Reader) -> list[Ask]:
    return [keyword(ONE)]


KINDS = (
    Kind("list + total, 4 filters", LIST, filtered, by_hand="/list"),
    Kind("list + total", LIST, whole, by_hand="/list"),
    Kind("list, deep page + total", LIST, deep, by_hand="/list", again=False),
    Kind("list", LIST.replace("totalCount", ""), whole, again=False),
    Kind("detail", DETAIL, details, by_hand="/detail", again=False),
    Kind(
        "review queue + total",
        dossier_queries.dossiers("reviewQueue"),
        queue,
        Ability.DOSSIER_REVIEW,
        "/dossiers",
    ),
    Kind("dashboard", DASHBOARD, nothing, Ability.DASHBOARD_READ, "/dashboard"),
    Kind("dashboard, 8 figures and 6 tables", scope_queries.WHOLE, nothing, Ability.DASHBOARD_READ),
    Kind("head figures", dossier_queries.FIGURES, nothing, Ability.LIBRARY_FIGURES_READ),
    Kind("stats by main group", STATS, grouped, Ability.STATS_READ, "/stats"),
    Kind("counts by 7 dimensions", scope_queries.AGGREGATE, nothing),
)
SEARCHES = (
    Kind("keyword, frequent, + total", scope_queries.SEARCH, frequent),
    Kind("keyword, frequent", scope_queries.SEARCH.replace("totalCount", ""), frequent, again=False),
    Kind("keyword, rare, + total", scope_queries.SEARCH, rare, again=False),
    Kind("keyword, one character, + total", scope_queries.SEARCH, character, again=False),
)
"""Where the text index is filled."""


async def scope_workloads(world: Reader) -> list[Workload]:
    """The workloads on a filled world, scope by scope."""
    indexed = await world.fetchval("select exists (select 1 from patent_text limit 1)")
    kinds = (*KINDS, *SEARCHES) if indexed else KINDS
    return [
        workload
        for scope in await scopes(world)
        for kind in kinds
        if kind.open_to(scope.role)
        for workload in await of(scope, kind, world)
    ] + showcases()


async def of(scope: Scope, kind: Kind, world: Reader) -> Sequence[Workload]:
    """One repeated, and one first after a write."""
    path = kind.by_hand if scope.name in ADMINISTERED else ""
    asks = await kind.asks(scope, world)
    made = Workload(f"{scope.name}: {kind.name}", kind.query, path, scope.username, asks)
    if not kind.again:
        return [made]
    touched = tuple(await scope.spread(world))
    return [made, replace(made, name=made.name + FIRST, touched=touched)]


def showcases() -> list[Workload]:
    """What enterprises' experts and visitors see."""
    ask = [Ask({"first": PAGE, "where": None, "search": None}, {})]
    return [
        Workload(f"{name}: showcase + total", scope_queries.SHOWCASE, "", username, ask)
        for name, username in (("enterprise", "enterprise"), ("visitor", ""))
    ]
