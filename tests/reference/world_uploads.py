"""The uploads of a generated world: waiting, over, or still arriving."""

from tests.reference.world import Builder, Row

LONG_AGO, LONG_HENCE = 1, 4_102_444_800_000
CREATED = (1_779_000_000_000, 1_779_000_000_000, 1_779_000_000_001)
NAMES = ("专利.xlsx", "a.csv", "b.csv.gz")
STATES = (
    {},
    {},
    {"stored": False},
    {"consumed_at": 1_779_000_000_002},
    {"expires_at": LONG_AGO},
)


def add_uploads(builder: Builder) -> None:
    """A few of some accounts."""
    for account in builder.world.rows("user_account"):
        for _ in range(builder.random.choice((0, 0, 1, 3))):
            add_upload(builder, account)


def add_upload(builder: Builder, owner: Row) -> None:
    columns = {
        "owner_id": owner["id"],
        "session_id": None,
        "name": builder.random.choice(NAMES),
        "media_type": "text/csv",
        "size": builder.random.randrange(1000),
        "sha256": "",
        "stored": True,
        "created_at": builder.random.choice(CREATED),
        "expires_at": LONG_HENCE,
        "consumed_at": None,
    }
    row = builder.add("upload", **columns | builder.random.choice(STATES))
    row["store_key"] = f"uploads/{row['id']}"
