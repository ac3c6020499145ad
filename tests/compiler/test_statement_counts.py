"""What a query costs: one statement a root field, one more for each to-many field that is selected."""

import pytest

from panhuo.context import Context
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from panhuo.schema import schema
from tests.reference.insert import replace
from tests.reference.world import build_world

pytestmark = pytest.mark.anyio
WORLD = build_world(11, 3, 25)
PATENTS = "filed: ALL, campus: ALL"
ONE_A_ROOT_FIELD = (
    "{ viewer { id name unit { name parent { name } } } }",
    "{ orgUnit(id: $unit) { name institution { name } } }",
    "{ orgUnits(where: {kind: {ne: BRANCH}}) { totalCount nodes { name parent { name } } } }",
    "{ patent(id: $patent) { title unit { name } institution { name } viewerCan { file { reason } } } }",
    '{ patents(search: "电", orderBy: {field: REGISTERED_AT}) { totalCount edges { cursor node { id } } } }',
    "{ patents { counts(by: TYPE) { count } years: counts(by: MAINTENANCE_YEARS) { key label count } } }",
    "{ codes(kind: IPC) { nodes { code parent { code } } } }",
    "{ node(id: $patent) { id ... on Patent { title unit { name } } ... on OrgUnit { name } } }",
    "{ nodes(ids: [$patent, $patent]) { id } }",
    "{ __typename patents { __typename nodes { __typename } } }",
)
MORE = {
    "{ nodes(ids: [$patent, $unit, $code]) { id } }": 3,
    "{ a: patents { totalCount } b: patents { totalCount } viewer { id } }": 3,
    "{ patent(id: $patent) { owners { name } inventors { user { name unit { name } } }"
    " codes { title } } }": 4,
    "{ patent(id: $patent) { a: owners { name } b: owners { orgUnit { name } } } }": 3,
    "{ patent(id: $patent) { owners { name } ...F owners { position } } }"
    " fragment F on Patent { owners { name } }": 2,
    f"{{ patents({PATENTS}, first: 100) {{ nodes {{ id codes {{ title }} legalEvents {{ date }} }} }} }}": 3,
    f"{{ patents({PATENTS}) {{ nodes {{ owners {{ name }} }} edges {{ node {{ owners {{ name }} }}"
    f" }} }} }}": 3,
    f"{{ patents({PATENTS}) {{ nodes {{ owners @skip(if: true) {{ name }} codes @include(if:"
    f" false) {{ code }} }} }} }}": 1,
    "{ orgUnits(first: 100) { nodes { name ownerAliases { name } children { totalCount } } } }": 3,
    "{ orgUnits { nodes { children { nodes { children { nodes { name } } } } } } }": 3,
    f"{{ orgUnits {{ nodes {{ patents({PATENTS}) {{ totalCount nodes {{ codes {{ code }} }} }} }} }} }}": 3,
    "{ codes(kind: IPC) { nodes { children { nodes { children { totalCount } } } } } }": 3,
    f"{{ node(id: $unit) {{ ... on OrgUnit {{ children {{ totalCount }} patents({PATENTS}) {{"
    f" totalCount }} }} }} }}": 3,
}


@pytest.fixture
async def context(db: str) -> Context:
    await replace(WORLD)
    return Context(request=None, viewer=Viewer(Role.PLATFORM_OPERATOR, user_id=operator()))  # type: ignore[arg-type]


def operator() -> int:
    return int(WORLD.rows("user_account", role="PLATFORM_OPERATOR")[0]["id"])


def with_ids(query: str) -> str:
    """The query with ids of a patent that has everything, of an institution, and of a code."""
    inventor = WORLD.rows("patent_inventor", match="CONFIRMED")[0]
    ids = {"patent": f"Patent:{inventor['patent_id']}", "unit": "OrgUnit:%d", "code": "Code:%d"}
    ids["unit"] %= WORLD.rows("org_unit", kind="INSTITUTION")[0]["id"]
    ids["code"] %= WORLD.rows("code", kind="IPC")[0]["id"]
    for name, id in ids.items():
        query = query.replace(f"${name}", f'"{id}"')
    return query


async def statements(context: Context, query: str) -> int:
    result = await schema.execute(with_ids(query), context_value=context)
    assert result.errors is None
    return context.database.statements


@pytest.mark.parametrize("query", ONE_A_ROOT_FIELD)
async def test_a_root_field_is_one_statement(context: Context, query: str) -> None:
    assert await statements(context, query) == 1


@pytest.mark.parametrize(("query", "count"), MORE.items())
async def test_each_to_many_field_is_one_more(context: Context, query: str, count: int) -> None:
    assert await statements(context, query) == count


async def test_rows_do_not_cost_statements(context: Context) -> None:
    """A page of one and a page of all cost the same."""
    query = "{ patents(%s, first: %d) { nodes { owners { name } inventors { name } } } }"
    first = await statements(context, query % (PATENTS, 1))
    assert await statements(context, query % (PATENTS, 100)) == 2 * first


async def test_what_is_refused_costs_nothing(db: str) -> None:
    """A fault anywhere in the operation is found before the first statement."""
    context = Context(request=None)  # type: ignore[arg-type]
    query = '{ patents { totalCount } orgUnits { nodes { children(after: "nonsense") { totalCount } } } }'
    result = await schema.execute(query, context_value=context)
    assert result.data is None
    assert context.database.statements == 0
