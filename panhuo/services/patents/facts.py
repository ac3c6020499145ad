"""Merging staged rows with what is known: the table `import_patent`, then the rows of `patent`.

What a publication says (its number, title, abstract …) is taken from the grant before the application, then
from the newer data. What is so at a date (state, owners, inventors …) is taken from the newer data, then from
the grant. Whoever loses still fills what the other does not say: a file older than what is known changes only
what it alone knows. A row of equal standing replaces what an earlier import wrote, so that a corrected file
corrects; within one import the first such row stays.
"""

from panhuo.rules.terms import STOCK_DAY
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
"""`import_patent`: one row for each patent of a round, as it shall be. `facts_new`: a compared column differs.
`text_staged`: the row's own tokens are the merged patent's."""

OF_A_GRANT = """coalesce(case
  when rtrim(p.publication_number, '0123456789') like '%A' then false
  when rtrim(p.publication_number, '0123456789') <> 'CN' then true
  else p.grant_date is not null or p.legal_status = 'VALID' end, false)"""
"""Whether what is known of a patent comes from its grant: its number's kind says so, else its state."""


def pick(winner: str, name: str) -> str:
    staged, known = f"f.{name}", f"f.known_{name}"
    return f"case when f.{winner} then coalesce({staged}, {known}) else coalesce({known}, {staged}) end"


def chosen(list_new: str, name: str) -> str:
    return f"case when f.{list_new} then f.{name} else f.known_{name} end"


STATUS = """case
  when f.known_grant and not f.is_grant and f.legal_status = 'PENDING' then f.known_legal_status
  when f.is_grant and not f.known_grant and f.known_legal_status = 'PENDING' then f.legal_status
  when f.facts_win then f.legal_status else f.known_legal_status end"""
"""An application that was pending does not undo the grant, whichever comes first."""

LAPSE_DATE = pick("facts_win", "lapse_date").replace(
    "f.lapse_date", "case when f.legal_status = 'LAPSED' then f.lapse_date end"
)

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


LAST_TRANSFER = """case when r.transfer_date is not null then (
  select max(e.date) from legal_event e where e.patent_id = p.id and e.kind in ('TRANSFER', 'CHANGE')) end"""
OWNERS_WIN = """case when w.transfer_date < w.last_transfer then false
  when w.transfer_date > w.last_transfer and w.as_of >= w.known_as_of then true else w.facts_win end"""
"""Of several transfers the last one counts, in whatever order they are read."""


def list_is_new(name: str, wins: str) -> str:
    """A row's list replaces the known one; where none is known, any row's does."""
    none_known = f"coalesce(w.known_{name}, '[]') = '[]'"
    differs = f"w.{name} <> coalesce(w.known_{name}, '[]')"
    return f"coalesce(({wins} or {none_known}) and {differs}, false)"


def merge_statement(words: Words) -> str:
    """Fill `import_patent` from `import_row`."""
    known = ", ".join(f"p.{name} as known_{name}" for name in KEPT)
    new_id = (
        "nextval(pg_get_serial_sequence('patent', 'id'))"
        if words.postgres
        else "coalesce((select seq from sqlite_sequence where name = 'patent'), 0)"
        " + row_number() over (partition by m.known_id is null order by m.line)"
    )
    final = ", ".join(f"{expression} as {name}" for name, expression in FINAL.items())
    changed = words.differ(
        f"({', '.join(f'm.{name}' for name in COMPARED)})",
        f"({', '.join(f'm.known_{name}' for name in COMPARED)})",
    )
    text_new = words.differ(
        *(f"({', '.join(f'm.{side}{name}' for name in IN_TEXT)})" for side in ("", "known_"))
    )
    text_other = words.differ(
        f"({', '.join(f'm.{name}' for name in IN_TEXT)})",
        f"({', '.join(f'm.row_{name}' for name in IN_TEXT)})",
    )
    return f"""
    insert into import_patent ({", ".join(MERGED)})
    select coalesce(m.known_id, {new_id}), m.line, m.known_id is null, {", ".join(f"m.{name}" for name in KEPT)},
           m.facts_win, m.publication_wins, m.owners_new, m.inventors_new,
           m.known_id is not null and {changed},
           m.known_id is not null and {words.differ("m.as_of", "m.known_as_of")},
           m.known_id is null or {text_new}, not ({text_other})
    from (
      select f.known_id, f.line, f.facts_win, f.publication_wins, f.owners_new, f.inventors_new, {final},
             {", ".join(f"f.known_{name}" for name in KEPT)}, {", ".join(f"f.{name} as row_{name}" for name in IN_TEXT)}
      from (
        select w.*, {list_is_new("owner_names", OWNERS_WIN)} as owners_new,
               {list_is_new("inventor_names", "w.facts_win")} as inventors_new
        from (
          select k.*,
                 coalesce(k.as_of > k.known_as_of or (k.as_of = k.known_as_of
                   and (k.is_grant > k.known_grant or (k.is_grant = k.known_grant and not k.seen))), true) as facts_win,
                 coalesce(k.is_grant > k.known_grant or (k.is_grant = k.known_grant
                   and (k.as_of > k.known_as_of or (k.as_of = k.known_as_of and not k.seen))), true)
                   as publication_wins
          from (
            select r.*, p.id as known_id, {known}, {OF_A_GRANT} as known_grant, t.patent_id is not null as seen,
                   {LAST_TRANSFER} as last_transfer
            from import_row r
            left join patent p on p.application_number = r.application_number
            left join import_touched t on t.patent_id = p.id
            {words.fence}
          ) k
          {words.fence}
        ) w
      ) f
    ) m
    order by m.line
    """


