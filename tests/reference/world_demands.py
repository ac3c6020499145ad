"""The demands of a generated world: directed to what is or was registered, or general."""

import json
from typing import Any

from tests.reference.world import Builder, Row
from tests.reference.world_dossiers import REASONS, TIMES
from tests.reference.world_people import PEOPLE

STATES = ("NEW", "CONTACTED", "IN_TALKS", "SIGNED", "CLOSED")
MODES = ("OPEN_LICENCE", "PATENT_POOL", "ASSIGNMENT", "EQUITY", "CUSTOM")
REGIONS = ("330000", "330100", "110000", "131000")
KEYWORDS = ("电池", "材料", "bat", "5G", "-", "张三", "电")
CLASSES = (
    *(("IPC", "H01M"), ("IPC", "H01M 10/00"), ("IPC", "B"), ("INDUSTRY", "C38"), ("INDUSTRY", "I")),
    *(("STRATEGIC_INDUSTRY", "1"), ("STRATEGIC_INDUSTRY", "1.1")),
)
PLACE = ("kind", "patent_id", "institution_id", "branch_id", "unit_id")
SENT_FOR = ("REGISTERED", "REGISTERED", "DELISTED")


def add_demands(builder: Builder) -> None:
    """Some of each enterprise for dossiers in the library or out of it again, and a general one."""
    targets = [
        row for row in builder.world.rows("dossier") if row["state"] in SENT_FOR and not row["base_id"]
    ]
    for account in builder.world.rows("user_account", role="ENTERPRISE"):
        for target in builder.random.sample(targets, min(len(targets), builder.random.choice((0, 2, 4)))):
            add_demand(builder, account, target)
        if builder.chance(0.7):
            add_demand(builder, account, None)


def add_demand(builder: Builder, account: Row, target: Row | None) -> Row | None:
    """One, unless the enterprise has an open one for the dossier already."""
    state = builder.random.choice(STATES)
    others = builder.world.rows("demand", enterprise_id=account["enterprise_id"])
    if target and any(row["dossier_id"] == target["id"] for row in others):
        return None
    row = builder.add(
        "demand",
        **place_of(builder, target),
        state=state,
        enterprise_id=account["enterprise_id"],
        author_id=account["id"],
        description=builder.random.choice((None, "希望用于储能\n电站")),
        region=builder.random.choice(REGIONS),
        contact=builder.random.choice(PEOPLE),
        phone="13800000000",
        version=builder.random.randrange(1, 9),
        withdrawn=state == "CLOSED" and builder.chance(0.4),
        reason=builder.random.choice((None, *REASONS)),
        created_at=builder.random.choice(TIMES),
        updated_at=builder.random.choice(TIMES),
        signed_at=builder.random.choice((None, *TIMES)),
        closed_at=builder.random.choice((None, *TIMES)),
    )
    add_modes(builder, row)
    add_steps(builder, row)
    return row


def place_of(builder: Builder, target: Row | None) -> dict[str, Any]:
    """Where it is directed to, and what that was called; of a general one what it looks for."""
    words: list[str] = []
    classes: list[tuple[str, str]] = []
    if target is None:
        words = builder.random.sample(KEYWORDS, builder.random.choice((0, 1, 3)))
        classes = builder.random.sample(CLASSES, builder.random.choice((0, 1, 2)))
    patent = builder.world.get("patent", target and target["patent_id"])
    return {
        "dossier_id": target and target["id"],
        **{name: target and target[name] for name in PLACE},
        "technology": target["title"] if target else "寻找电池技术",
        "inventors": patent["inventor_names"] if patent else "[]",
        "keywords": json.dumps(words, ensure_ascii=False),
        "classes": json.dumps(classes),
    }


def add_modes(builder: Builder, demand: Row) -> None:
    chosen = builder.random.sample(MODES, builder.random.choice((1, 1, 2, 3)))
    for position, mode in enumerate(chosen, 1):
        custom = "联合实验室" if mode == "CUSTOM" else None
        builder.add("demand_mode", demand_id=demand["id"], position=position, mode=mode, custom=custom)


def add_steps(builder: Builder, demand: Row) -> None:
    acts = [("SEND", None, "NEW")]
    acts += builder.random.sample(
        [("CONTACT", "NEW", "CONTACTED"), ("NOTE", "NEW", "NEW"), ("CLOSE", "CONTACTED", "CLOSED")],
        builder.random.randrange(4),
    )
    for act, before, after in acts:
        builder.add(
            "demand_step",
            demand_id=demand["id"],
            at=builder.random.choice(TIMES),
            act=act,
            from_state=before,
            to_state=after,
            by_id=demand["author_id"],
            by_name=builder.random.choice(PEOPLE),
            note=None if act == "SEND" else builder.random.choice((None, "已联系")),
        )
