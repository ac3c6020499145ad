"""F. Accounts opened from a file: S42–S46."""

import asyncio
import io
from typing import Any

import httpx
import openpyxl
import pytest

from bench.account_file import account_rows, filled, plant, reported
from panhuo.app import create_app
from panhuo.auth.activation import activation_hash
from panhuo.models import AuditEntry, OrgUnit, User
from panhuo.rules.vocabulary import Role
from tests.account_batch.asking import (
    CREATE,
    begun,
    checked,
    file_of,
    outcomes,
    sheet_of,
    workbook,
)
from tests.factories import branch, branch_college, college, institution, sign_in, user
from tests.jobs.asking import CONFIRM, ask, change, confirmed, counts, figures, job, run_due, upload
from tests.subscriptions.conftest import serving

pytestmark = pytest.mark.anyio

TEMPLATE = "/templates/accounts"
PROGRESS = "subscription ($id: ID!) { jobProgress(id: $id) { state phase done total confirmable } }"
CONFIRMABLE = "query ($id: ID!) { job(id: $id) { confirmable } }"
ACTIVATE = "mutation ($input: ActivateInput!) { activate(input: $input) { activated userErrors { code } } }"


@pytest.fixture
async def school(db: str) -> OrgUnit:
    found = await institution("青岚大学")
    await college(found, "物理学院")
    await college(found, "化学学院")
    await branch_college(await branch(found, "东校区"), "船舶学院")
    return found


@pytest.fixture
async def admin(school: OrgUnit) -> User:
    return await user(Role.INSTITUTION_ADMIN, school, username="qinglan", phone="13700000000")


def row(
    username: str, name: str = "陈一", unit: str = "物理学院", phone: str = "", **other: str
) -> list[str]:
    return [username, name, other.get("role", "发明人"), unit, "教授", phone, other.get("email", "")]


