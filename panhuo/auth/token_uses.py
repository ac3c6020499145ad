"""When API tokens were last used: noted in memory, written once a minute, so that reads stay reads."""

import json

from panhuo.auth.statements import run
from panhuo.db import dialect

PAUSE_SECONDS = 60
USED: dict[int, int] = {}
"""Token → its last use in milliseconds, since this process wrote last."""
WRITE = {
    "postgres": """
update api_token k set last_used_at = x.value::bigint from json_each_text($1::text::json) x
where k.id = x.key::bigint and coalesce(k.last_used_at, 0) < x.value::bigint
""",
    "sqlite": """
update api_token set last_used_at = x.value from json_each($1) x
where api_token.id = cast(x.key as integer) and coalesce(api_token.last_used_at, 0) < x.value
""",
}


def note_use(number: int, now: int) -> None:
    USED[number] = now


async def write_uses() -> None:
    """Write what was noted, in one statement; kept for the next time where the database is away."""
    uses = dict(USED)
    if not uses:
        return
    await run(WRITE[dialect()], json.dumps(uses))
    for number, at in uses.items():
        if USED.get(number) == at:
            del USED[number]
