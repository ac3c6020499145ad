"""J. Upload: S21, S88–S94, S101, and the direct door S144."""

import io
from typing import Any

import httpx
import openpyxl
import pytest

from panhuo.models import AuditEntry, Dossier, Notice, Patent
from panhuo.rules.dossier_content import StatusEntry
from panhuo.rules.dossier_options import ImplementationStatus
from tests.acceptance.filing import TABLES, Person, University, nothing_changes, university
from tests.dossier_batch.asking import (
    PLAIN,
    REGISTER,
    UPLOAD,
    campaign,
    checked,
    codes,
    done,
    entry,
    outcomes,
    report_of,
    rows_of,
    template,
)
from tests.factories import institution, patent
from tests.jobs.asking import ask, confirmed, figures, upload
from tests.shared import contents

pytestmark = pytest.mark.anyio

LEFT = tuple(name for name in TABLES if name != "audit_entry")
"""Where nothing may change before confirmation; that a job was started is recorded."""
UNKNOWN = "201910999999.8"
"""A number nobody has."""
UNFIT = (StatusEntry(ImplementationStatus.UNSUITABLE),)
SAID = "query ($id: ID!) { dossier(id: $id) { content { statuses { first } willingness { first } } phone } }"
LIBRARY = "{ resources { totalCount nodes { title state } } }"


@pytest.fixture
async def here(client: httpx.AsyncClient) -> University:
    return await university(client)


async def headers(person: Person) -> dict[str, str]:
    if not person.headers:
        await person.sign_in()
    return person.headers


def number(patent: Patent) -> str:
    return patent.application_number


