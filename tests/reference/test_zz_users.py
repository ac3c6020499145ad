from hypothesis import given

from tests.reference import queries
from tests.reference.cases import Case, cases
from tests.reference.queries import Operation
from tests.reference.query_selections import Writer
from tests.reference.query_values import Values
from tests.reference.runs import Examples, random_examples
from tests.reference.test_compiled_equals_reference import equal


def users_op(random, ask):
    writer = Writer(Values(random, ask))
    can = " ".join(f"{a} {{ allowed reason message }}" for a in ("disable", "enable", "move", "reset"))
    page = (
        "{ totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } "
        f"nodes {{ id username name role active isManager createdAt phone "
        f"unit {{ name }} viewerCan {{ {can} }} }} }}"
    )
    roots = [f"{writer.alias()}: {queries.head(writer, 'users', 2)} {page}" for _ in range(2)]
    v = writer.values.variables
    declared = ", ".join(f"${n}: {k}" for n, (k, _) in v.items())
    given_ = {n: x for n, (_, x) in v.items() if x is not queries.OMITTED}
    return Operation(
        "\n".join(
            [f"query Q{f'({declared})' if declared else ''} {{ {' '.join(roots)} }}", *writer.fragments]
        ),
        given_,
    )


@random_examples
@given(case=cases(users_op))
def test_users(examples: Examples, case: Case) -> None:
    examples.run(equal(case))
