"""What a patent looks like to a viewer."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.reference import filed
from tests.reference.filters import AsOf, Codes, Moment, Related, found_by, holds, unit_at, unit_key
from tests.reference.lists import Listing, order_of
from tests.reference.scopes import Ask
from tests.reference.world import Row

NEWEST_GRANT = [("GRANT_DATE", "DESC")]
NO_DATE = date(1, 1, 1)
NONE: Row = {
    "rating": 0,
    "maturity": None,
    "fiscal_funding": None,
    "evaluation_count": 0,
    "evaluation_average": 0,
}
"""Stands for a dossier that the viewer does not read."""


def told_dossier(ask: Ask, patent: Row) -> Row:
    """The own dossier, where the viewer may know what its evaluations come to."""
    own = filed.own_dossier(ask, patent)
    return own if own and ask.reaches("EVALUATION_SUMMARY_READ", "Dossier", own) else NONE


def own_holding(ask: Ask, patent: Row) -> Row | None:
    """The holding of the viewer's institution."""
    holdings = ask.world.of_patent("holding", patent["id"])
    return next((row for row in holdings if row["institution_id"] == ask.institution_id), None)


def filing_state(ask: Ask, patent: Row) -> str:
    """Inside institutions that of the own one's dossier; outside, of the first owner's."""
    if ask.institution_id is None:
        return str(patent["filing_state"])
    own = own_holding(ask, patent)
    return str(own["filing_state"]) if own else "UNFILED"


def registered_at(ask: Ask, patent: Row) -> int | None:
    """When the dossier was registered whose state the viewer sees."""
    if ask.institution_id is None:
        return patent["registered_at"]  # type: ignore[no-any-return]
    own = own_holding(ask, patent)
    return (own["registered_sort"] or None) if own else None


def place(ask: Ask, patent: Row, column: str) -> int | None:
    """Where it stands: in the viewer's institution; seen from outside, at the first owner's."""
    row = patent if ask.institution_id is None else own_holding(ask, patent)
    return row[column] if row else None


def first_owner(ask: Ask, patent: Row) -> bool:
    if ask.institution_id is None:
        return patent["institution_id"] is not None
    return bool(patent["institution_id"] == ask.institution_id)


def transferred_out(ask: Ask, patent: Row) -> bool:
    own = own_holding(ask, patent)
    return own is not None and not own["current"]


def affiliation_unit(ask: Ask, patent: Row) -> int | None:
    """The branch or institution that a patent in scope is said to belong to (S70, S71)."""
    return (patent["branch_id"] or patent["institution_id"]) if first_owner(ask, patent) else None


def affiliation(ask: Ask, patent: Row) -> str:
    unit = ask.world.get("org_unit", affiliation_unit(ask, patent))
    return unit["name"] if unit else "--"


def maintained(ask: Ask, patent: Row) -> tuple[int, int] | None:
    """Completed years and days from filing to today or the lapse date (S185, S186)."""
    filed, lapsed = patent["application_date"], patent["lapse_date"]
    unknown = patent["legal_status"] == "LAPSED" and not lapsed
    if not filed or not patent["grant_date"] or patent["legal_status"] == "PENDING" or unknown:
        return None
    end = min(ask.today, lapsed or ask.today)
    leap_day = (
        (filed.month, filed.day) == (2, 29) and end.replace(day=1).month == 2 and is_last_of_february(end)
    )
    had_birthday = (end.month, end.day) >= (filed.month, filed.day) or leap_day
    return end.year - filed.year - (not had_birthday), (end - filed).days


def is_last_of_february(day: date) -> bool:
    return day.month == 2 and date.fromordinal(day.toordinal() + 1).month == 3


def maintenance_years(ask: Ask, patent: Row) -> int | None:
    found = maintained(ask, patent)
    return found[0] if found else None


def codes_of(ask: Ask, patent: Row, kind: str) -> list[Row]:
    rows = [row for row in ask.world.of_patent("patent_code", patent["id"]) if row["kind"] == kind]
    return sorted(rows, key=lambda row: row["position"])


def main_group(code: str | None) -> str | None:
    return code.split("/")[0] + "/00" if code and "/" in code else None


def refusal(ask: Ask, patent: Row) -> str | None:
    """Why the viewer may not file it singly, the first reason that holds."""
    reasons = {
        "ROLE": not ask.may("DOSSIER_FILE"),
        **unfit(ask, patent),
        "OTHER_CAMPUS": "MAIN" in ask.scopes("DOSSIER_FILE") and patent["branch_id"] is not None,
        "ALREADY_FILED": filing_state(ask, patent) != "UNFILED",
    }
    return next((reason for reason, holds_here in reasons.items() if holds_here), None)


