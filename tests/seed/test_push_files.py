"""The deliveries that the demo leaves to try."""

from pathlib import Path

import pytest

from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.vocabulary import LegalEventKind
from panhuo.sheets.patent_rows import read_patents
from seed.push_file import EACH, MONTH, NEW, WEEK, write_samples


@pytest.mark.req("S50", "S51")
def test_the_demos_deliveries_can_be_read(tmp_path: Path) -> None:
    write_samples(tmp_path)

    for name, batch in ((MONTH, "2026-06"), (WEEK, "2026-W27")):
        items = list(read_patents(tmp_path / name))
        records = [item for item in items if isinstance(item, PatentRecord)]
        assert [item for item in items if isinstance(item, RowIssue) and item.fatal] == []
        assert {record.batch for record in records} == {batch}
        told = [kind for record in records for kind, *_ in record.events]
        if name == WEEK:
            assert {record.title for record in records} == {""}
            assert told == [LegalEventKind.LAPSE] * EACH + [LegalEventKind.RESTORATION] * EACH
        else:
            assert told.count(LegalEventKind.TRANSFER) >= EACH and len(records) > NEW + 4 * EACH
