"""O. Exports: S128–S130, of every library (S111), and back again through the template (S21)."""

import io
from typing import Any

import httpx
import openpyxl
import pytest

from panhuo.rules.vocabulary import Role
from tests.acceptance.filing import FORM, PORTFOLIO, Person, University, ids, nothing_changes, university
from tests.dossier_batch.asking import checked, outcomes, rows_of
from tests.exports.asking import EXPORTS, begun, column, content_of, exported, read, refused, table
from tests.jobs.asking import ask, confirmed, job, run_due
from tests.shared import contents

pytestmark = pytest.mark.anyio

WORK = ("job", "job_file", "audit_entry")
PROGRESS = "query ($id: ID!) { job(id: $id) { state done total phase } }"


FIELDS = """
  fiscalFunding statuses { first second custom amount result conclusion product remark }
  willingness { first second custom } feeStandard cities companies price maturity rating advantages prospects
  industry strategicIndustry name description
"""
DRAFTS = f"{{ myDossiers {{ nodes {{ title draft {{ {FIELDS} contact phone }} }} }} }}"
SENT = f"{{ myDossiers {{ nodes {{ title state contact phone content {{ {FIELDS} }} }} }} }}"


async def dossiers(client: httpx.AsyncClient, filer: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await ask(client, SENT, filer.headers))["data"]["myDossiers"]["nodes"]
    return found


