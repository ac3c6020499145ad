"""What a dossier looks like to a viewer: what lists filter, sort and count by, and where it waits."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.reference import filed, patents
from tests.reference.filters import Moment, Related, holds, unit_at, unit_key
from tests.reference.lists import Listing, Order, order_of
from tests.reference.scopes import Ask
from tests.reference.world import Row

BY_UPDATED = [("UPDATED_AT", "DESC")]
BY_REGISTERED = [("REGISTERED_AT", "DESC")]
BY_WAITING = [("WAITING_SINCE", "ASC")]
ORDERS: dict[str, Order] = {
    "dossiers": BY_UPDATED,
    "myDossiers": BY_UPDATED,
    "portfolios": BY_UPDATED,
    "resources": BY_REGISTERED,
    "reviewQueue": BY_WAITING,
    "reviewed": BY_UPDATED,
    "showcase": BY_REGISTERED,
}
"""How each list stands where nothing else is asked."""
DAY = 86_400_000
NOW = 1_900_000_000_000
"""What is late in a generated world is late on all its days, or on none (`world_dossiers`)."""


def due_at(ask: Ask, dossier: Row) -> int | None:
    """Until when the level at which it waits is to review it, where that has a limit of days."""
    unit = ask.world.get("org_unit", dossier["step_unit_id"])
    if not dossier["waiting_since"] or unit is None:
        return None
    flow = ask.world.tables["approval_flow"][dossier["institution_id"]]
    days = flow[f"{unit['kind'].lower()}_days"]
    return None if days is None else int(dossier["waiting_since"] + days * DAY)


def overdue(ask: Ask, dossier: Row) -> bool:
    due = due_at(ask, dossier)
    return due is not None and due < NOW


def facts_of_members(ask: Ask, dossier: Row) -> Related:
    rows = [ask.world.tables["patent"][id] for id in filed.members(ask, dossier)]
    return Related(lambda where: any(holds(ask, where, row, patents.filter_value) for row in rows))


def moment(value: int | None) -> Moment | None:
    return Moment(value) if value else None


def filter_value(ask: Ask, dossier: Row, name: str) -> Any:
    """What a field of DossierFilter compares."""
    if name in filed.TICKED:
        return filed.ticked(ask, dossier, name)
    return FILTERS[name](ask, dossier) if name in FILTERS else dossier[patents.snake(name)]


def told(ask: Ask, dossier: Row, column: str) -> int:
    """What evaluations come to, nothing where the viewer may not know it."""
    return int(dossier[column]) if ask.reaches("EVALUATION_SUMMARY_READ", "Dossier", dossier) else 0


FILTERS: dict[str, Callable[[Ask, Row], Any]] = {
    "rating": lambda ask, row: row["rating"] or None,
    "unit": lambda ask, row: unit_at(ask, row["unit_id"]),
    "institution": lambda ask, row: unit_at(ask, row["institution_id"]),
    "registeredAt": lambda ask, row: moment(row["registered_sort"]),
    "submittedAt": lambda ask, row: moment(row["submitted_at"]),
    "waitingSince": lambda ask, row: moment(row["waiting_since"]),
    "overdue": overdue,
    "members": facts_of_members,
    "evaluationCount": lambda ask, row: told(ask, row, "evaluation_count"),
    "evaluationAverage": lambda ask, row: told(ask, row, "evaluation_average") / 100 or None,
}
KEYS: dict[str, Callable[[Ask, Row], Any]] = {
    "REGISTERED_AT": lambda ask, row: row["registered_sort"],
    "UPDATED_AT": lambda ask, row: row["updated_at"],
    "WAITING_SINCE": lambda ask, row: row["waiting_since"],
    "GRANT_DATE": lambda ask, row: (
        ask.world.tables["patent"][row["patent_id"]]["grant_date"] or patents.NO_DATE
    ),
    "RATING": lambda ask, row: row["rating"],
    "EVALUATION_AVERAGE": lambda ask, row: told(ask, row, "evaluation_average"),
    "EVALUATION_COUNT": lambda ask, row: told(ask, row, "evaluation_count"),
}
DIMENSIONS: dict[str, Callable[[Ask, Row], str | None]] = {
    "KIND": lambda ask, row: row["kind"],
    "STATE": lambda ask, row: row["state"],
    "RATING": lambda ask, row: str(row["rating"]) if row["rating"] else None,
    "MATURITY": lambda ask, row: row["maturity"],
    "PRICE": lambda ask, row: row["price"],
    "FISCAL_FUNDING": lambda ask, row: patents.yes(row["fiscal_funding"]),
    "FLAGGED": lambda ask, row: patents.yes(row["flagged"]),
    "INSTITUTION": lambda ask, row: unit_key(ask, row["institution_id"]),
    "UNIT": lambda ask, row: unit_key(ask, row["unit_id"]),
}


def dossier_list(ask: Ask, name: str, rows: list[Row], arguments: dict[str, Any]) -> Listing:
    """The dossiers among these that the arguments of a list ask for."""
    found = [row for row in rows if asked_for(ask, row, arguments)]
    order = order_of(arguments.get("orderBy"), ORDERS[name])
    key = lambda ask, row, key: KEYS[key](ask, row)  # noqa: E731
    return Listing(ask, "Dossier", found, order, key, arguments, shown=name == "showcase")


def asked_for(ask: Ask, dossier: Row, arguments: dict[str, Any]) -> bool:
    equal = [arguments.get(name) in (None, dossier[name]) for name in ("kind", "state")]
    keyword = arguments.get("search")
    return (
        all(equal)
        and (keyword is None or searched(ask, dossier, keyword))
        and holds(ask, arguments.get("where"), dossier, filter_value)
    )


def searched(ask: Ask, dossier: Row, keyword: str) -> bool:
    """A part of its title as it stands, or what quick search finds of one of its patents (S105, S111)."""
    rows = [ask.world.tables["patent"][id] for id in filed.members(ask, dossier)]
    return keyword.strip() in dossier["title"] or any(patents.searched(row, keyword) for row in rows)


def counted(ask: Ask, rows: list[Row], by: str, top: int) -> list[dict[str, Any]]:
    """Dossiers a key, largest first, equal ones by key, those without one last."""
    counts = Counter(DIMENSIONS[by](ask, row) for row in rows)
    groups = sorted(counts.items(), key=lambda group: (-group[1], group[0] is None, group[0]))
    return [{"key": key, "count": count} for key, count in groups[:top]]
