"""Merging staged rows with what is known: from the table `import_row` to the table `import_patent`.

What a publication says (its number, title, abstract …) is taken from the grant before the application, then
from the newer data. What is so at a date (state, owners, inventors …) is taken from the newer data, then from
the grant. Whoever loses still fills what the other does not say: a file older than what is known changes only
what it alone knows. A row of equal standing replaces what an earlier import wrote, so that a corrected file
corrects; within one import the first such row stays.
"""

from collections.abc import Iterable

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words
from panhuo.services.patents.staging import STAGED

PUBLISHED = (
    "publication_number",
    "title",
    "abstract",
    "independent_claim",
    "type",
    "publication_date",
    "priority",
)
STATED = (
    "legal_text",
    "application_date",
    "grant_date",
    "agency",
    "agent",
    "address",
    "region_code",
)
OF_OWNERS = ("owner_names", "co_owned")
OF_INVENTORS = ("inventor_names", "first_inventor")
COMPARED = (*PUBLISHED, *STATED, "legal_status", "expiry_date", "lapse_date", *OF_OWNERS, *OF_INVENTORS)
"""Columns whose change makes a patent an updated one."""
KEPT = (*COMPARED, "as_of")
IN_TEXT = ("title", "abstract", "owner_names", "inventor_names", "publication_number")

MERGED: Columns = {
    "patent_id": "bigint",
    "line": "bigint",
    "is_new": "boolean",
    **{name: STAGED[name] for name in KEPT},
    "facts_win": "boolean",
    "publication_wins": "boolean",
    "owners_new": "boolean",
    "inventors_new": "boolean",
    "facts_new": "boolean",
    "as_of_new": "boolean",
    "text_new": "boolean",
    "text_staged": "boolean",
}
"""`import_patent`: one row for each patent of a round, as it shall be.

`facts_new`: a compared column differs. `text_staged`: the row's own tokens are the merged patent's.
"""

OF_A_GRANT = """coalesce(case
  when rtrim(p.publication_number, '0123456789') like '%A' then false
  when rtrim(p.publication_number, '0123456789') <> 'CN' then true
  else p.grant_date is not null or p.legal_status = 'VALID' end, false)"""
"""Whether what is known of a patent comes from its grant: its number's kind says so, else its state."""

LAST_TRANSFER = """case when r.transfer_date is not null then (
  select max(e.date) from legal_event e where e.patent_id = p.id and e.kind in ('TRANSFER', 'CHANGE')) end"""

FACTS_WIN = """coalesce(k.as_of > k.known_as_of or (k.as_of = k.known_as_of and (
  k.is_grant > k.known_grant or (k.is_grant = k.known_grant and not k.seen))), true)"""
PUBLICATION_WINS = """coalesce(k.is_grant > k.known_grant or (k.is_grant = k.known_grant and (
  k.as_of > k.known_as_of or (k.as_of = k.known_as_of and not k.seen))), true)"""
"""`seen`: an earlier round of this import had a row of the patent."""

OWNERS_WIN = """case when w.transfer_date < w.last_transfer then false
  when w.transfer_date > w.last_transfer and w.as_of >= w.known_as_of then true else w.facts_win end"""
"""Of several transfers the last one counts, in whatever order they are read."""


def list_is_new(name: str, wins: str) -> str:
    """A row's list replaces the known one; where none is known, any row's does."""
    known = f"coalesce(w.known_{name}, '[]')"
    return f"coalesce(({wins} or {known} = '[]') and w.{name} <> {known}, false)"


def pick(winner: str, name: str, staged: str = "") -> str:
    staged, known = staged or f"f.{name}", f"f.known_{name}"
    return f"case when f.{winner} then coalesce({staged}, {known}) else coalesce({known}, {staged}) end"


def chosen(list_new: str, name: str) -> str:
    return f"case when f.{list_new} then f.{name} else f.known_{name} end"


STATUS = """case
  when f.known_grant and not f.is_grant and f.legal_status = 'PENDING' then f.known_legal_status
  when f.is_grant and not f.known_grant and f.known_legal_status = 'PENDING' then f.legal_status
  when f.facts_win then f.legal_status else f.known_legal_status end"""
"""An application that was pending does not undo the grant, whichever comes first."""
LAPSE_DATE = pick("facts_win", "lapse_date", "case when f.legal_status = 'LAPSED' then f.lapse_date end")

FINAL = {
    **{name: pick("publication_wins", name) for name in PUBLISHED},
    **{name: pick("facts_win", name) for name in STATED},
    "legal_status": STATUS,
    "expiry_date": f"coalesce({pick('facts_win', 'expiry_date')}, f.term_end)",
    "lapse_date": f"case when {STATUS} = 'LAPSED' then {LAPSE_DATE} end",
    **{name: chosen("owners_new", name) for name in OF_OWNERS},
    **{name: chosen("inventors_new", name) for name in OF_INVENTORS},
    "as_of": "case when f.as_of < f.known_as_of then f.known_as_of else f.as_of end",
}
"""What each column shall be, from a row's (`f.title`) and the known one (`f.known_title`)."""


async def merge(bulk: Bulk, words: Words) -> None:
    """Fill `import_patent` from `import_row`."""
    await bulk.run(words.clear("import_patent"))
    await bulk.run(f"""
      insert into import_patent ({listed("", MERGED)})
      select coalesce(m.known_id, {new_id(words)}), m.line, m.known_id is null, {listed("m.", KEPT)},
             m.facts_win, m.publication_wins, m.owners_new, m.inventors_new,
             m.known_id is not null and {differing(words, COMPARED, "known_")},
             m.known_id is not null and {words.differ("m.as_of", "m.known_as_of")},
             m.known_id is null or {differing(words, IN_TEXT, "known_")},
             not ({differing(words, IN_TEXT, "row_")})
      from ({merged(words)}) m order by m.line""")


def merged(words: Words) -> str:
    """The rows as they shall be, beside what is known and what the row says of searchable words."""
    return f"""
      select f.known_id, f.line, f.facts_win, f.publication_wins, f.owners_new, f.inventors_new,
             {", ".join(f"{expression} as {name}" for name, expression in FINAL.items())},
             {listed("f.known_", KEPT)}, {renamed("f.", IN_TEXT, "row_")}
      from (
        select w.*, {list_is_new("owner_names", OWNERS_WIN)} as owners_new,
               {list_is_new("inventor_names", "w.facts_win")} as inventors_new
        from (
          select k.*, {FACTS_WIN} as facts_win, {PUBLICATION_WINS} as publication_wins
          from ({beside_known(words)}) k {words.fence}
        ) w
      ) f"""


def beside_known(words: Words) -> str:
    """The staged rows, each beside what is known of its patent."""
    return f"""
      select r.*, p.id as known_id, {renamed("p.", KEPT, "known_")}, {OF_A_GRANT} as known_grant,
             t.patent_id is not null as seen, {LAST_TRANSFER} as last_transfer
      from import_row r
      {words.look_up("patent p", "p.application_number = r.application_number")}
      {words.look_up("import_touched t", "t.patent_id = p.id")}
      {words.fence}"""


def new_id(words: Words) -> str:
    """The id a new patent gets."""
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
