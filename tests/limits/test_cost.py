"""What operations cost: worked examples, who may spend how much, and what becomes of more."""

from typing import Any

import httpx
import pytest

from panhuo.rules.vocabulary import Role
from tests.factories import branch, branch_college, college, enterprise, institution, sign_in, user
from tests.limits.conftest import Headers, ask, codes_of
from tests.settings import settings

pytestmark = pytest.mark.anyio

PLANNING = 5_000
VISITOR = 500_000
LIMITS = {
    "INSTITUTION_ADMIN": 2_000_000,
    "COLLEGE_ADMIN": 1_000_000,
    "BRANCH_ADMIN": 2_000_000,
    "BRANCH_COLLEGE_ADMIN": 1_000_000,
    "INVENTOR": 1_000_000,
    "ENTERPRISE": 1_000_000,
    "PLATFORM_OPERATOR": 5_000_000,
    "ANONYMOUS": VISITOR,
}
"""The limits as documented."""

EXAMPLES: dict[str, tuple[str, int]] = {
    # a statement, an object, its values
    "one object": ("{ viewer { id name } }", 300 + 5 + 2),
    "nothing of ours": ("{ __typename }", 1),
    "a to-one relation": ("{ viewer { id unit { name } } }", 300 + 5 + 1 + (5 + 1)),
    "a merged field": ("{ viewer { id } viewer { id name } }", 300 + 5 + 2),
    "a field twice by other names": ("{ viewer { a: id b: id } }", 300 + 5 + 2),
    "two root fields": ("{ a: viewer { id } b: viewer { id } }", 2 * (300 + 5 + 1)),
    "by a fragment": ("{ viewer { ...F } } fragment F on User { id ... { name } }", 300 + 5 + 2),
    # the page's size, its default, none; both ways; not more than the largest
    "a page": ("{ orgUnits(first: 7) { nodes { id name } } }", 300 + 7 * (5 + 2)),
    "a page by default": ("{ orgUnits { nodes { id } } }", 300 + 20 * (5 + 1)),
    "the last": ("{ orgUnits(last: 3) { nodes { id } } }", 300 + 3 * (5 + 1)),
    "an empty page": ("{ orgUnits(first: 0) { nodes { id } } }", 300),
    "edges": ("{ orgUnits(first: 7) { edges { cursor node { id } } } }", 300 + 7 * (3 + 5 + 1)),
    "nodes and edges": (
        "{ orgUnits(first: 7) { nodes { id } edges { cursor } } }",
        300 + 7 * (5 + 1) + 7 * 3,
    ),
    "what is once a page": (
        "{ orgUnits(first: 7) { totalCount pageInfo { hasNextPage endCursor } } }",
        300 + 500 + 2,
    ),
    # nesting multiplies
    "lists in lists": (
        "{ orgUnits(first: 10) { nodes { id children(first: 3) { totalCount nodes { id name } } } } }",
        300 + 10 * (5 + 1 + 50 + 500 + 3 * (5 + 2)),
    ),
    "short lists": (
        "{ patents(first: 2) { nodes { owners { name } } } }",
        5_000 + 2 * (5 + 50 + 10 * (5 + 1)),
    ),
    "patents of units": (
        "{ orgUnits(first: 4) { nodes { patents(first: 5) { nodes { title abstract } } } } }",
        300 + 4 * (5 + 300 + 5 * (5 + 1 + 10)),
    ),
    # what is dear says so
    "totals": ("{ patents { totalCount } }", 5_000 + 1_000),
    "counts": ("{ patents { counts(by: TYPE, top: 3) { key count } } }", 5_000 + 3_000 + 3 * 2),
    "counts by default": ("{ patents { counts(by: TYPE) { key } } }", 5_000 + 3_000 + 20),
    "a search": ('{ patents(search: "电", first: 1) { nodes { id } } }', 5_000 + 5_000 + 5 + 1),
    "no search": ("{ patents(search: null, first: 1) { nodes { id } } }", 5_000 + 5 + 1),
    "a login": (
        'mutation { login(input: {username: "x", password: "x"}) { token viewer { id } } }',
        100_000 + 1 + (5 + 1),
    ),
    # of a type behind an interface the dearest
    "a node": ('{ node(id: "Patent:99") { id ... on Patent { abstract } } }', 300 + 5 + 1 + 10),
    "nodes": ('{ nodes(ids: ["Patent:98", "Patent:99"]) { id } }', 1_000 + 2 * (5 + 1)),
    # directives
    "skipped": ("{ viewer { id name @skip(if: true) unit @include(if: false) { id } } }", 300 + 5 + 1),
}


