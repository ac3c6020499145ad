"""What the fields of jobs and of their files answer."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from panhuo.clock import now_ms
from tests.reference.filters import Filter, holds
from tests.reference.lists import Listing
from tests.reference.objects import (
    NEWEST,
    Object,
    by_id,
    connection,
    found,
    instant,
    instants,
    listed,
    reference,
)
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

FIVE_MINUTES = 300


def figures(ask: Ask, job: Object) -> list[Object]:
    counted = json.loads(job.row["figures"] or "{}")
    return [Object("JobFigure", {"name": name, "count": count}) for name, count in counted.items()]


def error(ask: Ask, job: Object) -> Object | None:
    code, detail = job.row["error_code"], job.row["error_detail"]
    if code is None:
        return None
    words = said("ErrorCode", code, ask.chinese)
    added = json.loads(detail)[ask.chinese] if detail else ""
    return Object("JobError", {"code": code, "message": f"{words} {added}" if added else words})


def files(ask: Ask, job: Object) -> list[Object]:
    return [Object("JobFile", row) for row in ask.all("JobFile") if row["job_id"] == job.row["id"]]


ROW_VALUES: dict[str, Callable[[Row], Any]] = {
    "row": lambda row: row["first_row"],
    "outcome": lambda row: row["outcome"],
    "hasErrors": lambda row: row["errors"] > 0,
    "hasWarnings": lambda row: row["warnings"] > 0,
    "applicationNumber": lambda row: row["number"],
}


def rows(ask: Ask, job: Object, where: Filter = None, **given: Any) -> Object:
    """The rows of one's own job that are shown."""
    found = [
        row
        for row in ask.all("JobRow")
        if row["job_id"] == job.row["id"]
        and holds(ask, where, row, lambda _, each, name: ROW_VALUES[name](each))
    ]
    order = [("ROW", "ASC")]
    return connection(Listing(ask, "JobRow", found, order, lambda _, row, key: row["first_row"], given))


def row_issues(ask: Ask, row: Object) -> list[Object]:
    return [row_issue(ask, *each) for each in json.loads(row.row["issues"])]


def row_issue(
    ask: Ask, row: int, column: str | None, code: str, english: str, chinese: str, fatal: bool
) -> Object:
    words, added = said("ErrorCode", code, ask.chinese), chinese if ask.chinese else english
    text = f"{words} {added}" if added else words
    columns = {"row": row, "column": column, "code": code, "message": text, "fatal": fatal}
    return Object("JobRowIssue", columns)


def confirmable(ask: Ask, job: Object) -> bool:
    """To its owner alone, while it waits."""
    own = ask.account is not None and job.row["owner_id"] == ask.account["id"]
    return own and job.row["state"] == "WAITING" and (job.row["expires_at"] or 0) > now_ms()


def until() -> int:
    """The second at which a link ends: a whole five minutes, the next but one."""
    return (now_ms() // 1000 // FIVE_MINUTES + 2) * FIVE_MINUTES


def url(file: Row) -> str:
    said_of = f"{file['id']}-{until()}"
    signed = hmac.digest(file["store_key"].encode(), said_of.encode(), hashlib.sha256).hex()
    return f"/downloads/{said_of}-{signed[:32]}"


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.job": lambda ask, _, id: found(by_id(ask, id)),
    "Query.jobs": lambda ask, _, **given: listed(ask, "Job", ask.all("Job"), NEWEST, given),
    "Job.figures": figures,
    "Job.confirmable": confirmable,
    "Job.error": error,
    "Job.owner": reference("User", "owner_id"),
    "Job.files": files,
    "Job.rows": rows,
    "JobRow.row": lambda ask, row: row.row["first_row"],
    "JobRow.applicationNumber": lambda ask, row: row.row["number"],
    "JobRow.errorCount": lambda ask, row: row.row["errors"],
    "JobRow.warningCount": lambda ask, row: row.row["warnings"],
    "JobRow.issues": row_issues,
    "JobRow.patent": reference("Patent", "patent_id"),
    "JobRow.dossier": reference("Dossier", "dossier_id"),
    **instants("Job", "createdAt", "startedAt", "finishedAt", "expiresAt"),
    **instants("JobFile", "createdAt", "expiresAt"),
    "JobFile.download": lambda ask, file: Object("JobDownload", file.row),
    "JobDownload.url": lambda ask, link: url(link.row),
    "JobDownload.expiresAt": lambda ask, link: instant(until() * 1000),
}
