"""A row of a file as it is staged: the temporary table `import_row`."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from panhuo.db import Dialect
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.terms import expiry
from panhuo.rules.vocabulary import CodeKind, CodeSource, LegalEventKind
from panhuo.search import document, searchable_fields
from panhuo.services.patents.codes_of_record import GivenCodes
from panhuo.services.patents.owners_of_record import owners_now, transfer_date
from panhuo.services.patents.ranks import facts_rank, publication_rank, turning_rank
from panhuo.services.patents.sql import Columns

TEXT = "text"
PLAIN: Columns = {
    "application_number": TEXT,
    "publication_number": TEXT,
    "title": TEXT,
    "abstract": TEXT,
    "independent_claim": TEXT,
    "type": TEXT,
    "legal_status": TEXT,
    "legal_text": TEXT,
    "application_date": "date",
    "publication_date": "date",
    "grant_date": "date",
    "expiry_date": "date",
    "lapse_date": "date",
    "agency": TEXT,
    "agent": TEXT,
    "address": TEXT,
    "region_code": TEXT,
    "priority": TEXT,
}
"""Columns taken from the record as they are."""

STAGED: Columns = {
    **PLAIN,
    "line": "bigint",
    "as_of": "date",
    "is_grant": "boolean",
    "whole": "boolean",
    "bare": "boolean",
    "facts_rank": TEXT,
    "publication_rank": TEXT,
    "status_rank": TEXT,
    "owners_rank": TEXT,
    "term_end": "date",
    "owner_names": TEXT,
    "co_owned": "boolean",
    "first_owner": TEXT,
    "base": TEXT,
    "base_rank": TEXT,
    "inventor_names": TEXT,
    "first_inventor": TEXT,
    "main_ipc": TEXT,
    "main_industry": TEXT,
    "main_strategic_industry": TEXT,
    "owners": TEXT,
    "inventors": TEXT,
    "codes": TEXT,
    "events": TEXT,
    "has_ipc": "boolean",
    "has_industry": "boolean",
    "has_strategic_industry": "boolean",
    "tokens": TEXT,
}
"""`whole`: it states a patent's facts, not a state or an event alone. `bare`: it tells of a sale and names no
owners beside; what follows is written to `owners`, `base` and `base_rank` (see `transfers`).

`owners` and `inventors` are JSON arrays of [name, folded name], `codes` of rows of patent_code, `events`
of [kind, date, detail]; null where the file does not say. `first_owner` is folded. `term_end` is the computed
expiry date, for patents to which nobody pushes one."""
TURNS = (LegalEventKind.GRANT, LegalEventKind.LAPSE, LegalEventKind.RESTORATION)
"""Events that say something of the state."""

CODED = (CodeKind.IPC, CodeKind.INDUSTRY, CodeKind.STRATEGIC_INDUSTRY)

folded = lru_cache(maxsize=65_536)(fold_name)


def staged(
    line: int, record: PatentRecord, given: GivenCodes, as_of: date, dialect: Dialect
) -> tuple[Any, ...]:
    """The row of `import_row` for a record, in the order of STAGED. `line` tells the import's rows apart."""
    owners = owners_now(record) if record.owners else []
    day, whole = record.as_of or as_of, bool(record.title)
    grant = whole and record.is_grant
    turned = max((on for kind, on, _ in record.events if kind in TURNS), default=None)
    pushed = {kind for kind, _, _, source, *_ in given.codes if source == CodeSource.PUSHED}
    main = {kind: code for kind, place, code, *_ in given.codes if place == 1}
    values: list[Any] = [getattr(record, name) or None for name in PLAIN]
    values += [
        line,
        day,
        grant,
        whole,
        not record.owners and transfer_date(record) is not None,
        facts_rank(day, grant),
        publication_rank(day, grant),
        turning_rank(day, turned, grant),
        turning_rank(day, transfer_date(record), grant),
        expiry(record.type, record.application_date),
        listed(owners),
        len(owners) > 1,
        folded(owners[0]) if owners else None,
        None,
        None,
        listed(record.inventors),
        record.inventors[0] if record.inventors else None,
        main.get(CodeKind.IPC.value),
        main.get(CodeKind.INDUSTRY.value),
        main.get(CodeKind.STRATEGIC_INDUSTRY.value),
        listed([(name, folded(name)) for name in owners]),
        listed([(name, folded(name)) for name in record.inventors]),
        listed(given.codes),
        listed(record.events),
        *(kind.value in pushed for kind in CODED),
        tokens_of(record, owners, dialect),
    ]
    if dialect == "sqlite":
        values = [value.isoformat() if isinstance(value, date) else value for value in values]
    return tuple(values)


def tokens_of(record: PatentRecord, owners: Iterable[str], dialect: Dialect) -> str:
    fields = searchable_fields(
        record.title,
        record.abstract,
        owners,
        record.inventors,
        record.application_number,
        record.publication_number,
    )
    return document(fields, dialect)


def listed(values: Sequence[Any]) -> str | None:
    """A JSON array; null for an empty list, about which the file says nothing."""
    return orjson.dumps(values).decode() if values else None
