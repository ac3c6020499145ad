"""Pages of one institution never read a whole table, however many others there are: PostgreSQL's plans."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.compiler.database import HeldDatabase
from panhuo.context import Context
from panhuo.db import connection, database
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import Role
from panhuo.schema import schema
from panhuo.settings import get_settings
from tests.compiler.crowd import make_crowd
from tests.databases import PostgresDatabases

pytestmark = pytest.mark.anyio

ADMIN = Viewer(Role.INSTITUTION_ADMIN, user_id=3, institution_id=3, unit_id=3)
DEAN = Viewer(Role.COLLEGE_ADMIN, user_id=103, institution_id=3, unit_id=103)
INVENTOR = Viewer(Role.INVENTOR, user_id=1002, institution_id=3, unit_id=103)
EXPERT = Viewer(Role.ENTERPRISE, user_id=None, enterprise_id=1)
NODES = "nodes { id title state availableActions }"
QUERIES = {
    "queue": f"{{ reviewQueue(first: 20) {{ totalCount {NODES} }} }}",
    "queue, portfolios": f"{{ reviewQueue(kind: PORTFOLIO) {{ {NODES} }} }}",
    "reviewed": f"{{ reviewed(first: 20) {{ {NODES} }} }}",
    "mine": f"{{ myDossiers(first: 20) {{ totalCount counts(by: STATE) {{ key count }} {NODES} }} }}",
    "mine, a tab": f"{{ myDossiers(state: DRAFT) {{ {NODES} }} }}",
    "resources": f"{{ resources(first: 20) {{ {NODES} }} }}",
    "resources, counted": f"{{ resources(first: 20) {{ totalCount {NODES} }} }}",
    "resources, filtered": (
        f"{{ resources(where: {{rating: {{gte: 3}}, willingness: {{eq: TO_LICENSE}}}}) {{ {NODES} }} }}"
    ),
    "patents": "{ patents(first: 20) { nodes { id title filingState availableActions dossier { id } } } }",
    "patents, newest registered": (
        "{ patents(filed: FILED, orderBy: {field: REGISTERED_AT, direction: DESC}) { nodes { id } } }"
    ),
    "evaluations": "{ evaluations(first: 20) { totalCount nodes { id rating dossier { id } } } }",
    "what they come to": "{ orgUnits(first: 20) { nodes { id evaluationSummary { count average } } } }",
    "showcase": f"{{ showcase(first: 20) {{ {NODES} }} }}",
    "showcase, the best": (
        f"{{ showcase(orderBy: {{field: EVALUATION_AVERAGE, direction: DESC}}) {{ {NODES} }} }}"
    ),
    "a dossier": '{ dossier(id: "Dossier:2") { id state } }',
}
COMPARING = {"showcase, the best"}
"""What an administrator reads of few: a sort by it looks at every dossier that is shown."""
MAY_NOT = {
    ADMIN: QUERIES.keys() - COMPARING,
    DEAN: QUERIES.keys() - COMPARING,
    INVENTOR: {"mine", "mine, a tab", "resources", "resources, counted", "showcase", "a dossier"},
    EXPERT: {"resources", "showcase", "showcase, the best", "evaluations", "a dossier"},
}
CASES = [(viewer, name) for viewer, names in MAY_NOT.items() for name in sorted(names)]
WHOLE = re.compile(r"(?:Parallel )?Seq Scan on (dossier|holding|patent|dossier_patent|patent_inventor)\b")


@pytest.fixture(scope="module")
def crowded_url(postgres_databases: PostgresDatabases) -> Iterator[str]:
    EXECUTOR_CACHE.clear()
    url = postgres_databases.fresh()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()
        yield url
    get_settings.cache_clear()
    postgres_databases.drop(url)


@pytest.fixture(scope="module")
async def crowded(crowded_url: str) -> AsyncIterator[None]:
    async with database(crowded_url):
        await make_crowd()
        yield


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How PostgreSQL looks for whatever is fetched, line by line."""
    lines: list[str] = []
    fetch = HeldDatabase.fetch

    async def explained(held: HeldDatabase, sql: str, arguments: Sequence[Any]) -> Sequence[Any]:
        lines.extend(row[0] for row in await fetch(held, f"explain {sql}", arguments))
        return await fetch(held, sql, arguments)

    monkeypatch.setattr(HeldDatabase, "fetch", explained)
    return lines


@pytest.mark.parametrize(("viewer", "name"), CASES, ids=[f"{each[0].role}, {each[1]}" for each in CASES])
async def test_no_page_reads_a_whole_table(crowded: None, plan: list[str], viewer: Viewer, name: str) -> None:
    # given
    context = Context(request=None, viewer=viewer)  # type: ignore[arg-type]

    # when
    result = await schema.execute(QUERIES[name], context_value=context)

    # then
    assert result.errors is None
    assert plan
    assert [line for line in plan if WHOLE.search(line)] == [], "\n".join(plan)


async def test_the_crowd_is_one(crowded: None) -> None:
    [found] = await connection().execute_query_dict("select count(*) as n from dossier")
    assert found["n"] == 24_000
