"""U. The tables of the dashboard (S171, S172) as V defines them (S183–S186): a worked example, row by row."""

import asyncio
import itertools
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tortoise.transactions import in_transaction

from panhuo.clock import stopped
from panhuo.db import connection
from panhuo.models import OrgUnit, User
from panhuo.rules.dossier_options import Maturity
from panhuo.rules.vocabulary import CodeKind, DossierState, LegalStatus, PatentType, Role
from tests.acceptance.conftest import Ask
from tests.factories import branch, code, college, dossier, institution, patent, user
from tests.rules.dossiers import whole

pytestmark = pytest.mark.anyio

TODAY = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
TABLES = (
    *("ticks", "industries", "strategicIndustries", "technicalFields", "patentTypes", "maintenanceYears"),
    *("inventors", "colleges", "institutions"),
)
ROWS = "{ definition rows { item code label count listArguments } }"
QUERY = (
    "query ($u: ID, $by: DashboardRanking! = PUSHED, $top: Int! = 10) {"
    f" dashboard(unit: $u, rankBy: $by, top: $top) {{ {' '.join(f'{each} {ROWS}' for each in TABLES)} }} }}"
)
LIST = "query ($w: PatentFilter) { patents(filed: ALL, campus: ALL, where: $w) { totalCount } }"


@dataclass
class World:
    """The example's people and places."""

    school: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    admin: User
    head: User
    operator: User


@pytest.fixture
async def world(db: str) -> World:
    """
    patent    at         type           filed       state       IPC, main first    industry  strategic  by
    battery   physics    INVENTION      2019-06-01  registered  H01M 10/0525, B60L C3841     3.6        陈, 李
    membrane  physics    INVENTION      2020-02-29  draft       H01M 8/10          C2651     3.2, 1.2   陈, 陈
    cable     chemistry  UTILITY_MODEL  2023-03-02  –           H01B 7/00          C3831     1          李
    robot     east       DESIGN         –           inventoried –                  –         –          赵
    old       physics    INVENTION      2015-01-01  –            lapsed: in no table                      陈
    other     elsewhere  INVENTION      2019-06-01  –           H01M 10/0525       C3841     3.6        钱
    """
    school = await institution("青岚大学")
    physics, chemistry, east = await college(school), await college(school), await branch(school)
    admin = await user(Role.INSTITUTION_ADMIN, school)
    head = await user(Role.BRANCH_ADMIN, east)
    chen, li = await user(Role.INVENTOR, physics, name="陈"), await user(Role.INVENTOR, chemistry, name="李")
    await code(CodeKind.INDUSTRY, "C", "制造业")
    await code(CodeKind.STRATEGIC_INDUSTRY, "3", "新材料产业")
    battery = await patent(
        school,
        inventors=[chen, "李"],
        ipc=["H01M 10/0525", "B60L 50/60"],
        industries=["C3841"],
        strategic_industries=["3.6"],
        application_date=date(2019, 6, 1),
    )
    membrane = await patent(
        school,
        inventors=[chen, "陈"],
        ipc=["H01M 8/10"],
        industries=["C2651"],
        strategic_industries=["3.2", "1.2"],
        application_date=date(2020, 2, 29),
    )
    await patent(
        school,
        inventors=[li],
        ipc=["H01B 7/00"],
        industries=["C3831"],
        strategic_industries=["1"],
        type=PatentType.UTILITY_MODEL,
        application_date=date(2023, 3, 2),
    )
    robot = await patent(east, inventors=["赵"], type=PatentType.DESIGN, application_date=None)
    await patent(
        school,
        inventors=[chen],
        legal_status=LegalStatus.LAPSED,
        lapse_date=date(2024, 5, 1),
        application_date=date(2015, 1, 1),
    )
    await patent(
        await institution("别校"),
        inventors=["钱"],
        ipc=["H01M 10/0525"],
        industries=["C3841"],
        strategic_industries=["3.6"],
    )
    said = replace(whole(), fiscal_funding=True, maturity=Maturity.PILOT, rating=4)
    await dossier(chen, battery, state=DossierState.REGISTERED, content=said)
    await dossier(chen, membrane)
    await dossier(head, robot, state=DossierState.INVENTORIED, content=replace(said, rating=2))
    return World(school, physics, east, admin, head, await user(Role.PLATFORM_OPERATOR))


async def tables(ask: Ask, viewer: User, unit: OrgUnit | None = None, **given: Any) -> dict[str, Any]:
    """The tables, each row of which agrees with its list."""
    with stopped(int(TODAY.timestamp() * 1000)):
        found: dict[str, Any] = (await ask(QUERY, viewer, u=unit and f"OrgUnit:{unit.id}", **given))[
            "dashboard"
        ]
        for table in found.values():
            assert table["definition"]
            for row in table["rows"]:
                where = json.loads(row["listArguments"])["where"]
                assert (await ask(LIST, viewer, w=where))["patents"]["totalCount"] == row["count"], row
    return found


def counts(table: dict[str, Any]) -> list[tuple[str | None, int]]:
    return [(row["code"], row["count"]) for row in table["rows"]]


