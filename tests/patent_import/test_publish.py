"""One row becomes a patent with everything that hangs on it; a second run changes nothing."""

from datetime import date

import pytest

from panhuo.rules.vocabulary import LegalStatus
from tests.factories import branch, institution
from tests.patent_import.records import (
    FEBRUARY,
    JANUARY,
    contents,
    counts,
    found,
    grant,
    number,
    one,
    push,
)
from tests.search.index import search

pytestmark = pytest.mark.anyio


@pytest.mark.req("S51", "S183")
async def test_a_row_becomes_a_patent(db: str) -> None:
    # given
    school = await institution("青岚大学")

    # when
    report = await push(
        grant(owners=["青岚大学", "海沐公司"], industries=["C3521"], strategic_industries=["前沿新材料"])
    )

    # then
    assert (report.rows, report.rejected, *counts(report)) == (1, 0, 1, 0, 0)
    assert await found(
        "select application_number, title, institution_id, branch_id, unit_id from patent"
    ) == [(number(1), "一种基站散热方法", school.id, None, school.id)]
    assert await found("select owner_names, inventor_names, first_inventor from patent") == [
        ('["青岚大学","海沐公司"]', '["陈一","李二"]', "陈一")
    ]
    assert await found("select main_ipc, main_industry, main_strategic_industry from patent") == [
        ("H01M 8/18", "C3521", "3.6")
    ]
    assert await found("select position, name, org_unit_id from patent_owner order by position") == [
        (1, "青岚大学", school.id),
        (2, "海沐公司", None),
    ]
    assert await found("select kind, position, code, source from patent_code order by kind, position") == [
        ("INDUSTRY", 1, "C3521", "PUSHED"),
        ("IPC", 1, "H01M 8/18", "PUSHED"),
        ("IPC", 2, "C01B 32/15", "PUSHED"),
        ("STRATEGIC_INDUSTRY", 1, "3.6", "PUSHED"),
    ]
    assert str(await one("select as_of from patent")) == str(JANUARY)
    assert str(await one("select as_of from push where published_at is not null")) == str(JANUARY)


@pytest.mark.req("S105")
async def test_what_was_published_can_be_searched(db: str) -> None:
    await push(grant(1, inventors=["欧阳一"]), grant(2, title="石墨烯LED"))
    (first,), (second,) = await found("select id from patent order by application_number")
    for keyword, ids in [
        ("散热", {first}),
        ("led", {second}),
        ("欧阳", {first}),
        (f"CN{number(2)}", {second}),
    ]:
        assert await search(keyword) == ids
    assert await search("青岚") == {first, second}


async def test_a_second_run_changes_nothing(db: str) -> None:
    # given
    await institution("青岚大学")
    records = [
        grant(serial, owners=["青岚大学", "海沐公司"], abstract="摘要" * serial) for serial in range(1, 30)
    ]
    await push(*records)
    before = await contents()

    # when
    report = await push(*records)

    # then
    assert counts(report) == (0, 0, 29)
    assert await contents() == before


@pytest.mark.req("S49")
async def test_patents_granted_since_are_added(db: str) -> None:
    await push(grant(1))
    report = await push(grant(1), grant(2, grant_date=date(2024, 6, 1)), as_of=FEBRUARY)
    assert counts(report) == (1, 0, 1)
    assert await one("select valid_at_2023_end from patent where grant_sort > '2024-01-01'") in (False, 0)


async def test_sort_columns_stand_without_dates(db: str) -> None:
    await push(grant(1), grant(2, legal_status=LegalStatus.PENDING, grant_date=None, application_date=None))
    sorts = await found("select application_sort, grant_sort from patent order by application_number")
    assert [tuple(map(str, row)) for row in sorts] == [
        ("2019-03-01", "2021-05-04"),
        ("0001-01-01", "0001-01-01"),
    ]


@pytest.mark.req("S54")
async def test_holdings_follow_owners_in_order(db: str) -> None:
    # given
    first, second = await institution("青岚大学"), await institution("海沐大学", aliases=["海沐学院"])
    campus = await branch(second, "海沐大学深圳分校", aliases=["海沐大学（深圳）"])

    # when
    await push(grant(owners=["某公司", "海沐大学(深圳)", "青岚大学", "海沐学院"]))

    # then
    assert await found(
        "select institution_id, branch_id, unit_id, rank, co_owned, main_ipc from holding order by rank"
    ) == [
        (second.id, campus.id, campus.id, 2, 1, "H01M 8/18"),
        (first.id, None, first.id, 3, 1, "H01M 8/18"),
    ]
    assert await found("select institution_id, unit_id from patent") == [(None, None)]
    assert await found("select org_unit_id from patent_owner order by position") == [
        (None,),
        (campus.id,),
        (first.id,),
        (second.id,),
    ]


async def test_a_branch_name_that_two_bear_is_nobodys(db: str) -> None:
    for school in (await institution("青岚大学"), await institution("海沐大学")):
        unit = await branch(school)
        unit.name = "深圳校区"
        await unit.save()
    await push(grant(owners=["深圳校区"]))
    assert await one("select count(*) from holding") == 0
