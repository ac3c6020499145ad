"""Merging staged rows with what is known: from the table `import_row` to the table `import_patent`.

Each fact is taken from the row of the highest rank that states it (see `ranks`): a file older than what is
known changes only what it alone knows, and files may come in any order. A row of equal rank replaces what an
earlier import wrote, so that a corrected file corrects; within one import the first such row stays. A row of
states and events alone makes no patent.
"""

from collections.abc import Iterable

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.merge_registers import (
    CODED,
    REGISTERS,
    final_columns,
    known_columns,
    winning_columns,
)
from panhuo.services.patents.sql import Columns, Words
from panhuo.services.patents.staging import STAGED

OF_OWNERS = ("owner_names", "co_owned")
OF_INVENTORS = ("inventor_names", "first_inventor")
COMPARED = (
    *(name for name in REGISTERS if name not in (*OF_OWNERS, *OF_INVENTORS)),
    "legal_status",
    *OF_OWNERS,
    *OF_INVENTORS,
)
"""Columns whose change makes a patent an updated one."""
NOTED = ("basis", "remembered")
KEPT = (*COMPARED, "as_of", *NOTED)
IN_TEXT = ("title", "abstract", "owner_names", "inventor_names", "publication_number")
WON = tuple(f"wins_{kind}" for kind in CODED)

MERGED: Columns = {
    "patent_id": "bigint",
    "line": "bigint",
    "is_new": "boolean",
    **{name: STAGED.get(name, "text") for name in KEPT},
    **dict.fromkeys(WON, "boolean"),
    "known_legal_status": "text",
    "owned": "boolean",
    "owners_new": "boolean",
    "inventors_new": "boolean",
    "facts_new": "boolean",
    "as_of_new": "boolean",
    "noted_new": "boolean",
    "text_new": "boolean",
    "text_staged": "boolean",
}
"""`import_patent`: one row for each patent of a round, as it shall be.

`wins_ipc` and so on: the row's codes of the kind stand. `owned`: owners were known. `facts_new`: a compared
column differs. `text_staged`: the row's own tokens are the merged patent's.
"""

OF_A_GRANT = """coalesce(case
  when rtrim(p.publication_number, '0123456789') like '%A' then 0
  when rtrim(p.publication_number, '0123456789') <> 'CN' then 1
  when p.grant_date is not null or p.legal_status = 'VALID' then 1 end, 0)"""
"""Of patents that remember no basis: whether what is known comes from a grant."""
KNOWN = ("id", *KEPT, "main_ipc", "main_industry", "main_strategic_industry")


async def merge(bulk: Bulk, words: Words) -> None:
    """Fill `import_patent` from `import_row`."""
    await bulk.run(words.clear("import_patent"))
    new = "m.known_id is null"
    await bulk.run(f"""
      insert into import_patent ({listed("", MERGED)})
      select coalesce(m.known_id, {new_id(words)}), m.line, {new}, {listed("m.", (*KEPT, *WON))},
             m.known_legal_status, m.known_owner_names <> '[]', m.owners_new, m.inventors_new,
             not ({new}) and {differing(words, COMPARED, "known_")},
             not ({new}) and {words.differ("m.as_of", "m.known_as_of")},
             not ({new}) and {differing(words, NOTED, "known_")},
             {new} or {differing(words, IN_TEXT, "known_")},
             m.base_rank is null and not ({differing(words, IN_TEXT, "row_")})
      from ({merged(words)}) m where not ({new}) or m.whole order by m.line""")


def merged(words: Words) -> str:
    """The rows as they shall be, beside what is known and what the row says of searchable words."""
    return f"""
      select f.known_id, f.line, f.whole, f.base_rank, {listed("f.", WON)}, {listed("f.known_", KEPT)},
             {renamed("f.", IN_TEXT, "row_")}, {list_is_new("owner_names")} as owners_new,
             {list_is_new("inventor_names")} as inventors_new, {final_columns(words)}
      from (
        select k.*, {winning_columns()}
        from (select k.*, {known_columns(words)} from ({beside_known(words)}) k {words.fence}) k {words.fence}
      ) f {words.fence}"""


def beside_known(words: Words) -> str:
    """The staged rows, each beside what is known of its patent."""
    basis = f"coalesce(p.basis, {words.text('p.as_of')} || {OF_A_GRANT})"
    return f"""
      select r.*, {renamed("p.", KNOWN, "known_")}, t.patent_id is not null as seen,
             case when p.id is not null then {basis} end as basis_before,
             {words.json("p.remembered")} as remembered_before
      from import_row r
      {words.look_up(f"{words.table('patent')} p", "p.application_number = r.application_number")}
      {words.look_up("import_touched t", "t.patent_id = p.id")}
      {words.fence}"""


def list_is_new(name: str) -> str:
    """A row's list replaces the known one where it is another."""
    return f"coalesce(f.wins_{name} and f.{name} <> coalesce(f.known_{name}, '[]'), false)"


def new_id(words: Words) -> str:
    """The id a new patent gets; one that is only looked at gets none that any patent has."""
    if words.twins:
        return "-m.line"
    if words.postgres:
        return "nextval(pg_get_serial_sequence('patent', 'id'))"
    turn = "row_number() over (partition by m.known_id is null order by m.line)"
    return f"coalesce((select seq from sqlite_sequence where name = 'patent'), 0) + {turn}"


def listed(prefix: str, names: Iterable[str]) -> str:
    return ", ".join(prefix + name for name in names)


def renamed(of: str, names: Iterable[str], prefix: str) -> str:
    return ", ".join(f"{of}{name} as {prefix}{name}" for name in names)


def differing(words: Words, names: Iterable[str], other: str) -> str:
    return words.differ(f"({listed('m.', names)})", f"({listed(f'm.{other}', names)})")
