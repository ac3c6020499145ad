"""The data versions of a generated world: of some units, of some accounts, of the library."""

from tests.reference.world import Builder

NOBODY = 0


def add_versions(builder: Builder) -> None:
    keys = [("UNIT", unit["id"]) for unit in builder.world.rows("org_unit")]
    keys += [("INVENTOR", user["id"]) for user in builder.world.rows("user_account") if user["unit_id"]]
    for kind, key in [*keys, ("LIBRARY", NOBODY)]:
        if builder.chance(0.8):
            changed = builder.random.choice((1_779_000_000_000, 1_779_000_000_001))
            version = builder.random.randrange(1, 9)
            builder.add("data_version", kind=kind, key=key, version=version, as_of=None, changed_at=changed)
