"""Rows of a patent file, and what the database makes of them."""

import itertools
from datetime import date
from typing import Any

from panhuo.db import connection
from panhuo.rules.application_number import check_digit
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.vocabulary import LegalStatus, PatentType
from panhuo.services.patent_import import ImportReport, publish_records

JANUARY, FEBRUARY, MARCH = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
rows = itertools.count(2)

TABLES = (
    "patent",
    "patent_owner",
    "holding",
    "patent_inventor",
    "patent_code",
    "legal_event",
    "patent_text",
    "data_version",
)


def number(serial: int) -> str:
    """A canonical application number."""
    body = f"20191{serial:07d}"
    return f"{body}.{check_digit(body)}"


def grant(serial: int = 1, **columns: Any) -> PatentRecord:
    """A granted invention, as a row states it."""
    return PatentRecord(
        **{
            "row": next(rows),
            "application_number": number(serial),
            "title": "一种基站散热方法",
            "type": PatentType.INVENTION,
            "legal_status": LegalStatus.VALID,
            "is_grant": True,
            "publication_number": f"CN1{serial:08d}B",
            "owners": ["青岚大学"],
            "inventors": ["陈一", "李二"],
            "application_date": date(2019, 3, 1),
            "publication_date": date(2021, 5, 4),
            "grant_date": date(2021, 5, 4),
            "ipc": ["H01M 8/18", "C01B 32/15"],
            **columns,
        }
    )


def application(serial: int = 1, **columns: Any) -> PatentRecord:
    """The application of the same patent."""
    stated = {
        "legal_status": LegalStatus.PENDING,
        "is_grant": False,
        "publication_number": f"CN1{serial:08d}A",
        "title": "一种基站的散热方法",
        "publication_date": date(2020, 9, 1),
        "grant_date": None,
    }
    return grant(serial, **stated | columns)


def weekly(serial: int = 1, **columns: Any) -> PatentRecord:
    """A row of states and events alone."""
    return PatentRecord(
        **{
            "row": next(rows),
            "application_number": number(serial),
            "title": "",
            "type": PatentType.INVENTION,
            "legal_status": None,
            "is_grant": False,
            **columns,
        }
    )


async def push(*items: PatentRecord | RowIssue, as_of: date = JANUARY) -> ImportReport:
    """Import them as one file."""
    return await publish_records(items, as_of, "push.csv")


def counts(report: ImportReport) -> tuple[int, int, int]:
    """Created, updated, unchanged."""
    return report.created, report.updated, report.unchanged


async def found(statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in await connection().execute_query_dict(statement)]


async def one(statement: str) -> Any:
    """The only value."""
    ((value,),) = await found(statement)
    return value


async def contents() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables an import writes."""
    return {table: sorted(map(repr, await found(f"select * from {table}"))) for table in TABLES}  # type: ignore[misc]


async def sizes() -> dict[str, int]:
    return {table: await one(f"select count(*) from {table}") for table in (*TABLES, "push")}
