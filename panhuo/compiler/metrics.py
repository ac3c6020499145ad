"""What is told of a group beside its count: sums, averages, the least and the most of a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.compiler.binding import Entity
from panhuo.compiler.groups import AGAIN, Folded, condition_of
from panhuo.compiler.listing import Listing

COUNT = "COUNT"
KEPT: Mapping[str, tuple[str, ...]] = {"SUM": ("s",), "AVG": ("s", "c"), "MIN": ("l",), "MAX": ("h",)}
"""A metric is a measure's name and one of these → the folds it is made of."""


def metric_names(measures: Sequence[str]) -> list[str]:
    """The metrics of a list."""
    return [COUNT, *(f"{measure}_{fold}" for measure in measures for fold in KEPT)]


@dataclass(frozen=True)
class Metric:
    """A metric of some group: where its folds stand, and the unit it is told in."""

    name: str
    folds: tuple[str, ...]
    """Columns."""
    scale: int = 1

    def value(self, found: Mapping[str, Any]) -> float | None:
        """What is told; null where no row has the measure. Averages are divided here, alike on both."""
        first = found[self.folds[0]]
        if first is None:
            return None
        divisor = self.scale * (found[self.folds[1]] if len(self.folds) > 1 else 1)
        return float(first / divisor)

    def ordered(self, over: str) -> str:
        """The same as an expression to sort by, of all groups of a window together."""
        parts = [f"{AGAIN[column[0]]}({column}) over ({over})" for column in self.folds]
        return (
            parts[0] if len(parts) == 1 else f"cast({parts[0]} as double precision) / nullif({parts[1]}, 0)"
        )


def metrics_of(rows: Listing, names: Sequence[str]) -> tuple[list[Metric], list[Folded]]:
    """Metrics by their names, and the folds they need. Refused where the role may not ask one."""
    wanted: dict[str, list[str]] = {}
    for name in names:
        if name != COUNT:
            measure, fold = split(name)
            wanted.setdefault(measure, []).extend(KEPT[fold])
    numbers = {measure: number for number, measure in enumerate(wanted)}
    folded = [
        Folded(
            numbers[name],
            condition_of(rows, rows.entity.measures[name].condition),
            tuple(dict.fromkeys(folds)),
        )
        for name, folds in wanted.items()
    ]
    return [metric(rows.entity, name, numbers) for name in names], folded


def metric(entity: Entity, name: str, numbers: Mapping[str, int]) -> Metric:
    if name == COUNT:
        return Metric(COUNT, ("n",))
    measure, fold = split(name)
    columns = tuple(f"{each}{numbers[measure]}" for each in KEPT[fold])
    return Metric(name, columns, entity.measures[measure].scale)


def split(name: str) -> tuple[str, str]:
    measure, _, fold = name.rpartition("_")
    return measure, fold
