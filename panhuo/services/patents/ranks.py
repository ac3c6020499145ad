"""What stands against what: of several statements of one fact the highest rank stands, in any order.

A rank is text that sorts. Facts of a day rank by the date of their data, then grants before applications;
what a publication says ranks the other way round; a state, or who owns a patent, by the date of the data,
then by the day of the event that the row tells. So each fact is a register that takes the highest rank it
was told, and files may come in any order.

A patent remembers one rank, its `basis`: that of its last row of facts. What differs from it stands in
`remembered`: a JSON object of ranks by fact, which is null as a rule, and of what is known but not shown.
"""

from collections.abc import Sequence
from datetime import date

NO_DAY = "0000-00-00"


def facts_rank(as_of: date, grant: bool) -> str:
    """`2026-01-311`: of what is so at a day. Also what a patent's basis looks like."""
    return f"{as_of.isoformat()}{int(grant)}"


def publication_rank(as_of: date, grant: bool) -> str:
    """`12026-01-31`: of what a publication says."""
    return f"{int(grant)}{as_of.isoformat()}"


def turning_rank(as_of: date, event: date | None, grant: bool) -> str:
    """`2026-01-312026-01-051`: of what an event turns."""
    return f"{as_of.isoformat()}{event.isoformat() if event else NO_DAY}{int(grant)}"


FACTS, PUBLICATION, STATUS, OWNERS = "facts_rank", "publication_rank", "status_rank", "owners_rank"
"""The columns of a staged row that hold its ranks."""


def of_basis(column: str, basis: str) -> str:
    """The rank that a basis stands for, in SQL."""
    as_of, grant = f"substr({basis}, 1, 10)", f"substr({basis}, 11, 1)"
    if column == FACTS:
        return basis
    return f"({grant} || {as_of})" if column == PUBLICATION else f"({as_of} || '{NO_DAY}' || {grant})"


def wins(value: str, known: str, rank: str, known_rank: str) -> str:
    """Whether a row's value takes the place of the known one.

    One of equal rank does, so that a corrected file corrects, unless an earlier row of this import was there.
    """
    return f"""coalesce({value} is not null and (
      {known} is null or {rank} > {known_rank} or ({rank} = {known_rank} and not k.seen)), false)"""


def entry(key: str, condition: str, value: str, quote: str = '"') -> str:
    """A member of the JSON object, with a comma before it, or nothing."""
    return f"""case when {condition} then ',"{key}":{quote}' || {value} || '{quote}' else '' end"""


def json_object(entries: Sequence[str]) -> str:
    """The object of some entries; null for an empty one."""
    return f"nullif('{{' || substr({' || '.join(entries)}, 2) || '}}', '{{}}')"
