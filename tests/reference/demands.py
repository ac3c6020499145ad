"""What the fields of demands answer, and which patents are suggested for a general one."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.reference import patents
from tests.reference.filed import Choices
from tests.reference.filters import Moment, Region, holds, unit_at, unit_key
from tests.reference.lists import Listing, order_of
from tests.reference.objects import Object, by_id, connection, found, instants, reference, refusal
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

NEWEST = [("CREATED_AT", "DESC")]
NOTES, HANDLE = "DEMAND_NOTES_READ", "DEMAND_HANDLE"
LABELS = {
    "OPEN_LICENCE": "开放许可",
    "PATENT_POOL": "参与专利池运营",
    "ASSIGNMENT": "转让",
    "EQUITY": "作价入股",
    "CUSTOM": "自定义",
}
"""What the list calls ways of working together (S165)."""
OPEN = ("NEW", "CONTACTED", "IN_TALKS")
BEGINS = {
    "contact": ("NEW",),
    "talk": ("NEW", "CONTACTED"),
    "sign": ("CONTACTED", "IN_TALKS"),
    "close": OPEN,
    "reopen": ("CLOSED",),
    "note": (*OPEN, "SIGNED", "CLOSED"),
    "withdraw": OPEN,
}
TABLES = {"IPC": "ipc", "INDUSTRY": "industry", "STRATEGIC_INDUSTRY": "strategicIndustry"}


def demands(ask: Ask, _: Any, **given: Any) -> Object:
    keyword = given.get("search")
    rows = [
        row
        for row in ask.all("Demand")
        if (keyword is None or searched(ask, row, keyword.strip()))
        and holds(ask, given.get("where"), row, filter_value)
    ]
    order = order_of(given.get("orderBy"), NEWEST)
    return connection(Listing(ask, "Demand", rows, order, lambda _, row, key: row[key.lower()], given))


def searched(ask: Ask, demand: Row, part: str) -> bool:
    """A part of the technology, or of the enterprise's name (S163)."""
    return part in demand["technology"] or part in enterprise(ask, demand)


def enterprise(ask: Ask, demand: Row) -> str:
    return str(ask.world.tables["enterprise"][demand["enterprise_id"]]["name"])


def filter_value(ask: Ask, demand: Row, name: str) -> Any:
    """What a field of DemandFilter compares."""
    if name == "region":
        return Region(demand["region"])
    if name == "cooperation":
        return Choices(frozenset(row["mode"] for row in parts(ask, "demand_mode", demand)))
    if name in ("unit", "institution"):
        return unit_at(ask, demand[f"{name}_id"])
    return Moment(demand["created_at"]) if name == "createdAt" else demand[name]


def parts(ask: Ask, table: str, demand: Row) -> list[Row]:
    return ask.world.rows(table, demand_id=demand["id"])


def hanging(table: str, type_name: str, kept: Callable[[Row], bool] = lambda row: True) -> Any:
    def resolve(ask: Ask, demand: Object) -> list[Object]:
        return [Object(type_name, row) for row in parts(ask, table, demand.row) if kept(row)]

    return resolve


def notes(ask: Ask, demand: Object) -> list[Object] | None:
    if not ask.reaches(NOTES, "Demand", demand.row):
        return None
    found: list[Object] = hanging("demand_step", "DemandNote", lambda row: row["note"] is not None)(
        ask, demand
    )
    return found


def refused(ask: Ask, demand: Row, act: str) -> str | None:
    """What stands against an act: role, state, scope, side, that its enterprise gave it up."""
    if not ask.may(HANDLE):
        return "ROLE"
    if demand["state"] not in BEGINS[act]:
        return "STATE"
    if not ask.reaches(HANDLE, "Demand", demand):
        return "OUT_OF_SCOPE"
    if (ask.role == "ENTERPRISE") is not (act == "withdraw"):
        return "OTHER_SIDE"
    return "WITHDRAWN" if act == "reopen" and demand["withdrawn"] else None


def decisions(ask: Ask, demand: Object) -> Object:
    made = {act: Object("DemandDecision", {"reason": refused(ask, demand.row, act)}) for act in BEGINS}
    return Object("DemandViewerCan", made)


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("DemandRefusal", reason, ask.chinese)


DIMENSIONS: dict[str, Callable[[Ask, Row], str | None]] = {
    "KIND": lambda ask, row: row["kind"],
    "STATE": lambda ask, row: row["state"],
    "REGION": lambda ask, row: row["region"],
    "PROVINCE": lambda ask, row: f"{row['region'][:2]}0000",
    "INSTITUTION": lambda ask, row: unit_key(ask, row["institution_id"]),
    "UNIT": lambda ask, row: unit_key(ask, row["unit_id"]),
}