@pytest.mark.req("S88", "S91")
async def test_a_filled_template_is_matched_previewed_and_filed_at_once(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    own = [await here.invention(here.chen, title=f"专利{at}") for at in range(3)]
    sent = template(
        [entry(number(own[0])), entry(number(own[1]), contact=None), entry(UNKNOWN), entry(number(own[2]))]
    )
    chen = await headers(here.chen)

    # when
    before = await contents(*LEFT)
    waiting = await checked(client, chen, sent)
    preview = await rows_of(client, chen, waiting)
    untouched = await contents(*LEFT) == before
    over = await confirmed(client, chen, waiting)
    rows = await rows_of(client, chen, over)

    # then
    assert untouched
    assert (waiting["state"], over["state"]) == ("WAITING", "SUCCEEDED")
    assert outcomes(preview) == outcomes(rows) == ["PENDING", "DRAFT", "ERROR", "PENDING"]
    assert [each["row"] for each in preview] == [4, 5, 6, 7]
    assert codes(preview)[2] == ["DOSSIER_PATENT_UNKNOWN"]
    assert [each["patent"] and each["patent"]["title"] for each in preview] == [
        "专利0",
        "专利1",
        None,
        "专利2",
    ]
    assert [each["dossier"] and each["dossier"]["state"] for each in preview] == [None] * 4
    assert [each["dossier"] and each["dossier"]["state"] for each in rows] == [
        "PENDING",
        "DRAFT",
        None,
        "PENDING",
    ]
    [missing] = preview[1]["issues"]
    assert (missing["code"], missing["fatal"], missing["column"]) == (
        "DOSSIER_FIELD_MISSING",
        False,
        "*联系人",
    )
    counted = figures(over)
    assert (counted["rows"], counted["pending"], counted["drafts"], counted["invalid"]) == (4, 2, 1, 1)
    [told] = await Notice.filter(user_id=here.dean.account.id)
    assert (told.kind, told.subject_type) == ("DOSSIERS_WAITING", "OrgUnit")
    assert await AuditEntry.filter(action="DOSSIERS_UPLOADED").count() == 1


def inner(rows: list[dict[str, Any]], name: str, field: str) -> list[Any]:
    """A field of an object of each row, None where there is no object."""
    return [each[name] and each[name][field] for each in rows]


@pytest.mark.req("S89", "S90", "S21")
async def test_the_institutions_admin_registers_at_once_and_what_is_unfit_is_inventoried(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    own = [await here.invention(title=f"专利{at}") for at in range(4)]
    branchs = await here.branch_invention()
    sent = template(
        [
            entry(number(own[0])),
            entry(number(own[1]), statuses=UNFIT),
            entry(number(own[2]), number(own[3]), name="储能组合"),
            entry(number(branchs)),
            entry(number(own[3]), rating=None),
        ]
    )
    admin = await headers(here.admin)

    # when
    over = await done(client, admin, sent)
    rows = await rows_of(client, admin, over)

    # then
    assert outcomes(rows) == ["REGISTERED", "INVENTORIED", "REGISTERED", "ERROR", "DRAFT"]
    assert codes(rows)[3] == ["DOSSIER_NOT_FILEABLE"]
    library = (await here.admin.asks(LIBRARY))["resources"]
    assert {each["title"] for each in library["nodes"]} == {"专利0", "储能组合"}
    assert await Notice.filter(kind="DOSSIERS_WAITING").count() == 0


@pytest.mark.req("S144", "S21")
async def test_what_was_inventoried_offline_is_registered_directly_by_who_may(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    main = await here.invention(here.chen)
    east = [await here.branch_invention(here.lin) for _ in range(3)]
    sent = template(
        [
            entry(number(east[0])),
            entry(number(east[1]), number(east[2]), name="分校组合"),
            entry(number(main)),
            entry(number(east[2]), contact=None),
        ]
    )

    # when
    refused = [
        await told(client, each, REGISTER, sent) for each in (here.dean, here.chief, here.chen, here.lin)
    ]
    over = await done(client, await headers(here.head), sent, REGISTER)
    rows = await rows_of(client, here.head.headers, over)
    flow = await checked(client, here.head.headers, sent)
    by_flow = await rows_of(client, here.head.headers, flow)
    admins = await checked(client, await headers(here.admin), sent, REGISTER)
    by_admin = await rows_of(client, here.admin.headers, admins)

    # then
    assert refused == ["FORBIDDEN"] * 4
    assert outcomes(rows) == ["REGISTERED", "REGISTERED", "ERROR", "ERROR"]
    assert codes(rows)[2:] == [["DOSSIER_PATENT_UNKNOWN"], ["DOSSIER_FIELD_MISSING"]]
    assert outcomes(by_flow) == ["UNCHANGED", "UNCHANGED", "ERROR", "DRAFT"]
    assert outcomes(by_admin) == ["ERROR", "ERROR", "REGISTERED", "ERROR"]
    assert codes(by_admin)[:2] == [["DOSSIER_NOT_FILEABLE"], ["DOSSIER_NOT_FILEABLE"] * 2]


async def told(client: httpx.AsyncClient, person: Person, door: str, content: bytes) -> str:
    """The code with which a door is shut, with nothing changed."""
    sent = await upload(client, await headers(person), content, "建档.xlsx")
    async with nothing_changes():
        answer = await ask(client, door, person.headers, input={"upload": sent})
    [error] = answer["errors"]
    return str(error["extensions"]["code"])


@pytest.mark.req("S88", "S101")
async def test_a_corrected_report_touches_only_the_rows_that_were_wrong(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    own = [await here.invention(here.chen) for _ in range(3)]
    chen = await headers(here.chen)
    wrong = [entry(number(own[0])), entry(number(own[1]), phone="x"), entry(number(own[2]), contact=None)]
    over = await done(client, chen, template(wrong))
    kept = await Dossier.get(patent_id=own[0].id)

    # when
    report = await report_of(client, chen, over, "上传结果")
    again = await done(client, chen, report)
    corrected = await done(
        client, chen, filled_in(report, {("联系方式", 5): "0571-88000000", ("联系人", 6): "李二"})
    )
    rows = await rows_of(client, chen, corrected)

    # then
    assert outcomes(await rows_of(client, chen, again)) == ["UNCHANGED", "ERROR", "UNCHANGED"]
    assert outcomes(rows) == ["UNCHANGED", "PENDING", "PENDING"]
    assert (await Dossier.get(id=kept.id)).version == kept.version
    assert await Dossier.all().count() == 3


def filled_in(report: bytes, cells: dict[tuple[str, int], str]) -> bytes:
    """A report with some cells corrected, by a part of their heading and their row."""
    book = openpyxl.load_workbook(io.BytesIO(report))
    sheet: Any = book.worksheets[0]
    headed = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=3) for cell in row}
    for (heading, row), value in cells.items():
        place = next(column for text, column in headed.items() if heading in text)
        sheet.cell(row, place, value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.req("S102")
@pytest.mark.parametrize("heading", ["专利实施状态", "专利实施化状态", "*专利实施化状态（一级）"])
async def test_the_two_spellings_of_its_heading_are_one_field(
    client: httpx.AsyncClient, here: University, heading: str
) -> None:
    # given
    own = await here.invention(here.chen)
    book = openpyxl.load_workbook(io.BytesIO(campaign([{"B": number(own), **PLAIN}])))
    sheet: Any = book.active
    sheet["L2"], sheet["L3"] = None, heading
    book.save(sent := io.BytesIO())
    chen = await headers(here.chen)

    # when
    over = await done(client, chen, sent.getvalue())
    (row,) = await rows_of(client, chen, over)
    said = await ask(client, SAID, chen, id=row["dossier"]["id"])

    # then
    assert said["data"]["dossier"]["content"]["statuses"] == [{"first": "NOT_IMPLEMENTED"}]


@pytest.mark.req("S92", "S93", "S94")
async def test_a_workbook_in_the_campaigns_layout_uploads_as_it_is(
    client: httpx.AsyncClient, here: University
) -> None:
    # given several options in continuation rows, labels in columns that are only suggestions
    own = [await here.invention(here.chen, title="一种电池") for _ in range(2)]
    first = {"B": f"ZL{number(own[0]).replace('.', '')}", "C": "另一名称", "G": "物理学院", **PLAIN}
    first |= {
        "L": "已许可",
        "M": "已列入开放许可计划",
        "AA": "C3841 锂离子电池制造",
        "AC": "1.1.1",
        "AD": "H01M",
    }
    rows = [
        first,
        {"L": "尚未实施", "P": "拟转让", "Q": "拟作价入股"},
        {"B": number(own[1]), **PLAIN, "G": "外语学院"},
    ]
    chen = await headers(here.chen)

    # when
    over = await done(client, chen, campaign(rows))
    found = await rows_of(client, chen, over)

    # then
    assert [(each["row"], each["lastRow"], each["outcome"]) for each in found] == [
        (4, 5, "PENDING"),
        (6, 6, "ERROR"),
    ]
    warned = {issue["code"] for issue in found[0]["issues"]}
    assert {"DOSSIER_TITLE_DIFFERS", "DOSSIER_SUGGESTION_LEFT"} <= warned
    assert codes(found)[1] == ["UNIT_UNKNOWN"]
    query = (
        "query ($id: ID!) { dossier(id: $id) { content { statuses { first } willingness { first } } phone } }"
    )
    said = (await here.chen.asks(query, id=found[0]["dossier"]["id"]))["dossier"]
    assert [each["first"] for each in said["content"]["statuses"]] == ["LICENSED", "NOT_IMPLEMENTED"]
    assert len(said["content"]["willingness"]) == 2 and said["phone"] == "13800138000"
    assert {each.main_industry for each in await Patent.all()} == {None}


@pytest.mark.req("S88")
async def test_chosen_rows_alone_are_filed_and_others_wait_for_another_file(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    own = [await here.invention(here.chen) for _ in range(4)]
    chen = await headers(here.chen)
    waiting = await checked(client, chen, template([entry(number(each)) for each in own]))

    # when
    over = await confirmed(client, chen, waiting, rows=[{"first": 4, "last": 4}, {"first": 6, "last": 6}])
    rows = await rows_of(client, chen, over)
    left = await rows_of(client, chen, over, {"outcome": {"eq": "LEFT_OUT"}})
    wrong = await rows_of(client, chen, over, {"hasErrors": {"eq": True}})

    # then
    assert outcomes(rows) == ["PENDING", "LEFT_OUT", "PENDING", "LEFT_OUT"]
    assert ([each["row"] for each in left], wrong) == ([5, 7], [])
    assert figures(over)["leftOut"] == 2
    assert await Dossier.all().count() == 2


@pytest.mark.req("S72", "S88")
async def test_who_filed_meanwhile_keeps_the_patent_and_the_other_rows_go_through(
    client: httpx.AsyncClient, here: University
) -> None:
    # given two inventors of the same patents, one with a workbook that waits
    own = [await here.invention(here.chen, here.zhou) for _ in range(3)]
    chen = await headers(here.chen)
    waiting = await checked(client, chen, template([entry(number(each)) for each in own]))
    preview = await rows_of(client, chen, waiting)

    # when
    await here.zhou.files(own[1])
    over = await confirmed(client, chen, waiting)
    rows = await rows_of(client, chen, over)

    # then
    assert outcomes(preview) == ["PENDING"] * 3
    assert (outcomes(rows), codes(rows)[1]) == (["PENDING", "ERROR", "PENDING"], ["CONFLICT"])
    assert "周二" in rows[1]["issues"][0]["message"]
    assert {each.filer_id for each in await Dossier.all()} == {here.chen.account.id, here.zhou.account.id}
    assert await Dossier.all().count() == 3


@pytest.mark.req("S144")
async def test_who_has_no_door_is_refused_and_rows_are_their_owners_alone(
    client: httpx.AsyncClient, here: University
) -> None:
    # given
    own = await here.invention(here.chen)
    sent = template([entry(number(own))])
    waiting = await checked(client, await headers(here.chen), sent)

    # when
    foreign: Any = await ask(
        client,
        "query ($id: ID!) { job(id: $id) { rows { totalCount } } }",
        await headers(here.admin),
        id=waiting["id"],
    )
    visitor = await ask(client, UPLOAD, {}, input={"upload": "FileUpload:1"})

    # then
    assert foreign["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert visitor["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.req("S101")
async def test_neither_rows_nor_report_tell_what_their_owner_could_not_read(
    client: httpx.AsyncClient, here: University
) -> None:
    # given patents of other inventors and of another institution, filed by others, and one that is nobody's
    own = await here.invention(here.chen, title="本人专利")
    others = await here.invention(here.zhou, title="他人机密专利")
    foreign = await patent(await institution("石桥工学院"), title="外校机密专利")
    await here.zhou.files(others)
    chen = await headers(here.chen)
    rows = [entry(number(own)), entry(number(others)), entry(number(foreign)), entry(UNKNOWN)]
    rows.append(entry(number(own), number(others), name="组合"))

    # when
    waiting = await checked(client, chen, template(rows))
    found = await rows_of(client, chen, waiting)
    report = await report_of(client, chen, waiting, "校验结果")

    # then an unreadable patent is told of just like one that does not exist
    assert outcomes(found) == ["PENDING", "ERROR", "ERROR", "ERROR", "ERROR"]
    told = [[(issue["code"], issue["fatal"]) for issue in each["issues"]] for each in found]
    assert told[1] == told[2] == told[3] == told[4]
    assert [each["patent"] and each["patent"]["title"] for each in found] == [
        "本人专利",
        *[None] * 3,
        "本人专利",
    ]
    assert [each["dossier"] for each in found] == [None] * 5
    book = openpyxl.load_workbook(io.BytesIO(report))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any(word in cell for cell in cells for word in ("机密", "周二"))
    assert not any(word in str(found) for word in ("机密", "周二"))
