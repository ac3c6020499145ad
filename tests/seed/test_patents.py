"""The generator of fictional patents."""

from collections import Counter
from datetime import date
from itertools import islice
from random import Random

import pytest

from panhuo.rules.application_number import parse_application_number
from panhuo.rules.ipc import normalise_ipc
from panhuo.rules.legal_words import derived_status
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.publication_number import parse_publication_number
from panhuo.rules.terms import expiry
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType
from seed.patents import patents, transferred
from seed.people import people
from seed.teams import Team
from seed.topics import topics

AS_OF = date(2026, 6, 30)
COMPANIES = ("甲公司", "乙公司")


def teams(count: int) -> list[Team]:
    names = people(Random(7))
    fields = list(topics())
    return [
        Team(
            owner=f"第{number}大学",
            old_name=f"第{number}学院",
            fields=(fields[number % len(fields)],),
            inventors=tuple(islice(names, 20)),
            weight=1 / (number + 1),
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def records() -> list[PatentRecord]:
    return list(patents(teams(12), 4000, companies=COMPANIES, as_of=AS_OF))


def test_the_same_arguments_give_the_same_records(records: list[PatentRecord]) -> None:
    assert list(patents(teams(12), 300, companies=COMPANIES, as_of=AS_OF)) == records[:300]
    assert list(patents(teams(12), 300, companies=COMPANIES, as_of=AS_OF, seed=2)) != records[:300]


def test_numbers_are_right_and_unlike(records: list[PatentRecord]) -> None:
    assert len({record.application_number for record in records}) == len(records)
    assert len({record.publication_number for record in records}) == len(records)
    for record in records:
        number = parse_application_number(record.application_number)
        published = parse_publication_number(record.publication_number or "")
        assert record.application_date is not None
        assert published is not None
        assert (number.canonical, number.year) == (record.application_number, record.application_date.year)
        assert (number.type, published.type) == (record.type, record.type)
        assert published.is_grant == record.is_grant
        assert int(record.application_number[5:12]) >= 5_000_000  # no real serial comes near


def test_dates_make_sense(records: list[PatentRecord]) -> None:
    for record in records:
        assert record.application_date
        assert record.publication_date
        assert date(2008, 1, 1) <= record.application_date < record.publication_date <= AS_OF
        assert record.expiry_date == expiry(record.type, record.application_date)
        assert record.is_grant == (record.grant_date is not None)
        if record.grant_date:
            assert record.application_date < record.grant_date <= AS_OF
        if record.lapse_date:
            assert record.grant_date
            assert record.grant_date <= record.lapse_date <= AS_OF
        assert all(record.application_date < day <= AS_OF for _, day, _ in record.events)


def test_states_agree_with_words_and_events(records: list[PatentRecord]) -> None:
    for record in records:
        kinds = {kind for kind, _, _ in record.events}
        assert derived_status(record.legal_text or "") is record.legal_status
        assert (LegalEventKind.LAPSE in kinds) == (record.lapse_date is not None)
        assert (LegalEventKind.GRANT in kinds) == record.is_grant
        if record.lapse_date:
            assert record.legal_status is LegalStatus.LAPSED


def test_every_kind_of_case_is_there(records: list[PatentRecord]) -> None:
    cases = Counter((record.type, record.legal_status, record.lapse_date is not None) for record in records)
    for kind in PatentType:
        assert cases[kind, LegalStatus.VALID, False] > 50
        assert cases[kind, LegalStatus.LAPSED, True] > 10
    assert cases[PatentType.INVENTION, LegalStatus.PENDING, False] > 100
    assert cases[PatentType.INVENTION, LegalStatus.LAPSED, False] > 50
    firsts = Counter(record.owners[0] in COMPANIES for record in records if len(record.owners) > 1)
    assert firsts[True] > 50
    assert firsts[False] > 100
    assert any(record.owners[0].endswith("学院") for record in records)


def test_codes_and_texts_fit(records: list[PatentRecord]) -> None:
    for record in records:
        assert 3 < len(record.title) <= 60
        assert record.title in (record.abstract or "")
        assert all(normalise_ipc(code) == code for code in record.ipc)
        assert bool(record.ipc) == (record.type is not PatentType.DESIGN)
        assert 1 <= len(record.inventors) == len(set(record.inventors)) <= 7
        assert "{" not in f"{record.title}{record.abstract}{record.independent_claim}"


def test_teams_are_as_productive_as_they_weigh(records: list[PatentRecord]) -> None:
    by_owner = Counter(owner for record in records for owner in record.owners)
    assert by_owner["第0大学"] > 3 * by_owner["第6大学"] > 0


def test_a_sold_patent_names_its_new_owner_and_says_when(records: list[PatentRecord]) -> None:
    # when
    sold = transferred(records[0], "丙公司", date(2026, 1, 5))

    # then
    kind, day, detail = sold.events[-1]
    assert (kind, day) == (LegalEventKind.TRANSFER, date(2026, 1, 5))
    assert detail is not None
    assert detail.endswith(" → 丙公司")
    assert sold.owners == ["丙公司"]
    assert records[0].owners != ["丙公司"]
