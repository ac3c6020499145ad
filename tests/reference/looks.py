"""Who looked at contacts: what the fields answer, in a generated world, and outside a viewer's scope."""

from collections.abc import Callable
from typing import Any

from tests.reference.change import Change
from tests.reference.objects import Object, instants, listed, reference
from tests.reference.scopes import Ask
from tests.reference.world import Builder, Row
from tests.reference.world_people import PEOPLE

NEWEST = [("AT", "DESC")]
TIMES = (1_779_000_000_000, 1_779_000_000_001, 1_577_836_800_000)


def looks(ask: Ask, _: Any, **given: Any) -> Object:
    return listed(ask, "ContactAccess", ask.all("ContactAccess"), NEWEST, given)


def add_looks(builder: Builder) -> None:
    """At some of what is, or was, registered."""
    for dossier in builder.world.rows("dossier", submitted=True):
        if builder.chance(0.3):
            add_look(builder, dossier)


def add_look(builder: Builder, dossier: Row) -> None:
    outside = [*builder.world.rows("user_account", role="ENTERPRISE"), None]
    account = builder.random.choice(outside)
    builder.add(
        "contact_access",
        at=builder.random.choice(TIMES),
        dossier_id=dossier["id"],
        dossier_title=dossier["title"],
        user_id=account["id"] if account else 1,
        reader_name=builder.random.choice(PEOPLE),
        enterprise_name="某公司" if account else None,
        **{name: dossier[name] for name in ("institution_id", "branch_id", "unit_id")},
    )


def perturb(change: Change) -> None:
    """Elsewhere others looked at other things."""
    for row in change.outside("ContactAccess"):
        row |= {"reader_name": "改名", "enterprise_name": None, "at": change.random.choice(TIMES)}
        if change.chance(0.3):
            change.remove("contact_access", id=row["id"])
    for dossier in change.world.rows("dossier"):
        near = (
            change.ask.institution_id == dossier["institution_id"] or change.ask.role == "PLATFORM_OPERATOR"
        )
        if not near and change.chance(0.2):
            add_look(change.builder, dossier)


RESOLVERS: dict[str, Callable[..., Any]] = {
    "Query.contactAccesses": looks,
    "ContactAccess.dossier": reference("Dossier", "dossier_id"),
    **instants("ContactAccess", "at"),
}
