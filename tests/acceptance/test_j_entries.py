"""J. What the two lists of a dossier ask for (S95–S100): the same rules for forms as for workbooks."""

from typing import Any

import httpx
import pytest

from tests.acceptance.filing import FORM, at, codes, ids, nothing_changes, university

pytestmark = pytest.mark.anyio

STATUS = "statuses[0]"


async def asked(client: httpx.AsyncClient, *statuses: dict[str, Any]) -> list[list[tuple[str, str]]]:
    """For each status alone: what stands against submitting a dossier that is otherwise complete."""
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen))
    found = []
    for status in statuses:
        saved = await here.chen.tries("saveDossier", **at(draft), content={"statuses": [status]})
        if saved["dossier"] is not None:
            draft = saved["dossier"]
        found.append([(each["field"], each["code"]) for each in saved["problems"]])
    return found


@pytest.mark.req("S95")
async def test_two_options_take_no_text_of_ones_own(client: httpx.AsyncClient) -> None:
    found = await asked(
        client,
        {"first": "NOT_IMPLEMENTED", "custom": "正在准备"},
        {"first": "EVALUATION_REPORT", "result": "六项全部有效", "custom": "另有报告"},
        {"first": "NOT_IMPLEMENTED", "second": "CUSTOM", "custom": "正在准备"},
    )

    assert found[0] == found[1] == [(f"{STATUS}.custom", "DOSSIER_CUSTOM_MISPLACED")]
    assert (f"{STATUS}.second", "DOSSIER_OPTION_MISPLACED") in found[2]


@pytest.mark.req("S96", "S100")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("LICENSED", "SOLE_LICENCE_SIGNED"),
        ("ASSIGNED", "CONTRIBUTED_AS_EQUITY"),
        ("SELF_INDUSTRIALISED", None),
    ],
)
async def test_a_signed_deal_has_an_amount_in_digits_or_a_remark(
    client: httpx.AsyncClient, first: str, second: str | None
) -> None:
    deal = {"first": first, "second": second}
    amounts = ("12.5", "0", "十二万", "12.5万", "-1", "1e9", "0.00001", "１２", "")

    found = await asked(
        client, *(deal | {"amount": each} for each in amounts), deal | {"remark": "按销售额提成"}
    )

    wrong = [(f"{STATUS}.amount", "DOSSIER_AMOUNT_INVALID")]
    missing = [(f"{STATUS}.amount", "DOSSIER_AMOUNT_MISSING")]
    assert found == [[], [], wrong, wrong, wrong, wrong, wrong, wrong, missing, []]


@pytest.mark.req("S100")
async def test_what_is_only_planned_has_no_amount_to_tell(client: httpx.AsyncClient) -> None:
    found = await asked(
        client,
        {"first": "LICENSED", "second": "SOLE_LICENCE_PLANNED"},
        {"first": "ASSIGNED", "second": "ASSIGNMENT_PLANNED"},
        {"first": "LICENSED", "second": "INDUSTRIALISED_BY_LICENSEE", "product": "储能柜"},
    )

    assert found == [[], [], []]


@pytest.mark.req("S97")
async def test_an_evaluation_report_has_a_result_and_may_have_a_conclusion(client: httpx.AsyncClient) -> None:
    report = {"first": "EVALUATION_REPORT"}
    found = await asked(
        client,
        report,
        report | {"result": "六项全部有效"},
        report | {"result": "六项全部有效", "conclusion": "具备创造性"},
        {"first": "NOT_IMPLEMENTED", "result": "六项全部有效"},
    )

    assert found == [
        [(f"{STATUS}.result", "DOSSIER_RESULT_MISSING")],
        [],
        [],
        [(f"{STATUS}.result", "DOSSIER_DETAIL_MISPLACED")],
    ]


@pytest.mark.req("S98")
@pytest.mark.parametrize("second", ["INDUSTRIALISED_BY_LICENSEE", "INDUSTRIALISED_BY_PARTNER"])
async def test_what_others_produce_names_its_product(client: httpx.AsyncClient, second: str) -> None:
    made = {"first": "LICENSED", "second": second}
    found = await asked(client, made, made | {"product": "储能柜"})

    assert found == [[(f"{STATUS}.product", "DOSSIER_PRODUCT_MISSING")], []]


@pytest.mark.req("S99")
@pytest.mark.parametrize("stars", [1, 2])
async def test_at_one_or_two_stars_a_dossier_without_use_is_submitted(
    client: httpx.AsyncClient, stars: int
) -> None:
    here = await university(client)
    bare = {name: value for name, value in FORM.items() if name not in ("advantages", "prospects")}
    draft = await here.chen.files(await here.invention(here.chen), content=bare | {"rating": stars})

    assert (await here.chen.submits(draft))["state"] == "PENDING"


@pytest.mark.req("S118")
@pytest.mark.parametrize("first", ["TO_BE_ABANDONED", "OWNERSHIP_DISPUTE", "UNSUITABLE"])
async def test_where_there_is_nothing_to_transfer_the_rest_need_not_be_filled_in(
    client: httpx.AsyncClient, first: str
) -> None:
    # given: neither willingness, price, maturity, rating nor use
    here = await university(client)
    bare = {
        "fiscalFunding": False,
        "statuses": [{"first": first}],
        "contact": "陈一",
        "phone": "13800000000",
    }
    invention = await here.invention(here.chen)

    # when
    draft = await here.chen.tries("fileDossier", patents=ids([invention]), content=bare)

    # then
    assert (codes(draft), draft["problems"]) == ([], [])
    assert (await here.chen.submits(draft["dossier"]))["state"] == "PENDING"


@pytest.mark.req("S62")
async def test_the_forms_own_hint_is_no_text_of_ones_own(client: httpx.AsyncClient) -> None:
    here = await university(client)
    hint = [{"first": "CUSTOM", "custom": "自定义（请勿勾选，请直接填写）"}]
    invention = await here.invention(here.chen)

    async with nothing_changes():
        refused = await here.chen.tries(
            "fileDossier", patents=ids([invention]), content=FORM | {"statuses": hint}
        )

    assert codes(refused) == ["DOSSIER_CUSTOM_PLACEHOLDER"]
    assert refused["userErrors"][0]["field"] == ["input", "content", "statuses", "0", "custom"]
    assert refused["dossier"] is None
