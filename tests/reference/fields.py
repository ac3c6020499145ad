"""What each field of the schema answers, where it is more than a column. A topic adds its RESOLVERS here."""

from collections.abc import Callable
from typing import Any

from graphql import get_named_type

from seed.contacts import SERVICE_CONTACTS
from tests.reference import (
    audit,
    code_fields,
    dashboard,
    demands,
    dossier_fields,
    enterprises,
    evaluations,
    exports,
    flows,
    jobs,
    library,
    looks,
    matches,
    notices,
    patent_fields,
    performances,
    pushes,
    stats,
    tokens,
    unit_fields,
    uploads,
    user_fields,
)
from tests.reference.objects import Object, by_id, found
from tests.reference.scopes import READ

TOPICS = (
    *(audit, code_fields, demands, dossier_fields, evaluations, exports, flows, jobs, library, looks),
    *(matches, notices, patent_fields, performances, pushes, unit_fields, uploads, user_fields),
    *(dashboard, stats, tokens, enterprises),
)
GUARDS = {
    "Query.reviewRoute": "APPROVAL_FLOW_READ",
    **dashboard.GUARDS,
    **demands.GUARDS,
    **dossier_fields.GUARDS,
    **enterprises.GUARDS,
    **evaluations.GUARDS,
    **exports.GUARDS,
    **library.GUARDS,
    **performances.GUARDS,
    **stats.GUARDS,
    **unit_fields.GUARDS,
}
"""Fields that ask for another ability than their type."""
OPEN = {"Query.can", "Query.node", "Query.nodes", "Query.serviceContacts", "Query.token", "Query.viewer"}
"""Null where the viewer has none such; nobody is refused."""
ROOTS: dict[str, Callable[..., Any]] = {
    "Query.serviceContacts": lambda ask, _: [Object("ServiceContact", row) for row in SERVICE_CONTACTS],
    "Query.node": lambda ask, _, id: found(by_id(ask, id)),
    "Query.nodes": lambda ask, _, ids: [by_id(ask, id) for id in ids],
}
RESOLVERS: dict[str, Callable[..., Any]] = ROOTS | {
    place: resolver for topic in TOPICS for place, resolver in topic.RESOLVERS.items()
}


UNDER = {"Query.showcase", "Query.showcaseDossier"}
"""What these lead to is read under their own ability, in place of what its type asks for."""


def demands(place: str, kind: Any) -> list[str]:
    """The abilities that a field of a type asks for, in order: its own, that of reading what it leads to."""
    if place in OPEN or of_page(place):
        return []
    led_to = None if place in UNDER else READ.get(get_named_type(kind).name.removesuffix("Connection"))
    return [each for each in (GUARDS.get(place), led_to) if each]


def of_page(place: str) -> bool:
    """Whether a field is a page's own: what it holds was asked for by the list."""
    parent, name = place.split(".")
    return parent.endswith(("Connection", "Edge")) and name in {"nodes", "edges", "node"}
