"""Performance reports submitted, submitted again, confirmed and returned."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Tries, Try, against
from tests.matrix.facts import PAPERS, chain_of
from tests.matrix.performances import ACTS, PERFORMANCES, against_report, in_library

UNAVAILABLE, OLD = "PERFORMANCE_ACT_UNAVAILABLE", 9
REPORT: dict[str, Any] = {
    "name": "项目",
    "licence": {"options": ["PATENT_POOL"], "amount": "3", "remark": "备注"},
    "transfer": None,
    "demand": None,
    "partner": "某公司",
    "signedOn": "2024-01-01",
    "endsOn": "2025-01-01",
    "terms": "条款",
}
LISTED = {"A": "a1 published", "B": "b1 open"}
"""A paper that each institution has in the library."""


def submitted(asking: Asking) -> Iterator[Try]:
    """Of every paper."""
    for paper in PAPERS:
        code = against(asking, "PERFORMANCE_SUBMIT") or naming(asking, paper)
        papers = [asking.world.ids["Patent"][paper]]
        yield Try(paper, {**REPORT, "patents": papers, "idempotencyKey": f"report {paper}"}, code)


def naming(asking: Asking, paper: str) -> str:
    if not asking.sees("Patent", paper):
        return "NOT_FOUND"
    home = chain_of(asking.viewer)[0]
    return DONE if in_library(home, paper) else "PERFORMANCE_NOT_REGISTERED"


def done_to(act: str, **more: Any) -> Tries:
    """Of every report, at its version and at another."""
    ability = ACTS[act][0]

    def tries(asking: Asking) -> Iterator[Try]:
        for name, id in asking.world.ids["Performance"].items():
            refused = against(asking, ability, ("Performance", name))
            stands = not refused and against_report(asking.viewer, name, act)
            given = {"id": id, "version": 1, **more}
            if act == "resubmit":
                given |= {"patents": [asking.world.ids["Patent"][LISTED[PERFORMANCES[name].home]]]}
            yield Try(name, given, refused or (UNAVAILABLE if stands else DONE))
            yield Try(f"{name}, changed meanwhile", given | {"version": OLD}, refused or "CONFLICT")

    return tries


MUTATIONS = (
    Mutation("submitPerformance", submitted),
    Mutation("resubmitPerformance", done_to("resubmit", **REPORT)),
    Mutation("confirmPerformance", done_to("confirm")),
    Mutation("returnPerformance", done_to("return", reason="材料不全")),
)
