"""What the fields of patents answer."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference import dossier_acts, dossier_fields, filed, patents
from tests.reference.filters import is_number
from tests.reference.objects import Object, connection, found, instant, reference, to_one
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row


def patent_by(ask: Ask, _: Any, id: str | None = None, applicationNumber: str | None = None) -> Object:
    """By its id, by its number in any form, or by both."""
    rows = [
        row
        for row in ask.all("Patent")
        if id in (None, f"Patent:{row['id']}")
        and (applicationNumber is None or is_number(applicationNumber, row["application_number"]))
    ]
    return found(Object("Patent", rows[0]) if rows else None)


def inventor_user(ask: Ask, inventor: Object) -> Object | None:
    return to_one(ask, "User", inventor.row["user_id"]) if inventor.row["match"] == "CONFIRMED" else None


def parts(table: str, type_name: str, *order: str) -> Callable[[Ask, Object], list[Object]]:
    """A list of what hangs on a patent, in order."""

    def resolve(ask: Ask, patent: Object) -> list[Object]:
        rows = ask.world.of_patent(table, patent.row["id"])
        return [Object(type_name, row) for row in sorted(rows, key=lambda row: [row[key] for key in order])]

    return resolve


def refused(ask: Ask, patent: Object) -> Object:
    reasons = {
        "file": patents.refusal(ask, patent.row),
        "file_portfolio": patents.portfolio_refusal(ask, patent.row),
    }
    made = {act: Object("FilingDecision", {"reason": reason}) for act, reason in reasons.items()}
    return Object("PatentViewerCan", made)


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("FilingRefusal", reason, ask.chinese)


def of_patent(function: Callable[[Ask, Row], Any]) -> Callable[[Ask, Object], Any]:
    return lambda ask, source: function(ask, source.row)


def own_dossier(ask: Ask, patent: Object) -> Object | None:
    row = filed.read_dossier(ask, patent.row)
    return Object("Dossier", row) if row else None


def part_of_maintenance(index: int) -> Callable[[Ask, Object], int | None]:
    def resolve(ask: Ask, patent: Object) -> int | None:
        found = patents.maintained(ask, patent.row)
        return found[index] if found else None

    return resolve


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.patent": patent_by,
    "Query.patents": lambda ask, _, **given: connection(patents.patent_list(ask, ask.all("Patent"), given)),
    "PatentConnection.counts": lambda ask, source, by, top: [
        Object("PatentCount", group) for group in patents.counted(ask, source.row["listing"].rows, by, top)
    ],
    "Patent.validAtEndOf2023": lambda ask, patent: patent.row["valid_at_2023_end"],
    "Patent.ownerNames": lambda ask, patent: json.loads(patent.row["owner_names"]),
    "Patent.coOwnerNames": lambda ask, patent: json.loads(patent.row["owner_names"])[1:],
    "Patent.inventorNames": lambda ask, patent: json.loads(patent.row["inventor_names"]),
    "Patent.affiliation": of_patent(patents.affiliation),
    "Patent.firstOwner": of_patent(patents.first_owner),
    "Patent.transferredOut": of_patent(patents.transferred_out),
    "Patent.technicalField": lambda ask, patent: patents.main_group(patent.row["main_ipc"]),
    "Patent.maintenanceYears": part_of_maintenance(0),
    "Patent.maintenanceDays": part_of_maintenance(1),
    "Patent.filingState": of_patent(patents.filing_state),
    "Patent.registeredAt": lambda ask, patent: instant(patents.registered_at(ask, patent.row)),
    "Patent.filerName": of_patent(filed.filer_name),
    "Patent.inPortfolio": of_patent(filed.in_portfolio),
    "Patent.dossier": own_dossier,
    "Patent.portfolios": dossier_fields.portfolios,
    "Patent.availableActions": of_patent(dossier_acts.patent_menu),
    "Patent.unit": reference("OrgUnit", "unit_id"),
    "Patent.institution": reference("OrgUnit", "institution_id"),
    "Patent.branch": reference("OrgUnit", "branch_id"),
    "Patent.owners": parts("patent_owner", "PatentOwner", "position"),
    "Patent.inventors": parts("patent_inventor", "PatentInventor", "position"),
    "Patent.codes": parts("patent_code", "PatentCode", "position", "id"),
    "Patent.legalEvents": parts("legal_event", "LegalEvent", "date", "id"),
    "Patent.viewerCan": refused,
    "PatentOwner.orgUnit": reference("OrgUnit", "org_unit_id"),
    "PatentInventor.user": inventor_user,
    "FilingDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "FilingDecision.message": in_words,
}
