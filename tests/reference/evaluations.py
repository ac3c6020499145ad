"""What evaluations answer, and what they come to of dossiers, patents and units."""

from collections.abc import Iterator
from typing import Any

from tests.reference import filed
from tests.reference.filters import Moment, holds, unit_at, unit_key
from tests.reference.objects import Object, instants, listed, reference
from tests.reference.scopes import Ask, chain
from tests.reference.world import Row

SUMMARY = "EVALUATION_SUMMARY_READ"
NEWEST = [("UPDATED_AT", "DESC")]
CHOICES = ("evaluationCount", "evaluationAverage", "EVALUATION_COUNT", "EVALUATION_AVERAGE")
"""Filters and sorts that ask for SUMMARY."""


class Stars(float):
    """An average, compared to a hundredth of a star."""

    __slots__ = ()


def asks_for_summary(arguments: dict[str, Any]) -> bool:
    """Whether a list is to be filtered or sorted by what evaluations come to."""
    keys = [each["field"] for each in arguments.get("orderBy") or ()]
    return any(name in CHOICES for name in (*keys, *conditions(arguments.get("where"))))


def conditions(where: Any) -> Iterator[str]:
    """The names of what is asked in a filter, at any depth."""
    for name, operand in (where or {}).items():
        if operand is None:
            continue
        if name in ("and", "or", "not"):
            for part in operand if isinstance(operand, list) else [operand]:
                yield from conditions(part)
        else:
            yield name


def filter_value(ask: Ask, row: Row, name: str) -> Any:
    """What a field of EvaluationFilter compares."""
    if name == "mine":
        return mine(ask, row)
    if name in ("unit", "institution"):
        return unit_at(ask, stands(ask, row, f"{name}_id"))
    if name in ("createdAt", "updatedAt"):
        return Moment(row["created_at" if name == "createdAt" else "updated_at"])
    return row[{"enterpriseName": "enterprise_name"}.get(name, name)]


def stands(ask: Ask, row: Row, column: str) -> int | None:
    """Where the dossier stands, as far as the viewer reads it."""
    dossier = ask.visible("Dossier", ask.world.tables["dossier"][row["dossier_id"]])
    return dossier[column] if dossier else None


DIMENSIONS: dict[str, Any] = {
    "RATING": lambda ask, row: str(row["rating"]),
    "ENTERPRISE": lambda ask, row: row["enterprise_name"],
    "INSTITUTION": lambda ask, row: unit_key(ask, stands(ask, row, "institution_id")),
    "UNIT": lambda ask, row: unit_key(ask, stands(ask, row, "unit_id")),
}


def mine(ask: Ask, row: Row) -> bool:
    return bool(ask.account and row["user_id"] == ask.account["id"])


def page(ask: Ask, rows: list[Row], given: dict[str, Any]) -> Object:
    kept = [row for row in rows if holds(ask, given.get("where"), row, filter_value)]
    return listed(ask, "Evaluation", kept, NEWEST, given)


def of_dossier(ask: Ask, dossier: Object, **given: Any) -> Object:
    rows = [row for row in ask.all("Evaluation") if row["dossier_id"] == dossier.row["id"]]
    return page(ask, rows, given)


def stars(ask: Ask, *dossiers: Row) -> list[int]:
    """The ratings of some dossiers, from the evaluations themselves."""
    numbers = {row["id"] for row in dossiers}
    return [row["rating"] for row in ask.world.rows("evaluation") if row["dossier_id"] in numbers]


def average(given: list[int]) -> float | None:
    """To a hundredth, halves up."""
    return int(sum(given) * 100 / len(given) + 0.5) / 100 if given else None


def summary(ask: Ask, *dossiers: Row) -> Object:
    """Of those of which the viewer may know it."""
    found = stars(ask, *(row for row in dossiers if ask.reaches(SUMMARY, "Dossier", row)))
    return Object("EvaluationSummary", {"count": len(found), "average": average(found)})


def of_patent(ask: Ask, patent: Row) -> Object:
    own = filed.own_dossier(ask, patent)
    return summary(ask, *([own] if own else []))


def of_unit(ask: Ask, unit: Object) -> Object:
    """Of all that stands at it and below."""
    units = ask.world.tables["org_unit"]
    there = [row for row in ask.world.rows("dossier") if unit.row in chain(ask.world, units[row["unit_id"]])]
    return summary(ask, *there)


def of_own(ask: Ask, dossier: Object) -> Object | None:
    return summary(ask, dossier.row) if ask.reaches(SUMMARY, "Dossier", dossier.row) else None


def versions(ask: Ask, evaluation: Object) -> list[Object]:
    rows = ask.world.rows("evaluation_version", evaluation_id=evaluation.row["id"])
    return [Object("EvaluationVersion", row) for row in sorted(rows, key=lambda row: row["number"])]


GUARDS = {f"{kind}.evaluationSummary": SUMMARY for kind in ("Dossier", "Patent", "OrgUnit")}
RESOLVERS: dict[str, Any] = {
    "Query.evaluations": lambda ask, _, **given: page(ask, ask.all("Evaluation"), given),
    "Dossier.evaluations": of_dossier,
    "Dossier.evaluationSummary": of_own,
    "Patent.evaluationSummary": lambda ask, patent: of_patent(ask, patent.row),
    "OrgUnit.evaluationSummary": of_unit,
    "Evaluation.mine": lambda ask, evaluation: mine(ask, evaluation.row),
    "Evaluation.expert": reference("User", "user_id"),
    "Evaluation.dossier": reference("Dossier", "dossier_id"),
    "Evaluation.versions": versions,
    **instants("Evaluation", "createdAt", "updatedAt"),
    **instants("EvaluationVersion", "savedAt"),
}
