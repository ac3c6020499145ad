"""The API tokens of a generated world, each with the session it opens: in use, over, or revoked."""

import json

from tests.reference.world import Builder, Row

LONG_AGO, LONG_HENCE = 1, 4_102_444_800_000
CREATED = (1_779_000_000_000, 1_779_000_000_000, 1_779_000_000_001)
ABILITIES = ("DOSSIER_READ", "EVALUATION_WRITE", "PATENT_READ")
STATES = ({}, {}, {"expires_at": LONG_AGO}, {"revoked_at": 1_779_000_000_002}, {"last_used_at": LONG_AGO})


def add_tokens(builder: Builder) -> None:
    """A few of some accounts, also of such as make none."""
    for account in builder.world.rows("user_account"):
        for _ in range(builder.random.choice((0, 0, 0, 1, 2))):
            add_token(builder, account)


def add_token(builder: Builder, owner: Row) -> None:
    ends = {"expires_at": LONG_HENCE, "revoked_at": None} | builder.random.choice(STATES)
    created = builder.random.choice(CREATED)
    columns = {"user_id": owner["id"], "created_at": created}
    ended = {name: ends[name] for name in ("expires_at", "revoked_at")}
    session = builder.add("session", **columns, **ended)
    session["token_hash"] = f"hash {session['id']}"
    builder.add(
        "api_token",
        session_id=session["id"],
        owner_id=owner["id"],
        enterprise_id=owner["enterprise_id"],
        name=builder.random.choice(("挂件", "报表", "Widget")),
        prefix="pht_abcdef",
        abilities=json.dumps(sorted(builder.random.sample(ABILITIES, 1 + builder.random.randrange(3)))),
        origins=builder.random.choice(("[]", '["https://a.example"]')),
        created_at=created,
        **{"last_used_at": None, **ends},
    )
