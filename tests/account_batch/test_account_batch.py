"""Opening accounts from a file: how many statements it takes, races, and enterprises."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from bench.account_file import account_rows
from panhuo.auth import statements
from panhuo.jobs import user_import
from panhuo.models import AuditEntry, Enterprise, InventorMatch, JobFile, OrgUnit, SignInThrottle, User
from panhuo.rules.vocabulary import Role
from panhuo.services.patents.bulk import PostgresBulk, SqliteBulk
from tests.account_batch.asking import (
    CREATE,
    HEADINGS,
    begun,
    checked,
    file_of,
    outcomes,
    sheet_of,
    workbook,
)
from tests.factories import branch, branch_college, college, enterprise, institution, patent, sign_in, user
from tests.jobs.asking import (
    CONFIRM,
    IMPORT,
    ask,
    change,
    confirmed,
    counts,
    figures,
    job,
    patents,
    run_due,
    upload,
)

pytestmark = pytest.mark.anyio

BESIDE = ("lease_until = $3", "pg_notify", "select id from job where state = 'QUEUED'")
"""Parts of statements that do not belong to the work: a run says that it lives, and others hear of it."""


@pytest.fixture
async def school(db: str) -> OrgUnit:
    found = await institution("青岚大学")
    await college(found, "物理学院")
    return found


@pytest.fixture
async def headers(school: OrgUnit) -> dict[str, str]:
    return await sign_in(await user(Role.INSTITUTION_ADMIN, school))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many statements ran since it was last asked."""
    seen: list[str] = []
    spelled = statements.spelled

    def noting(statement: str, *rest: object) -> str:
        if not any(part in statement for part in BESIDE):
            seen.append(statement)
        return spelled(statement, *rest)  # type: ignore[arg-type]

    def told() -> int:
        found = len(seen)
        seen.clear()
        return found

    def noted(method: Callable[..., Any]) -> Callable[..., Any]:
        async def call(self: Any, text: str, *rest: Any) -> Any:
            if not any(part in text for part in BESIDE):
                seen.append(text)
            return await method(self, text, *rest)

        return call

    for bulk in (SqliteBulk, PostgresBulk):
        for name in ("run", "rows", "copy"):
            monkeypatch.setattr(bulk, name, noted(getattr(bulk, name)))
    monkeypatch.setattr(statements, "spelled", noting)
    return told


async def test_statements_do_not_grow_with_the_rows(
    client: httpx.AsyncClient, headers: dict[str, str], counted: Callable[[], int]
) -> None:
    found = []
    for first, rows in ((1, 2), (1_000, 400)):
        started = await begun(client, headers, workbook(account_rows(rows, ["物理学院"], first)))
        counted()
        await run_due()
        checking = counted()
        waiting = await job(client, headers, started["id"])
        given = {"id": waiting["id"], "version": waiting["version"]}
        await change(client, CONFIRM, headers, **given)
        counted()
        await run_due()
        found.append((checking, counted()))
    assert found[0] == found[1], found
    assert await counts("user_account") == [403]


@pytest.mark.parametrize("race", ["name", "unit"])
async def test_what_changes_at_the_last_moment_is_looked_at_again(
    client: httpx.AsyncClient,
    headers: dict[str, str],
    school: OrgUnit,
    monkeypatch: pytest.MonkeyPatch,
    race: str,
) -> None:
    # given rows that are valid when they are looked at last
    rows = [["chen", "陈一", "发明人", "物理学院"], ["li", "李四", "发明人", "青岚大学"]]
    waiting = await checked(client, headers, workbook(rows))
    attached, calls = user_import.attached, []

    async def racing(*given: object) -> list[int]:
        calls.append(given)
        if len(calls) == 1 and race == "name":
            await user(Role.INVENTOR, school, username="chen")
        if len(calls) == 1 and race == "unit":
            await OrgUnit.filter(name="物理学院").update(archived=True)
        return await attached(*given)  # type: ignore[arg-type]

    # when
    monkeypatch.setattr(user_import, "attached", racing)
    done = await confirmed(client, headers, waiting)

    # then nothing of the first try is left
    code = {"name": "A2:ACCOUNT_NAME_TAKEN", "unit": "D2:UNIT_ARCHIVED"}[race]
    assert len(calls) == 2 and figures(done)["created"] == 1
    assert outcomes(await file_of(client, headers, done, "创建结果")) == [("有误", code), ("已创建", "")]
    assert await User.exclude(job_id=None).values_list("username", flat=True) == ["li"]
    assert await AuditEntry.filter(action__in=["USER_CREATED", "USERS_CREATED"]).count() == 2
    assert await JobFile.filter(expires_at=0).count() == 2
    assert sorted(file["secret"] for file in done["files"]) == [False, False, True]


