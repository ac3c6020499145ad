"""Lists in groups (`stats`): rows put together by hand, and what lists the rows of each group."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graphql import GraphQLEnumType, GraphQLError, get_named_type

from tests.reference import demands, dossiers, evaluations, patents, performances
from tests.reference.filters import holds
from tests.reference.filters import moment as moment_of
from tests.reference.objects import CHINA, Object, instant
from tests.reference.printed import schema
from tests.reference.scopes import READ, Ask
from tests.reference.world import Row

Value = Callable[[Ask, Row], Any]
Asked = dict[str, Any]


@dataclass(frozen=True)
class Listed:
    """A list that is told in groups."""

    kind: str
    compare: Callable[[Ask, Row, str], Any]
    dimensions: Mapping[str, Value]
    columns: Mapping[str, str]
    """Dimension → the condition that lists a key, where its operator is `eq`."""
    measures: Mapping[str, Value] = field(default_factory=dict)
    dates: Mapping[str, tuple[str, Value]] = field(default_factory=dict)
    """Date → its condition, and its day."""
    holds: Callable[[Row], bool] = lambda row: True
    shown: Mapping[str, str] = field(default_factory=dict)


def moment(column: str) -> Value:
    return lambda ask, row: (
        datetime.fromtimestamp(row[column] / 1000, CHINA).date().isoformat() if row[column] else None
    )


def amount(ask: Ask, report: Row) -> float | None:
    deals = ask.world.rows("performance_deal", performance_id=report["id"])
    given = [row["amount_yuan"] for row in deals if row["amount_yuan"] is not None]
    return sum(given) / 10_000 if given else None


def registered(ask: Ask, patent: Row) -> str | None:
    at = patents.registered_at(ask, patent)
    return datetime.fromtimestamp(at / 1000, CHINA).date().isoformat() if at else None


DOSSIER: dict[str, Any] = {
    "kind": "Dossier",
    "compare": dossiers.filter_value,
    "dimensions": dossiers.DIMENSIONS,
    "columns": {"FISCAL_FUNDING": "fiscalFunding"},
    "measures": {
        "RATING": lambda ask, row: row["rating"] or None,
        "EVALUATIONS": lambda ask, row: row["evaluation_count"],
    },
    "dates": {
        "REGISTERED_AT": ("registeredAt", moment("registered_sort")),
        "SUBMITTED_AT": ("submittedAt", moment("submitted_at")),
    },
}
LISTS = {
    "patents": Listed(
        "Patent",
        patents.filter_value,
        patents.DIMENSIONS,
        {
            "LEGAL_STATUS": "legalStatus",
            "FILING_STATE": "filingState",
            "VALID_AT_END_OF_2023": "validAtEndOf2023",
            "CO_OWNED": "coOwned",
            "IPC_MAIN_GROUP": "technicalField",
            "INDUSTRY": "mainIndustry",
            "STRATEGIC_INDUSTRY": "mainStrategicIndustry",
            "MAINTENANCE_YEARS": "maintenanceYears",
            "PROVINCE": "regionCode",
        },
        {
            "MAINTENANCE_YEARS": patents.maintenance_years,
            "RATING": patents.FILTERS["rating"],
            "EVALUATIONS": patents.FILTERS["evaluationCount"],
        },
        {
            "APPLICATION_DATE": ("applicationDate", patents.FILTERS["applicationDate"]),
            "GRANT_DATE": ("grantDate", patents.FILTERS["grantDate"]),
            "REGISTERED_AT": ("registeredAt", registered),
        },
        shown={"filed": "ALL", "campus": "ALL"},
    ),
    "dossiers": Listed(**DOSSIER, holds=lambda row: row["base_id"] is None),
    "resources": Listed(
        **DOSSIER,
        holds=lambda row: row["state"] == "REGISTERED" and row["base_id"] is None,
    ),
    "demands": Listed(
        "Demand",
        demands.filter_value,
        demands.DIMENSIONS,
        {"PROVINCE": "region"},
        dates={"CREATED_AT": ("createdAt", moment("created_at"))},
    ),
    "evaluations": Listed(
        "Evaluation",
        evaluations.filter_value,
        evaluations.DIMENSIONS,
        {"ENTERPRISE": "enterpriseName"},
        {"RATING": lambda ask, row: row["rating"]},
        {"UPDATED_AT": ("updatedAt", moment("updated_at"))},
    ),
    "performances": Listed(
        "Performance",
        performances.filter_value,
        performances.DIMENSIONS,
        {},
        {
            "AMOUNT": amount,
            "PATENTS": lambda ask, row: len(ask.world.rows("performance_patent", performance_id=row["id"])),
        },
        {
            "SIGNED_ON": (
                "signedOn",
                lambda ask, row: row["signed_on"] and row["signed_on"].isoformat(),
            ),
            "SUBMITTED_AT": ("submittedAt", moment("submitted_at")),
        },
    ),
}
BEGUN = {
    **dict.fromkeys(("IPC_SECTION", "IPC_CLASS", "IPC_SUBCLASS"), "mainIpc"),
    **dict.fromkeys(("INDUSTRY_SECTION", "INDUSTRY_DIVISION"), "mainIndustry"),
}
YEARS = {"APPLICATION_YEAR": "applicationDate", "GRANT_YEAR": "grantDate", "YEAR": "signedOn"}
NUMBERS = ("MAINTENANCE_YEARS", "RATING")


def asked_of(arguments: Asked) -> tuple[str, Asked]:
    [(name, asked)] = arguments["of"].items()
    return name, asked


def lacking(ask: Ask, arguments: Asked) -> str | None:
    """The ability of the list, or of what evaluations come to, where the viewer has nothing of it."""
    name, asked = asked_of(arguments)
    told = [*(asked.get("metrics") or ()), asked.get("orderBy") or ""]
    summed = any(each.startswith("EVALUATIONS_") for each in told)
    of_summary = summed or evaluations.asks_for_summary({"where": asked.get("where")})
    abilities = [READ[LISTS[name].kind], *([evaluations.SUMMARY] if of_summary else [])]
    return next((each for each in abilities if not ask.may(each)), None)


def possible(arguments: Asked) -> bool:
    """Whether dimensions and the series can be."""
    _, asked = asked_of(arguments)
    names, over = asked.get("groupBy") or [], asked.get("over") or {}
    most = over.get("top")
    return len(names) <= 2 and len(set(names)) == len(names) and (most is None or 1 <= most <= 1000)


def stats(ask: Ask, _: Any, **arguments: Any) -> Object:
    name, asked = asked_of(arguments)
    ability = lacking(ask, arguments)
    if ability is not None:
        raise GraphQLError("denied", extensions={"code": "FORBIDDEN", "ability": ability})
    of = LISTS[name]
    rows = [
        row
        for row in ask.all(of.kind)
        if of.holds(row)
        and ask.reaches("STATS_READ", of.kind, row)
        and holds(ask, asked.get("where"), row, of.compare)
    ]
    return Told(ask, name, of, asked).answer(rows, arguments["top"])


@dataclass
class Told:
    """What is told of rows."""

    ask: Ask
    name: str
    of: Listed
    asked: Asked

    def __post_init__(self) -> None:
        self.names = self.asked.get("groupBy") or []
        self.over = self.asked.get("over")
        self.order = self.asked.get("orderBy") or "COUNT"
        self.down = self.asked["direction"] == "DESC"

    def answer(self, rows: list[Row], top: int) -> Object:
        groups: dict[tuple[Any, ...], list[Row]] = {}
        if not self.names and not self.over:
            groups[()] = []
        for row in rows:
            groups.setdefault(self.key(row), []).append(row)
        wholes: dict[tuple[Any, ...], list[Row]] = {}
        for key, members in groups.items():
            wholes.setdefault(key[: len(self.names)], []).extend(members)
        places = {
            key: place for place, key in enumerate(sorted(wholes, key=lambda key: self.rank(key, wholes)))
        }
        ordered = sorted(groups, key=lambda key: (places[key[: len(self.names)]], by_key(key)))
        most = (self.over or {}).get("top") or len(places)
        fits = [key for key in ordered[:top] if places[key[: len(self.names)]] < most]
        beyond = [key for key in ordered if key not in fits]
        return Object(
            "Stats",
            {
                "groups": [self.group(key, groups[key]) for key in fits],
                "total": self.total([groups[key] for key in ordered]),
                "rest": self.total([groups[key] for key in beyond]),
            },
        )

    def key(self, row: Row) -> tuple[Any, ...]:
        found = [self.of.dimensions[name](self.ask, row) for name in self.names]
        return (*found, self.period(row)) if self.over else tuple(found)

    def period(self, row: Row) -> str | None:
        assert self.over
        day = self.of.dates[self.over["date"]][1](self.ask, row)
        if day is None:
            return None
        year, month, _ = day.split("-")
        return {
            "YEAR": str(year),
            "QUARTER": f"{year}-Q{(int(month) + 2) // 3}",
            "MONTH": f"{year}-{month}",
        }[self.over["by"]]

    def rank(self, key: tuple[Any, ...], wholes: Mapping[Any, list[Row]]) -> Any:
        value = self.value(self.order, wholes[key])
        missing = value is None
        return missing, 0 if missing else -value if self.down else value, by_key(key)

    def value(self, metric: str, rows: list[Row]) -> float | None:
        if metric == "COUNT":
            return float(len(rows))
        measure, _, fold = metric.rpartition("_")
        given = [self.of.measures[measure](self.ask, row) for row in rows]
        known = [each for each in given if each is not None]
        if not known:
            return None
        return float({"SUM": sum, "AVG": average, "MIN": min, "MAX": max}[fold](known))  # type: ignore[operator]

    def values(self, rows: list[Row]) -> list[Object]:
        metrics = dict.fromkeys(self.asked.get("metrics") or ["COUNT"])
        return [Object("StatsValue", {"metric": each, "value": self.value(each, rows)}) for each in metrics]

    def total(self, groups: list[list[Row]]) -> Object:
        rows = [row for group in groups for row in group]
        return Object("StatsTotal", {"groups": len(groups), "count": len(rows), "values": self.values(rows)})

    def group(self, key: tuple[Any, ...], rows: list[Row]) -> Object:
        keys = [
            Object("StatsKey", {"dimension": name, "key": each, "label": self.label(name, each)})
            for name, each in zip(self.names, key, strict=False)
        ]
        return Object(
            "StatsGroup",
            {
                "keys": keys,
                "period": key[-1] if self.over else None,
                "count": len(rows),
                "values": self.values(rows),
                "list": self.name,
                "list_arguments": json.dumps(
                    {**self.of.shown, "where": self.where(key)}, separators=(",", ":"), ensure_ascii=False
                ),
            },
        )

    def label(self, name: str, key: str | None) -> str | None:
        """The name of a unit, the title of a code, what the schema calls an option."""
        if key is None:
            return None
        if key.startswith("OrgUnit:"):
            return str(self.ask.world.tables["org_unit"][int(key[8:])]["name"])
        table = "REGION" if self.of.columns.get(name) == "region" else TABLES.get(name)
        if table:
            return patents.title(self.ask, table, key)
        if key in ("true", "false"):
            return {"true": ("yes", "是"), "false": ("no", "否")}[key][self.ask.chinese]
        column = YEARS.get(name) or BEGUN.get(name) or self.of.columns.get(name) or plain(name)
        return option(self.of.kind, column, key, self.ask.chinese)

    def where(self, key: tuple[Any, ...]) -> Asked:
        asked = canonical(self.asked.get("where") or {})
        more = [self.condition(name, each) for name, each in zip(self.names, key, strict=False)]
        if self.over:
            condition = self.of.dates[self.over["date"]][0]
            more.append({condition: self.span(condition, key[-1])})
        if more:
            asked["and"] = [*(asked.pop("and", None) or ()), *more]
        return asked

    def condition(self, name: str, key: str | None) -> Asked:
        column = BEGUN.get(name) or YEARS.get(name) or self.of.columns.get(name) or plain(name)
        if key is None:
            return {column: {"isNull": True}}
        if name in BEGUN:
            return {column: {"startsWith": key}}
        if name in YEARS:
            return {column: {"gte": f"{key}-01-01", "lt": f"{int(key) + 1}-01-01"}}
        if name == "PROVINCE" and self.of.kind == "Demand":
            return {"region": {"under": key}}
        if name in NUMBERS:
            return {column: {"eq": int(key)}}
        return {column: {"eq": {"true": True, "false": False}.get(key, key)}}

    def span(self, condition: str, period: str | None) -> Asked:
        if period is None:
            return {"isNull": True}
        year, _, part = period.partition("-")
        first = {"": 1, "Q": 3 * int(part[1:] or 0) - 2}.get(part[:1], int(part.lstrip("Q") or 1))
        months = 12 if not part else 3 if part.startswith("Q") else 1
        after = int(year) * 12 + first - 1 + months
        clock = "T00:00:00+08:00" if condition.endswith("At") else ""
        return {
            "gte": f"{year}-{first:02}-01{clock}",
            "lt": f"{after // 12:04}-{after % 12 + 1:02}-01{clock}",
        }


TABLES = {
    **dict.fromkeys(("IPC_SECTION", "IPC_CLASS", "IPC_SUBCLASS", "IPC_MAIN_GROUP"), "IPC"),
    **dict.fromkeys(("INDUSTRY_SECTION", "INDUSTRY_DIVISION", "INDUSTRY"), "INDUSTRY"),
    "STRATEGIC_INDUSTRY": "STRATEGIC_INDUSTRY",
    "REGION": "REGION",
}
"""Dimension → the code table its keys are of."""


def plain(name: str) -> str:
    return name.lower()


def average(given: list[float]) -> float:
    return sum(given) / len(given)


def by_key(key: Iterable[str | None]) -> list[tuple[bool, str]]:
    return [(each is None, each or "") for each in key]


def canonical(tree: Any, name: str = "") -> Any:
    """A filter without nulls, its moments as clocks in China show them, averages with a point."""
    if isinstance(tree, dict):
        of_filter = not name or name in LOGIC
        inner = {key: canonical(each, key if of_filter else name) for key, each in tree.items()}
        return {key: each for key, each in inner.items() if each is not None}
    if isinstance(tree, list):
        return [canonical(each, name) for each in tree]
    if name.endswith(("At", "Since")) and isinstance(tree, str):
        return instant(moment_of(tree))
    return (
        float(tree)
        if name == "evaluationAverage" and not isinstance(tree, bool) and tree is not None
        else tree
    )


LOGIC = ("and", "or", "not")


def option(kind: str, column: str, key: str, chinese: bool) -> str | None:
    """What a value of an enumeration is called: `English (中文, S1).`"""
    conditions = schema().type_map[f"{kind}Filter"].fields  # type: ignore[attr-defined]
    operators = get_named_type(conditions[column].type)
    enum = get_named_type(operators.fields["eq"].type) if "eq" in operators.fields else None
    if not isinstance(enum, GraphQLEnumType):
        return None
    english, _, rest = (enum.values[key].description or "").rpartition(" (")
    return rest.rstrip(".").removesuffix(")").partition(", S")[0] if chinese else english


GUARDS = {"Query.stats": "STATS_READ"}
RESOLVERS: dict[str, Callable[..., Any]] = {"Query.stats": stats}
