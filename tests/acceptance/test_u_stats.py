"""U. Statistics in groups (S33, S34, S171, S183–S186), a worked example: rows above, figures as literals."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from panhuo.models import Job, OrgUnit, PerformanceDeal, User
from panhuo.rules.performance_options import ConversionMode
from panhuo.rules.vocabulary import DossierState, LegalStatus, PatentType, Role
from tests.acceptance.conftest import Ask
from tests.exports.asking import content_of, read
from tests.factories import (
    branch,
    college,
    demand,
    dossier,
    enterprise,
    evaluation,
    institution,
    patent,
    performance,
    sign_in,
    user,
)
from tests.jobs.asking import change, job, run_due

pytestmark = pytest.mark.anyio

QUERY = """query ($of: StatsOf!, $top: Int! = 100) { stats(of: $of, top: $top) {
  groups { keys { dimension key label } period count values { metric value } list listArguments }
  total { groups count values { metric value } } rest { groups count values { metric value } }
} }"""
LISTS = {
    "patents": "$filed: FiledFilter!, $campus: Campus!, $where: PatentFilter"
    "| filed: $filed, campus: $campus, where: $where",
    "dossiers": "$where: DossierFilter | where: $where",
    "resources": "$where: DossierFilter | where: $where",
    "demands": "$where: DemandFilter | where: $where",
    "evaluations": "$where: EvaluationFilter | where: $where",
    "performances": "$where: PerformanceFilter | where: $where",
}
"""Root field → its variables, and its arguments."""
MAIN = {"ipc": ["H01M 10/0525", "C08L 1/00"], "industries": ["C3841"], "strategic_industries": ["3.6"]}


@dataclass
class World:
    """The example's people and places."""

    school: OrgUnit
    physics: OrgUnit
    east: OrgUnit
    admin: User
    head: User
    dean: User
    operator: User


@pytest.fixture
async def world(db: str) -> World:
    """
    patent  stands at  type           state   filed       granted     main code     stars  evaluations
    one     physics    INVENTION      VALID   2019-06-01  2021-06-01  H01M 10/0525  4      5, 4
    two     physics    INVENTION      VALID   2020-02-03  2021-12-31  H01M 10/0525  –
    three   school     UTILITY_MODEL  LAPSED  2019-06-01  2021-06-01  –             –
    four    east       INVENTION      VALID   2019-06-01  2022-01-01  H02J 7/00     2      3
    other   elsewhere  INVENTION      VALID   2019-06-01  2021-06-01  –             –
    """
    school, elsewhere = await institution("青岚大学"), await institution("别处大学")
    physics, east = await college(school), await branch(school)
    admin, head = await user(Role.INSTITUTION_ADMIN, school), await user(Role.BRANCH_ADMIN, east)
    dean, operator = await user(Role.COLLEGE_ADMIN, physics), await user(Role.PLATFORM_OPERATOR)
    li, wang = await user(Role.INVENTOR, physics), await user(Role.INVENTOR, east)
    one = await patent(school, inventors=[li], title="一", **MAIN)
    later = {"application_date": date(2020, 2, 3), "grant_date": date(2021, 12, 31)}
    two = await patent(school, inventors=[li], **MAIN, **later)
    await patent(
        school, type=PatentType.UTILITY_MODEL, legal_status=LegalStatus.LAPSED, lapse_date=date(2023, 6, 2)
    )
    four = await patent(east, inventors=[wang], ipc=["H02J 7/00"], grant_date=date(2022, 1, 1))
    other = await patent(elsewhere)
    first, second = [await user(Role.ENTERPRISE, await enterprise()) for _ in range(2)]
    filed = await dossier(li, one, state=DossierState.REGISTERED, rating=4)
    of_east = await dossier(wang, four, state=DossierState.REGISTERED, rating=2)
    await dossier(li, two, state=DossierState.REJECTED)
    for target, expert, stars in ((filed, first, 5), (filed, second, 4), (of_east, first, 3)):
        await evaluation(target, expert, stars)
    await demand(first, filed, region="330100")
    await demand(second, filed, region="330200")
    await demand(first, of_east, region="110100")
    for place, amounts in ((school, (12.5, 7.25)), (school, (None, 3)), (elsewhere, (1, None))):
        made = await performance(place, admin, one if place == school else other)
        for mode, amount in zip(ConversionMode, amounts, strict=True):
            yuan = None if amount is None else int(amount * 10_000)
            await PerformanceDeal.filter(performance_id=made.id, mode=mode).update(amount_yuan=yuan)
    return World(school, physics, east, admin, head, dean, operator)


async def told(ask: Ask, viewer: User, top: int = 100, **of: Any) -> dict[str, Any]:
    """The statistics, each of whose groups its list agrees with."""
    found: dict[str, Any] = (await ask(QUERY, viewer, of=of, top=top))["stats"]
    for group in found["groups"]:
        assert await listed(ask, viewer, group) == group["count"], group
    return found


