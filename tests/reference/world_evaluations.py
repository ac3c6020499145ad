"""The evaluations of a generated world, and what they come to on their dossiers."""

from tests.reference.evaluations import average
from tests.reference.world import Builder, Row

TIMES = (1_779_000_000_000, 1_779_000_000_001, 1_779_000_000_002, 1_577_836_800_000)
WORDS = (None, "前景可期", "寿命待提高\n成本偏高", "promising")
OPEN = ("REGISTERED", "REGISTERED", "DELISTED", "PENDING", "REJECTED")


def add_evaluations(builder: Builder) -> None:
    """Of dossiers that are, or once were, registered: of some experts, none twice."""
    for dossier in builder.world.rows("dossier"):
        if dossier["submitted"] and dossier["base_id"] is None and dossier["state"] in OPEN:
            for expert in builder.world.rows("user_account", role="ENTERPRISE"):
                if builder.chance(0.5):
                    add_evaluation(builder, dossier, expert)
    sum_up(builder)


def add_evaluation(builder: Builder, dossier: Row, expert: Row) -> None:
    first, last = sorted(builder.random.choice(TIMES) for _ in range(2))
    row = builder.add(
        "evaluation",
        dossier_id=dossier["id"],
        dossier_title=dossier["title"],
        enterprise_id=expert["enterprise_id"],
        enterprise_name=builder.world.tables["enterprise"][expert["enterprise_id"]]["name"],
        user_id=expert["id"],
        expert_name=expert["name"],
        version=builder.random.choice((1, 1, 2)),
        **said(builder),
        created_at=first,
        updated_at=last,
    )
    for number in range(1, row["version"] + 1):
        words = {name: row[name] for name in ("rating", "prospects", "improvements", "cooperation")}
        shown = words if number == row["version"] else said(builder)
        builder.add("evaluation_version", evaluation_id=row["id"], number=number, **shown, saved_at=last)


def said(builder: Builder) -> dict[str, object]:
    texts = {name: builder.random.choice(WORDS) for name in ("prospects", "improvements", "cooperation")}
    return {"rating": builder.random.randint(1, 5), **texts}


def sum_up(builder: Builder) -> None:
    """What each dossier keeps of its evaluations."""
    for dossier in builder.world.tables["dossier"].values():
        ratings = [row["rating"] for row in builder.world.rows("evaluation", dossier_id=dossier["id"])]
        dossier |= {
            "evaluated": bool(ratings),
            "evaluation_count": len(ratings),
            "evaluation_stars": sum(ratings),
            "evaluation_average": round((average(ratings) or 0) * 100),
        }
