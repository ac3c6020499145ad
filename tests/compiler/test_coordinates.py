"""What each kind of coordinate asks, on a schema that has every kind of place that can be denied."""

import pytest

from panhuo.compiler.asked import Mismatch
from panhuo.compiler.coordinates import asked_at
from panhuo.permissions.demands import AccessDecision as D
from tests.compiler.papers import schema

pytestmark = pytest.mark.usefixtures("papers")

PAPER = ("Paper", "PATENT_READ", D.DENIED)
SITE = ("Site", "ORG_UNIT_READ", D.DENIED)
ASKED = {
    "Paper.title": [PAPER],
    "Paper.agency": [PAPER, ("Paper.agency", "CODES_LOAD", D.DENIED)],
    "Paper.site": [PAPER, SITE],
    "Site.accounts": [SITE, ("Account", "USER_READ", D.DENIED)],
    "Query.paper": [PAPER],
    "Query.secretPaper": [("Query.secretPaper", "CODES_LOAD", D.DENIED), PAPER],
    "Query.papers(where:)": [PAPER],
    "Query.papers(secret:)": [("Query.papers(secret:)", "CODES_LOAD", D.DENIED), PAPER],
    "Query.node": [],
    "PaperConnection.nodes": [PAPER],
    "PaperConnection.totalCount": [PAPER, ("PaperConnection.totalCount", "CODES_LOAD", D.DENIED)],
    "PaperFilter.title": [],
    "PaperFilter.agency": [("PaperFilter.agency", "CODES_LOAD", D.DENIED)],
    "PaperOrderField.AGENCY": [("PaperOrderField.AGENCY", "CODES_LOAD", D.DENIED)],
    "PaperOrderField.TITLE": [],
    "PaperDimension.AGENCY": [("PaperDimension.AGENCY", "CODES_LOAD", D.DENIED)],
    "Direction.ASC": [],
    "TextOperators.eq": [],
    "Mutation.touch": [("Mutation.touch", "CODES_LOAD", D.DENIED)],
    "Mutation.poke": [],
    "Mutation.poke(secret:)": [("Mutation.poke(secret:)", "CODES_LOAD", D.DENIED)],
    "Subscription.ticks": [("Subscription.ticks", "CODES_LOAD", D.DENIED)],
}
"""Coordinate → what is asked without an object, and what comes of a role that has nothing of it."""


@pytest.mark.parametrize("coordinate", ASKED)
def test_what_is_asked(coordinate: str) -> None:
    found = [each.demand for each in asked_at(schema._schema, coordinate, None)]

    assert [(each.place, each.ability, each.missing) for each in found] == ASKED[coordinate]


def test_of_an_object_it_is_judged_on_its_row_and_on_the_row_a_field_leads_to() -> None:
    paper, site = asked_at(schema._schema, "Paper.site", "Paper")
    _, agent = asked_at(schema._schema, "Paper.agent", "Paper")

    assert (paper.table, paper.demand.missing, paper.demand.failing) == ("patent", D.NOT_FOUND, D.NOT_FOUND)
    assert (site.table, site.demand.failing) == ("org_unit", D.MASKED)
    assert site.key is not None
    assert (agent.table, agent.key, agent.demand.failing) == ("patent", None, D.MASKED)


def test_of_many_objects_the_role_alone_is_judged() -> None:
    _, accounts = asked_at(schema._schema, "Site.accounts", "Site")

    assert (accounts.demand.place, accounts.table) == ("Account", None)


def test_an_interface_is_explained_by_the_type_of_the_object() -> None:
    (found,) = asked_at(schema._schema, "Node.id", "Site")

    assert (found.demand.place, found.demand.ability) == ("Site", "ORG_UNIT_READ")


@pytest.mark.parametrize(
    ("coordinate", "kind"),
    [
        ("Done.done", None),
        ("Node.id", None),
        ("Paper.title", "Site"),
        ("Query.paper", "Site"),
        ("Mutation.touch", "Paper"),
        ("PaperFilter.title", "Paper"),
        ("Paper.title", "Nothing"),
    ],
)
def test_what_cannot_be_explained_so(coordinate: str, kind: str | None) -> None:
    with pytest.raises(Mismatch):
        asked_at(schema._schema, coordinate, kind)
