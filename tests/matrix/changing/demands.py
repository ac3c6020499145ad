"""Demands sent, handled and withdrawn."""

from collections.abc import Iterator
from typing import Any

from tests.matrix.cells import Asking
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.demands import DEMANDS, STATES, against_demand, handlers, told_at
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.facts import chain_of
from tests.matrix.stated.demands import CHANGES, MOVED

CREATE, HANDLE, UNAVAILABLE, OLD = "DEMAND_CREATE", "DEMAND_HANDLE", "DEMAND_ACT_UNAVAILABLE", 9
OPEN = ("NEW", "CONTACTED", "IN_TALKS")
WANTED: dict[str, Any] = {
    "cooperation": [{"mode": "EQUITY", "custom": None}],
    "region": "330100",
    "contact": "钱经理",
    "phone": "0571-66000000",
    "description": "说明",
}
GENERAL = {"topic": "寻找技术", "keywords": ["电池"], "classes": [{"kind": "IPC", "code": "H01M"}]}


def sent(asking: Asking) -> Iterator[Try]:
    """For every dossier, and for none."""
    for name, id in asking.world.ids["Dossier"].items():
        code = against(asking, CREATE, ("Dossier", name)) or again(asking, name)
        given = {**WANTED, "dossier": id, "idempotencyKey": f"demand {name}"}
        people = told_at(chain_of(DOSSIERS[name].filer))
        yield Try(name, given, code, with_notices(CHANGES["createDemand"], people) if code == DONE else None)
    given = {**WANTED, **GENERAL, "dossier": None, "idempotencyKey": "demand"}
    yield Try("anything", given, against(asking, CREATE) or DONE)


def again(asking: Asking, dossier: str) -> str:
    """Whether the viewer's enterprise has an open demand for a dossier already."""
    firm = asking.viewer.split()[1][0]
    there = [it for it in DEMANDS.values() if (it.dossier, it.firm) == (dossier, firm)]
    return "DEMAND_SENT_ALREADY" if any(it.state in OPEN for it in there) else DONE


def handled(asking: Asking) -> Iterator[Try]:
    """Every act with every demand, at its version and, of one act, at another."""
    for name, id in asking.world.ids["Demand"].items():
        refused = against(asking, HANDLE, ("Demand", name))
        for act in STATES:
            if act != "withdraw":
                given = {"id": id, "version": 1, "act": act.upper(), "note": "备注"}
                stands = not refused and against_demand(asking.viewer, name, act)
                code = refused or (UNAVAILABLE if stands else DONE)
                yield Try(f"{name}, {act}", given, code, MOVED if (code, act) == (DONE, "note") else None)
        old = {"id": id, "version": OLD, "act": "NOTE", "note": "备注"}
        yield Try(f"{name}, changed meanwhile", old, refused or "CONFLICT")


def withdrawn(asking: Asking) -> Iterator[Try]:
    for name, id in asking.world.ids["Demand"].items():
        refused = against(asking, HANDLE, ("Demand", name))
        stands = not refused and against_demand(asking.viewer, name, "withdraw")
        code = refused or (UNAVAILABLE if stands else DONE)
        given = {"id": id, "version": 1, "reason": "方案已变"}
        yield Try(name, given, code, with_notices(MOVED, handlers(name)) if code == DONE else None)
        yield Try(f"{name}, changed meanwhile", given | {"version": OLD}, refused or "CONFLICT")


def with_notices(rows: str, people: set[str]) -> str:
    return f"{rows}, notice +{len(people)}" if people else rows


MUTATIONS = (
    Mutation("createDemand", sent),
    Mutation("handleDemand", handled),
    Mutation("withdrawDemand", withdrawn),
)
