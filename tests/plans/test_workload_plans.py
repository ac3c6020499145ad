"""Of whatever the benchmark measures no table is read whole and no more than a page sorted.

A total reads an index, and no row. What is counted anyway may be sorted: hits of a keyword, or of a filter
that looks into other tables.
"""

from collections.abc import Iterator

import pytest

from bench.scope_queries import SHOWCASE
from bench.scope_workloads import KINDS, SEARCHES, Kind
from bench.scopes import NAMES, scopes
from bench.worlds import reading
from panhuo.compiler.kept import forget_counts
from tests.plans.conftest import Nation
from tests.plans.explained import PAGE, Plan

pytestmark = pytest.mark.anyio

DRIVING = {
    "largest": "ix_holding_institution_",
    "median": "ix_holding_institution_",
    "branch": "ix_holding_branch_",
    "college": "ix_holding_unit_",
    "inventor": "ix_patent_inventor_user",
    "nation": "ix_patent_grant",
}
"""The index that serves scope and order of a list of patents together: what its name begins with."""
TEXT = {"ix_patent_text", "patent_text_pkey", "patent_text"}
"""The text index, or, of a word that many have, its rows one by one; on SQLite its only name."""
QUEUE = {"ix_dossier_pending", "ix_dossier_step"}
COUNTING = ("dashboard", "head figures")


def cases() -> Iterator[tuple[str, Kind]]:
    for scope, (_, role, _) in NAMES.items():
        yield from ((scope, kind) for kind in (*KINDS, *SEARCHES) if kind.open_to(role))


CASES = list(cases())
IDS = [f"{name}: {kind.name}" for name, kind in CASES]


async def asked(nation: Nation, name: str, kind: Kind) -> None:
    forget_counts()
    async with reading(nation.url) as world:
        [scope] = [each for each in await scopes(world) if each.name == name]
        ask = (await kind.asks(scope, world))[0]
    await nation.ask(kind.query, scope.username, dict(ask.ours))


@pytest.mark.parametrize(("scope", "kind"), CASES, ids=IDS)
async def test_a_workload_is_planned_well(nation: Nation, scope: str, kind: Kind) -> None:
    await asked(nation, scope, kind)
    plan = await nation.fetched.replayed(nation.explain)
    often = await nation.fetched.replayed_in_time(nation.explain_in_time)

    for each in (plan, often):
        assert each.whole == set() or may_read(kind.name, each), each.text
        assert each.walked <= walked(scope, kind.name), each.text
        assert each.sorted == [] or may_sort(nation, scope, kind.name), each.text
    assert uses(scope, kind.name, plan.indexes), (plan.indexes, plan.text)
    if kind.name in ("list", "list + total", "list, deep page + total") and scope != "inventor":
        assert plan.looked_up <= PAGE, plan.text


def may_read(kind: str, plan: Plan) -> bool:
    """Figures read the patents of dossiers: in a world this small whole, in sixty pages; there is an index.

    Of 1,350,000 patents an institution's figures read that index, the nation's the table.
    """
    return kind.startswith(COUNTING) and plan.whole == {"dossier_patent"}


def may_sort(nation: Nation, scope: str, kind: str) -> bool:
    """An inventor's own patents; on SQLite hits of a frequent word, which it cannot tell from a rare one."""
    on_file = nation.url.startswith("sqlite")
    return scope == "inventor" or (on_file and kind == "keyword, frequent")


def walked(scope: str, kind: str) -> set[str]:
    """Big tables of which a whole index may be read: evaluations too, where an eighth are theirs."""
    if scope == "nation":
        return {"patent", "evaluation"}
    if kind.startswith("review queue"):
        return {"user_account"}  # the administrators: which level has none any more
    return {"evaluation"} if kind.startswith("dashboard") else set()


def uses(scope: str, kind: str, indexes: set[str]) -> bool:
    """Whether the index that is meant for a workload is among those used."""
    driving = any(each.startswith(DRIVING[scope]) for each in indexes)
    if kind.startswith("keyword"):
        return bool(TEXT & indexes)
    if kind.startswith("review queue"):
        return bool(QUEUE & indexes)
    filtered = kind.startswith("list + total, 4 filters") and "ix_patent_code" in indexes
    return driving or filtered or kind == "detail"


SHOWCASES = {"an expert": "enterprise", "a visitor": ""}


@pytest.mark.parametrize("username", SHOWCASES.values(), ids=SHOWCASES)
async def test_the_showcase_is_planned_well(nation: Nation, username: str) -> None:
    variables = {"first": PAGE - 1, "where": None, "search": None}
    await nation.ask(SHOWCASE, username, variables)
    plan: Plan = await nation.fetched.replayed(nation.explain)

    assert (plan.whole, plan.sorted) == (set(), []), plan.text
    assert "ix_dossier_published" in plan.indexes
