"""Single SQL statements on either database, without model objects."""

import re
from functools import lru_cache
from typing import Any

from panhuo.db import Dialect, connection, dialect
from panhuo.observing.observed import count_statement
from panhuo.observing.tracing import statement_span

PLACEHOLDER = re.compile(r"\$(\d+)")


async def run(statement: str, *values: Any) -> list[dict[str, Any]]:
    """Run one statement whose values stand as `$1`, `$2` …; its rows, those of `returning` included."""
    text = spelled(statement, dialect())
    with statement_span(text):
        rows = await connection().execute_query_dict(text, list(values))
    count_statement(len(rows))
    return rows


@lru_cache
def spelled(statement: str, database: Dialect) -> str:
    """The statement as a database wants its placeholders: `$1` in PostgreSQL, `?1` in SQLite."""
    return PLACEHOLDER.sub(r"?\1", statement) if database == "sqlite" else statement
