"""What the fields of jobs and of their files answer."""

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

from panhuo.clock import now_ms
from tests.reference.objects import NEWEST, Object, by_id, found, instant, instants, listed, reference
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
    **instants("Job", "createdAt", "startedAt", "finishedAt", "expiresAt"),
    **instants("JobFile", "createdAt", "expiresAt"),
    "JobFile.download": lambda ask, file: Object("JobDownload", file.row),
    "JobDownload.url": lambda ask, link: url(link.row),
    "JobDownload.expiresAt": lambda ask, link: instant(until() * 1000),
}
