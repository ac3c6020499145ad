"""Weekly files: nothing but numbers, legal states and events (S51)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from panhuo.sheets.patent_rows import read_patents
from panhuo.sheets.sheet_error import SheetError
from tests.sheets.files import TODAY, csv_text

NUMBER = "202310123456.6"


def rows_of(folder: Path, *rows: dict[str, Any]) -> list[PatentRecord | RowIssue]:
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    path = folder / "weekly.csv"
    cells = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    path.write_text(csv_text(cells), encoding="utf-8")
    return list(read_patents(path, today=TODAY))


@pytest.mark.req("S51")
def test_a_file_of_states_needs_no_titles(tmp_path: Path) -> None:
    [record] = rows_of(tmp_path, {"申请号": NUMBER, "简单法律状态": "失效", "批次号": "2026-W07"})

    assert isinstance(record, PatentRecord)
    assert (record.title, record.legal_status, record.batch) == ("", LegalStatus.LAPSED, "2026-W07")
    assert (record.owners, record.events, record.is_grant) == ([], [], False)


@pytest.mark.parametrize(
    ("word", "kind", "status"),
    [
        ("失效", LegalEventKind.LAPSE, LegalStatus.LAPSED),
        ("恢复", LegalEventKind.RESTORATION, LegalStatus.VALID),
        ("转让", LegalEventKind.TRANSFER, None),
        ("许可", LegalEventKind.LICENCE, None),
        ("变更", LegalEventKind.CHANGE, None),
    ],
)
def test_an_event_alone_says_what_it_can_of_the_state(
    tmp_path: Path, word: str, kind: LegalEventKind, status: LegalStatus | None
) -> None:
    [record] = rows_of(tmp_path, {"申请号": NUMBER, "事件类型": word, "事件日期": "2026-02-03"})

    assert isinstance(record, PatentRecord)
    assert (record.legal_status, record.events) == (status, [(kind, date(2026, 2, 3), None)])
    assert record.lapse_date == (date(2026, 2, 3) if status is LegalStatus.LAPSED else None)


def test_a_row_of_an_event_may_leave_the_facts_blank(tmp_path: Path) -> None:
    full = {"申请号": NUMBER, "标题": "甲", "简单法律状态": "有效", "事件类型": "", "事件日期": ""}
    told = full | {"标题": "", "简单法律状态": "", "事件类型": "许可", "事件日期": "2026-02-03"}
    blank = full | {"标题": "", "简单法律状态": "有效"}

    first, second, issue = rows_of(tmp_path, full, told, blank)

    assert isinstance(first, PatentRecord) and isinstance(second, PatentRecord)
    assert (first.title, second.title) == ("甲", "")
    assert isinstance(issue, RowIssue) and issue.code == ErrorCode.CELL_REQUIRED


def test_a_file_with_any_other_fact_is_one_of_facts(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as refused:
        rows_of(tmp_path, {"申请号": NUMBER, "简单法律状态": "失效", "发明人": "陈一"})
    assert (refused.value.code, refused.value.detail) == (ErrorCode.SHEET_HEADINGS_MISSING, "标题")