async def listed(ask: Ask, viewer: User, group: dict[str, Any]) -> int:
    declared, given = LISTS[group["list"]].split("|")
    query = f"query ({declared}) {{ {group['list']}({given}) {{ totalCount }} }}"
    answer = await ask(query, viewer, **json.loads(group["listArguments"]))
    count: int = answer[group["list"]]["totalCount"]
    return count


def rows(found: dict[str, Any]) -> list[Sequence[Any]]:
    """Keys, period where there is one, count, and values beside it."""
    return [
        (
            *(each["key"] for each in group["keys"]),
            *([group["period"]] if group["period"] else []),
            group["count"],
            *(each["value"] for each in group["values"] if each["metric"] != "COUNT"),
        )
        for group in found["groups"]
    ]


@pytest.mark.req("S33", "S171", "S183")
async def test_patents_by_one_and_two_dimensions(ask: Ask, world: World) -> None:
    # when
    by_type = await told(ask, world.admin, patents={"groupBy": ["TYPE"]})
    by_class = await told(ask, world.admin, patents={"groupBy": ["IPC_SECTION", "IPC_CLASS"]})
    by_field = await told(ask, world.admin, patents={"groupBy": ["IPC_MAIN_GROUP"]})
    by_industry = await told(ask, world.admin, patents={"groupBy": ["STRATEGIC_INDUSTRY", "INDUSTRY"]})

    # then
    assert rows(by_type) == [("INVENTION", 3), ("UTILITY_MODEL", 1)]
    assert by_type["total"] == {"groups": 2, "count": 4, "values": [{"metric": "COUNT", "value": 4}]}
    assert by_type["rest"] == {"groups": 0, "count": 0, "values": [{"metric": "COUNT", "value": 0}]}
    assert by_type["groups"][0]["keys"][0]["label"] == "Invention"
    assert rows(by_class) == [("H", "H01", 2), ("H", "H02", 1), (None, None, 1)]
    assert rows(by_field) == [("H01M 10/00", 2), ("H02J 7/00", 1), (None, 1)]
    assert rows(by_industry) == [("3.6", "C3841", 2), (None, None, 2)]


@pytest.mark.req("S33", "S34", "S172")
async def test_units_within_ones_own_scope_and_rankings_of_the_nation(ask: Ask, world: World) -> None:
    physics, school, east = (f"OrgUnit:{each.id}" for each in (world.physics, world.school, world.east))

    institution_wide = await told(ask, world.admin, patents={"groupBy": ["UNIT"]})
    of_branch = await told(ask, world.head, patents={"groupBy": ["UNIT"]})
    national = await told(ask, world.operator, 1, patents={"groupBy": ["INSTITUTION"]})

    assert rows(institution_wide) == [(physics, 2), *sorted([(school, 1), (east, 1)])]
    assert institution_wide["groups"][0]["keys"][0]["label"] == world.physics.name
    assert rows(of_branch) == [(east, 1)]
    assert rows(national) == [(school, 4)]
    assert (national["rest"]["groups"], national["rest"]["count"]) == (1, 1)


@pytest.mark.req("S33", "S185", "S186")
async def test_metrics_and_their_order(ask: Ask, world: World) -> None:
    # completed years until 2023-06-02 of what was filed on 2019-06-01
    lapsed = {"where": {"legalStatus": {"eq": "LAPSED"}}, "metrics": ["MAINTENANCE_YEARS_MAX"]}
    stars = {
        "groupBy": ["RATING"],
        "metrics": ["RATING_SUM", "EVALUATIONS_SUM"],
        "orderBy": "EVALUATIONS_SUM",
    }
    average = {"groupBy": ["UNIT"], "metrics": ["RATING_AVG"], "orderBy": "RATING_AVG", "direction": "ASC"}

    assert rows(await told(ask, world.admin, patents=lapsed)) == [(1, 4)]
    assert rows(await told(ask, world.admin, resources=stars)) == [("4", 1, 4, 2), ("2", 1, 2, 1)]
    assert [row[1:] for row in rows(await told(ask, world.admin, evaluations=average))] == [(1, 3), (2, 4.5)]


@pytest.mark.req("S33")
async def test_a_series_over_months_quarters_and_years(ask: Ask, world: World) -> None:
    # given
    by_quarter = {"over": {"date": "GRANT_DATE", "by": "QUARTER"}}
    by_year = {"groupBy": ["TYPE"], "over": {"date": "GRANT_DATE", "by": "YEAR"}}
    of_largest = {"groupBy": ["TYPE"], "over": {"date": "GRANT_DATE", "by": "MONTH", "top": 1}}

    # when
    found = await told(ask, world.admin, patents=of_largest)

    # then
    assert rows(await told(ask, world.admin, patents=by_quarter)) == [
        ("2021-Q2", 2),
        ("2021-Q4", 1),
        ("2022-Q1", 1),
    ]
    assert rows(await told(ask, world.admin, patents=by_year)) == [
        ("INVENTION", "2021", 2),
        ("INVENTION", "2022", 1),
        ("UTILITY_MODEL", "2021", 1),
    ]
    assert rows(found) == [
        ("INVENTION", "2021-06", 1),
        ("INVENTION", "2021-12", 1),
        ("INVENTION", "2022-01", 1),
    ]
    assert (found["total"]["count"], found["rest"]["groups"], found["rest"]["count"]) == (4, 1, 1)