async def test_units_of_one_name_are_told_apart_by_their_place(
    client: httpx.AsyncClient, headers: dict[str, str], school: OrgUnit
) -> None:
    # given
    east, west = await branch(school, "东校区"), await branch(school, "西校区")
    for place in (east, west):
        await branch_college(place, "物理学院")
        await branch_college(place, "船舶学院")
    other = await institution("石桥工学院")
    await college(other, "机械学院")
    admin = await sign_in(await user(Role.BRANCH_ADMIN, east))
    units = [
        "物理学院",
        "青岚大学/物理学院",
        "船舶学院",
        "东校区/船舶学院",
        "青岚大学＞东校区",
        "机械学院",
        "西校区",
    ]
    rows = [[f"a{number}", "陈一", "发明人", unit] for number, unit in enumerate(units)]

    # when
    waiting = await checked(client, headers, workbook(rows))
    theirs = await checked(client, admin, workbook(rows))

    # then
    reports = [
        await file_of(client, viewer, each, "校验") for viewer, each in ((headers, waiting), (admin, theirs))
    ]
    ours, others = ([code.partition(":")[2] for _, code in outcomes(report)] for report in reports)
    assert ours == [
        "", "", "UNIT_AMBIGUOUS", "UNIT_UNFIT", "UNIT_UNFIT", "UNIT_UNKNOWN", "UNIT_UNFIT",
    ]  # fmt: skip
    assert others == [
        "", "UNIT_UNKNOWN", "", "", "", "UNIT_UNKNOWN", "UNIT_UNKNOWN",
    ]  # fmt: skip


async def test_managers_open_experts_and_the_platform_enterprises(client: httpx.AsyncClient, db: str) -> None:
    # given
    firm = await enterprise("赤霞储能")
    manager = await sign_in(await user(Role.ENTERPRISE, firm, is_manager=True))
    operator = await sign_in(await user(Role.PLATFORM_OPERATOR))
    await institution("青岚大学")
    theirs = workbook([["e1", "甲", "企业专家"], ["e2", "乙", "发明人"]], HEADINGS[:3])
    headings = ("账号", "姓名", "角色", "所属机构", "企业名称", "企业管理员")
    ours = workbook(
        [
            ["p1", "丙", "企业", "", "新星材料", "是"],
            ["p2", "丁", "企业", "", "赤霞储能", "否"],
            ["p3", "戊", "企业"],
            ["p4", "己", "高校管理员", "青岚大学"],
            ["p5", "庚", "平台管理方", "青岚大学", "赤霞储能", "也许"],
        ],
        headings,
    )

    # when
    by_manager = await confirmed(client, manager, await checked(client, manager, theirs))
    by_operator = await confirmed(client, operator, await checked(client, operator, ours))

    # then
    assert outcomes(await file_of(client, manager, by_manager, "创建结果")) == [
        ("已创建", ""),
        ("有误", "C3:ROLE_NOT_YOURS"),
    ]
    assert outcomes(await file_of(client, operator, by_operator, "创建结果")) == [
        ("已创建", ""),
        ("已创建", ""),
        ("有误", "E4:CELL_REQUIRED"),
        ("已创建", ""),
        ("有误", "F6:TRUTH_UNKNOWN D6:CELL_UNWANTED E6:CELL_UNWANTED"),
    ]
    rows = await User.exclude(job_id=None).order_by("username").prefetch_related("enterprise")
    made = [(row.username, row.enterprise and row.enterprise.name, row.is_manager) for row in rows]
    assert made == [
        ("e1", "赤霞储能", False),
        ("p1", "新星材料", True),
        ("p2", "赤霞储能", False),
        ("p4", None, False),
    ]
    assert await Enterprise.all().count() == 2


