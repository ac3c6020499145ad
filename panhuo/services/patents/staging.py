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
from panhuo.rules.vocabulary import CodeKind
from panhuo.search import document, searchable_fields
from panhuo.services.patents.codes_of_record import GivenCodes
from panhuo.services.patents.owners_of_record import owners_now, transfer_date
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
    "term_end": "date",
    "transfer_date": "date",
    "owner_names": TEXT,
    "co_owned": "boolean",
    "first_owner": TEXT,
    "inventor_names": TEXT,
    "first_inventor": TEXT,
    "main_ipc": TEXT,
    "main_industry": TEXT,
    "main_strategic_industry": TEXT,
    "owners": TEXT,
    "inventors": TEXT,
    "codes": TEXT,
    "events": TEXT,
    "tokens": TEXT,
}
"""`owners` and `inventors` are JSON arrays of [name, folded name], `codes` of rows of patent_code, `events`
of [kind, date, detail]; null where the file does not say. `first_owner` is folded. `term_end` is the computed
expiry date, for patents to which nobody pushes one; `transfer_date` the day of the row's last transfer."""

folded = lru_cache(maxsize=65_536)(fold_name)


def staged(
    line: int, record: PatentRecord, given: GivenCodes, as_of: date, dialect: Dialect
) -> tuple[Any, ...]:
    """The row of `import_row` for a record, in the order of STAGED. `line` tells the import's rows apart."""
    owners = owners_now(record)
    main = {kind: code for kind, place, code, *_ in given.codes if place == 1}
    values: list[Any] = [getattr(record, name) for name in PLAIN]
    values += [
        line,
        record.as_of or as_of,
        record.is_grant,
        expiry(record.type, record.application_date),
        transfer_date(record),
        listed(owners),
        len(owners) > 1,
        folded(owners[0]) if owners else None,
        listed(record.inventors),
        record.inventors[0] if record.inventors else None,
        main.get(CodeKind.IPC.value),
        main.get(CodeKind.INDUSTRY.value),
        main.get(CodeKind.STRATEGIC_INDUSTRY.value),
        listed([(name, folded(name)) for name in owners]),
        listed([(name, folded(name)) for name in record.inventors]),
        listed(given.codes),
        listed(record.events),
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
