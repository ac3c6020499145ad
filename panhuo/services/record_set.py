"""Many rows as one parameter of a statement: a JSON array of objects, on either database."""

from collections.abc import Mapping

from panhuo.db import Dialect

Record = Mapping[str, str]
"""Names and types of the columns: text, bigint or boolean."""


def record_set(columns: Record, dialect: Dialect, parameter: str = "$1") -> str:
    """A from-item without its alias: the rows of a JSON array, whose objects have these names."""
    if dialect == "postgres":
        typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        return f"(select * from jsonb_to_recordset(cast({parameter} as jsonb)) as r({typed}))"
    read = ", ".join(f"json_extract(value, '$.{name}') as {name}" for name in columns)
    return f"(select {read} from json_each({parameter}))"
