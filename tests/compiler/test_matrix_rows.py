"""The matrix's rows of a schema where everything that can name an ability does."""

from panhuo.matrix.places import Kind
from panhuo.matrix.rows import AccessBy, rows
from panhuo.permissions.ability import Ability


def test_every_kind_of_place_shows_the_ability_it_names(papers: None) -> None:
    # given
    from tests.compiler.papers import schema

    # when
    shown = {row.coordinate: row for row in rows(schema._schema)}

    # then
    secret = {name: row.kind for name, row in shown.items() if row.ability is Ability.CODES_LOAD}
    own = {name for name in secret if shown[name].by is AccessBy.ABILITY}
    assert {name: secret[name] for name in own} == {
        "Paper.agency": Kind.FIELD,
        "PaperConnection.totalCount": Kind.FIELD,
        "PaperDimension.AGENCY": Kind.DIMENSION,
        "PaperFilter.agency": Kind.FILTER,
        "PaperOrderField.AGENCY": Kind.SORT,
        "Query.secretPaper": Kind.QUERY,
        "Query.papers(secret:)": Kind.ARGUMENT,
        "Mutation.touch": Kind.MUTATION,
        "Mutation.poke(secret:)": Kind.ARGUMENT,
        "Subscription.ticks": Kind.SUBSCRIPTION,
    }
    assert secret.keys() - own == {"Query.secretPaper(id:)"}
    assert shown["PaperFilter.title"].ability is Ability.PATENT_READ
    assert shown["Done.done"].inherits == ("Done",)


def test_an_interface_asks_what_its_objects_ask(papers: None) -> None:
    from tests.compiler.papers import schema

    (node,) = (row for row in rows(schema._schema) if row.coordinate == "Node.id")

    assert node.ability is None
    assert node.grants is None
