"""The audit log of a generated world."""

import json
from typing import Any

from tests.reference.printed import schema
from tests.reference.world import Builder, Row
from tests.reference.world_people import PEOPLE
from tests.reference.world_uploads import CREATED

ACTIONS = tuple(schema().type_map["AuditAction"].values)  # type: ignore[attr-defined]
COLUMNS: tuple[dict[str, Any] | None, ...] = (
    None,
    {},
    {"name": "材料学院", "phone": "138****0000"},
    {"active": True, "count": 3, "order": [2, 1]},
    {"active": False, "pool": None, "half": 0.5, "name": 'a "b"'},
)
"""What entries keep of their subjects before and after."""


def add_entries(builder: Builder) -> None:
    """Entries at units of each institution, at its accounts' places, and at none."""
    for unit in builder.world.rows("org_unit"):
        for _ in range(builder.random.choice((0, 0, 1, 2))):
            add_entry(builder, "OrgUnit", unit | {"unit_id": unit["id"]})
    for account in builder.world.rows("user_account"):
        if builder.chance(0.3):
            add_entry(builder, "User", account)


def add_entry(builder: Builder, subject_type: str, subject: Row) -> Row:
    random = builder.random
    return builder.add(
        "audit_entry",
        at=random.choice(CREATED),
        actor_id=random.choice((None, *builder.world.tables["user_account"])),
        actor_name=random.choice((*PEOPLE, "")),
        institution_id=subject["institution_id"],
        branch_id=subject["branch_id"],
        unit_id=subject["unit_id"],
        action=random.choice(ACTIONS),
        subject_type=subject_type,
        subject_id=subject["id"],
        subject_name=subject["name"],
        before=kept(builder),
        after=kept(builder),
    )


def kept(builder: Builder) -> str | None:
    columns = builder.random.choice(COLUMNS)
    return None if columns is None else json.dumps(columns, ensure_ascii=False)
