"""What the accounts of a generated world were told, and what they asked for once."""

import json

from tests.reference.world import Builder, Row
from tests.reference.world_uploads import CREATED, NAMES

WORDS = {
    "JOB_DONE": {"name": NAMES},
    "JOB_FAILED": {"name": NAMES},
    "MATCH_CLAIM_WAITING": {"person": ("张三", "Ann {Lee}"), "patent": ("一种电池", "ABS")},
    "MATCH_DECIDED": {"patent": ("一种电池",), "outcome": ("CONFIRMED", "REFUSED", "REOPENED")},
    "MATCH_PROPOSED": {"patent": ("一种电池", "ABS")},
}
"""What the words of each kind name."""
SUBJECTS = {"JOB_DONE": "Job", "JOB_FAILED": "Job", "MATCH_CLAIM_WAITING": "InventorClaim"}
"""The type of what a notice speaks of, where it is no match."""
KEYS = ("a-key", "another key")


def add_notices(builder: Builder) -> None:
    """Up to three for an account."""
    for account in builder.world.rows("user_account"):
        for _ in range(builder.random.choice((0, 1, 2, 3))):
            add_notice(builder, account)


def add_notice(builder: Builder, account: Row) -> Row:
    random = builder.random
    kind = random.choice(list(WORDS))
    words = {name: random.choice(values) for name, values in WORDS[kind].items()}
    return builder.add(
        "notice",
        user_id=account["id"],
        kind=kind,
        subject_type=SUBJECTS.get(kind, "InventorMatch"),
        subject_id=random.randrange(1, 30),
        words=json.dumps(words, ensure_ascii=False),
        created_at=random.choice(CREATED),
        read_at=random.choice((None, CREATED[1])),
    )


def add_keys(builder: Builder) -> None:
    """Idempotency keys that were used already: a word of one account says nothing to another."""
    for account in builder.world.rows("user_account"):
        if builder.chance(0.3):
            add_key(builder, account)


def add_key(builder: Builder, account: Row) -> Row:
    return builder.add(
        "idempotency_key",
        user_id=account["id"],
        key=builder.random.choice(KEYS),
        mutation="createUser",
        input_hash="of something else",
        subject_id=account["id"],
        created_at=builder.random.choice(CREATED),
    )