def cost_of(response: httpx.Response) -> dict[str, Any]:
    found: dict[str, Any] = response.json()["extensions"]["cost"]
    return found


@pytest.mark.parametrize("example", EXAMPLES)
async def test_worked_examples(example: str, shared_client: httpx.AsyncClient, nothing_planned: None) -> None:
    query, cost = EXAMPLES[example]

    first, second = [cost_of(await ask(shared_client, query)) for _ in range(2)]

    assert first == {"requested": cost + PLANNING, "limit": VISITOR, "planned": True}
    again = PLANNING if query.startswith("mutation") else 0
    assert second == {"requested": cost + again, "limit": VISITOR, "planned": bool(again)}


SIZES = """
query Q($n: Int, $m: Int, $k: Int, $ids: [ID!] = ["Patent:9"]) {
  orgUnits(first: $n) {
    nodes { children(last: $m) { nodes { id } } patents(first: 2) { counts(by: TYPE, top: 5) { key } } }
  }
  orgUnit(id: "OrgUnit:1") { children(first: $k) { edges { cursor } } }
  nodes(ids: $ids) { id }
}
"""
GIVEN = [
    ({"n": 2, "m": 3, "k": 4}, 2, 3, 4, 1),
    ({"n": 100, "m": 3, "k": 4}, 100, 3, 4, 1),
    ({"n": 0, "m": 3, "k": 4}, 0, 3, 4, 1),
    ({}, 20, 20, 20, 1),
    ({"n": None, "m": 1}, 20, 1, 20, 1),
    ({"n": 2, "m": 3, "k": 4, "ids": ["Patent:1", "Patent:2", "Patent:3"]}, 2, 3, 4, 3),
    ({"ids": "Patent:1"}, 20, 20, 20, 1),
]


@pytest.mark.parametrize(("variables", "n", "m", "k", "ids"), GIVEN)
async def test_sizes_may_be_variables(
    variables: dict[str, Any], n: int, m: int, k: int, ids: int, shared_client: httpx.AsyncClient
) -> None:
    with settings(cost_limit_factor=10):
        response = await ask(shared_client, SIZES, variables=variables)

    found = cost_of(response)
    units = 300 + n * (5 + (50 + m * (5 + 1)) + (300 + 3_000 + 5))
    expected = units + (300 + 5 + 50 + k * 3) + (1_000 + ids * (5 + 1))
    assert found["requested"] - PLANNING * found["planned"] == expected


async def test_each_shape_of_variables_is_planned_once(
    shared_client: httpx.AsyncClient, nothing_planned: None
) -> None:
    query = "query ($n: Int) { orgUnits(first: $n) { nodes { id } } }"

    bills = [cost_of(await ask(shared_client, query, variables={"n": n})) for n in (1, 2, None, None)]

    assert [bill["planned"] for bill in bills] == [True, False, True, False]
    assert [bill["requested"] for bill in bills] == [5_306, 312, 5_420, 420]


async def test_values_written_into_the_query_are_planned_each_time(
    shared_client: httpx.AsyncClient, nothing_planned: None
) -> None:
    bills = [
        cost_of(await ask(shared_client, f"{{ orgUnits(first: {size}) {{ totalCount }} }}"))
        for size in range(5)
    ]

    assert [bill["requested"] for bill in bills] == [300 + 500 + PLANNING] * 5


async def test_each_role_has_its_limit(client: httpx.AsyncClient) -> None:
    # given an account of each role
    school = await institution()
    campus = await branch(school)
    firm = await enterprise()
    places: dict[Role, Any] = {
        Role.INSTITUTION_ADMIN: school,
        Role.COLLEGE_ADMIN: await college(school),
        Role.BRANCH_ADMIN: campus,
        Role.BRANCH_COLLEGE_ADMIN: await branch_college(campus),
        Role.INVENTOR: school,
        Role.ENTERPRISE: firm,
        Role.PLATFORM_OPERATOR: None,
    }
    headers = {role: await sign_in(await user(role, place)) for role, place in places.items()}

    # when each asks
    found = {
        role.value: cost_of(await ask(client, "{ __typename }", headers.get(role)))["limit"] for role in Role
    }

    # then
    assert found == LIMITS


