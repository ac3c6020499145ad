"""Root fields that tell a list in groups (`stats`): one statement, one pass over the list's scope.

with t as (counted by every key), o as (what groups are ordered by), z as (their places)
select what all groups come to, what those beyond come to, the groups that fit
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.binding import Connection, Dimension, Grouped
from panhuo.compiler.grouped_answer import Answer, Group, Series, key_labels, stats
from panhuo.compiler.grouping import Dated
from panhuo.compiler.groups import AGAIN, checked_top, grouped, key_of, period_of
from panhuo.compiler.metrics import COUNT, Folded, Metric, metrics_of
from panhuo.compiler.pages import driven, restrict
from panhuo.compiler.plain import plain_reader
from panhuo.compiler.plan import RootPlan, Run
from panhuo.compiler.planner import Planner, require
from panhuo.compiler.statement import PlannedAnew, Statement
from panhuo.errors import ErrorCode, PanhuoError

MOST_DIMENSIONS = 2


@dataclass(frozen=True)
class Chosen:
    """What was asked of a list, as far as a plan depends on it."""

    dimensions: Mapping[str, Dimension]
    metrics: Sequence[str]
    order: str
    descending: bool
    dated: Dated | None
    by: str
    top: Leaf
    """Groups at most."""
    series: Leaf | None
    """Of the dimensions' groups only so many of the first, each with its series."""


def grouped_plan(
    planner: Planner, key: str, binding: Grouped, field_def: GraphQLField, nodes: list[FieldDetails]
) -> RootPlan:
    """The plan of the root field."""
    arguments = planner.arguments(field_def, nodes)
    of = arguments["of"]
    assert isinstance(of, dict)
    [(name, given)] = of.items()
    assert isinstance(given, dict)
    kinds = get_named_type(field_def.args["of"].type)
    assert isinstance(kinds, GraphQLInputObjectType)
    asked_as = get_named_type(kinds.fields[name].type)
    assert isinstance(asked_as, GraphQLInputObjectType)
    read = plain_reader(planner, field_def, nodes)
    listed = binding.lists[name]
    target = planner.entity(listed.of.target)
    assert target.ability is not None
    require(target.ability, planner.rights)
    statement = planner.statement()
    within = Connection(listed.of.target, None, listed.of.arguments, within=binding.within)
    rows = driven(statement, within, target, planner.cell(target.ability))
    restrict(rows, within, given)
    chosen = chosen_of(target, given, arguments["top"])
    metrics, folded = metrics_of(rows, list(dict.fromkeys([*chosen.metrics, chosen.order])))
    keys = [key_of(rows, dimension) for dimension in chosen.dimensions.values()]
    if chosen.dated is not None:
        keys.append(period_of(rows, chosen.dated, chosen.by))
    text = Text(statement, chosen, metrics, folded)
    sql = PlannedAnew(statement.finished(text.whole(grouped(rows, keys, folded))))
    answer = Answer(
        name,
        listed,
        Group(chosen.dimensions, key_labels(asked_as, chosen.dimensions.values())),
        Series(chosen.dated.condition, target.conditions[chosen.dated.condition].kind, chosen.by)
        if chosen.dated
        else None,
        [each for each in metrics if each.name in chosen.metrics],
        text.folds,
        given.get("where"),
        asked_as.fields["where"].type,
    )

    async def run(run: Run) -> Any:
        found = await run.database.fetch(sql, statement.arguments(run.env))
        return read(stats(answer, found, run.env))

    return RootPlan(key, run, statement.check)


def chosen_of(target: Any, given: Mapping[str, Tree], top: Tree) -> Chosen:
    """What an input chooses. Raises INVALID_VALUE for more dimensions than two, or one named twice."""
    names = enums(given.get("groupBy"))
    if len(names) > MOST_DIMENSIONS or len(set(names)) < len(names):
        raise PanhuoError(ErrorCode.INVALID_VALUE, TOO_MANY)
    over, [order] = given.get("over"), enums(given.get("orderBy")) or [COUNT]
    dated, by, series = None, "", None
    if isinstance(over, dict):
        [date], [by] = enums(over["date"]), enums(over["by"])
        dated, found = target.dated[date], over.get("top")
        series = found if isinstance(found, Leaf) else None
    assert isinstance(top, Leaf)
    return Chosen(
        dimensions={name: target.dimensions[name] for name in names},
        metrics=enums(given.get("metrics")) or [COUNT],
        order=order,
        descending=enums(given.get("direction")) != ["ASC"],
        dated=dated,
        by=by,
        top=top,
        series=series,
    )


def enums(tree: Tree) -> list[str]:
    """Values of an enum, of a list or a single one; none where nothing is given."""
    if not isinstance(tree, Leaf) or tree.value is None:
        return []
    return [str(each) for each in (tree.value if isinstance(tree.value, list) else [tree.value])]


@dataclass
class Text:
    """The statement's text around the groups."""

    statement: Statement
    chosen: Chosen
    metrics: Sequence[Metric]
    folded: Sequence[Folded]

    @property
    def folds(self) -> list[str]:
        """The columns of a group that metrics are made of."""
        return ["n", *(f"{fold}{each.number}" for each in self.folded for fold in each.folds)]

    def whole(self, groups: str) -> str:
        """The whole statement: first what all groups come to, then the rest, then the groups that fit."""
        keys = [f"k{place}" for place in range(len(self.chosen.dimensions))]
        period = [f"k{len(keys)}"] if self.chosen.dated else []
        [order] = [each for each in self.metrics if each.name == self.chosen.order]
        over = f"partition by {', '.join(keys)}" if keys else ""
        ranked = f"(o is null), o{' desc' if self.chosen.descending else ''}"
        named = ", ".join([ranked, *(f"({key} is null), {key}" for key in keys)])
        every = ", ".join([named, *(f"({key} is null), {key}" for key in period)])
        labels = [
            each.label(f"z.{key}") for key, each in zip(keys, self.chosen.dimensions.values(), strict=True)
        ]
        shown = [f"z.{each}" for each in (*keys, *period)]
        of_groups = ", ".join([*shown, *labels, *(f"z.{fold}" for fold in self.folds)])
        return (
            f"with t as ({groups}), o as (select t.*, {order.ordered(over)} as o from t),"
            f" z as materialized (select o.*, row_number() over (order by {every}) as at,"
            f" dense_rank() over (order by {named}) as place from o),"
            f" x as (select z.*, {self.fits()} as fits from z)"
            f" select w.*, z.at, {of_groups} from (select {self.totals()} from x) w"
            f" left join (select * from x where fits) z on true order by z.at"
        )

    def fits(self) -> str:
        top, series, cast = self.chosen.top, self.chosen.series, self.statement.dialect.cast
        most = cast(self.statement.param(lambda env: checked_top(top.read(env.variables))), "bigint")
        if series is None:
            return f"(at <= {most})"
        places = cast(self.statement.param(lambda env: checked_top(series.read(env.variables))), "bigint")
        return f"(at <= {most} and place <= {places})"

    def totals(self) -> str:
        """Groups and folds: of all, and of those that do not fit."""
        parts = []
        for only in ("", " filter (where not fits)"):
            parts.append(f"count(*){only}")
            parts += [f"cast({AGAIN[fold[0]]}({fold}){only} as bigint)" for fold in self.folds]
        return ", ".join(f"{part} as w{place}" for place, part in enumerate(parts))


TOO_MANY = ("Group by at most two dimensions, each once.", "最多选择两个不同的统计维度。")
