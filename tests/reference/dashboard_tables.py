"""The tables of the dashboard (S171, S172): what each counts patents by, told row by row."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from panhuo.types import dashboard_as_of as past
from panhuo.types.dashboard_tables import TABLES as DECLARED
from panhuo.types.dashboard_tables import TICKS
from tests.reference import filed, patents
from tests.reference.filters import holds, unit_at
from tests.reference.library import STILL_OURS as VALID
from tests.reference.objects import Object
from tests.reference.printed import schema
from tests.reference.scopes import Ask
from tests.reference.world import Row

Keys = Callable[[Ask, Row], Iterable[Any]]
Where = dict[str, Any]
AT_MOST = 100


def one(key: Callable[[Ask, Row], Any]) -> Keys:
    return lambda ask, row: [key(ask, row)]


def is_or_none(name: str) -> Callable[[Any], Where]:
    return lambda key: {name: {"isNull": True} if key is None else {"eq": key}}


def strategic(key: str | None) -> Where:
    name = "mainStrategicIndustry"
    if key is None:
        return {name: {"isNull": True}}
    return {"or": [{name: {"eq": key}}, {name: {"startsWith": f"{key}."}}]}


def names(ask: Ask, patent: Row) -> set[str]:
    return {row["name"] for row in ask.world.of_patent("patent_inventor", patent["id"])}


def dossier_says(name: str) -> Keys:
    """What the own dossier says, where it is read and says anything."""

    def keys(ask: Ask, patent: Row) -> list[Any]:
        said = (filed.read_dossier(ask, patent) or patents.NONE)[name]
        return [] if said is None or (name == "rating" and said == 0) else [said]

    return keys


def ticked(name: str) -> Keys:
    return lambda ask, patent: filed.ticked(ask, filed.read_dossier(ask, patent), name).ticked


def at_unit(kinds: tuple[str, ...], place: Callable[[Ask, Row], int | None]) -> Keys:
    """The unit of a place, where it is readable and of some kinds."""

    def keys(ask: Ask, patent: Row) -> list[int]:
        unit = unit_at(ask, place(ask, patent))
        return [unit[0]["id"]] if unit and unit[0]["kind"] in kinds else []

    return keys


def enum_words(name: str) -> Callable[[Ask, Any], str]:
    def words(ask: Ask, key: str) -> str:
        found = re.fullmatch(r"(.*?) \((.*)\)\.", schema().type_map[name].values[key].description)  # type: ignore[attr-defined]
        assert found
        return str(found[2 if ask.chinese else 1])

    return words


def code_title(kind: str) -> Callable[[Ask, Any], str | None]:
    return lambda ask, key: patents.title(ask, kind, key)


def unit_name(ask: Ask, key: int) -> str:
    return str(ask.world.tables["org_unit"][key]["name"])


def stars(ask: Ask, key: int) -> str:
    return f"{key}星" if ask.chinese else f"{key} stars"


def yes_no(ask: Ask, key: bool) -> str:
    return ("是" if key else "否") if ask.chinese else ("Yes" if key else "No")


def nameless(ask: Ask, key: Any) -> None:
    return None


TABLES: dict[str, tuple[Keys, Callable[[Any], Where], Callable[[Ask, Any], str | None]]] = {
    "industries": (
        one(lambda ask, row: row["main_industry"] and row["main_industry"][:1]),
        lambda key: {"mainIndustry": {"isNull": True} if key is None else {"startsWith": key}},
        code_title("INDUSTRY"),
    ),
    "strategic_industries": (
        one(lambda ask, row: row["main_strategic_industry"] and row["main_strategic_industry"].split(".")[0]),
        strategic,
        code_title("STRATEGIC_INDUSTRY"),
    ),
    "technical_fields": (
        one(lambda ask, row: patents.main_group(row["main_ipc"])),
        is_or_none("technicalField"),
        code_title("IPC"),
    ),
    "patent_types": (one(lambda ask, row: row["type"]), is_or_none("type"), enum_words("PatentType")),
    "maintenance_years": (one(patents.maintenance_years), is_or_none("maintenanceYears"), nameless),
    "inventors": (names, lambda key: {"inventors": {"name": {"eq": key}}}, nameless),
    "colleges": (
        at_unit(("COLLEGE", "BRANCH_COLLEGE"), lambda ask, patent: patents.place(ask, patent, "unit_id")),
        lambda key: {"unit": {"eq": f"OrgUnit:{key}"}},
        unit_name,
    ),
    "institutions": (
        at_unit(("INSTITUTION",), lambda ask, patent: patent["institution_id"]),
        lambda key: {"institution": {"eq": f"OrgUnit:{key}"}},
        unit_name,
    ),
}
TICKED = {
    "fiscalFunding": (dossier_says("fiscal_funding"), yes_no),
    "status": (ticked("status"), enum_words("ImplementationStatus")),
    "willingness": (ticked("willingness"), enum_words("Willingness")),
    "maturity": (dossier_says("maturity"), enum_words("Maturity")),
    "rating": (dossier_says("rating"), stars),
}
RANKED = ("inventors", "colleges", "institutions")


@dataclass(frozen=True)
class Ranking:
    """What inventors, colleges and institutions are ranked by."""

    definition: str
    where: Where
    unknown: str | None
    top: int


UNKNOWN = {"colleges": "PLACES_NOT_KEPT", "institutions": "OWNERS_NOT_KEPT", "ticks": "CONTENT_NOT_KEPT"}
"""Tables that the data do not tell of the past."""


def tables(ask: Ask, rows: list[Row], asked: Where, ranking: Ranking, day: date | None) -> dict[str, Object]:
    """All of them, of the patents that the dashboard is of."""
    base: Where = VALID if day is None else {"inForceOn": {"eq": day.isoformat()}}
    found = {}
    for name, (keys, listed, words) in TABLES.items():
        ranked = name in RANKED
        definition = DECLARED[name].definition + (f" {ranking.definition}" if ranked else "")
        gap = (UNKNOWN.get(name) if day else None) or (ranking.unknown if ranked else None)
        if gap:
            found[name] = Object("DashboardTable", {"definition": definition, "unknown": gap, "rows": None})
            continue
        where, most = (ranking.where, ranking.top) if ranked else (base, AT_MOST)
        if name == "maintenance_years" and day is not None:
            keys, listed = years_by(day)
        told = group(ask, of(ask, rows, where, asked), keys)[:most]
        if name == "maintenance_years":
            told.sort(key=lambda each: (each[0] is None, each[0] or 0))
        lines = [line(ask, None, each, listed(each[0]), words, where, asked) for each in told]
        found[name] = Object("DashboardTable", {"definition": definition, "unknown": None, "rows": lines})
    gap = UNKNOWN["ticks"] if day else None
    ticks = None if gap else ticked_rows(ask, of(ask, rows, VALID, asked), asked)
    return found | {"ticks": Object("DashboardTable", {"definition": TICKS, "unknown": gap, "rows": ticks})}


def ticked_rows(ask: Ask, valid: list[Row], asked: Where) -> list[Object]:
    return [
        line(ask, item, each, {item: {"eq": each[0]}}, words, VALID, asked)
        for item, (keys, words) in TICKED.items()
        for each in group(ask, valid, keys)
    ]


def years_by(day: date) -> tuple[Keys, Callable[[Any], Where]]:
    """Whole years from the filing date to a day, and the filing dates that come to so many."""

    def years(ask: Ask, patent: Row) -> int | None:
        if not patent["application_date"] or not patent["grant_date"]:
            return None
        found = patents.maintained(Ask(ask.world, ask.account, day), {**patent, **IN_FORCE})
        return found[0] if found else None

    def listed(key: int | None) -> Where:
        if key is None:
            return {"applicationDate": {"isNull": True}}
        return {
            "applicationDate": {
                "gt": past.latest(key + 1, day).isoformat(),
                "lte": past.latest(key, day).isoformat(),
            }
        }

    return one(years), listed


IN_FORCE = {"legal_status": "VALID", "lapse_date": None}


def of(ask: Ask, rows: list[Row], where: Where, asked: Where) -> list[Row]:
    return [row for row in rows if holds(ask, {**where, **asked}, row, patents.filter_value)]


def group(ask: Ask, rows: list[Row], keys: Keys) -> list[tuple[Any, int]]:
    """The largest first, equal ones by key, the unknown last."""
    counts = Counter(key for row in rows for key in keys(ask, row))
    return sorted(counts.items(), key=lambda each: (-each[1], each[0] is None, each[0]))


def line(
    ask: Ask,
    item: str | None,
    counted: tuple[Any, int],
    listed: Where,
    words: Callable[[Ask, Any], str | None],
    where: Where,
    asked: Where,
) -> Object:
    key, count = counted
    arguments = {"filed": "ALL", "campus": "ALL", "where": {"and": [where, listed], **asked}}
    of_unit = listed.keys() & {"unit", "institution"}
    code = f"OrgUnit:{key}" if of_unit else str(key).lower() if isinstance(key, bool) else str(key)
    return Object(
        "DashboardRow",
        {
            "item": item,
            "code": None if key is None else code,
            "label": None if key is None else words(ask, key),
            "count": count,
            "list_arguments": json.dumps(arguments, separators=(",", ":"), ensure_ascii=False),
        },
    )