PAGE = "query ($n: Int!) { orgUnits(first: $n) { nodes { id } totalCount } }"
"""800 points and 6 for each row."""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_more_than_the_role_may_spend_is_refused_before_any_sql(
    language: str, shared_client: httpx.AsyncClient, statements: list[str], nothing_planned: None
) -> None:
    limit = 800 + 6 * 50
    with settings(cost_limit_factor=limit / VISITOR):
        # given a plan
        with settings(cost_limit_factor=1):
            await ask(shared_client, PAGE, variables={"n": 1})
        statements.clear()

        # when a page costs just as much as the limit, and when it costs a row more
        headers = {"Accept-Language": language}
        within = await ask(shared_client, PAGE, headers, variables={"n": 50})
        ran = list(statements)
        beyond = await ask(shared_client, PAGE, headers, variables={"n": 51})

    # then
    assert (within.status_code, codes_of(within), len(ran)) == (200, [], 1)
    assert cost_of(within) == {"requested": limit, "limit": limit, "planned": False}
    assert (beyond.status_code, codes_of(beyond)) == (400, ["COST_TOO_HIGH"])
    assert "data" not in beyond.json()
    assert cost_of(beyond) == {"requested": limit + 6, "limit": limit, "planned": False}
    (error,) = beyond.json()["errors"]
    assert error["extensions"]["cost"] == cost_of(beyond)
    assert f"{limit + 6}" in error["message"] and f"{limit}" in error["message"]
    assert ("开销" in error["message"]) == (language != "en")
    assert statements == ran


async def test_planning_counts_and_is_not_done_in_vain(
    shared_client: httpx.AsyncClient, statements: list[str], nothing_planned: None
) -> None:
    """What is too dear unplanned stays so: no plan is made of it."""
    with settings(cost_limit_factor=(800 + 6 + PLANNING - 1) / VISITOR):
        refused = [await ask(shared_client, PAGE, variables={"n": 1}) for _ in range(2)]
    with settings(cost_limit_factor=(800 + 6 + PLANNING) / VISITOR):
        accepted = [await ask(shared_client, PAGE, variables={"n": 1}) for _ in range(2)]

    assert [codes_of(each) for each in refused] == [["COST_TOO_HIGH"]] * 2
    assert [cost_of(each)["requested"] for each in refused] == [800 + 6 + PLANNING] * 2
    assert [cost_of(each)["requested"] for each in accepted] == [800 + 6 + PLANNING, 800 + 6]
    assert len(statements) == 2


async def test_only_the_session_is_read_of_who_asks_too_much(
    shared_client: httpx.AsyncClient, admin: Headers, statements: list[str]
) -> None:
    """What somebody may spend depends on the role: that is looked up, and nothing else."""
    deep = "{ orgUnits " + "{ nodes { children(first: 100) " * 4 + "{ totalCount }" + " } }" * 4 + " }"

    response = await ask(shared_client, deep, admin)

    assert codes_of(response) == ["COST_TOO_HIGH"]
    assert cost_of(response)["limit"] == LIMITS["INSTITUTION_ADMIN"]
    assert len(statements) == 1 and "session" in statements[0]


LOGINS = " ".join(f'a{n}: login(input: {{username: "x", password: "x"}}) {{ token }}' for n in range(5))
FIELDS = "fields { name type { name fields { name type { name } } } args { name type { name } } }"
TYPES = " ".join(f"a{n}: __schema {{ types {{ name {FIELDS} }} }}" for n in range(50))


@pytest.mark.parametrize(
    "operation", [f"mutation {{ {LOGINS} }}", f"{{ {TYPES} }}"], ids=["mutations", "introspection"]
)
async def test_what_the_executor_runs_is_charged_too(
    operation: str, shared_client: httpx.AsyncClient, statements: list[str]
) -> None:
    with settings(open_introspection=True):
        response = await ask(shared_client, operation)

    assert codes_of(response) == ["COST_TOO_HIGH"]
    assert cost_of(response)["requested"] > VISITOR
    assert statements == []


async def test_an_answer_with_errors_says_its_cost(shared_client: httpx.AsyncClient) -> None:
    response = await ask(shared_client, "{ uploads { totalCount } orgUnits { totalCount } }")

    assert codes_of(response) == ["UNAUTHENTICATED"]
    assert cost_of(response)["requested"] - PLANNING * cost_of(response)["planned"] == 2 * (300 + 500)
