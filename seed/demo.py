"""Puts the fictional world into an empty, migrated database, the same every time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from random import Random

from panhuo.auth.passwords import hash_password
from panhuo.clock import now_ms
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalStatus
from panhuo.services.patent_import import publish_records
from seed.accounts import DEMO_PASSWORD, teams
from seed.campaign import file_dossiers
from seed.codes import load_codes
from seed.demands import send_demands
from seed.enterprises import apply_for_accounts
from seed.evaluations import evaluate
from seed.looks import look_at_contacts
from seed.office import work_of_late
from seed.organisation import create_accounts, create_organisation
from seed.patents import patents, transferred
from seed.performances import report_performances
from seed.progress import decide_matches
from seed.world import AS_OF, COMPANIES, FIRST_PUSH, INSTITUTIONS, PATENTS

SEED = 2024
SOLD_ONE_IN = 40
LATEST_FILE = "demo-2026-06.csv"
FIRST_SALE = date(2023, 10, 19)
"""Transfers from this day on belong to the stock (S48)."""


async def seed_demo(count: int = PATENTS) -> None:
    """Code tables, units, accounts, patents, matches, dossiers, evaluations; some are sold; work of late."""
    now = now_ms()
    await load_codes()
    units = await create_organisation(now)
    await create_accounts(units, await hash_password(DEMO_PASSWORD), now)
    first, second = deliveries(count)
    await publish_records(first, FIRST_PUSH, "demo-2026-05.csv")
    rng = Random(SEED)  # noqa: S311
    await decide_matches(rng)
    await file_dossiers(rng)
    await send_demands(rng, now)
    await report_performances(rng, now)
    await publish_records(second, AS_OF, LATEST_FILE)
    await evaluate(rng)
    await look_at_contacts(rng)
    await apply_for_accounts(DEMO_PASSWORD)
    await work_of_late(LATEST_FILE, len(second))


def demo_patents(count: int = PATENTS) -> Iterator[PatentRecord]:
    """The demo's patents as they were before any was sold."""
    return patents(teams(), count, companies=COMPANIES, as_of=FIRST_PUSH, seed=SEED)


def deliveries(count: int) -> tuple[list[PatentRecord], list[PatentRecord]]:
    """The first file has every patent; the second those that were sold since."""
    first = list(demo_patents(count))
    return first, list(sold(first))


def sold(records: Sequence[PatentRecord]) -> Iterator[PatentRecord]:
    """Some patents in force, in their new owners' names."""
    rng = Random(SEED)  # noqa: S311
    valid = (record for record in records if record.legal_status is LegalStatus.VALID)
    for record in islice(valid, 0, None, SOLD_ONE_IN):
        earliest = max(record.grant_date or FIRST_SALE, FIRST_SALE)
        day = earliest + timedelta(days=rng.randint(0, (AS_OF - earliest).days))
        yield transferred(record, buyer(rng, record), day)


def buyer(rng: Random, record: PatentRecord) -> str:
    """A company, or now and then another institution."""
    names = (*COMPANIES, *(institution.owner_names[0] for institution in INSTITUTIONS))
    return rng.choice([name for name in names if name not in record.owners])