def validations(content: bytes) -> dict[str, list[str]]:
    """What a template's drop-downs offer, by the heading of their column."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, found = book.worksheets[0], {}
    for validation in sheet.data_validations.dataValidation:
        column = str(validation.sqref)[0]
        options, cells = str(validation.formula1).replace("$", "").split("!")
        values = [cell[0].value for cell in book[options.strip("'")][cells]]
        found[str(sheet[f"{column}1"].value)] = values
    return found


@pytest.mark.req("S42")
async def test_the_template_offers_what_its_reader_may_open(
    client: httpx.AsyncClient, school: OrgUnit, admin: User
) -> None:
    # given a college of that name in another institution, and one that is archived
    await college(await institution("石桥工学院"), "机械学院")
    await OrgUnit.filter(name="化学学院").update(archived=True)
    east = await OrgUnit.get(name="东校区")
    branch_admin = await user(Role.BRANCH_ADMIN, east)

    # when
    answers = {
        viewer: await client.get(TEMPLATE, headers=await sign_in(viewer)) for viewer in (admin, branch_admin)
    }

    # then
    assert validations(answers[admin].content) == {
        "角色": ["学院管理员", "分校管理员", "发明人"],
        "所属机构": ["青岚大学", "物理学院", "东校区"],
    }
    assert validations(answers[branch_admin].content) == {
        "角色": ["分校学院管理员", "发明人"],
        "所属机构": ["东校区", "东校区/船舶学院"],
    }
    book = openpyxl.load_workbook(io.BytesIO(answers[admin].content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("批量创建账号", "visible"),
        ("填写说明", "visible"),
        ("选项", "hidden"),
    ]
    headings = next(book.worksheets[0].iter_rows())
    assert all(cell.comment for cell in headings)
    assert {book.worksheets[0].column_dimensions[cell.column_letter].number_format for cell in headings} == {
        "@"
    }
    assert answers[admin].headers["cache-control"] == "no-store"


@pytest.mark.req("S42")
async def test_the_template_is_for_who_opens_accounts(client: httpx.AsyncClient, school: OrgUnit) -> None:
    inventor = await sign_in(await user(Role.INVENTOR, school))
    expert = await sign_in(await user(Role.ENTERPRISE))
    answers = [await client.get(TEMPLATE, headers=headers) for headers in ({}, inventor, expert)]

    assert [answer.status_code for answer in answers] == [401, 403, 403]
    assert [answer.json()["errors"][0]["extensions"]["code"] for answer in answers[:2]] == [
        "UNAUTHENTICATED",
        "FORBIDDEN",
    ]


@pytest.mark.req("S42", "S44", "S46")
async def test_a_file_is_checked_with_progress_corrected_and_opened_once(
    client: httpx.AsyncClient, admin: User
) -> None:
    # given 600 rows with 48 errors of eight kinds
    headers = await sign_in(admin)
    template = (await client.get(TEMPLATE, headers=headers)).content
    rows = account_rows(600, ["物理学院", "化学学院", "青岚大学"])
    others = [await user(Role.ENTERPRISE) for _ in range(6)]
    planted = plant(rows, 48, [other.username for other in others])
    async with serving(create_app()) as server:
        started = await begun(client, headers, filled(template, rows))

        # when it is checked while somebody watches
        async with server.events(PROGRESS, headers, id=started["id"]) as events:
            seen = [await events.next()]
            checking = asyncio.create_task(run_due())
            while (state := seen[-1]["data"]["jobProgress"])["state"] != "WAITING":
                seen.append(await events.next())
            await checking

    # then every error is told at its row and column, and nothing was opened
    assert [each["data"]["jobProgress"]["confirmable"] for each in seen[:-1]] == [False] * (len(seen) - 1)
    assert state["confirmable"] and (state["done"], state["total"]) == (600, 600)
    waiting = await job(client, headers, started["id"])
    expected = {"rows": 600, "valid": 552, "invalid": 48, "already": 0, "warnings": 0}
    assert figures(waiting) == expected
    report = await file_of(client, headers, waiting, "校验结果")
    assert reported(report) == planted
    assert await counts("user_account") == [7]

    # when it is confirmed twice
    done = await confirmed(client, headers, waiting)
    again = await change(client, CONFIRM, headers, id=waiting["id"], version=waiting["version"])

    # then the valid rows are accounts, once
    assert [error["code"] for error in again["userErrors"]] == ["CONFLICT"]
    assert figures(done) == {"rows": 600, "invalid": 48, "already": 0, "created": 552, "leftOut": 0}
    assert await counts("user_account") == [559]
    wrong = {each.row for each in planted}
    names = {cells[0] for place, cells in enumerate(rows, 2) if place not in wrong}
    assert set(await User.exclude(job_id=None).values_list("username", flat=True)) == names
    assert await AuditEntry.filter(action="USER_CREATED", actor_id=admin.id).count() == 552

    # when the report comes back corrected
    corrected = openpyxl.load_workbook(io.BytesIO(await file_of(client, headers, done, "创建结果")))
    good = account_rows(600, ["物理学院"], first=5_001)
    for place in wrong:
        for column, value in enumerate(good[place - 2], 1):
            corrected.worksheets[0].cell(place, column, value)
    buffer = io.BytesIO()
    corrected.save(buffer)
    second = await checked(client, headers, buffer.getvalue())
    done = await confirmed(client, headers, second)

    # then only what was corrected is opened
    assert {name: figures(second)[name] for name in ("valid", "invalid", "already")} == {
        "valid": 48,
        "invalid": 0,
        "already": 552,
    }
    assert figures(done)["created"] == 48 and await counts("user_account") == [607]


@pytest.mark.req("S43")
async def test_a_name_taken_anywhere_is_told_and_its_holder_is_not(
    client: httpx.AsyncClient, admin: User
) -> None:
    # given somebody elsewhere
    other = await institution("石桥工学院")
    await user(Role.INVENTOR, other, name="王五", username="wangwu", phone="13911112222")

    # when
    headers = await sign_in(admin)
    content = workbook([row("ＷangWu"), row("chen", phone="13911112222"), row("li"), row("LI", "李四")])
    waiting = await checked(client, headers, content)

    # then
    report = await file_of(client, headers, waiting, "校验结果")
    assert outcomes(report) == [
        ("有误", "A2:ACCOUNT_NAME_TAKEN"),
        ("有效", "F3:PHONE_KNOWN"),
        ("有误", "A4:ACCOUNT_NAME_DUPLICATED"),
        ("有误", "A5:ACCOUNT_NAME_DUPLICATED"),
    ]
    text = str(sheet_of(report))
    assert "王五" not in text and "石桥" not in text


@pytest.mark.req("S45")
async def test_confirming_is_open_from_the_end_of_the_check_on_to_the_owner_alone(
    client: httpx.AsyncClient, admin: User
) -> None:
    # given
    headers = await sign_in(admin)
    operator = await sign_in(await user(Role.PLATFORM_OPERATOR))

    async def confirmable(id: str) -> list[Any]:
        answers = [await ask(client, CONFIRMABLE, viewer, id=id) for viewer in (headers, operator)]
        found = [answer["data"]["job"]["confirmable"] for answer in answers]
        assert all(isinstance(value, bool) for value in found)
        return found

    # when
    started = await begun(client, headers, workbook([row("chen")]))
    before = await confirmable(started["id"])
    early = await change(client, CONFIRM, headers, id=started["id"], version=started["version"])
    await run_due()
    waiting = await confirmable(started["id"])
    await confirmed(client, headers, await job(client, headers, started["id"]))

    # then
    assert [error["code"] for error in early["userErrors"]] == ["CONFLICT"]
    assert (before, waiting, await confirmable(started["id"])) == (
        [False, False],
        [True, False],
        [False, False],
    )


@pytest.mark.req("S46")
async def test_chosen_rows_alone_are_opened_and_what_changed_meanwhile_is_told(
    client: httpx.AsyncClient, admin: User, school: OrgUnit
) -> None:
    # given a file in which nothing was wrong
    headers = await sign_in(admin)
    rows = [row("a1"), row("a2", unit="化学学院"), row("a3"), row("a4"), row("a5")]
    waiting = await checked(client, headers, workbook(rows))
    assert outcomes(await file_of(client, headers, waiting, "校验结果")) == [("有效", "")] * 5

    # when meanwhile a unit is archived and a name is taken
    await OrgUnit.filter(name="化学学院").update(archived=True)
    await user(Role.INVENTOR, school, username="a3")
    ranges = [{"first": 2, "last": 4}, {"first": 3, "last": 3}, {"first": 6, "last": 2_000_000_000}]
    done = await confirmed(client, headers, waiting, rows=ranges)

    # then
    assert outcomes(await file_of(client, headers, done, "创建结果")) == [
        ("已创建", ""),
        ("有误", "D3:UNIT_ARCHIVED"),
        ("有误", "A4:ACCOUNT_NAME_TAKEN"),
        ("未选择", ""),
        ("已创建", ""),
    ]
    assert figures(done) == {"rows": 5, "invalid": 2, "already": 0, "created": 2, "leftOut": 1}
    opened = await User.filter(username__in=["a1", "a2", "a4", "a5"]).values_list("username", flat=True)
    assert sorted(opened) == ["a1", "a5"]


@pytest.mark.req("S46")
async def test_codes_are_given_once_to_who_opened_the_accounts(
    client: httpx.AsyncClient, admin: User
) -> None:
    # given
    headers = await sign_in(admin)
    operator = await sign_in(await user(Role.PLATFORM_OPERATOR))
    done = await confirmed(client, headers, await checked(client, headers, workbook([row("chen")])))
    [codes] = [file for file in done["files"] if file["secret"]]

    # when
    hidden = await job(client, operator, done["id"])
    stolen = await client.get(codes["download"]["url"], headers=operator)
    first = await client.get(codes["download"]["url"], headers=headers)
    second = await client.get(codes["download"]["url"], headers=headers)

    # then
    assert hidden["files"] == []
    assert (stolen.status_code, first.status_code, second.status_code) == (404, 200, 404)
    [_, line] = sheet_of(first.content)
    assert line[:4] == ["chen", "陈一", "发明人", "物理学院"]
    account = await User.get(username="chen")
    assert account.activation_hash == activation_hash(line[4]) and account.password_hash is None
    given = {"username": "chen", "activationCode": line[4], "password": "a long enough one"}
    activated = await change(client, ACTIVATE, {}, **given)
    assert activated == {"activated": True, "userErrors": []}


@pytest.mark.req("S42", "S46")
async def test_who_stands_elsewhere_by_now_opens_nothing(client: httpx.AsyncClient, admin: User) -> None:
    # given
    headers = await sign_in(admin)
    waiting = await checked(client, headers, workbook([row("chen")]))
    physics = await OrgUnit.get(name="物理学院")
    given = {"id": waiting["id"], "version": waiting["version"]}
    assert (await change(client, CONFIRM, headers, **given))["userErrors"] == []

    # when the account moves between the confirmation and the run
    await User.filter(id=admin.id).update(role=Role.COLLEGE_ADMIN, unit_id=physics.id)
    await run_due()

    # then
    failed = await job(client, await sign_in(admin), waiting["id"])
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", "FORBIDDEN")
    assert await counts("user_account") == [1]
    assert all("校验结果" in file["name"] for file in failed["files"])


@pytest.mark.req("S42")
async def test_who_opens_no_accounts_starts_nothing(client: httpx.AsyncClient, school: OrgUnit) -> None:
    codes = []
    for viewer in (await user(Role.INVENTOR, school), await user(Role.ENTERPRISE)):
        headers = await sign_in(viewer)
        sent = await upload(client, headers, workbook([row("chen")]), "名单.xlsx")
        answer = await ask(client, CREATE, headers, input={"upload": sent})
        codes += [error["extensions"]["code"] for error in answer["errors"]]

    assert codes == ["FORBIDDEN", "FORBIDDEN"]
    assert await counts("job", "user_account") == [0, 2]