def edited(content: bytes) -> bytes:
    """The same workbook, in which somebody gives 电池 five stars."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    [rating] = [cell.column for cell in sheet[2] if cell.value and "自评" in cell.value]
    [line] = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 3).value == "电池"]
    sheet.cell(line, rating).value = "五星"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.fixture
async def here(client: httpx.AsyncClient) -> University:
    return await university(client)


async def signed_in(*people: Person) -> None:
    for each in people:
        await each.sign_in()


@pytest.mark.req("S128")
async def test_ticked_rows_are_exported_and_no_others(client: httpx.AsyncClient, here: University) -> None:
    # given three patents, one of another inventor, one filed already
    await signed_in(here.admin, here.chen, here.zhou)
    battery, lamp = await here.invention(here.chen, title="电池"), await here.invention(here.chen, title="灯")
    lens = await here.invention(here.zhou, title="透镜")
    await here.chen.submits(await here.chen.files(battery))

    # when the administrator ticks two, wherever they stand, in any format
    for format in ("XLSX", "CSV", "JSONL"):
        found = await table(client, here.admin.headers, ids=ids([lens, battery]), format=format)

        # then just these come, in the order of the list
        assert sorted(column(found, "title" if format == "JSONL" else "Title")) == ["电池", "透镜"]

    # and without ticks the whole list as it is filtered
    whole = await table(client, here.admin.headers, search="灯", filed="UNFILED")
    assert column(whole, "Title") == ["灯"]

    # but nobody exports what is not theirs to see, one such row stops all
    async with nothing_changes():
        before = await contents(*WORK)
        assert await refused(client, here.chen.headers, ids=ids([lamp, lens])) == [
            ("NOT_FOUND", "input.ids.1")
        ]
        assert await refused(client, here.chen.headers, ids=["Dossier:1"]) == [("BAD_ID", "input.ids.0")]
        assert await refused(client, {}, ids=ids([lamp])) == [("UNAUTHENTICATED", "")]
        assert await contents(*WORK) == before


@pytest.mark.req("S129")
async def test_basics_and_required_fields_are_exported(client: httpx.AsyncClient, here: University) -> None:
    # given a registered dossier whose texts look like formulas
    await signed_in(here.admin)
    battery = await here.invention(here.chen, title='=HYPERLINK("http://a.example")', ipc=["H01M 10/0525"])
    form = FORM | {"contact": "@陈一", "phone": "13800138000", "rating": 5}
    done = await here.admin.submits(await here.admin.files(battery, content=form))
    assert done["state"] == "REGISTERED"

    # when it is exported in Chinese
    headers = here.admin.headers | {"Accept-Language": "zh-CN"}
    found = await table(client, headers, filed="ALL")

    # then what the office pushed and what the form requires stand there, text as text
    [row] = [dict(zip(found[0], cells, strict=True)) for cells in found[1:]]
    assert row["专利名称"] == '=HYPERLINK("http://a.example")'
    assert (row["专利类型"], row["法律状态"], row["建档情况"]) == ("发明", "有效", "已盘点并入库")
    assert row["技术领域（IPC）"].startswith("H01M 10/0525")
    assert (row["联系人"], row["联系电话"], row["院校评价星级"]) == ("@陈一", "13800138000", 5)
    assert (row["专利实施状态"], row["转化意愿"]) == ("尚未实施", "拟许可/拟开放许可")
    assert (row["意向价格"], row["技术成熟度"]) == ("具体面议", "试生产、应用开发阶段")
    assert (row["是否属于财政资助科研项目形成专利"], row["产业化前景描述"]) == ("是", "可用于储能")

    # and a .csv keeps formulas from being any
    csv = await exported(client, headers, filed="ALL", format="CSV", columns=["title", "dossier.contact"])
    text = (await content_of(client, headers, csv)).decode("utf-8-sig")
    assert text.splitlines()[1] == '"\'=HYPERLINK(""http://a.example"")",\'@陈一'

    # while columns that do not exist, twice, or none are refused before any job exists
    before = await contents(*WORK)
    for columns, field in (
        (["title", "password"], "columns.1"),
        (["title"] * 2, "columns.1"),
        ([], "columns"),
    ):
        assert await refused(client, headers, columns=columns) == [("INVALID_VALUE", f"input.{field}")]
    assert await contents(*WORK) == before


@pytest.mark.req("S130")
async def test_an_export_is_followed_and_the_last_five_are_shown(
    client: httpx.AsyncClient, here: University
) -> None:
    # given an export just asked for
    await signed_in(here.admin, here.dean, here.head)
    await here.invention(here.chen)
    started = await begun(client, here.admin.headers, filed="ALL", idempotencyKey="once")
    assert started["state"] == "QUEUED" and started["files"] == []

    # when it is asked for again under its key, nothing new begins
    assert (await begun(client, here.admin.headers, filed="ALL", idempotencyKey="once"))["id"] == started[
        "id"
    ]

    # and once it ran its file is there, for its owner alone
    await run_due()
    done = await job(client, here.admin.headers, started["id"])
    told = (await ask(client, PROGRESS, here.admin.headers, id=started["id"]))["data"]["job"]
    assert told == {"state": "SUCCEEDED", "done": 1, "total": 1, "phase": "storing"}
    assert {each["name"]: each["count"] for each in done["figures"]} == {"rows": 1, "columns": 28}
    url = done["files"][0]["download"]["url"]
    assert (await client.get(url, headers=here.dean.headers)).status_code == 404
    content = await content_of(client, here.admin.headers, done)
    assert len(read(content, "XLSX")) == 2

    # and of seven the last five are shown, to nobody else
    for _ in range(6):
        await exported(client, here.admin.headers, format="CSV", columns=["title"])
    shown = (await ask(client, EXPORTS, here.admin.headers))["data"]["exports"]
    assert shown["totalCount"] == 7 and len(shown["nodes"]) == 5
    assert started["id"] not in [each["id"] for each in shown["nodes"]]
    assert (await ask(client, EXPORTS, here.dean.headers))["data"]["exports"]["totalCount"] == 0

    # while no more than three may be under way at once
    for _ in range(3):
        await begun(client, here.head.headers, format="CSV")
    assert await refused(client, here.head.headers) == [("JOBS_TOO_MANY", "input")]


@pytest.mark.req("S111")
async def test_every_library_is_exported_as_it_is_listed(client: httpx.AsyncClient, here: University) -> None:
    # given what waits, a draft, a registered patent and a registered portfolio
    await signed_in(here.admin, here.dean, here.chen)
    waiting, draft = (
        await here.invention(here.chen, title="待审"),
        await here.invention(here.chen, title="草稿"),
    )
    first, second = await here.invention(title="电池"), await here.invention(title="灯具")
    await here.chen.submits(await here.chen.files(waiting))
    await here.chen.files(draft, content=FORM | {"rating": 5})
    await here.admin.submits(await here.admin.files(first))
    await here.admin.submits(await here.admin.files(first, second, content=PORTFOLIO))

    # when each exports the lists it sees
    async def titles(person: Person, library: str, **given: Any) -> list[str]:
        found = await table(client, person.headers, library=library, format="CSV", **given)
        return sorted(column(found, "Title or name"))

    # then the rows are those of the list, under the same filters
    assert await titles(here.dean, "REVIEW_QUEUE") == ["待审"]
    assert await titles(here.chen, "MY_DOSSIERS") == ["待审", "草稿"]
    assert await titles(here.chen, "MY_DOSSIERS", state="DRAFT") == ["草稿"]
    assert await titles(here.admin, "RESOURCES") == ["储能组合", "电池"]
    assert await titles(here.admin, "RESOURCES", kind="PORTFOLIO") == ["储能组合"]
    assert await titles(here.admin, "RESOURCES", search="灯具") == ["储能组合"]
    assert await titles(here.admin, "RESOURCES", where={"kind": {"eq": "SINGLE"}}) == ["电池"]
    assert await titles(here.dean, "REVIEWED") == []

    # and a draft shows its filer what is being worked on
    mine = await table(client, here.chen.headers, library="MY_DOSSIERS", state="DRAFT")
    assert column(mine, "Self-assessment in stars") == [5]
    portfolio = await table(client, here.admin.headers, library="RESOURCES", kind="PORTFOLIO")
    assert column(portfolio, "Titles") == ["电池 | 灯具"]

    # while a list that is not one's own is refused, and a tab that a list has not
    queue = {"library": "REVIEW_QUEUE"}
    assert await refused(client, here.chen.headers, **queue) == [("FORBIDDEN", "library")]
    assert await refused(client, here.dean.headers, **queue, state="DRAFT") == [
        ("INVALID_VALUE", "input.state")
    ]


@pytest.mark.req("S21", "S88", "S130")
async def test_what_is_exported_as_a_template_uploads_again(
    client: httpx.AsyncClient, here: University
) -> None:
    # given drafts of everything a form can hold, and a patent without a dossier
    await signed_in(here.chen, here.admin)
    battery, lamp = (
        await here.invention(here.chen, title="电池"),
        await here.invention(here.chen, title="灯具"),
    )
    lens, other = await here.invention(here.chen, title="透镜"), await here.invention(here.chen, title="棱镜")
    signed = {"first": "LICENSED", "second": "SOLE_LICENCE_SIGNED", "amount": "12.5", "remark": "分期"}
    own = {"first": "CUSTOM", "custom": "=自用"}
    rich = FORM | {"statuses": [signed, own], "cities": ["浙江省-杭州市"], "companies": ["甲公司", "乙公司"]}
    await here.chen.files(battery, content=rich | {"feeStandard": "3.5", "phone": "13800138000"})
    await here.chen.files(lens, other, content=PORTFOLIO)

    before = (await ask(client, DRAFTS, here.chen.headers))["data"]["myDossiers"]["nodes"]

    # when they are exported as they can be uploaded, and a patent nobody has filed with one of them
    done = await exported(client, here.chen.headers, layout="TEMPLATE", library="MY_DOSSIERS")
    looked = await checked(client, here.chen.headers, await content_of(client, here.chen.headers, done))
    patents = await exported(client, here.chen.headers, layout="TEMPLATE", ids=ids([battery, lamp]))
    content = await content_of(client, here.chen.headers, patents)

    # then nothing is wrong with them, and what is blank stays so
    assert outcomes(await rows_of(client, here.chen.headers, looked)) == ["PENDING", "PENDING"]
    blank = await checked(client, here.chen.headers, content)
    assert sorted(outcomes(await rows_of(client, here.chen.headers, blank))) == ["PENDING", "UNCHANGED"]

    # and once one is edited and uploaded, it says what it said but for that, and goes on its way
    assert await confirmed(
        client, here.chen.headers, await checked(client, here.chen.headers, edited(content))
    )
    [sent] = [each for each in await dossiers(client, here.chen) if each["title"] == "电池"]
    [kept] = [each["draft"] for each in before if each["title"] == "电池"]
    beside = {name: kept.pop(name) for name in ("contact", "phone")}
    assert sent["content"] == kept | {"rating": 5} and sent["state"] == "PENDING"
    assert {name: sent[name] for name in beside} == beside

    # while the layout is a workbook's, and for who uploads
    assert await refused(client, here.chen.headers, layout="TEMPLATE", format="CSV") == [
        ("INVALID_VALUE", "input.format")
    ]


@pytest.mark.req("S65", "S129")
async def test_contacts_that_an_export_takes_along_are_recorded_for_their_institution(
    client: httpx.AsyncClient, here: University
) -> None:
    # given two registered dossiers, and the platform's own people
    operator = await here.person(Role.PLATFORM_OPERATOR, None, "值班员")
    await signed_in(here.admin, operator)
    for title in ("电池", "灯"):
        paper = await here.invention(here.chen, title=title)
        await here.admin.submits(await here.admin.files(paper))

    # when the operator exports titles, then contacts too; the institution its own
    await exported(client, operator.headers, filed="ALL", columns=["title"])
    await exported(client, operator.headers, filed="ALL", columns=["title", "dossier.contact"])
    await exported(client, here.admin.headers, filed="ALL", columns=["title", "dossier.contact"])

    # then each contact the operator took is there for the institution to see
    asked = "{ contactAccesses { nodes { readerName enterpriseName dossierTitle } } }"
    found = (await here.admin.asks(asked))["contactAccesses"]["nodes"]
    assert sorted(each["dossierTitle"] for each in found) == ["灯", "电池"]
    assert {(each["readerName"], each["enterpriseName"]) for each in found} == {("值班员", None)}