@pytest.mark.req("S31", "S32", "S154")
async def test_dossiers_demands_and_reports(ask: Ask, world: World) -> None:
    states = await told(ask, world.admin, dossiers={"groupBy": ["STATE"]})
    provinces = await told(ask, world.admin, demands={"groupBy": ["PROVINCE"]})
    amounts = {"metrics": ["AMOUNT_SUM", "AMOUNT_AVG", "AMOUNT_MIN"], "groupBy": ["INSTITUTION"]}
    reported = await told(ask, world.operator, performances=amounts)

    assert rows(states) == [("REGISTERED", 2), ("REJECTED", 1)]
    assert rows(provinces) == [("330000", 2), ("110000", 1)]
    # 12.5 + 7.25 and 3, in 万元
    assert [row[1:] for row in rows(reported)] == [(2, 22.75, 11.375, 3), (1, 1, 1, 1)]
    assert [each["value"] for each in reported["total"]["values"]] == [23.75, pytest.approx(23.75 / 3), 1]


@pytest.mark.req("S33", "S34")
async def test_who_may_not_is_refused_and_told_nothing(answer: Ask, world: World) -> None:
    by_type, reports = {"patents": {"groupBy": ["TYPE"]}}, {"performances": {}}

    for viewer, of, ability in (
        (world.dean, by_type, "STATS_READ"),
        (None, by_type, "STATS_READ"),
        (world.head, reports, "PERFORMANCE_READ"),
    ):
        body = await answer(QUERY, viewer, of=of)
        assert body["data"] == {"stats": None}
        [error] = body["errors"]
        assert (error["path"], error["extensions"]["ability"]) == (["stats"], ability)

    # what cannot be asked is refused as a whole
    for of, top in (
        ({"patents": {"groupBy": ["TYPE", "UNIT", "CO_OWNED"]}}, 100),
        ({"patents": {"groupBy": ["TYPE", "TYPE"]}}, 100),
        ({"patents": {}}, 0),
        ({"patents": {}}, 1001),
        ({"patents": {"over": {"date": "GRANT_DATE", "by": "YEAR", "top": 0}}}, 100),
    ):
        body = await answer(QUERY, world.admin, of=of, top=top)
        assert [error["extensions"]["code"] for error in body["errors"]] == ["INVALID_VALUE"]


EXPORT = """mutation ($input: ExportDataInput!) {
  exportData(input: $input) { job { id } userErrors { code field } }
}"""


async def exported(client: httpx.AsyncClient, viewer: User, format: str = "JSONL", **of: Any) -> list[Any]:
    """Rows of an export, with its headings first where the format has any."""
    headers = await sign_in(viewer)
    payload = await change(client, EXPORT, headers, of=of, format=format)
    assert payload["userErrors"] == [], payload
    await run_due()
    done = await job(client, headers, payload["job"]["id"])
    assert done["state"] == "SUCCEEDED", done
    return read(await content_of(client, headers, done), format)


@pytest.mark.req("S33", "S154", "S164")
async def test_statistics_the_dashboard_and_lists_are_exported(
    client: httpx.AsyncClient, world: World
) -> None:
    # given
    of = {"patents": {"groupBy": ["TYPE"], "metrics": ["MAINTENANCE_YEARS_MIN"], "over": None}}
    states = {"where": {"state": {"eq": "NEW"}}, "orderBy": [{"field": "CREATED_AT"}]}

    # when
    stats = await exported(client, world.admin, "XLSX", stats={"of": of, "top": 1})
    figures = await exported(client, world.admin, "CSV", dashboard={"unit": f"OrgUnit:{world.physics.id}"})
    demands = await exported(client, world.admin, demands=states)
    reports = await exported(client, world.operator, performances={})
    opinions = await exported(client, world.head, evaluations={})

    # then
    assert stats[0][:3] == ["Patent type", "Patent type: name", "How many"]
    assert [row[:3] for row in stats[1:]] == [["INVENTION", "Invention", 3], [None, "(others)", 1]]
    counts = {row[0]: row[4] for row in figures[1:]}
    assert figures[0] == ["Figure", "Item", "Code", "Name", "How many", "Ratio", "Definition"]
    assert ["INVENTION", "Invention", "2"] in [row[2:5] for row in figures[1:]]
    assert counts["Valid patents delivered"] == "2" and counts["Evaluations received"] == "2"
    assert len(demands) == 4 and len(reports) == 4
    assert [row[1] for row in opinions[1:]] == [3]

    # and what may not be read is refused before there is a job
    headers = await sign_in(world.head)
    refused = {"input": {"of": {"performances": {}}}}
    body = (
        await client.post("/graphql", json={"query": EXPORT, "variables": refused}, headers=headers)
    ).json()
    [error] = body["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("FORBIDDEN", "of")
    assert await Job.filter(owner_id=world.head.id).count() == 1
