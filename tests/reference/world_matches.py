"""Who was proposed, claims, or is confirmed as an inventor, in a generated world."""

from typing import Any

from tests.reference.world import Builder, Row
from tests.reference.world_uploads import CREATED

UNDECIDED = ("PROPOSED", "CLAIMED", "DECLINED", "REFUSED")


def add_matches(builder: Builder) -> None:
    """Of each patent, those who are confirmed, and a few accounts that may be inventors, or are not."""
    accounts = [row for row in builder.world.rows("user_account") if row["unit_id"]]
    for patent in builder.world.rows("patent"):
        inventors = builder.world.rows("patent_inventor", patent_id=patent["id"], match="CONFIRMED")
        for inventor in inventors:
            place = {"folded": inventor["folded"], "nth": inventor["position"]}
            add_match(builder, patent, inventor["user_id"], state="CONFIRMED", standing=True, **place)
        confirmed = {inventor["user_id"] for inventor in inventors}
        others = [account for account in accounts if account["id"] not in confirmed]
        for account in builder.random.sample(others, min(len(others), builder.random.choice((0, 1, 2, 4)))):
            add_match(builder, patent, account["id"])


def add_match(builder: Builder, patent: Row, user_id: int, **columns: Any) -> Row:
    made = {
        "patent_id": patent["id"],
        "user_id": user_id,
        "state": builder.random.choice(UNDECIDED),
        "standing": builder.chance(0.7),
        "folded": None,
        "nth": None,
        "reason": builder.random.choice((None, "姓名相同，但非本人")),
        "decided_by": None,
        "changed_at": builder.random.choice(CREATED),
    }
    return builder.add("inventor_match", **made | columns)