@pytest.mark.req("S171", "S172", "S183")
async def test_a_patent_counts_under_its_main_code_once(ask: Ask, world: World) -> None:
    found = await tables(ask, world.admin)

    assert counts(found["industries"]) == [("C", 3), (None, 1)]
    assert found["industries"]["rows"][0]["label"] == "制造业"
    assert counts(found["strategicIndustries"]) == [("3", 2), ("1", 1), (None, 1)]
    assert [row["label"] for row in found["strategicIndustries"]["rows"]] == ["新材料产业", None, None]
    assert counts(found["patentTypes"]) == [("INVENTION", 2), ("DESIGN", 1), ("UTILITY_MODEL", 1)]
    assert found["patentTypes"]["rows"][0]["label"] == "Invention"


@pytest.mark.req("S184", "S185", "S186")
async def test_main_groups_and_completed_years(ask: Ask, world: World) -> None:
    found = await tables(ask, world.admin)

    assert counts(found["technicalFields"]) == [
        ("H01B 7/00", 1),
        ("H01M 10/00", 1),
        ("H01M 8/00", 1),
        (None, 1),
    ]
    # on 2026-03-01: of 2019-06-01 six whole years, of 2020-02-29 six, of 2023-03-02 two
    assert counts(found["maintenanceYears"]) == [("2", 1), ("6", 2), (None, 1)]


@pytest.mark.req("S61", "S171")
async def test_the_five_ticked_items(ask: Ask, world: World) -> None:
    """Of battery and robot; a draft is read by its filer alone."""
    found = await tables(ask, world.admin)

    ticks = [(row["item"], row["code"], row["count"]) for row in found["ticks"]["rows"]]
    assert ticks == [  # what is filed says by default that it is not implemented and to be licensed
        ("fiscalFunding", "true", 2),
        ("status", "NOT_IMPLEMENTED", 2),
        ("willingness", "TO_LICENSE", 2),
        ("maturity", "PILOT", 2),
        ("rating", "2", 1),
        ("rating", "4", 1),
    ]


@pytest.mark.req("S33", "S34", "S172")
async def test_rankings_by_valid_or_by_registered_patents(ask: Ask, world: World) -> None:
    def units(table: dict[str, Any]) -> list[tuple[str, int]]:
        return [(row["label"], row["count"]) for row in table["rows"]]

    # when
    valid, registered = await tables(ask, world.admin), await tables(ask, world.admin, by="REGISTERED")
    first, branch_only = await tables(ask, world.admin, top=1), await tables(ask, world.head)
    nation, of_physics = await tables(ask, world.operator), await tables(ask, world.admin, world.physics)

    # then 陈 is on two, once though named twice; the branch's patent stands at no college
    assert counts(valid["inventors"]) == [("李", 2), ("陈", 2), ("赵", 1)]
    assert [count for _, count in units(valid["colleges"])] == [2, 1]
    assert counts(registered["inventors"]) == [("李", 1), ("陈", 1)]
    assert units(registered["colleges"]) == [(world.physics.name, 1)]
    assert counts(first["inventors"]) == [("李", 2)]
    assert (counts(branch_only["inventors"]), units(branch_only["colleges"])) == ([("赵", 1)], [])
    assert units(nation["institutions"]) == [("青岚大学", 4), ("别校", 1)]
    assert counts(nation["technicalFields"])[0] == ("H01M 10/00", 2)
    assert counts(of_physics["inventors"]) == [("陈", 2), ("李", 1)]


@pytest.mark.req("S172")
@pytest.mark.parametrize("top", [0, 101])
async def test_so_many_are_refused(answer: Ask, world: World, top: int) -> None:
    body = await answer(QUERY, world.admin, top=top)

    assert [error["extensions"]["code"] for error in body["errors"]] == ["INVALID_VALUE"]


AGREE = """{ dashboard {
  pushed { count }
  patentTypes { rows { count } } maintenanceYears { rows { count } } industries { rows { count } }
} }"""
FLIP = "update holding set legal_status = case legal_status when 'VALID' then 'LAPSED' else 'VALID' end"
RAISE = """
insert into data_version (kind, key, version, changed_at) select 'UNIT', id, 1, 0 from org_unit where true
on conflict (kind, key) do update set version = data_version.version + 1
"""


@pytest.mark.req("S171")
async def test_figures_and_rows_are_of_one_moment_while_something_writes(ask: Ask, world: World) -> None:
    """All is of one statement, kept or new: whatever is written meanwhile, rows add up to the figure."""
    stop, seen = asyncio.Event(), set()

    async def write() -> None:
        for turn in itertools.takewhile(lambda _: not stop.is_set(), itertools.count()):
            async with in_transaction():
                await connection().execute_query(FLIP)
                await connection().execute_query(RAISE)
            await asyncio.sleep(turn % 7 / 1000)

    writer = asyncio.create_task(write())
    try:
        for _ in range(200):
            found = (await ask(AGREE, world.admin))["dashboard"]
            pushed = found.pop("pushed")["count"]
            assert {sum(row["count"] for row in each["rows"]) for each in found.values()} == {pushed}
            seen.add(pushed)
            if len(seen) == 2:
                break
    finally:
        stop.set()
        await writer
    assert seen == {1, 4}
