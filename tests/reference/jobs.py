"""What the fields of jobs and of their files answer."""

import hashlib
import hmac
import json
from typing import Any

from panhuo.clock import now_ms
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

FIVE_MINUTES = 300


def figures(job: Row) -> list[dict[str, Any]]:
    return [{"name": name, "count": count} for name, count in json.loads(job["figures"] or "{}").items()]


def error(ask: Ask, job: Row) -> dict[str, Any] | None:
    if job["error_code"] is None:
        return None
    text = said("ErrorCode", job["error_code"], ask.chinese)
    detail = json.loads(job["error_detail"] or '["", ""]')[ask.chinese]
    return {"code": job["error_code"], "message": f"{text} {detail}" if detail else text}


def until() -> int:
    """The second at which a link ends: a whole five minutes, the next but one."""
    return (now_ms() // 1000 // FIVE_MINUTES + 2) * FIVE_MINUTES


def url(file: Row) -> str:
    said_of = f"{file['id']}-{until()}"
    signed = hmac.digest(file["store_key"].encode(), said_of.encode(), hashlib.sha256).hex()
    return f"/downloads/{said_of}-{signed[:32]}"
