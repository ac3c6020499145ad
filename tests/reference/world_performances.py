"""The performance reports of a generated world."""

from datetime import date

from tests.reference.world import Builder, Row
from tests.reference.world_dossiers import REASONS, TIMES
from tests.reference.world_people import PEOPLE

STATES = ("SUBMITTED", "SUBMITTED", "CONFIRMED", "RETURNED")
OPTIONS = {
    "LICENCE": ("OPEN_LICENCE_SIGNED", "SOLE_LICENCE_SIGNED", "INDUSTRIALISED_BY_PARTNER", "PATENT_POOL"),
    "TRANSFER": ("ASSIGNMENT_SIGNED", "CONTRIBUTED_AS_EQUITY"),
}
AMOUNTS = ((None, None), ("12.5", 125_000), ("3", 30_000))
DAYS = (None, date(2024, 5, 6), date(2023, 12, 31))


def add_performances(builder: Builder) -> None:
    """A few of each institution, of patents it holds or held."""
    for school in builder.world.rows("org_unit", kind="INSTITUTION"):
        for _ in range(builder.random.choice((0, 1, 3))):
            add_performance(builder, school)


def add_performance(builder: Builder, school: Row) -> Row:
    state = builder.random.choice(STATES)
    demands = builder.world.rows("demand", institution_id=school["id"], state="SIGNED")
    row = builder.add(
        "performance",
        state=state,
        institution_id=school["id"],
        author_id=1,
        author_name=builder.random.choice(PEOPLE),
        demand_id=builder.random.choice([None, *(each["id"] for each in demands)]),
        name=builder.random.choice(("储能项目", "电池材料", "Battery deal")),
        partner=builder.random.choice((None, "甲科技有限公司", "某公司")),
        signed_on=builder.random.choice(DAYS),
        ends_on=builder.random.choice(DAYS),
        terms=builder.random.choice((None, "分期支付")),
        version=builder.random.randrange(1, 9),
        reason=builder.random.choice(REASONS) if state == "RETURNED" else None,
        submitted_at=builder.random.choice(TIMES),
        updated_at=builder.random.choice(TIMES),
        decided_at=builder.random.choice((None, *TIMES)),
    )
    modes = builder.random.choice((("LICENCE",), ("TRANSFER",), ("LICENCE", "TRANSFER")))
    for position, mode in enumerate(modes, 1):
        add_deal(builder, row, position, mode)
    held = builder.world.rows("holding", institution_id=school["id"])
    for position, holding in enumerate(builder.random.sample(held, min(len(held), 3)), 1):
        builder.add(
            "performance_patent",
            performance_id=row["id"],
            position=position,
            patent_id=holding["patent_id"],
            registered_at=builder.random.choice(TIMES),
        )
    for act in ("SUBMIT", "RETURN")[: builder.random.choice((1, 2))]:
        builder.add(
            "performance_step",
            performance_id=row["id"],
            at=builder.random.choice(TIMES),
            act=act,
            to_state={"SUBMIT": "SUBMITTED", "RETURN": "RETURNED"}[act],
            by_id=1,
            by_name=builder.random.choice(PEOPLE),
            reason=builder.random.choice((None, *REASONS)),
        )
    return row


def add_deal(builder: Builder, report: Row, position: int, mode: str) -> None:
    amount, whole = builder.random.choice(AMOUNTS)
    deal = builder.add(
        "performance_deal",
        performance_id=report["id"],
        position=position,
        mode=mode,
        amount=amount,
        amount_yuan=whole,
        remark=builder.random.choice((None, "销售额提成")),
    )
    for place, option in enumerate(builder.random.sample(OPTIONS[mode], builder.random.choice((1, 2))), 1):
        builder.add(
            "performance_option",
            deal_id=deal["id"],
            performance_id=report["id"],
            position=place,
            option=option,
        )
