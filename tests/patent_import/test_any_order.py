"""However a file is ordered and cut into batches, it comes to the same database."""

from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from panhuo.db import connection
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from panhuo.services.patents import publish
from tests.factories import institution
from tests.patent_import.records import FEBRUARY, JANUARY, TABLES, application, counts, found, grant, push

pytestmark = pytest.mark.anyio

OF_A_PATENT = "select p.application_number, o.* from {} o join patent p on p.id = o.patent_id"
STATES = {
    "patent": "select * from patent",
    "holding": OF_A_PATENT.format("holding") + " where o.current",
    **{
        table: OF_A_PATENT.format(table)
        for table in ("patent_owner", "patent_inventor", "patent_code", "legal_event")
    },
}
"""Former holdings are a matter of what was known when."""
IDS = {"id", "patent_id"}


async def state() -> dict[str, list[str]]:
    """What the tables say, whatever ids they gave."""
    rows = {}
    for table, statement in STATES.items():
        found_rows = await connection().execute_query_dict(statement)
        rows[table] = sorted(str({k: v for k, v in dict(row).items() if k not in IDS}) for row in found_rows)
    tokens = "select p.application_number, cast(t.tokens as text) from patent_text t join patent p on p.id = "
    key = "t.rowid" if "sqlite" in str(type(connection())).lower() else "t.patent_id"
    rows["patent_text"] = sorted(map(str, await found(tokens + key)))
    return rows


TELLING = [
    (LegalEventKind.LAPSE, date(2022, 3, 1), None),
    (LegalEventKind.LAPSE, date(2024, 3, 1), None),
    (LegalEventKind.RESTORATION, date(2022, 3, 1), None),
    (LegalEventKind.RESTORATION, date(2024, 4, 1), None),
    (LegalEventKind.TRANSFER, date(2022, 3, 1), "青岚大学 → 甲"),
    (LegalEventKind.TRANSFER, date(2024, 3, 1), "甲 → 青岚大学"),
    (LegalEventKind.TRANSFER, date(2024, 5, 1), "青岚大学 → 乙"),
]
columns: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "serial": st.integers(1, 3),
        "owners": st.sampled_from([[], ["青岚大学"], ["甲", "青岚大学"]]),
        "inventors": st.sampled_from([[], ["陈一"], ["李二", "陈一"]]),
        "abstract": st.sampled_from([None, "摘要甲", "摘要乙"]),
        "agency": st.sampled_from([None, "代理甲", "代理乙"]),
        "ipc": st.sampled_from([[], ["H01M 8/18"], ["A01B 1/00", "H01M 8/18"]]),
        "industries": st.sampled_from([[], ["C35"]]),
        "lapse_date": st.sampled_from([None, date(2023, 1, 1)]),
        "as_of": st.sampled_from([JANUARY, FEBRUARY]),
        "events": st.lists(st.sampled_from(TELLING), max_size=1),
    }
)
status = st.sampled_from([LegalStatus.VALID, LegalStatus.LAPSED])
granted = st.builds(lambda stated, status: grant(**stated, legal_status=status), columns, status)
applied = st.builds(lambda stated: application(**stated | {"events": []}), columns)
files = st.lists(
    granted | applied, min_size=1, max_size=6, unique_by=lambda row: (row.application_number, row.is_grant)
)
"""Of each patent at most its application and its grant: which facts stand then depends on nothing else."""


async def imported(
    records: list[PatentRecord], batch: int, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[str]]:
    for table in reversed(TABLES):
        await connection().execute_query(f"delete from {table}")
    with monkeypatch.context() as patched:
        patched.setattr(publish, "BATCH_ROWS", batch)
        await push(*records, as_of=FEBRUARY)
        result = await state()
        again = await push(*records, as_of=FEBRUARY)
        assert (again.created, again.updated) == (0, 0), records
        assert await state() == result, records
    return result


@given(records=files)
@settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))
async def test_order_and_batches_make_no_difference(
    school: None, records: list[PatentRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await imported(records, 1000, monkeypatch)
    assert await imported(records, 1, monkeypatch) == whole
    assert await imported(records[::-1], 1, monkeypatch) == whole


@pytest.fixture
async def school(db: str) -> None:
    await institution("青岚大学")


async def test_a_second_run_is_counted_as_unchanged(school: None) -> None:
    records = [application(), grant(), grant(2)]
    await push(*records)
    assert counts(await push(*records)) == (0, 0, 2)
