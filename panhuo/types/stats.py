"""Statistics of lists in groups (统计): what is asked of each list, and what is answered."""

from enum import StrEnum
from typing import Any

import strawberry

from panhuo.compiler.metrics import COUNT, metric_names
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.types import demand_columns, dossier_columns, evaluation, patent_columns, performance_columns
from panhuo.types.declare import declared
from panhuo.types.demand_columns import DemandDimension, DemandFilter
from panhuo.types.dossier_list import DossierDimension, DossierFilter
from panhuo.types.evaluation import EvaluationDimension, EvaluationFilter
from panhuo.types.filters import Direction, many
from panhuo.types.patent_list import PatentDimension, PatentFilter
from panhuo.types.performance_columns import PerformanceDimension, PerformanceFilter

FOLDS = {
    "SUM": ("Sum", "合计"),
    "AVG": ("Average", "平均"),
    "MIN": ("Least", "最小"),
    "MAX": ("Most", "最大"),
}


class StatsPeriod(StrEnum):
    """The steps of a series."""

    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


described(
    StatsPeriod,
    "The steps of a series (时间粒度).",
    {
        "MONTH": "Months: `2024-03` (月).",
        "QUARTER": "Quarters: `2024-Q1` (季度).",
        "YEAR": "Years: `2024` (年).",
    },
)


def metric_enum(name: str, measures: Any) -> Any:
    """The metrics of a type: its count, and the folds of each measure."""
    texts = {COUNT: "How many (数量)."}
    for measure, (_, english, chinese) in measures.items():
        for fold, (word, zh) in FOLDS.items():
            texts[f"{measure}_{fold}"] = f"{word}: {english} ({zh}：{chinese})."
    members = {each: each for each in metric_names(list(measures))}
    return described(StrEnum(name, members), f"{name}: what is told of a group (统计指标).", texts)  # type: ignore[misc]


def date_enum(name: str, dated: Any) -> Any:
    """The dates of a type that series run over."""
    members = {each: each for each in dated}
    texts = {each: text for each, (_, text) in dated.items()}
    return described(StrEnum(name, members), f"{name}: what a series runs over (时间字段).", texts)  # type: ignore[misc]


def optional(kind: Any, description: str) -> tuple[Any, Any]:
    return kind | None, strawberry.field(description=description, default=strawberry.UNSET)


def input_of(name: str, description: str, **fields: tuple[Any, Any]) -> Any:
    cls = type(name, (), {"__module__": __name__, **{key: field for key, (_, field) in fields.items()}})
    cls.__annotations__ = {key: kind for key, (kind, _) in fields.items()}
    return strawberry.input(cls, description=description)


def asked(kind: str, where: Any, dimension: Any, measures: Any, dated: Any) -> Any:
    """The input of what is asked of a list."""
    metric: Any = metric_enum(f"{kind}Metric", measures)
    series = input_of(
        f"{kind}Series",
        "A series over time (时间序列).",
        date=(date_enum(f"{kind}Date", dated), strawberry.field(description="The date (时间字段).")),
        by=(StatsPeriod, strawberry.field(description="Its steps (时间粒度).")),
        top=optional(
            int,
            "Of the groups of the dimensions only so many of the first, each with its series; all without "
            "(前 n 组).",
        ),
    )
    return input_of(
        f"{kind}Stats",
        "What is asked of a list (统计条件).",
        where=optional(where, "Which rows, as in the list (筛选)."),
        group_by=optional(many(dimension), "Dimensions, at most two (统计维度)."),
        metrics=optional(many(metric), "What is told of each group; its count where none is named (指标)."),
        over=optional(series, "Each group by months, quarters or years (时间序列)."),
        order_by=optional(metric, "The metric that puts groups in order; their count without (排序指标)."),
        direction=(
            Direction,
            strawberry.field(
                description="Which way; groups without a value come last, of equals the lesser key first "
                "(排序方向).",
                default=Direction.DESC,
            ),
        ),
    )


PatentStats = asked("Patent", PatentFilter, PatentDimension, patent_columns.MEASURES, patent_columns.DATED)
DossierStats = asked(
    "Dossier", DossierFilter, DossierDimension, dossier_columns.MEASURES, dossier_columns.DATED
)
DemandStats = asked("Demand", DemandFilter, DemandDimension, {}, demand_columns.DATED)
EvaluationStats = asked(
    "Evaluation", EvaluationFilter, EvaluationDimension, evaluation.MEASURES, evaluation.DATED
)
PerformanceStats = asked(
    "Performance",
    PerformanceFilter,
    PerformanceDimension,
    performance_columns.MEASURES,
    performance_columns.DATED,
)


@strawberry.input(one_of=True, description="What is counted: one of these lists, and how (统计对象).")
class StatsOf:
    """The lists."""

    patents: PatentStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="The base library, whatever was filed (存量专利)."
    )
    dossiers: DossierStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="What was submitted, in any state (档案)."
    )
    resources: DossierStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="What is registered (专利转化资源库)."
    )
    demands: DemandStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Demands of enterprises (企业需求)."
    )
    evaluations: EvaluationStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Evaluations by enterprises (企业评价)."
    )
    performances: PerformanceStats | None = strawberry.field(  # type: ignore[valid-type]
        default=strawberry.UNSET, description="Performance reports (业绩填报)."
    )


KEYS, VALUES = Size(2, 2), Size(3, 13)


@strawberry.type(description="A key of a group (分组键).")
class StatsKey:
    """A key."""

    dimension: str = declared(None, "The dimension (统计维度).")
    key: str | None = declared(
        None,
        "What its rows have alike: a code, a name of an enumeration, an id; null where they lack it (键).",
    )
    label: str | None = declared(
        None, "What it is called, in the language of the request; null where the key says it (名称)."
    )


@strawberry.type(description="A metric of a group (指标值).")
class StatsValue:
    """A value."""

    metric: str = declared(None, "The metric (统计指标).")
    value: float | None = declared(
        None, "Its value, exact but for the division of averages; null where no row has one (值)."
    )


@strawberry.type(description="What several groups come to (合计).")
class StatsTotal:
    """A total."""

    groups: int = declared(None, "Groups (组数).")
    count: int = declared(None, "Rows (数量).")
    values: list[StatsValue] = declared(None, "Metrics, in the order asked for (指标).", size=VALUES)


@strawberry.type(description="Rows that have their keys, and their period, alike (分组).")
class StatsGroup:
    """A group."""

    keys: list[StatsKey] = declared(None, "A key for each dimension, in order (分组键).", size=KEYS)
    period: str | None = declared(
        None, "Of a series: `2024-03`, `2024-Q1` or `2024`; null for rows without the date (时间)."
    )
    count: int = declared(None, "Rows: the `totalCount` of its list in the same moment (数量).")
    values: list[StatsValue] = declared(None, "Metrics, in the order asked for (指标).", size=VALUES)
    list: str = declared(None, "The root field that lists its rows (列表).")
    list_arguments: str = declared(
        None, "That field's arguments that list exactly these, as JSON (列表条件).", cost=5
    )


@strawberry.type(
    description="Statistics of a list within the viewer's scope (统计). Groups and what lies beyond them add "
    "up to the total."
)
class Stats:
    """The answer."""

    groups: list[StatsGroup] = declared(
        None,
        "Groups: of the first group of the dimensions all periods in order, then of the next (分组).",
    )
    total: StatsTotal = declared(None, "All groups together (合计).")
    rest: StatsTotal = declared(None, "What is not shown, exactly; none of it: 0 groups (其余).")