def unfit(ask: Ask, patent: Row) -> dict[str, bool]:
    """What keeps a patent out of any dossier of the viewer's institution (S85)."""
    return {
        "TRANSFERRED_OUT": transferred_out(ask, patent),
        "FIRST_OWNER_OUTSIDE": patent["institution_id"] is None,
        "NOT_FIRST_OWNER": not first_owner(ask, patent),
        "LAPSED": patent["legal_status"] == "LAPSED",
        "NOT_GRANTED": patent["legal_status"] == "PENDING",
    }


def portfolio_refusal(ask: Ask, patent: Row) -> str | None:
    """Why the viewer may put it in no portfolio, filed or not (S81–S85)."""
    reasons = {"ROLE": not ask.may("PORTFOLIO_FILE"), **unfit(ask, patent)}
    return next((reason for reason, holds_here in reasons.items() if holds_here), None)


def filter_value(ask: Ask, patent: Row, name: str) -> Any:
    """What a field of PatentFilter compares."""
    if name in filed.TICKED:
        return filed.ticked(ask, filed.read_dossier(ask, patent), name)
    if name in FILTERS:
        return FILTERS[name](ask, patent)
    return patent[{"validAtEndOf2023": "valid_at_2023_end"}.get(name) or snake(name)]


def inventors(ask: Ask, patent: Row) -> Related:
    rows = ask.world.of_patent("patent_inventor", patent["id"])
    return Related(lambda where: any(holds(ask, where, row, lambda _, row, name: row[name]) for row in rows))


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


FILTERS: dict[str, Callable[[Ask, Row], Any]] = {
    "applicationDate": lambda ask, row: iso(row["application_date"]),
    "grantDate": lambda ask, row: iso(row["grant_date"]),
    "maintenanceYears": maintenance_years,
    "ipc": lambda ask, row: Codes(code["code"] for code in codes_of(ask, row, "IPC")),
    "industry": lambda ask, row: Codes(code["code"] for code in codes_of(ask, row, "INDUSTRY")),
    "strategicIndustry": lambda ask, row: Codes(
        code["code"] for code in codes_of(ask, row, "STRATEGIC_INDUSTRY")
    ),
    "transferredOut": transferred_out,
    "firstOwner": first_owner,
    "filingState": filing_state,
    "institution": lambda ask, row: unit_at(ask, row["institution_id"]),
    "unit": lambda ask, row: unit_at(ask, place(ask, row, "unit_id")),
    "branch": lambda ask, row: unit_at(ask, place(ask, row, "branch_id")),
    "technicalField": lambda ask, row: main_group(row["main_ipc"]),
    "filed": lambda ask, row: filing_state(ask, row) != "UNFILED",
    "inventoried": lambda ask, row: filing_state(ask, row) in ("INVENTORIED", "REGISTERED"),
    "registered": lambda ask, row: filing_state(ask, row) == "REGISTERED",
    "registeredAt": lambda ask, row: Moment(at) if (at := registered_at(ask, row)) else None,
    "inPortfolio": filed.in_portfolio,
    "inRegisteredPortfolio": filed.in_registered_portfolio,
    "rating": lambda ask, row: (filed.read_dossier(ask, row) or NONE)["rating"] or None,
    "inventors": inventors,
    "inForceOn": lambda ask, row: AsOf(lambda day: filed.in_force_on(ask, row, day)),
    "newInMonthOf": lambda ask, row: AsOf(lambda day: filed.new_in_month_of(ask, row, day)),
    "registeredOn": lambda ask, row: AsOf(lambda day: filed.registered_at_end_of(ask, row, day)),
    "fiscalFunding": lambda ask, row: (filed.read_dossier(ask, row) or NONE)["fiscal_funding"],
    "maturity": lambda ask, row: (filed.read_dossier(ask, row) or NONE)["maturity"],
    "evaluationCount": lambda ask, row: told_dossier(ask, row)["evaluation_count"],
    "evaluationAverage": lambda ask, row: told_dossier(ask, row)["evaluation_average"] / 100 or None,
    "newThisMonth": filed.new_this_month,
    "converted": filed.converted,
    "transferredSinceRegistered": lambda ask, row: filed.dealt_later(ask, row, "TRANSFER"),
    "licensedSinceRegistered": lambda ask, row: filed.dealt_later(ask, row, "LICENCE"),
}
KEYS: dict[str, Callable[[Ask, Row], Any]] = {
    "GRANT_DATE": lambda ask, row: row["grant_date"] or NO_DATE,
    "APPLICATION_DATE": lambda ask, row: row["application_date"] or NO_DATE,
    "REGISTERED_AT": lambda ask, row: registered_at(ask, row) or 0,
    "EVALUATION_AVERAGE": lambda ask, row: told_dossier(ask, row)["evaluation_average"],
    "EVALUATION_COUNT": lambda ask, row: told_dossier(ask, row)["evaluation_count"],
    "APPLICATION_NUMBER": lambda ask, row: row["application_number"],
}


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def patent_list(ask: Ask, rows: list[Row], arguments: dict[str, Any]) -> Listing:
    """The patents among these that the arguments of `patents` ask for."""
    found = [row for row in rows if asked_for(ask, row, arguments)]
    order = order_of(arguments.get("orderBy"), NEWEST_GRANT)
    return Listing(ask, "Patent", found, order, lambda ask, row, key: KEYS[key](ask, row), arguments)


