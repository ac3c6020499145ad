"""Applications of enterprises: answered, in a generated world, outside a viewer's scope, refused."""

from collections.abc import Callable
from typing import Any

from tests.reference.change import Change
from tests.reference.filters import Moment, holds
from tests.reference.objects import Object, by_id, found, instants, listed
from tests.reference.patents import snake
from tests.reference.query_values import Values
from tests.reference.refused import far_or_over, mutation
from tests.reference.scopes import Ask
from tests.reference.world import Builder, Row
from tests.reference.world_people import PEOPLE

NEWEST = [("APPLIED_AT", "DESC")]
TIMES = (1_779_000_000_000, 1_779_000_000_001, 1_577_836_800_000)
FAR = 4_000_000_000_000
"""Whoever asks, nothing has expired."""
STATES = ("PENDING", "APPROVED", "REJECTED", "EXPIRED")


def filter_value(ask: Ask, row: Row, name: str) -> Any:
    """What a field of EnterpriseApplicationFilter compares."""
    return Moment(row["applied_at"]) if name == "appliedAt" else row[snake(name)]


def applications(ask: Ask, _: Any, **given: Any) -> Object:
    rows = ask.all("EnterpriseApplication")
    kept = [row for row in rows if holds(ask, given.get("where"), row, filter_value)]
    return listed(ask, "EnterpriseApplication", kept, NEWEST, given)


def add_applications(builder: Builder) -> None:
    for number in range(builder.random.randrange(4)):
        add_application(builder, f"91330100MA2C0FF{number:03}")


def add_application(builder: Builder, code: str) -> None:
    state = builder.random.choice(STATES)
    over = state in ("APPROVED", "REJECTED")
    builder.add(
        "enterprise_application",
        state=state,
        enterprise_name=f"企业{code}",
        credit_code=code,
        contact_name=builder.random.choice(PEOPLE),
        job_title=builder.random.choice((None, "经理")),
        phone="13800138000",
        email="a@b.example",
        username=f"name{code.lower()}",
        password_hash=None,
        reference_hash=code,
        reason="资料不全" if state == "REJECTED" else None,
        version=builder.random.choice((1, 2)),
        applied_at=builder.random.choice(TIMES),
        expires_at=FAR,
        decided_at=builder.random.choice(TIMES) if over else None,
        decider_name="值班员" if over else None,
    )


def perturb(change: Change) -> None:
    """Others apply, and are decided on."""
    for row in change.outside("EnterpriseApplication"):
        row |= {"state": "EXPIRED", "contact_name": "改名", "phone": "1", "version": 77}
        if change.chance(0.3):
            change.remove("enterprise_application", id=row["id"])
    if change.ask.role != "PLATFORM_OPERATOR" and change.chance(0.5):
        add_application(change.builder, "91330100MA2C0FFXX")


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.enterpriseApplication": lambda ask, _, id: found(by_id(ask, id)),
    "Query.enterpriseApplications": applications,
    **instants("EnterpriseApplication", "appliedAt", "expiresAt", "decidedAt"),
}
GUARDS = {
    "Query.enterpriseApplication": "ENTERPRISE_APPROVE",
    "Query.enterpriseApplications": "ENTERPRISE_APPROVE",
}
SHOWN = "application { id state version }"


def at(values: Values) -> dict[str, Any]:
    id, version = far_or_over(values, "ENTERPRISE_APPROVE", "EnterpriseApplication")
    return {"id": id, "version": version}


def register(values: Values) -> str:
    """With a code that is none."""
    given = {
        "enterpriseName": "某公司",
        "creditCode": "91330100MA2C0FF000",
        "contactName": "某人",
        "phone": "13800138000",
        "email": "a@b.example",
        "username": "newname",
        "password": "long enough 1",
    }
    return mutation(values, "registerEnterprise", "reference expiresAt", given)


REFUSED: dict[str, Callable[[Values], str]] = {
    "approveEnterprise": lambda values: mutation(values, "approveEnterprise", SHOWN, at(values)),
    "checkEnterpriseApplication": lambda values: mutation(
        values, "checkEnterpriseApplication", "state reason", {"reference": "AAAAA"}
    ),
    "registerEnterprise": register,
    "rejectEnterprise": lambda values: mutation(
        values, "rejectEnterprise", SHOWN, at(values) | {"reason": "资料不全"}
    ),
}
