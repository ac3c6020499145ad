"""W. A delivery flags what lapsed or was sold after it was filed (S85, S189)."""

import csv
from datetime import date
from pathlib import Path

import httpx
import pytest

from panhuo.models import Dossier, Patent
from panhuo.services.patent_import import import_patents
from tests.acceptance.filing import PORTFOLIO, at, codes, nothing_changes, university
from tests.acceptance.test_q_afterwards import NOTICES, registered

pytestmark = pytest.mark.anyio


def delivered(folder: Path, patents: list[Patent], **facts: str) -> Path:
    """A file of the platform about patents of the main campus."""
    usual = {"专利类型": "发明", "简单法律状态": "有效", "法律状态/事件": "授权", "专利权人": "青岚大学",
             "发明人": "陈一 | 周二", "申请日": "2019-06-01", "授权日": "2021-06-01"}  # fmt: skip
    path = folder / f"delivery-{len(list(folder.iterdir()))}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["申请号", "专利名称", *usual])
        writer.writeheader()
        for each in patents:
            row = {"申请号": each.application_number, "专利名称": each.title}
            writer.writerow(row | usual | facts)
    return path


@pytest.mark.req("S189", "S85")
@pytest.mark.parametrize(
    "facts",
    [{"简单法律状态": "失效", "法律状态/事件": "未缴年费"}, {"专利权人": "某某股份有限公司"}],
    ids=["lapsed", "transferred"],
)
async def test_a_delivery_flags_what_lapsed_or_was_sold_and_hides_it(
    client: httpx.AsyncClient, tmp_path: Path, facts: dict[str, str]
) -> None:
    # given: registered singly and in a portfolio; another under review
    here = await university(client)
    one, two = [await here.invention(here.chen, here.zhou) for _ in range(2)]
    single, portfolio = await registered(here, one), await registered(here, one, two)
    pending = await here.chen.submits(await here.chen.files(one, two, content=PORTFOLIO))

    # when
    await import_patents(delivered(tmp_path, [one], **facts), date(2026, 2, 28))

    # then: nothing is deleted, all are flagged and out of the showcase, the filer is told
    rows = {f"Dossier:{row.id}": row for row in await Dossier.all()}
    assert [rows[each["id"]].flagged for each in (single, portfolio, pending)] == [True] * 3
    assert [rows[each["id"]].state for each in (single, portfolio)] == ["REGISTERED"] * 2
    assert not any(row.published or row.open_showcase for row in rows.values())
    kinds = [each["kind"] for each in (await here.chen.asks(NOTICES))["notices"]["nodes"]]
    assert "DOSSIER_FLAGGED" in kinds
    now = at(pending) | {"version": rows[pending["id"]].version}
    async with nothing_changes():
        approved = await here.dean.tries("approveDossiers", items=[now])
    assert codes(approved) == ["DOSSIER_MEMBER_INELIGIBLE"]
    assert (await here.dean.returns(now, "成员已失效"))["state"] == "REJECTED"


@pytest.mark.req("S189")
async def test_what_comes_back_into_force_is_shown_again(client: httpx.AsyncClient, tmp_path: Path) -> None:
    # given
    here = await university(client)
    patent = await here.invention(here.chen, here.zhou)
    dossier = await registered(here, patent)
    lapsed = {"简单法律状态": "失效", "法律状态/事件": "未缴年费"}
    await import_patents(delivered(tmp_path, [patent], **lapsed), date(2026, 2, 28))

    # when
    await import_patents(delivered(tmp_path, [patent]), date(2026, 3, 31))

    # then
    row = await Dossier.get()
    assert (f"Dossier:{row.id}", row.state, row.flagged, row.published) == (
        *(dossier["id"], "REGISTERED", False, True),
    )