def asked_for(ask: Ask, patent: Row, arguments: dict[str, Any]) -> bool:
    filed, keyword = filing_state(ask, patent) != "UNFILED", arguments.get("search")
    return (
        (arguments["filed"] == "ALL" or filed is (arguments["filed"] == "FILED"))
        and on_campus(ask, patent, arguments)
        and (keyword is None or searched(patent, keyword))
        and holds(ask, arguments.get("where"), patent, filter_value)
    )


def searched(patent: Row, keyword: str) -> bool:
    return found_by(patent, keyword, json.loads(patent["owner_names"]), json.loads(patent["inventor_names"]))


def on_campus(ask: Ask, patent: Row, arguments: dict[str, Any]) -> bool:
    """One branch's, or the viewer's own campus, or any (S54); other admins see their unit's."""
    here = place(ask, patent, "branch_id")
    if arguments.get("branch") is not None:
        branch = ask.visible("OrgUnit", ask.world.get("org_unit", here))
        return branch is not None and f"OrgUnit:{here}" == arguments["branch"]
    if arguments["campus"] == "ALL" or ask.role not in ("INSTITUTION_ADMIN", "INVENTOR"):
        return True
    assert ask.account
    return bool(here == ask.account["branch_id"])


def year(day: date | None) -> str | None:
    return str(day.year) if day else None


def yes(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


DIMENSIONS: dict[str, Callable[[Ask, Row], str | None]] = {
    "TYPE": lambda ask, row: row["type"],
    "LEGAL_STATUS": lambda ask, row: row["legal_status"],
    "FILING_STATE": filing_state,
    "VALID_AT_END_OF_2023": lambda ask, row: yes(row["valid_at_2023_end"]),
    "CO_OWNED": lambda ask, row: yes(row["co_owned"]),
    "IPC_SECTION": lambda ask, row: row["main_ipc"] and row["main_ipc"][:1],
    "IPC_CLASS": lambda ask, row: row["main_ipc"] and row["main_ipc"][:3],
    "IPC_SUBCLASS": lambda ask, row: row["main_ipc"] and row["main_ipc"][:4],
    "IPC_MAIN_GROUP": lambda ask, row: main_group(row["main_ipc"]),
    "INDUSTRY_SECTION": lambda ask, row: row["main_industry"] and row["main_industry"][:1],
    "INDUSTRY_DIVISION": lambda ask, row: row["main_industry"] and row["main_industry"][:3],
    "INDUSTRY": lambda ask, row: row["main_industry"],
    "STRATEGIC_INDUSTRY": lambda ask, row: row["main_strategic_industry"],
    "MAINTENANCE_YEARS": lambda ask, row: text_of(maintenance_years(ask, row)),
    "APPLICATION_YEAR": lambda ask, row: year(row["application_date"]),
    "GRANT_YEAR": lambda ask, row: year(row["grant_date"]),
    "INSTITUTION": lambda ask, row: unit_key(ask, row["institution_id"]),
    "BRANCH": lambda ask, row: unit_key(ask, place(ask, row, "branch_id")),
    "UNIT": lambda ask, row: unit_key(ask, place(ask, row, "unit_id")),
    "PROVINCE": lambda ask, row: row["region_code"],
}


def text_of(number: int | None) -> str | None:
    return None if number is None else str(number)


def counted(ask: Ask, rows: list[Row], by: str, top: int) -> list[dict[str, Any]]:
    """Patents a key, largest first, equal ones by key, those without one last."""
    counts = Counter(DIMENSIONS[by](ask, row) for row in rows)
    groups = sorted(counts.items(), key=lambda group: (-group[1], group[0] is None, group[0]))
    kind = next((kind for kind in ("IPC", "STRATEGIC_INDUSTRY", "INDUSTRY") if by.startswith(kind)), None)
    return [{"key": key, "label": called(ask, kind, key), "count": count} for key, count in groups[:top]]


def called(ask: Ask, kind: str | None, key: str | None) -> str | None:
    """The title of a code, the name of a unit."""
    if key and key.startswith("OrgUnit:"):
        return str(ask.world.tables["org_unit"][int(key.removeprefix("OrgUnit:"))]["name"])
    return title(ask, kind, key)


def title(ask: Ask, kind: str | None, code: str | None) -> str | None:
    return next((row["title"] for row in ask.world.rows("code", kind=kind, code=code)), None)
