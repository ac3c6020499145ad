"""What each field of the schema answers, where it is more than a column."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from graphql import GraphQLError

from tests.reference import accounts, jobs, patents
from tests.reference.filters import Unit, folded, holds, is_number
from tests.reference.lists import Listing, order_of
from tests.reference.printed import said
from tests.reference.scopes import Ask, chain
from tests.reference.told import permissions
from tests.reference.world import ENTITIES, Row

CHINA = timezone(timedelta(hours=8))


@dataclass
class Object:
    """A row as an object of a type."""

    type_name: str
    row: Any


def to_one(ask: Ask, type_name: str, id: int | None) -> Object | None:
    """An object by its number, where the viewer may read it."""
    row = ask.visible(type_name, ask.world.get(ENTITIES[type_name], id))
    return Object(type_name, row) if row else None


def by_id(ask: Ask, id: str) -> Object | None:
    type_name, _, number = id.partition(":")
    return to_one(ask, type_name, int(number)) if type_name in ENTITIES else None


def found(object: Object | None) -> Object:
    if object is None:
        raise GraphQLError("not found", extensions={"code": "NOT_FOUND"})
    return object


def patent_by(ask: Ask, id: str | None = None, applicationNumber: str | None = None) -> Object:
    """By its id, by its number in any form, or by both."""
    rows = [
        row
        for row in ask.all("Patent")
        if id in (None, f"Patent:{row['id']}")
        and (applicationNumber is None or is_number(applicationNumber, row["application_number"]))
    ]
    return found(Object("Patent", rows[0]) if rows else None)


def connection(listing: Listing) -> Object:
    rows, more_after, more_before = listing.page()
    nodes = [Object(listing.type_name, row) for row in rows]
    cursors = [listing.cursor(row) for row in rows]
    page = {
        "has_next_page": more_after,
        "has_previous_page": more_before,
        "start_cursor": cursors[0] if cursors else None,
        "end_cursor": cursors[-1] if cursors else None,
    }
    return Object(
        f"{listing.type_name}Connection",
        {
            "nodes": nodes,
            "edges": [
                Object("Edge", {"node": node, "cursor": text})
                for node, text in zip(nodes, cursors, strict=True)
            ],
            "page_info": Object("PageInfo", page),
            "total_count": len(listing.rows),
            "listing": listing,
        },
    )


def unit_value(ask: Ask, unit: Row, name: str) -> Any:
    """What a field of OrgUnitFilter compares."""
    if name in ("institution", "unit"):
        start = ask.world.get("org_unit", unit["institution_id"]) if name == "institution" else unit
        readable = [ask.visible("OrgUnit", above) for above in chain(ask.world, start)]
        return Unit(above for above in readable if above) if readable[0] else Unit()
    return unit[patents.snake(name)]


def units(ask: Ask, rows: list[Row], **arguments: Any) -> Object:
    kept = [row for row in rows if holds(ask, arguments.get("where"), row, unit_value)]
    order = order_of(arguments.get("orderBy"), [("POSITION", "ASC")])
    return connection(Listing(ask, "OrgUnit", kept, order, lambda _, row, key: row[key.lower()], arguments))


def codes(ask: Ask, rows: list[Row], **arguments: Any) -> Object:
    kept = [row for row in rows if holds(ask, arguments.get("where"), row, lambda _, row, name: row[name])]
    order = order_of(arguments.get("orderBy"), [("CODE", "ASC")])
    return connection(Listing(ask, "Code", kept, order, lambda _, row, key: row[key.lower()], arguments))


def code_tables(ask: Ask, _: Any, kind: str, rootsOnly: bool, **arguments: Any) -> Object:
    rows = [row for row in ask.all("Code") if row["kind"] == kind]
    return codes(ask, [row for row in rows if not rootsOnly or row["parent_id"] is None], **arguments)


def uploads(ask: Ask, arguments: dict[str, Any]) -> Object:
    def key(_: Ask, row: Row, name: str) -> Any:
        return row[name.lower()]

    newest = [("CREATED_AT", "DESC")]
    return connection(Listing(ask, "FileUpload", ask.all("FileUpload"), newest, key, arguments))


def job_list(ask: Ask, arguments: dict[str, Any]) -> Object:
    newest = [("CREATED_AT", "DESC")]
    return connection(
        Listing(ask, "Job", ask.all("Job"), newest, lambda _, row, name: row[name.lower()], arguments)
    )


def job_files(ask: Ask, job: Object) -> list[Object]:
    return [Object("JobFile", row) for row in ask.all("JobFile") if row["job_id"] == job.row["id"]]


def job_error(ask: Ask, job: Object) -> Object | None:
    found = jobs.error(ask, job.row)
    return Object("JobError", found) if found else None


def user_value(ask: Ask, user: Row, name: str) -> Any:
    """What a field of UserFilter compares."""
    if name != "unit":
        return user[name]
    readable = [ask.visible("OrgUnit", above) for above in chain(ask.world, standing_unit(ask, user))]
    return Unit(above for above in readable if above) if readable and readable[0] else Unit()


def standing_unit(ask: Ask, user: Row) -> Row | None:
    return ask.world.get("org_unit", user["unit_id"])


def users(ask: Ask, search: str | None = None, **arguments: Any) -> Object:
    """Accounts of whom a part of the name, or of the account name, is searched."""
    part = (search or "").strip()
    rows = [
        row
        for row in ask.all("User")
        if (part in row["name"] or folded(part) in row["username"])
        and holds(ask, arguments.get("where"), row, user_value)
    ]
    order = order_of(arguments.get("orderBy"), [("USERNAME", "ASC")])
    return connection(Listing(ask, "User", rows, order, lambda _, row, key: row[key.lower()], arguments))


ACTS = ("disable", "enable", "move", "reset")


def user_refusals(ask: Ask, user: Object) -> Object:
    decisions = {
        act: Object("UserDecision", {"reason": accounts.refusal(ask, user.row, act)}) for act in ACTS
    }
    return Object("UserViewerCan", decisions)


def user_refusal_in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("UserRefusal", reason, ask.chinese)


def children(ask: Ask, type_name: str, source: Object) -> list[Row]:
    return [row for row in ask.all(type_name) if row["parent_id"] == source.row["id"]]


def owner_aliases(ask: Ask, unit: Object) -> list[Object] | None:
    """Null where the viewer does not manage this unit."""
    if not ask.reaches("ORG_UNIT_MANAGE", "OrgUnit", unit.row):
        return None
    return [Object("OwnerAlias", row) for row in ask.world.rows("owner_alias", org_unit_id=unit.row["id"])]


def unit_patents(ask: Ask, unit: Object, **arguments: Any) -> Object:
    """What stands at this very unit."""
    rows = [row for row in ask.all("Patent") if patents.place(ask, row, "unit_id") == unit.row["id"]]
    return connection(patents.patent_list(ask, rows, arguments))


def inventor_user(ask: Ask, inventor: Object) -> Object | None:
    return to_one(ask, "User", inventor.row["user_id"]) if inventor.row["match"] == "CONFIRMED" else None


def code_title(ask: Ask, code: Object) -> str | None:
    return patents.title(ask, code.row["kind"], code.row["code"])


def parts(table: str, type_name: str, *order: str) -> Callable[[Ask, Object], list[Object]]:
    """A list of what hangs on a patent, in order."""

    def resolve(ask: Ask, patent: Object) -> list[Object]:
        rows = ask.world.of_patent(table, patent.row["id"])
        return [Object(type_name, row) for row in sorted(rows, key=lambda row: [row[key] for key in order])]

    return resolve


def refused(ask: Ask, patent: Object) -> Object:
    return Object(
        "PatentViewerCan", {"file": Object("FilingDecision", {"reason": patents.refusal(ask, patent.row)})}
    )


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("FilingRefusal", reason, ask.chinese)


def told(ask: Ask, account: Row | None, active: bool) -> list[Object]:
    return [Object("Permission", row) for row in permissions(account, active, ask.chinese)]


def reference(type_name: str, column: str) -> Callable[[Ask, Object], Object | None]:
    return lambda ask, source: to_one(ask, type_name, source.row[column])


def of_patent(function: Callable[[Ask, Row], Any]) -> Callable[[Ask, Object], Any]:
    return lambda ask, source: function(ask, source.row)


def instant(at: int | None) -> str | None:
    """ISO 8601 with milliseconds, as clocks in China show it."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, CHINA).isoformat(timespec="milliseconds")


