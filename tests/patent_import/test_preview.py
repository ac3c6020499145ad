"""What a preview says is what publishing does; and it changes nothing, and keeps nobody waiting."""

import csv
import io
from datetime import date
from typing import Any

import asyncpg
import pytest
from hypothesis import Phase, given, settings

from panhuo.db import connection
from panhuo.rules.legal_words import transfer_detail
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from panhuo.services.patent_import import Delivery, ImportReport, Part, read_in, report_of
from panhuo.services.patents import publish
from panhuo.services.patents.bulk import PostgresBulk, lock
from panhuo.services.patents.preview import looking, preview
from panhuo.services.patents.pushes import COUNTS
from tests.factories import institution
from tests.patent_import.records import (
    FEBRUARY,
    MARCH,
    TABLES,
    application,
    contents,
    grant,
    number,
    push,
    weekly,
)
from tests.patent_import.test_any_file_order import File, deliveries

pytestmark = pytest.mark.anyio
HEAD = ["申请号", "专利名称", "类别", "字段", "变更前", "变更后"]
Lines = list[list[str]]


async def looked(*records: PatentRecord, as_of: date = FEBRUARY) -> tuple[ImportReport, Lines]:
    """The figures of a preview, and its report."""
    file = io.StringIO()
    report = report_of(Delivery([Part(path=None, name="push.csv")], as_of))  # type: ignore[arg-type]
    async with read_in(report, [("", list(records))], None) as read, looking() as bulk:
        await preview(bulk, read, file)
    [head, *lines] = csv.reader(io.StringIO(file.getvalue()))
    assert head == HEAD
    return report, lines


def figures(report: ImportReport) -> dict[str, int]:
    return {name: getattr(report, name) for name in COUNTS}


@pytest.fixture
async def school(db: str) -> None:
    await institution("青岚大学")


async def test_every_difference_is_a_line(school: None) -> None:
    # given
    await push(grant(1), grant(2), grant(3, legal_status=LegalStatus.LAPSED), grant(4), grant(5))
    before = await contents()
    sold = (LegalEventKind.TRANSFER, date(2025, 2, 3), transfer_detail(["青岚大学"], ["海沐公司"]))

    # when
    report, lines = await looked(
        grant(1, title="新名称", ipc=["A01B 1/00"], industries=["C35"]),
        weekly(2, legal_status=LegalStatus.LAPSED, events=[(LegalEventKind.LAPSE, date(2025, 2, 1), None)],
               lapse_date=date(2025, 2, 1)),
        weekly(3, legal_status=LegalStatus.VALID),
        weekly(4, events=[sold]),
        grant(5),
        grant(6, title="=1+1"),
        weekly(7, legal_status=LegalStatus.LAPSED),
    )  # fmt: skip

    # then
    assert await contents() == before
    told = {name: count for name, count in figures(report).items() if count}
    assert told == {
        "rows": 7,
        "created": 1,
        "updated": 4,
        "unchanged": 1,
        "transferred": 1,
        "lapsed": 1,
        "restored": 1,
        "unknown": 1,
    }
    codes = [line for line in lines if line[3].endswith(("分类号", "产业分类"))]
    assert [line[3:] for line in codes][:2] == [
        ["IPC分类号", "H01M 8/18 | C01B 32/15", "A01B 1/00"],
        ["国民经济行业分类号", codes[1][4], "C35"],
    ]
    rest = [line for line in lines if line not in codes]
    assert sorted(rest) == sorted([
        [number(1), "新名称", "变更", "专利名称", "一种基站散热方法", "新名称"],
        [number(2), "一种基站散热方法", "失效", "简单法律状态", "有效", "失效"],
        [number(2), "一种基站散热方法", "变更", "失效日期", "", "2025-02-01"],
        [number(2), "一种基站散热方法", "失效", "事件", "", "2025-02-01"],
        [number(3), "一种基站散热方法", "恢复", "简单法律状态", "失效", "有效"],
        [number(4), "一种基站散热方法", "转让", "专利权人", "青岚大学", "海沐公司"],
        [number(4), "一种基站散热方法", "转让", "事件", "", "2025-02-03 青岚大学 → 海沐公司"],
        [number(6), "'=1+1", "新增", "", "", ""],
    ])  # fmt: skip


async def test_rows_of_one_patent_are_compared_together(
    school: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its application and its grant make one difference, wherever they stand."""
    monkeypatch.setattr(publish, "BATCH_ROWS", 1)
    await push(application(1))
    report, lines = await looked(application(1, agency="代理"), grant(2), grant(1), application(2))
    assert (report.created, report.updated) == (1, 1)
    assert [line[2] for line in lines if line[0] == number(2)] == ["新增"]
    assert ["变更", "简单法律状态", "审中", "有效"] in [line[2:] for line in lines]


async def test_it_waits_for_no_import(db: str) -> None:
    if "sqlite" in db:
        pytest.skip("SQLite reads beside a writer anyway")
    other = await asyncpg.connect(db)
    try:
        async with other.transaction():
            await lock(PostgresBulk(other))
            assert (await looked(grant(1)))[0].created == 1
    finally:
        await other.close()


async def everything(files: list[File]) -> Any:
    for table in reversed(TABLES):
        await connection().execute_query(f"delete from {table}")
    for day, records in files:
        seen, _ = await looked(*records, as_of=day)
        done = await push(*records, as_of=day)
        assert figures(seen) == figures(done), (day, records)


@given(orders=deliveries())
@settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))
async def test_a_preview_says_what_publishing_does(
    school: None, orders: tuple[list[File], list[File]]
) -> None:
    await everything(orders[0])


async def test_a_repeated_file_differs_in_nothing(school: None) -> None:
    files = [grant(1), application(1), weekly(1, legal_status=LegalStatus.LAPSED)]
    await push(*files, as_of=MARCH)
    report, lines = await looked(*files, as_of=MARCH)
    assert (report.updated, report.unchanged, lines) == (0, 1, [])
