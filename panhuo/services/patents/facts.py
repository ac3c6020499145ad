"""The rows of `patent`: new ones with all that follows from their row, known ones where something differs."""

from panhuo.rules.terms import STOCK_DAY
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.merge import KEPT, NOTED
from panhuo.services.patents.sql import Words

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
    "application_sort": "coalesce(m.application_date, '0001-01-01')",
    "grant_sort": "coalesce(m.grant_date, '0001-01-01')",
}


def kept(name: str) -> str:
    return f"coalesce(m.{name}, {NEVER_NULL[name]})" if name in NEVER_NULL else f"m.{name}"


def valid_at_2023_end(of: str, last_turn: str = "null", last_lapse: str = "null") -> str:
    """`rules.terms.valid_at_2023_end` in SQL, over the columns of `of` and what events tell.

    `last_turn` is the last LAPSE or RESTORATION up to that day: what was restored later was not in force.
    `last_lapse` is the day of the last LAPSE, for a lapsed patent that states none.
    """
    day = f"'{STOCK_DAY}'"
    in_term = f"case when {of}.expiry_date <= {day} then {of}.expiry_date end"
    ended = f"coalesce({of}.lapse_date, {last_lapse}, {in_term})"
    later = f"{of}.application_date > {day} or {of}.grant_date > {day}"
    return f"""case
      when {of}.legal_status = 'PENDING' or {later} then false
      when {last_turn} = 'LAPSE' or {of}.legal_status = 'LAPSED' and {ended} <= {day} then false
      when {of}.legal_status = 'LAPSED' and {ended} is null then null
      when {of}.grant_date <= {day} then true end"""


INSERT = f"""
insert into {{patent}} (id, application_number, valid_at_2023_end, {", ".join((*KEPT, *DERIVED, *SORTS))})
select m.patent_id, r.application_number, {valid_at_2023_end("m")},
       {", ".join((*map(kept, KEPT), *DERIVED.values(), *SORTS.values()))}
from import_patent m join import_row r on r.line = m.line left join import_owner n on n.folded = r.first_owner
where m.is_new order by m.patent_id
"""
UPDATE = f"""
update {{patent}} as p
set {", ".join([f"{name} = {kept(name)}" for name in KEPT] + [f"{name} = {v}" for name, v in SORTS.items()])}
from import_patent m where p.id = m.patent_id and m.facts_new
"""
NOTE = f"""
update {{patent}} as p set {", ".join(f"{name} = m.{name}" for name in ("as_of", *NOTED))}
from import_patent m where p.id = m.patent_id and not m.facts_new and (m.as_of_new or m.noted_new)
"""
"""Of most patents a month's file says what is known: long texts are not written again for its date."""
CHANGED = "insert into import_changed select patent_id from import_patent where facts_new"


async def write_facts(bulk: Bulk, words: Words) -> None:
    """From `import_patent` to `patent`; the ids of known patents that changed to `import_changed`."""
    for statement in (INSERT, UPDATE, NOTE, CHANGED):
        await bulk.run(statement.replace("{patent}", words.table("patent")))