def part_of_maintenance(index: int) -> Callable[[Ask, Object], int | None]:
    def resolve(ask: Ask, patent: Object) -> int | None:
        found = patents.maintained(ask, patent.row)
        return found[index] if found else None

    return resolve


GUARDS = {"OrgUnit.ownerAliases": "ORG_UNIT_MANAGE"}
"""Fields that ask for another ability than their type."""
OPEN = {"Query.can", "Query.viewer", "Query.node", "Query.nodes"}
"""Null where the viewer has none such; nobody is refused."""
RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.viewer": lambda ask, _: Object("User", ask.account) if ask.account else None,
    "Query.can": lambda ask, _: told(ask, ask.account, True),
    "Query.node": lambda ask, _, id: found(by_id(ask, id)),
    "Query.nodes": lambda ask, _, ids: [by_id(ask, id) for id in ids],
    "Query.orgUnit": lambda ask, _, id: found(by_id(ask, id)),
    "Query.orgUnits": lambda ask, _, **given: units(ask, ask.all("OrgUnit"), **given),
    "Query.patent": lambda ask, _, **given: patent_by(ask, **given),
    "Query.patents": lambda ask, _, **given: connection(patents.patent_list(ask, ask.all("Patent"), given)),
    "Query.codes": code_tables,
    "Query.uploads": lambda ask, _, **given: uploads(ask, given),
    "Query.job": lambda ask, _, id: found(by_id(ask, id)),
    "Query.jobs": lambda ask, _, **given: job_list(ask, given),
    "Job.figures": lambda ask, job: [Object("JobFigure", each) for each in jobs.figures(job.row)],
    "Job.error": job_error,
    "Job.owner": reference("User", "owner_id"),
    "Job.files": job_files,
    "Job.createdAt": lambda ask, job: instant(job.row["created_at"]),
    "Job.startedAt": lambda ask, job: instant(job.row["started_at"]),
    "Job.finishedAt": lambda ask, job: instant(job.row["finished_at"]),
    "Job.expiresAt": lambda ask, job: instant(job.row["expires_at"]),
    "JobFile.createdAt": lambda ask, file: instant(file.row["created_at"]),
    "JobFile.expiresAt": lambda ask, file: instant(file.row["expires_at"]),
    "JobFile.download": lambda ask, file: Object("JobDownload", file.row),
    "JobDownload.url": lambda ask, link: jobs.url(link.row),
    "JobDownload.expiresAt": lambda ask, link: instant(jobs.until() * 1000),
    "FileUpload.createdAt": lambda ask, upload: instant(upload.row["created_at"]),
    "FileUpload.expiresAt": lambda ask, upload: instant(upload.row["expires_at"]),
    "PatentConnection.counts": lambda ask, source, by, top: [
        Object("PatentCount", group) for group in patents.counted(ask, source.row["listing"].rows, by, top)
    ],
    "OrgUnit.activatedAt": lambda ask, unit: instant(unit.row["activated_at"]),
    "OrgUnit.parent": reference("OrgUnit", "parent_id"),
    "OrgUnit.institution": reference("OrgUnit", "institution_id"),
    "OrgUnit.branch": reference("OrgUnit", "branch_id"),
    "OrgUnit.children": lambda ask, unit, **given: units(ask, children(ask, "OrgUnit", unit), **given),
    "OrgUnit.ownerAliases": owner_aliases,
    "OrgUnit.patents": unit_patents,
    "Query.users": lambda ask, _, **given: users(ask, **given),
    "User.createdAt": lambda ask, user: instant(user.row["created_at"]),
    "User.viewerCan": user_refusals,
    "UserDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "UserDecision.message": user_refusal_in_words,
    "User.enterpriseName": lambda ask, user: (
        ask.world.get("enterprise", user.row["enterprise_id"]) or {"name": None}
    )["name"],
    "User.can": lambda ask, user: told(ask, user.row, user.row["active"]),
    "User.unit": reference("OrgUnit", "unit_id"),
    "User.institution": reference("OrgUnit", "institution_id"),
    "Code.parent": reference("Code", "parent_id"),
    "Code.children": lambda ask, code, **given: codes(ask, children(ask, "Code", code), **given),
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
    "PatentCode.title": code_title,
    "FilingDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "FilingDecision.message": in_words,
}