async def test_an_institution_that_is_not_open_yet_opens_no_accounts(
    client: httpx.AsyncClient, headers: dict[str, str], school: OrgUnit
) -> None:
    await OrgUnit.filter(id=school.id).update(activated_at=None)
    failed = await checked(client, headers, workbook([["chen", "陈一", "发明人", "物理学院"]]))
    assert (failed["state"], failed["error"]["code"]) == ("FAILED", "NOT_ACTIVATED")


async def test_who_learns_of_too_many_names_is_stopped(
    client: httpx.AsyncClient, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    await user(Role.ENTERPRISE, username="wang")
    content = workbook([["wang", "王五", "发明人", "物理学院"]])
    await checked(client, headers, content)
    await SignInThrottle.all().update(locked_until=10**15)

    # when
    sent = await upload(client, headers, content, "名单.xlsx")
    payload = await change(client, CREATE, headers, upload=sent)

    # then
    assert payload["job"] is None
    assert [error["code"] for error in payload["userErrors"]] == ["TOO_MANY_TRIES"]
    assert await counts("job") == [1]


async def test_an_account_of_that_name_that_is_somebody_else_is_no_earlier_one(
    client: httpx.AsyncClient, headers: dict[str, str], school: OrgUnit
) -> None:
    # given a batch of one administrator
    rows = [["chen", "陈一", "发明人", "物理学院"]]
    await confirmed(client, headers, await checked(client, headers, workbook(rows)))
    colleague = await sign_in(await user(Role.INSTITUTION_ADMIN, school))

    # when
    same = await checked(client, headers, workbook(rows))
    other_person = await checked(client, headers, workbook([["chen", "陈二", *rows[0][2:]]]))
    other_admin = await checked(client, colleague, workbook(rows))

    # then
    found = [
        outcomes(await file_of(client, viewer, each, "校验结果"))
        for viewer, each in ((headers, same), (headers, other_person), (colleague, other_admin))
    ]
    assert found == [
        [("已创建过", "A2:ACCOUNT_CREATED_ALREADY")],
        [("有误", "A2:ACCOUNT_NAME_TAKEN")],
        [("有误", "A2:ACCOUNT_NAME_TAKEN")],
    ]


async def test_only_a_file_of_accounts_is_confirmed_by_rows(client: httpx.AsyncClient, db: str) -> None:
    # given
    operator = await sign_in(await user(Role.PLATFORM_OPERATOR))
    sent = await upload(client, operator, patents(1))
    started = (await change(client, IMPORT, operator, upload=sent))["job"]
    await run_due()
    waiting = await job(client, operator, started["id"])
    given = {"id": waiting["id"], "version": waiting["version"]}

    # when
    payload = await change(client, CONFIRM, operator, **given, rows=[{"first": 1, "last": 2}])
    backwards = await change(client, CONFIRM, operator, **given, rows=[{"first": 3, "last": 2}])

    # then
    for each in (payload, backwards):
        assert [(error["code"], error["field"]) for error in each["userErrors"]] == [
            ("INVALID_VALUE", ["input", "rows"])
        ]
    assert (await job(client, operator, started["id"]))["state"] == "WAITING"


async def test_patents_that_name_them_are_proposed_to_new_accounts(
    client: httpx.AsyncClient, headers: dict[str, str], school: OrgUnit
) -> None:
    # given
    battery = await patent(school, inventors=["陈一", "李四"])
    await patent(await institution("石桥工学院"), inventors=["陈一"])

    # when
    rows = [["chen", " 陈 一", "发明人", "物理学院"], ["wang", "王五", "发明人", "物理学院"]]
    await confirmed(client, headers, await checked(client, headers, workbook(rows)))

    # then
    chen = await User.get(username="chen")
    found = await InventorMatch.all().values_list("user_id", "patent_id", "state")
    assert found == [(chen.id, battery.id, "PROPOSED")]


async def test_codes_are_neither_kept_nor_logged(
    client: httpx.AsyncClient, headers: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    done = await confirmed(
        client, headers, await checked(client, headers, workbook([["chen", "陈一", "发明人", "物理学院"]]))
    )
    content = await file_of(client, headers, done, "激活码")
    code = sheet_of(content)[1][4]
    kept = [str(row) for table in (User, AuditEntry, JobFile) for row in await table.all().values()]
    answer = await ask(client, "{ auditLog { nodes { changes { name before after } } } }", headers)
    said = capsys.readouterr()
    assert len(code) == 23
    assert all(code not in text for text in (*kept, str(answer), str(done), said.out, said.err))
