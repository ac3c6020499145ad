"""Mutations of demands, refused: dossiers that are not shown, demands of others, versions that are over."""

from collections.abc import Callable

from tests.reference.query_values import Values
from tests.reference.refused import far_or_over, key, mutation, unreached

SHOWN = "demand { id state version technology }"
WANTED = {
    "cooperation": [{"mode": "OPEN_LICENCE"}],
    "region": "330100",
    "contact": "张三",
    "phone": "13800000000",
}


def create_demand(values: Values) -> str:
    given = {**WANTED, "dossier": unreached(values, "DEMAND_CREATE", "Dossier"), **key(values)}
    return mutation(values, "createDemand", SHOWN, given)


def handle_demand(values: Values) -> str:
    id, version = far_or_over(values, "DEMAND_HANDLE", "Demand")
    act = values.one_of(("CONTACT", "TALK", "SIGN", "CLOSE", "REOPEN", "NOTE"))
    return mutation(values, "handleDemand", SHOWN, {"id": id, "version": version, "act": act, "note": "备注"})


def withdraw_demand(values: Values) -> str:
    id, version = far_or_over(values, "DEMAND_HANDLE", "Demand")
    return mutation(values, "withdrawDemand", SHOWN, {"id": id, "version": version, "reason": "不再需要"})


REFUSED: dict[str, Callable[[Values], str]] = {
    "createDemand": create_demand,
    "handleDemand": handle_demand,
    "withdrawDemand": withdraw_demand,
}
