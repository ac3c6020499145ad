"""Twins of the tables of patents: what an import would make of them, beside what they are.

They hold the patents that a batch speaks of, so that the statements of an import run over them as over the
tables themselves, and end with the transaction.
"""

from collections.abc import Iterable

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words

NUMBER: Columns = {"application_number": "text"}
KEYS = {
    "patent": ("id", "application_number"),
    "patent_code": (),
    "legal_event": ("patent_id, kind, date",),
}


async def make(bulk: Bulk, words: Words) -> None:
    """Make the twins, empty."""
    await bulk.run(words.create("import_number", NUMBER, "application_number"))
    end = " on commit drop" if words.postgres else ""
    for name, keys in KEYS.items():
        twin = words.table(name)
        await bulk.run(f"create temp table {twin}{end} as select * from {name} where 1 = 0")
        for place, key in enumerate(keys):
            await bulk.run(f"create unique index {twin}_{place} on {twin} ({key})")
    code = words.table("patent_code")
    await bulk.run(f"create index {code}_0 on {code} (patent_id, kind)")


async def fill(bulk: Bulk, words: Words, numbers: Iterable[str]) -> None:
    """Let the twins hold the patents of these numbers, as they are, and no others."""
    for table in ("import_number", *map(words.table, KEYS)):
        await bulk.run(words.clear(table))
    await bulk.copy("import_number", list(NUMBER), [(number,) for number in numbers])
    real = Words(words.dialect)
    patent = real.look_up("patent p", "p.application_number = n.application_number")
    await bulk.run(f"""
      insert into {words.table("patent")} select p.* from import_number n {patent} where p.id is not null""")
    for name in ("patent_code", "legal_event"):
        await bulk.run(f"""
          insert into {words.table(name)} select c.*
          from {words.table("patent")} p join {name} c on c.patent_id = p.id""")


async def place(bulk: Bulk, words: Words) -> None:
    """Where the first owner of a round's patents is, if their owners are others now."""
    await bulk.run(f"""
      update {words.table("patent")} as p set institution_id = (
        select n.institution_id from import_row r join import_owner n on n.folded = r.first_owner
        where r.line = m.line)
      from import_patent m where m.patent_id = p.id and m.owners_new and not m.is_new""")