def valid_at_2023_end(of: str, last_turn: str = "null", last_lapse: str = "null") -> str:
    """`rules.terms.valid_at_2023_end` in SQL, over the columns of `of` and what events tell.

    `last_turn` is the last LAPSE or RESTORATION up to that day: what was restored later was not in force then.
    `last_lapse` is the day of the last LAPSE, for a lapsed patent that states none.
    """
    day = f"'{STOCK_DAY}'"
    ended = f"coalesce({of}.lapse_date, {last_lapse}, case when {of}.expiry_date <= {day} then {of}.expiry_date end)"
    granted = f"case when {of}.grant_date <= {day} then true end"
    return f"""case
      when {of}.legal_status = 'PENDING' or {of}.application_date > {day} or {of}.grant_date > {day} then false
      when {last_turn} = 'LAPSE' or {of}.legal_status = 'LAPSED' and {ended} <= {day} then false
      when {of}.legal_status = 'LAPSED' and {ended} is null then null
      else {granted} end"""


DERIVED = {
    "main_ipc": "r.main_ipc",
    "main_industry": "r.main_industry",
    "main_strategic_industry": "r.main_strategic_industry",
    "institution_id": "n.institution_id",
    "branch_id": "n.branch_id",
    "unit_id": "coalesce(n.branch_id, n.institution_id)",
}
"""Columns of a new patent that for known ones follow from their codes and holdings."""
NEVER_NULL = {"owner_names": "'[]'", "inventor_names": "'[]'", "co_owned": "false"}
SORTS = {
    name: f"coalesce(m.{name.removesuffix('_sort')}_date, '0001-01-01')"
    for name in ("application_sort", "grant_sort")
}


def kept(name: str) -> str:
    return f"coalesce(m.{name}, {NEVER_NULL[name]})" if name in NEVER_NULL else f"m.{name}"


def insert_statement() -> str:
    columns = (*KEPT, *DERIVED, *SORTS)
    values = [*map(kept, KEPT), *DERIVED.values(), *SORTS.values()]
    return f"""
    insert into patent (id, application_number, valid_at_2023_end, {", ".join(columns)})
    select m.patent_id, r.application_number, {valid_at_2023_end("m")}, {", ".join(values)}
    from import_patent m
    join import_row r on r.line = m.line
    left join import_owner n on n.folded = r.first_owner
    where m.is_new order by m.patent_id
    """


def update_statement() -> str:
    assignments = [f"{name} = {kept(name)}" for name in KEPT] + [
        f"{name} = {value}" for name, value in SORTS.items()
    ]
    return f"""
    update patent as p set {", ".join(assignments)} from import_patent m
    where p.id = m.patent_id and (m.facts_new or m.as_of_new)
    """


async def merge(bulk: Bulk, words: Words) -> None:
    """From `import_row` to `import_patent`."""
    await bulk.run(words.clear("import_patent"))
    await bulk.run(merge_statement(words))


async def write_facts(bulk: Bulk, words: Words) -> None:
    """From `import_patent` to `patent`, and the changed ones to `import_changed`."""
    await bulk.run(insert_statement())
    await bulk.run(update_statement())
    await bulk.run("insert into import_changed select patent_id from import_patent where facts_new")
