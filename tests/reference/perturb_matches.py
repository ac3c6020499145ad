"""Matches that are somebody else's business."""

from tests.reference.change import Change
from tests.reference.world_matches import add_match
from tests.reference.world_uploads import LONG_AGO

NOT_CLAIMED = ("PROPOSED", "DECLINED")


def matches(change: Change) -> None:
    """Other proposals change and go; accounts outside are proposed for more, and claim it."""
    seen = change.seen["InventorMatch"] | change.seen["InventorClaim"]
    for match in change.world.rows("inventor_match"):
        if match["id"] not in seen:
            match |= {"state": change.random.choice(NOT_CLAIMED), "reason": "改", "changed_at": LONG_AGO}
            if change.chance(0.3):
                change.remove("inventor_match", id=match["id"])
    known = {(row["patent_id"], row["user_id"]) for row in change.world.rows("inventor_match")}
    for user in change.outside("User"):
        patents = change.world.rows("patent")
        patent = change.random.choice(patents) if patents and user["unit_id"] else None
        if patent and (patent["id"], user["id"]) not in known:
            add_match(change.builder, patent, user["id"])
