"""Loading editions of code tables: checked, compared, confirmed, all of it or nothing."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from panhuo.models import AuditEntry, Code, CodeEdition, CodeRule, Job, User
from panhuo.rules.vocabulary import CodeKind, Role
from seed.codes import load_codes
from tests.code_tables.files import (
    CONCORDANCE,
    INDUSTRIES,
    LOAD,
    STRATEGIC,
    checked,
    csv_of,
    lines_of,
    loaded,
)
from tests.factories import institution, sign_in, user
from tests.jobs.asking import CONFIRM, Headers, ask, change, figures, job, run_due, upload
from tests.sheets.files import write_xlsx

pytestmark = pytest.mark.anyio

TABLES = """{
  codeTables { nodes { table name codes inForce } }
  kept: codeTables(all: true) { totalCount nodes { table name inForce } }
}"""
TREE = """query ($kind: CodeKind!, $where: CodeFilter) {
  codes(kind: $kind, rootsOnly: false, first: 100, where: $where) {
    nodes { code title level retired edition parent { code } }
  }
}"""
FAULTY = (
    ("代码", "名称"),
    ("C", "制造业"),
    ("C38", "电气机械和器材制造业"),
    ("C38", "电气机械和器材制造业"),
    ("C999", "没有的大类"),
    ("C391", "计算机制造"),
    ("C39X", "代码有误"),
    ("C384", ""),
    ("C385", "长" * 301),
)
ISSUES = {
    ("4", "CODE_DUPLICATED", "no"),
    ("5", "CODE_INVALID", "no"),
    ("6", "CODE_ORPHAN", "no"),
    ("7", "CODE_INVALID", "no"),
    ("8", "CODE_TITLE_MISSING", "yes"),
    ("9", "CELL_TOO_LONG", "no"),
}


@pytest.fixture
async def headers(db: str) -> Headers:
    return await sign_in(await user(Role.PLATFORM_OPERATOR))


async def tree(client: httpx.AsyncClient, headers: Headers, kind: str, **where: Any) -> dict[str, Any]:
    answer = await ask(client, TREE, headers, kind=kind, where=where)
    return {node["code"]: node for node in answer["data"]["codes"]["nodes"]}


async def test_the_printed_standard_becomes_a_tree(client: httpx.AsyncClient, headers: Headers) -> None:
    # when
    waiting = await checked(client, headers, INDUSTRIES, "INDUSTRY", edition="2017")

    # then
    assert await Code.all().count() == 0
    assert figures(waiting) == {"rows": 5, "codes": 5, "invalid": 0, "warnings": 0, "added": 5}
    changes = await lines_of(client, headers, waiting, "changes")
    assert changes[-1] == "ADDED,C3841,,锂离子电池制造"

    # when
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()

    # then
    found = await tree(client, headers, "INDUSTRY")
    levels = {code: (node["level"], (node["parent"] or {}).get("code")) for code, node in found.items()}
    assert levels == {
        "C": (1, None),
        "C38": (2, "C"),
        "C384": (3, "C38"),
        "C3841": (4, "C384"),
        "C39": (2, "C"),
    }
    assert found["C3841"]["title"] == "锂离子电池制造" and found["C3841"]["edition"] == "2017"
    entry = await AuditEntry.get(action="CODES_LOADED")
    assert entry.after is not None and "2017" in entry.after


async def test_the_next_edition_retires_what_it_lacks_and_the_same_file_changes_nothing(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given
    await load_codes()
    first = (await tree(client, headers, "STRATEGIC_INDUSTRY", code={"eq": "1.1"}))["1.1"]
    other = (*STRATEGIC, ("5.9", "补充产业"))

    # when
    done = await loaded(client, headers, STRATEGIC, "STRATEGIC_INDUSTRY", edition="2018")
    next_one = await loaded(client, headers, other, "STRATEGIC_INDUSTRY", edition="2026")
    again = await loaded(client, headers, other, "STRATEGIC_INDUSTRY", edition="2026")

    # then
    assert figures(done)["retired"] == 49 - 4 and figures(next_one)["added"] == 1
    assert figures(again) == {"rows": 5, "codes": 5, "invalid": 0, "warnings": 0}
    assert await Job.filter(kind="LABELLING").count() == 2
    live = await tree(client, headers, "STRATEGIC_INDUSTRY", retired={"eq": False})
    assert [*live] == ["3", "3.6", "5", "5.2", "5.9"] and live["3.6"]["edition"] == "2026"
    gone = (await tree(client, headers, "STRATEGIC_INDUSTRY", code={"eq": "1.1"}))["1.1"]
    assert gone == first | {"retired": True} and gone["edition"] == "builtin"
    answer = (await ask(client, TABLES, headers))["data"]
    named = {each["table"]: (each["name"], each["codes"]) for each in answer["codeTables"]["nodes"]}
    assert named["STRATEGIC_INDUSTRY"] == ("2026", 5) and named["IPC"] == ("builtin", 796)
    assert answer["kept"]["totalCount"] == 6 + 2

    # when the first edition is loaded once more
    back = await loaded(client, headers, STRATEGIC, "STRATEGIC_INDUSTRY", edition="2018")

    # then
    assert figures(back)["retired"] == 1
    assert (await CodeEdition.get(code_table="STRATEGIC_INDUSTRY", in_force=True)).name == "2018"
    assert await load_codes() == 0


async def test_a_faulty_file_is_reported_and_nothing_of_it_loaded(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given
    waiting = await checked(client, headers, FAULTY, "INDUSTRY")
    lines = [line.split(",") for line in await lines_of(client, headers, waiting, "report")]
    assert {(line[0], line[2], line[-1]) for line in lines} == ISSUES
    assert {line[1] for line in lines} == {"代码", "名称"}

    # when
    await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])
    await run_due()

    # then
    failed = await job(client, headers, waiting["id"])
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", "CODE_TABLE_FAULTY")
    assert await Code.all().count() == 0 and await CodeEdition.all().count() == 0


async def test_a_concordance_names_codes_there_are(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    await loaded(client, headers, INDUSTRIES, "INDUSTRY")
    wrong = (
        *CONCORDANCE,
        ("H01M", "C38"),
        ("G06N", "C99"),
        ("专利", "C39"),
        ("G16H", "C40"),
        ("B99B", "C39"),
    )

    # when
    waiting = await checked(client, headers, wrong, "INDUSTRY_CONCORDANCE")
    done = await loaded(client, headers, CONCORDANCE, "INDUSTRY_CONCORDANCE", edition="2018")

    # then
    lines = [line.split(",") for line in await lines_of(client, headers, waiting, "report")]
    assert [(line[0], line[1], line[2]) for line in lines] == [
        ("5", "国民经济行业代码", "CODE_DUPLICATED"),
        ("6", "国民经济行业代码", "CODE_INVALID"),
        ("7", "IPC分类号", "CODE_INVALID"),
        ("8", "国民经济行业代码", "CODE_UNKNOWN"),
    ]
    assert figures(done) == {"rows": 3, "codes": 3, "invalid": 0, "warnings": 0, "added": 3}
    rules = await CodeRule.all().order_by("prefix").values_list("prefix", "level", "position", "code")
    assert [*rules] == [("G06F", 3, 1, "C39"), ("H01M", 3, 1, "C38"), ("H01M 10", 4, 1, "C3841")]


async def test_places_the_ipc_in_force_lacks_are_warned_of(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    await load_codes()
    rows = (("ipc", "sei_code"), ("H01L", "3.6 1.2"), ("H01L 99", "3.6"), ("Z", "3.6"), ("B99B 1", "3.6"))
    waiting = await checked(client, headers, rows, "STRATEGIC_CONCORDANCE")
    lines = [line.split(",") for line in await lines_of(client, headers, waiting, "report")]
    assert [(line[0], line[2]) for line in lines] == [("4", "CODE_INVALID"), ("5", "IPC_UNKNOWN")]
    assert figures(waiting)["codes"] == 4


async def test_a_workbook_does_as_well(client: httpx.AsyncClient, headers: Headers, tmp_path: Path) -> None:
    content = write_xlsx(tmp_path / "a.xlsx", [["战略性新兴产业分类"], *STRATEGIC]).read_bytes()
    done = await loaded(client, headers, content, "STRATEGIC_INDUSTRY", name="战新2018.xlsx")
    assert figures(done)["added"] == 4
    assert (await CodeEdition.get()).name == "战新2018"


async def test_regions_hang_under_the_nearest_above(client: httpx.AsyncClient, headers: Headers) -> None:
    rows = (("行政区划代码", "名称"), ("110101", "东城区"), ("110000", "北京市"), ("130102", "长安区"))
    more = (*rows, ("130000", "河北省"), ("130100", "石家庄市"))
    await loaded(client, headers, more, "REGION")
    found = await tree(client, headers, "REGION")
    assert {code: (each["parent"] or {}).get("code") for code, each in found.items()} == {
        "110000": None,
        "110101": "110000",
        "130000": None,
        "130100": "130000",
        "130102": "130100",
    }
    assert await Job.filter(kind="LABELLING").count() == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2", "SHEET_HEADINGS_MISSING"),
        ("代码,代码,名称\n3,3,x".encode(), "SHEET_HEADINGS_DUPLICATED"),
        ("代码,名称".encode(), "SHEET_EMPTY"),
    ],
)
async def test_what_is_no_code_table_is_refused(
    client: httpx.AsyncClient, headers: Headers, content: bytes, code: str
) -> None:
    failed = await checked(client, headers, content, "STRATEGIC_INDUSTRY")
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", code)


async def test_only_the_operator_loads_and_names_are_checked(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given
    admin: User = await user(Role.INSTITUTION_ADMIN, await institution())
    others = await sign_in(admin)
    number = await upload(client, others, csv_of(STRATEGIC), "a.csv")

    # when
    refused = await ask(client, LOAD, others, input={"upload": number, "table": "STRATEGIC_INDUSTRY"})
    own = await upload(client, headers, csv_of(STRATEGIC), "a.csv")
    unfit = [
        (await change(client, LOAD, headers, upload=own, table="IPC", edition=name))["userErrors"]
        for name in ("builtin", " ", "x" * 101)
    ]

    # then
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["FORBIDDEN"]
    assert [(error["code"], error["field"]) for [error] in unfit] == [
        ("INVALID_VALUE", ["input", "edition"])
    ] * 3
    assert await Job.all().count() == 0 and await Code.filter(kind=CodeKind.IPC).count() == 0
