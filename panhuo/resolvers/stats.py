"""`stats`: any list in groups, for who builds dashboards (S33, S34)."""

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Connection
from panhuo.compiler.grouping import GroupedList
from panhuo.compiler.weights import GROUPS
from panhuo.permissions.ability import Ability
from panhuo.types import dossier_list
from panhuo.types.declare import declared
from panhuo.types.stats import Stats, StatsOf

WHOLE = {"filed": "ALL", "campus": "ALL"}
LISTS = {
    "patents": GroupedList(Connection("Patent"), WHOLE),
    "dossiers": GroupedList(Connection("Dossier", None, dossier_list.READ), {}),
    "resources": GroupedList(Connection("Dossier", None, dossier_list.REGISTERED), {}),
    "demands": GroupedList(Connection("Demand"), {}),
    "evaluations": GroupedList(Connection("Evaluation"), {}),
    "performances": GroupedList(Connection("Performance"), {}),
}


@strawberry.type
class StatsQuery:
    """Statistics."""

    stats: Stats | None = declared(
        bind.Grouped(LISTS, Ability.STATS_READ),
        "A list counted by up to two dimensions and over time, with sums, averages, the least and the most "
        "of its numbers (自定义统计, S33, S34). What the list, a dimension, a metric or a filter asks is "
        "asked here too. Each group's count is the `totalCount` of the list it names.",
        Ability.STATS_READ,
        {
            "of": (StatsOf, strawberry.UNSET, "What is counted, and how (统计对象)."),
            "top": (int, 100, "Groups at most, 1–1000; `rest` tells what lies beyond (前 n 组)."),
        },
        size=GROUPS,
        cost=30_000,  # every row of a scope, once
    )