def counted(ask: Ask, source: Object, by: str, top: int) -> list[Object]:
    rows = source.row["listing"].rows
    groups = Counter(DIMENSIONS[by](ask, row) for row in rows)
    ordered = sorted(groups.items(), key=lambda group: (-group[1], group[0] is None, group[0]))
    return [
        Object(
            "DemandCount",
            {
                "key": key,
                "label": patents.called(ask, "REGION" if by in ("REGION", "PROVINCE") else None, key),
                "count": count,
            },
        )
        for key, count in ordered[:top]
    ]


def suggestions(ask: Ask, _: Any, demand: str, top: int) -> list[Object]:
    """Of what everybody is shown, by keywords found and classes met; of equals the last registered first."""
    asked = by_id(ask, demand)
    if asked is None:
        raise refusal("NOT_FOUND")
    shown = [row for row in ask.world.rows("patent") if row["published"]]
    made = [(row, reasons(ask, asked.row, row)) for row in shown]
    scored = [(sum(2 if each["reason"] == "KEYWORD" else 3 for each in why), row, why) for row, why in made]
    scored = [each for each in scored if each[0]]
    scored.sort(key=lambda each: (-each[0], -each[1]["registered_sort"], -each[1]["id"]))
    return [suggestion(ask, *each) for each in scored[:top]]


def reasons(ask: Ask, demand: Row, patent: Row) -> list[Row]:
    words = [
        {"reason": "KEYWORD", "detail": word}
        for word in json.loads(demand["keywords"])
        if patents.searched(patent, word)
    ]
    classes = [
        {"reason": "CLASS", "detail": f"{kind}:{code}"}
        for kind, code in json.loads(demand["classes"])
        if patents.filter_value(ask, patent, TABLES[kind]).holds(ask, "under", code)
    ]
    return [*words, *classes]


def suggestion(ask: Ask, score: int, patent: Row, why: list[Row]) -> Object:
    institution = ask.world.get("org_unit", patent["institution_id"])
    return Object(
        "DemandSuggestion",
        {
            "patent_id": f"Patent:{patent['id']}",
            "institution_name": institution and institution["name"],
            "score": score,
            "reasons": [Object("DemandSuggestionReason", each) for each in why],
            **{name: patent[name] for name in ("title", "application_number", "first_inventor")},
        },
    )


def unit_name(ask: Ask, demand: Object) -> str | None:
    unit = ask.world.get("org_unit", demand.row["unit_id"])
    return unit["name"] if unit else None


GUARDS = {"Demand.notes": NOTES, "Query.demandSuggestions": "DEMAND_READ"}
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.demand": lambda ask, _, id: found(by_id(ask, id)),
    "Query.demands": demands,
    "Query.demandSuggestions": suggestions,
    "Demand.inventorNames": lambda ask, demand: json.loads(demand.row["inventors"]),
    "Demand.unitName": unit_name,
    "Demand.enterpriseName": lambda ask, demand: enterprise(ask, demand.row),
    "Demand.regionName": lambda ask, demand: patents.title(ask, "REGION", demand.row["region"]),
    "Demand.cooperation": hanging("demand_mode", "DemandMode"),
    "Demand.keywords": lambda ask, demand: json.loads(demand.row["keywords"]),
    "Demand.classes": lambda ask, demand: [
        Object("DemandClass", {"kind": kind, "code": code})
        for kind, code in json.loads(demand.row["classes"])
    ],
    "Demand.dossier": reference("Dossier", "dossier_id"),
    "Demand.patent": reference("Patent", "patent_id"),
    "Demand.institution": reference("OrgUnit", "institution_id"),
    "Demand.unit": reference("OrgUnit", "unit_id"),
    "Demand.author": reference("User", "author_id"),
    "Demand.steps": hanging("demand_step", "DemandStep", lambda row: row["act"] != "NOTE"),
    "Demand.notes": notes,
    "Demand.viewerCan": decisions,
    **instants("Demand", "createdAt", "updatedAt", "signedAt", "closedAt"),
    **instants("DemandStep", "at"),
    **instants("DemandNote", "at"),
    "DemandMode.label": lambda ask, mode: LABELS[mode.row["mode"]],
    "DemandDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "DemandDecision.message": in_words,
    "DemandConnection.counts": counted,
}
