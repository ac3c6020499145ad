"""However the files of months and weeks arrive, late, twice or turned round, they come to the same state."""

from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from panhuo.db import connection
from panhuo.rules.legal_words import transfer_detail
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from tests.factories import institution
from tests.patent_import.records import TABLES, application, grant, push, weekly
from tests.patent_import.test_any_order import state

pytestmark = pytest.mark.anyio

DAYS = [date(2025, month, 28) for month in range(1, 7)]
SERIALS = (1, 2)
owners = st.sampled_from([[], ["青岚大学"], ["甲", "青岚大学"], ["乙"]])
events = st.sampled_from([
    (LegalEventKind.LAPSE, date(2023, 3, 1), None),
    (LegalEventKind.LAPSE, date(2025, 2, 1), None),
    (LegalEventKind.RESTORATION, date(2023, 5, 1), None),
    (LegalEventKind.RESTORATION, date(2025, 4, 1), None),
    (LegalEventKind.LICENCE, date(2024, 3, 1), "普通许可"),
    (LegalEventKind.TRANSFER, date(2025, 1, 5), transfer_detail(["青岚大学"], ["乙"])),
    (LegalEventKind.TRANSFER, date(2025, 3, 5), transfer_detail(["乙"], ["丙", "青岚大学"])),
    (LegalEventKind.TRANSFER, date(2025, 3, 5), transfer_detail(["甲"], ["丁"])),
    (LegalEventKind.CHANGE, date(2025, 2, 9), transfer_detail(["甲"], ["甲股份公司"])),
])  # fmt: skip
IMPLIED = {LegalEventKind.LAPSE: LegalStatus.LAPSED, LegalEventKind.RESTORATION: LegalStatus.VALID}
in_force = st.sampled_from([LegalStatus.VALID, LegalStatus.LAPSED])
columns: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "owners": owners,
        "inventors": st.sampled_from([[], ["陈一"], ["李二", "陈一"]]),
        "abstract": st.sampled_from([None, "摘要甲", "摘要乙"]),
        "agency": st.sampled_from([None, "代理甲", "代理乙"]),
        "ipc": st.sampled_from([[], ["H01M 8/18"], ["A01B 1/00", "H01M 8/18"]]),
        "industries": st.sampled_from([[], ["C35"], ["A01"]]),
        "lapse_date": st.sampled_from([None, date(2023, 1, 1), date(2024, 1, 1)]),
        "expiry_date": st.sampled_from([None, date(2038, 1, 1)]),
        "events": st.lists(events, max_size=1),
    }
)


def granted(serial: int, stated: dict[str, Any], status: LegalStatus) -> PatentRecord:
    return grant(serial, legal_status=status, **stated)


def applied(serial: int, stated: dict[str, Any], status: LegalStatus) -> PatentRecord:
    return application(serial, legal_status=status, **stated | {"events": []})


def told(serial: int, event: Any, status: LegalStatus | None) -> PatentRecord:
    """A weekly row: a state, an event, or both."""
    kind, day, _ = event
    status = status or IMPLIED.get(kind)
    lapsed = day if kind is LegalEventKind.LAPSE and status is LegalStatus.LAPSED else None
    return weekly(serial, events=[event], legal_status=status, lapse_date=lapsed)


serials = st.sampled_from(SERIALS)
facts = st.builds(granted, serials, columns, in_force) | st.builds(
    applied, serials, columns, st.sampled_from([LegalStatus.PENDING, LegalStatus.LAPSED])
)
states = st.builds(told, serials, events, st.none() | in_force) | st.builds(
    lambda serial, status: weekly(serial, legal_status=status), serials, in_force
)


def one_of_each(record: PatentRecord) -> object:
    return record.application_number, bool(record.title) and record.is_grant, bool(record.title)


months = st.lists(facts | states, min_size=1, max_size=4, unique_by=one_of_each)
first = st.tuples(
    *(st.builds(granted, st.just(serial), columns, in_force) for serial in SERIALS)
) | st.tuples(
    *(st.builds(applied, st.just(serial), columns, st.just(LegalStatus.PENDING)) for serial in SERIALS)
)
File = tuple[date, list[PatentRecord]]


@st.composite
def deliveries(draw: Any) -> tuple[list[File], list[File]]:
    """Some files in two orders. The first file, of whatever date, has the facts of every patent."""
    days = draw(st.permutations(DAYS))
    files = [list(draw(first)), *draw(st.lists(months, min_size=1, max_size=4))]
    dated = list(zip(days, files, strict=False))
    return dated, [dated[0], *draw(st.permutations(dated[1:]))]


async def after(files: list[File]) -> dict[str, list[str]]:
    for table in reversed(TABLES):
        await connection().execute_query(f"delete from {table}")
    for day, records in files:
        await push(*records, as_of=day)
    return await state()


@given(orders=deliveries())
@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
async def test_files_may_come_in_any_order(school: None, orders: tuple[list[File], list[File]]) -> None:
    one, other = orders
    whole = await after(one)
    assert await after(other) == whole, orders
    for day, records in one[::-1]:
        again = await push(*records, as_of=day)
        assert (again.created, again.updated) == (0, 0), orders
    assert await state() == whole


@pytest.fixture
async def school(db: str) -> None:
    await institution("青岚大学")
