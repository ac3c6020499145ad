"""Mutations of performance reports, refused: patents and reports of others, versions that are over."""

from collections.abc import Callable
from typing import Any

from tests.reference.query_values import Values
from tests.reference.refused import far_or_over, key, mutation, unreached

SHOWN = "performance { id state version name }"


def report(values: Values) -> dict[str, Any]:
    return {
        "name": "项目",
        "patents": [unreached(values, "PATENT_READ", "Patent")],
        "licence": {"options": ["PATENT_POOL"], "amount": "3"},
    }


def submit_performance(values: Values) -> str:
    return mutation(values, "submitPerformance", SHOWN, {**report(values), **key(values)})


def at(values: Values, ability: str) -> dict[str, Any]:
    id, version = far_or_over(values, ability, "Performance")
    return {"id": id, "version": version}


def resubmit_performance(values: Values) -> str:
    given = {**report(values), **at(values, "PERFORMANCE_SUBMIT")}
    return mutation(values, "resubmitPerformance", SHOWN, given)


def decided(name: str, **more: str) -> Callable[[Values], str]:
    return lambda values: mutation(values, name, SHOWN, at(values, "PERFORMANCE_CONFIRM") | more)


REFUSED: dict[str, Callable[[Values], str]] = {
    "confirmPerformance": decided("confirmPerformance"),
    "resubmitPerformance": resubmit_performance,
    "returnPerformance": decided("returnPerformance", reason="材料不全"),
    "submitPerformance": submit_performance,
}
