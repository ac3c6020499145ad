"""What evaluations come to (评价汇总): of a dossier, of a patent's own dossier, of everything at a unit.

A summary is told under an ability of its own, which filters and sorts by it ask for too.
"""

from collections.abc import Callable
from dataclasses import dataclass

import strawberry

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Condition, Sql
from panhuo.compiler.ordering import SortKey
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.requires import Requires
from panhuo.rules.evaluation import average_of
from panhuo.types.declare import declared

ABILITY = Ability.EVALUATION_SUMMARY_READ
ASKS = [Requires(ABILITY)]
SORT = "evaluation_sort"
"""The logical column that averages are sorted by; those without one come first."""


@strawberry.type(description="How many experts of enterprises evaluated it, and their average (评价汇总).")
class EvaluationSummary:
    """A summary."""

    count: int = declared(None, "Evaluations (企业评价数量, S181).")
    average: float | None = declared(
        None, "Their average in stars, to a hundredth, halves up; null while there is none (平均星级)."
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """The same as it is told."""

    count: int
    average: float | None


def summed(chinese: bool, count: int | None, hundredths: int | None) -> Summary:
    """Of the columns of a dossier; of none that the viewer reads, nothing."""
    return Summary(count or 0, hundredths / 100 if hundredths else None)


def summed_up(chinese: bool, count: int, stars: int) -> Summary:
    """Of several dossiers together."""
    return summed(chinese, count, average_of(count, stars))


def readable(place: Place, alias: str) -> str:
    """Whether the viewer reads what evaluations of a dossier come to."""
    return reach("dossier", scopes_of(ABILITY, place.rights), place.role).sql(place.statement, alias)


TOTAL = "coalesce(sum({d}.%s), 0)"
AVERAGE = (
    "coalesce((200 * sum({d}.evaluation_stars) + sum({d}.evaluation_count))"
    " / nullif(2 * sum({d}.evaluation_count), 0), 0)"
)
"""As `rules.evaluation.average_of` has it."""


def at_and_below(summed: str) -> Sql:
    """A sum over the dossiers `{d}` at a unit and below of which the viewer reads the summary."""

    def sql(place: Place) -> str:
        alias = place.statement.alias("d")
        standing = " or ".join(
            f"{alias}.{each}_id = {place['id']}" for each in ("institution", "branch", "unit")
        )
        return (
            f"(select {summed.format(d=alias)} from dossier {alias} where {alias}.evaluated"
            f" and {alias}.institution_id = {place['institution_id']} and ({standing})"
            f" and ({readable(place, alias)}))"
        )

    return sql


OF_DOSSIER = bind.Computed(summed, ("evaluation_count", "evaluation_average"))
OF_UNIT = bind.Computed(
    summed_up,
    (at_and_below(TOTAL % "evaluation_count"), at_and_below(TOTAL % "evaluation_stars")),
    scoped=True,
)


def of_unit(column: str) -> Sql:
    """What lists of units filter and sort by, in place of a column of a dossier."""
    return at_and_below(AVERAGE if column == "evaluation_average" else TOTAL % column)


def conditions(column: Callable[[str], Sql], scoped: bool = False) -> dict[str, tuple[Condition, str]]:
    """What lists filter by. `scoped`: `column` is one of a dossier of which the viewer reads the summary."""
    count, average = column("evaluation_count"), column("evaluation_average")
    return {
        "evaluationCount": (
            Condition(whole(count, scoped), "int", ability=ABILITY, scoped=scoped, unseen="0"),
            "How many evaluations there are (企业评价数量).",
        ),
        "evaluationAverage": (
            Condition(
                lambda place: f"nullif({average(place)}, 0)",
                "hundredths",
                nullable=True,
                ability=ABILITY,
                scoped=scoped,
            ),
            "Their average in stars; missing while there is none (平均星级).",
        ),
    }


def hidden(column: Callable[[str], Sql], scoped: bool = False) -> dict[str, Condition]:
    """What lists sort by beside that."""
    return {
        SORT: Condition(
            whole(column("evaluation_average"), scoped), "int", ability=ABILITY, scoped=scoped, unseen="0"
        )
    }


def whole(sql: Sql, scoped: bool) -> Sql:
    """Nothing read as zero; a dossier's own column is never nothing, and as it is an index serves it."""
    return (lambda place: f"coalesce({sql(place)}, 0)") if scoped else sql


ORDERS = {
    "EVALUATION_AVERAGE": (
        SortKey("EVALUATION_AVERAGE", SORT, "int", False),
        "Average of its evaluations; those without one come first (平均星级).",
    ),
    "EVALUATION_COUNT": (
        SortKey("EVALUATION_COUNT", "evaluationCount", "int", False),
        "How many evaluations there are (企业评价数量).",
    ),
}
