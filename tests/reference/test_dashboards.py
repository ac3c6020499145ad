"""Dashboards of random worlds: the reference's, and each figure and row the `totalCount` of its list."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.clock import stopped
from tests.reference.cases import NOW
from tests.reference.compiled import difference, read, response
from tests.reference.executor import answer
from tests.reference.insert import replace
from tests.reference.printed import schema
from tests.reference.query_selections import whole
from tests.reference.runs import Examples, random_examples
from tests.reference.scopes import Ask
from tests.reference.world import build_world

VIEWERS = ("INSTITUTION_ADMIN", "BRANCH_ADMIN", "PLATFORM_OPERATOR")
QUERY = (
    "query ($unit: ID, $asOf: Date, $rankBy: DashboardRanking! = PUSHED, $top: Int! = 10)"
    " { dashboard(unit: $unit, asOf: $asOf, rankBy: $rankBy, top: $top)"
    f" {whole(schema().type_map['Dashboard'], 3)} }}"
)
FILTERS = {"patents": "PatentFilter", "demands": "DemandFilter", "evaluations": "EvaluationFilter"}
AT_ONCE = 40
DAYS = ("2023-10-31", "2023-12-31", "2024-02-29", "2025-02-28", "2026-02-28")
DASHBOARDS = 8
"""Of one world, by one viewer."""


def asked(random: Random, ask: Ask) -> dict[str, Any]:
    """What is asked: half of the time of a unit, readable or not."""
    given: dict[str, Any] = {}
    if random.random() < 0.5:
        given["unit"] = f"OrgUnit:{random.choice(list(ask.world.tables['org_unit']))}"
    if random.random() < 0.6:
        given["rankBy"] = random.choice(list(schema().type_map["DashboardRanking"].values))  # type: ignore[attr-defined]
    if random.random() < 0.4:
        given["asOf"] = random.choice(DAYS)
    return given | {"top": random.choice((1, 2, 10, 100))}


def counted(found: Any) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Everything with a count: its list, that list's arguments, the count."""
    if isinstance(found, dict) and "listArguments" in found and found["count"] is not None:
        yield found.get("list", "patents"), json.loads(found["listArguments"]), found["count"]
    parts = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    for part in parts:
        yield from counted(part)


async def totals(ask: Ask, lists: list[tuple[str, dict[str, Any]]]) -> list[int]:
    names = ", ".join(f"$w{n}: {FILTERS[field]}" for n, (field, _) in enumerate(lists))
    shown = {"patents": "filed: ALL, campus: ALL, "}
    fields = " ".join(
        f"f{n}: {field}({shown.get(field, '')}where: $w{n}) {{ totalCount }}"
        for n, (field, _) in enumerate(lists)
    )
    given = {f"w{n}": arguments["where"] for n, (_, arguments) in enumerate(lists)}
    body = json.loads(await response(ask, f"query ({names}) {{ {fields} }}", given))
    assert body["errors"] == []
    return [each["totalCount"] for each in body["data"].values()]


async def agrees(seed: bytes) -> None:
    random = Random(seed)
    world = build_world(random.randrange(2**32), random.choice((1, 2, 3)), random.choice((5, 10, 20)))
    viewers = [row for row in world.rows("user_account") if row["role"] in VIEWERS and row["active"]]
    now = random.choice(list(NOW))
    ask = Ask(world, random.choice(viewers), NOW[now], random.random() < 0.5)
    with stopped(now):
        await replace(world)
        for _ in range(DASHBOARDS):
            given = asked(random, ask)
            compiled = read(await response(ask, QUERY, given))
            assert difference(compiled, answer(ask, QUERY, given)) is None, (given, ask.account, world.tables)
            all_of_it = list(counted(compiled.data))
            for start in range(0, len(all_of_it), AT_ONCE):
                part = all_of_it[start : start + AT_ONCE]
                found = await totals(ask, [each[:2] for each in part])
                wrong = [pair for pair in zip(part, found, strict=True) if pair[0][2] != pair[1]]
                assert wrong == [], (given, ask.account)


@lambda test: random_examples(test, 25)
@given(seed=st.binary(min_size=8, max_size=8))
@pytest.mark.req("S167", "S171", "S172")
def test_each_figure_and_row_is_the_total_of_its_list(examples: Examples, seed: bytes) -> None:
    examples.run(agrees(seed))
