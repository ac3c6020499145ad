"""G. How patents arrive: S48, S50–S51, S54."""

import csv
from datetime import date
from pathlib import Path

import pytest

from panhuo.rules.vocabulary import Role
from panhuo.services.patent_import import import_patents
from tests.acceptance.conftest import Ask
from tests.factories import application_number, branch, institution, user

pytestmark = pytest.mark.anyio

USUAL = {
    "专利名称": "一种电池",
    "专利类型": "发明",
    "简单法律状态": "有效",
    "法律状态/事件": "授权",
    "专利权人": "青岚大学",
    "发明人": "陈一 | 李四",
    "申请日": "2019-06-01",
    "授权日": "2021-06-01",
    "IPC分类号": "H01M10/0525 | H01M4/36",
}
LIST = """
{
  patents(campus: ALL, orderBy: [{ field: APPLICATION_NUMBER }]) {
    nodes { applicationNumber title legalStatus asOf transferredOut affiliation branch { name } }
  }
}
"""


def delivery(folder: Path, *rows: dict[str, str]) -> Path:
    """A file of the platform: each row says what differs from a valid invention of 青岚大学."""
    path = folder / f"delivery-{len(list(folder.iterdir()))}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["申请号", *USUAL])
        writer.writeheader()
        writer.writerows(USUAL | row for row in rows)
    return path


@pytest.mark.req("S56")
async def test_the_schema_names_the_source_of_the_facts(ask: Ask) -> None:
    operator = await user(Role.PLATFORM_OPERATOR)
    told = (await ask('{ __type(name: "Patent") { description } }', operator))["__type"]["description"]

    assert "国家知识产权局" in told


@pytest.mark.req("S50", "S51")
async def test_monthly_deliveries_follow_each_other_by_their_date(ask: Ask, db: str, tmp_path: Path) -> None:
    # given
    admin = await user(Role.INSTITUTION_ADMIN, await institution("青岚大学"))
    number, new = application_number(serial=1), application_number(serial=2)
    january = delivery(tmp_path, {"申请号": number})
    february = delivery(
        tmp_path, {"申请号": number, "专利名称": "一种固态电池", "简单法律状态": "失效"}, {"申请号": new}
    )

    # when February arrives before January
    await import_patents(february, date(2026, 2, 28))
    await import_patents(january, date(2026, 1, 31))
    nodes = (await ask(LIST, admin))["patents"]["nodes"]

    # then the newer facts stand
    seen = [(node["applicationNumber"], node["title"], node["legalStatus"], node["asOf"]) for node in nodes]
    assert seen == [
        (number, "一种固态电池", "LAPSED", "2026-02-28"),
        (new, "一种电池", "VALID", "2026-02-28"),
    ]


@pytest.mark.req("S50")
async def test_the_same_delivery_again_changes_nothing(db: str, tmp_path: Path) -> None:
    await institution("青岚大学")
    file = delivery(tmp_path, {"申请号": application_number()}, {"申请号": application_number()})

    first = await import_patents(file, date(2026, 1, 31))
    second = await import_patents(file, date(2026, 1, 31))

    assert (first.created, second.created, second.updated, second.unchanged) == (2, 0, 0, 2)


@pytest.mark.req("S48", "S70")
async def test_only_the_present_owners_decide_whether_a_patent_was_transferred(
    ask: Ask, db: str, tmp_path: Path
) -> None:
    # given a patent bought by the university, and one it sells in February
    admin = await user(Role.INSTITUTION_ADMIN, await institution("青岚大学"))
    bought, sold = application_number(serial=1), application_number(serial=2)
    january = delivery(tmp_path, {"申请号": bought, "法律状态/事件": "授权 | 权利转移"}, {"申请号": sold})
    february = delivery(tmp_path, {"申请号": sold, "专利权人": "某某股份有限公司"})

    # when
    await import_patents(january, date(2026, 1, 31))
    await import_patents(february, date(2026, 2, 28))
    nodes = (await ask(LIST, admin))["patents"]["nodes"]

    # then
    seen = {node["applicationNumber"]: (node["transferredOut"], node["affiliation"]) for node in nodes}
    assert seen == {bought: (False, "青岚大学"), sold: (True, "--")}


@pytest.mark.req("S54")
async def test_a_branch_owns_what_stands_under_its_names(ask: Ask, db: str, tmp_path: Path) -> None:
    # given
    school = await institution("青岚大学")
    await branch(school, "东校区", aliases=["青岚大学（东部）"])
    main, east = application_number(serial=1), application_number(serial=2)

    # when
    file = delivery(tmp_path, {"申请号": main}, {"申请号": east, "专利权人": "青岚大学(东部)"})
    await import_patents(file, date(2026, 1, 31))
    nodes = (await ask(LIST, await user(Role.INSTITUTION_ADMIN, school)))["patents"]["nodes"]

    # then
    assert {node["applicationNumber"]: node["branch"] for node in nodes} == {
        main: None,
        east: {"name": "东校区"},
    }
