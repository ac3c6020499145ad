"""Legal states and events, as vendors write them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from tests.sheets.files import read

STATUS, TEXT, OWNERS = "简单法律状态", "法律状态/事件", "申请(专利权)人"
EVENT = {
    "事件类型": "转让",
    "事件日期": "2025-01-02",
    "变更前权利人": "东湖大学",
    "变更后权利人": "西山公司 | 南岭公司",
}


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({STATUS: "有效", TEXT: "授权 | 权利转移"}, LegalStatus.VALID),
        ({STATUS: "失效", TEXT: "未缴年费 | 权利转移"}, LegalStatus.LAPSED),
        ({STATUS: "", TEXT: "授权 | 一案双申 | 权利转移"}, LegalStatus.VALID),
        ({STATUS: "-", TEXT: "避免重复授权 | 一案双申"}, LegalStatus.LAPSED),
        ({STATUS: None, TEXT: "授权 | 保全"}, LegalStatus.VALID),
        (
            {STATUS: "审中", TEXT: "实质审查", "授权日": "", "公开(公告)号": "CN116123456A"},
            LegalStatus.PENDING,
        ),
    ],
)
def test_the_state_in_a_word_or_from_the_events(
    tmp_path: Path, cells: dict[str, Any], status: LegalStatus
) -> None:
    assert read(tmp_path, **cells).legal_status is status


def test_lapsed_without_a_date_stays_so(tmp_path: Path) -> None:
    assert read(tmp_path, **{STATUS: "失效", TEXT: "未缴年费"}).lapse_date is None
    dated = read(tmp_path, **{STATUS: "失效", TEXT: "未缴年费", "失效日期": "2025/3/4"})
    assert dated.lapse_date == date(2025, 3, 4)


@pytest.mark.req("S48")
def test_a_transfer_is_a_dated_event_with_its_parties(tmp_path: Path) -> None:
    record = read(tmp_path, **EVENT, **{OWNERS: "西山公司 | 南岭公司"})

    assert record.events == [(LegalEventKind.TRANSFER, date(2025, 1, 2), "东湖大学 → 西山公司 | 南岭公司")]
    assert record.owners == ["西山公司", "南岭公司"]


def test_a_transfer_alone_states_no_owners_but_what_happened_to_those_known(tmp_path: Path) -> None:
    for absent in ("-", None):
        record = read(tmp_path, **EVENT, **{OWNERS: absent})
        assert record.owners == [] and len(record.events) == 1


@pytest.mark.req("S48")
def test_the_words_of_a_state_are_no_dated_event(tmp_path: Path) -> None:
    assert read(tmp_path, **{TEXT: "授权 | 权利转移"}).events == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("新增", None),
        ("变更", LegalEventKind.CHANGE),
        ("许可", LegalEventKind.LICENCE),
        ("恢复", LegalEventKind.RESTORATION),
        ("质押", LegalEventKind.PLEDGE),
    ],
)
def test_kinds_of_events(tmp_path: Path, word: str, kind: LegalEventKind | None) -> None:
    events = read(tmp_path, 事件类型=word, 事件日期="2025-01-02").events

    assert events == ([(kind, date(2025, 1, 2), None)] if kind else [])


def test_a_lapse_event_dates_the_lapse(tmp_path: Path) -> None:
    lapsed = {STATUS: "失效", TEXT: "未缴年费", "事件类型": "失效", "事件日期": "2025-01-02"}

    record = read(tmp_path, **lapsed, 数据截止日="2025-02-01")

    assert record.lapse_date == date(2025, 1, 2)
    assert record.as_of == date(2025, 2, 1)
    assert read(tmp_path, **lapsed, 失效日期="2024-12-31").lapse_date == date(2024, 12, 31)


def test_a_restored_right_has_no_lapse(tmp_path: Path) -> None:
    assert read(tmp_path, 事件类型="恢复", 事件日期="2025-01-02", 失效日期="2024-12-31").lapse_date is None
