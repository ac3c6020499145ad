"""The month that follows upon the generated world: most as it was, some new, retitled, lapsed or sold."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from bench.institutions import institutions, teams
from bench.world import AS_OF, COMPANIES, sold_or_kept
from panhuo.rules.legal_words import transfer_detail
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from seed.patents import patents as generated
from seed.push_file import write_push

MONTH = date(2026, 2, 28)
SHARES = {"retitled": 100, "lapsed": 250, "sold": 500, "new": 100}
"""One of so many."""


def write_month(path: Path, patents: int) -> int:
    """A file of every patent of a world of so many, and of new ones; how many those are."""
    new = patents // SHARES["new"]
    write_push(path, month(patents, new))
    return new


def month(patents: int, new: int) -> Iterator[PatentRecord]:
    roots = institutions(patents)
    records = generated(teams(roots), patents + new, companies=COMPANIES, as_of=AS_OF, seed=20)
    known = (record for record, _ in sold_or_kept(islice(records, patents)))
    for number, record in enumerate(known, 1):
        yield changed(number, replace(record, events=record.events[-1:]))
    for record in records:
        yield replace(record, events=[])


def changed(number: int, record: PatentRecord) -> PatentRecord:
    """What became of a patent in the month."""
    valid = record.legal_status is LegalStatus.VALID
    if number % SHARES["retitled"] == 0:
        return replace(record, title=f"{record.title}及其应用")
    if valid and number % SHARES["lapsed"] == 1:
        lapse = LegalEventKind.LAPSE, MONTH, "未缴年费"
        return replace(record, legal_status=LegalStatus.LAPSED, lapse_date=MONTH, events=[lapse])
    if valid and number % SHARES["sold"] == 2:
        buyer = COMPANIES[number % len(COMPANIES)]
        sale = LegalEventKind.TRANSFER, MONTH, transfer_detail(record.owners, [buyer])
        return replace(record, owners=[buyer], events=[sale])
    return record
