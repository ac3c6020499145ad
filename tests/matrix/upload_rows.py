"""The uploads of the fixture world: of every account some that wait, and some that are over."""

from typing import Any

from panhuo.models import Upload, User
from tests.factories import now

WAITING = ("waiting", "waiting too")
STATES: dict[str, dict[str, Any]] = {
    "waiting": {},
    "waiting too": {},
    "expired": {"expires_at": 1},
    "used": {"consumed_at": 1},
    "arriving": {"stored": False},
}


async def make_uploads(accounts: dict[str, User]) -> dict[str, str]:
    """Ids by the owner's name and the state."""
    found = {}
    for name, account in accounts.items():
        for state, columns in STATES.items():
            row = await Upload.create(
                owner_id=account.id,
                name="a.csv",
                media_type="text/csv",
                size=1,
                stored=columns.get("stored", True),
                store_key=f"uploads/{name}, {state}",
                created_at=now(),
                expires_at=columns.get("expires_at", now() + 3_600_000),
                consumed_at=columns.get("consumed_at"),
            )
            found[f"{name}, {state}"] = f"FileUpload:{row.id}"
    return found
