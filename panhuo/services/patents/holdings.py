"""Holdings of the targets, from their owners: who holds what, where, and whether still (S70, S71, S190)."""

from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.sql import Columns, Words

TARGET: Columns = {"patent_id": "bigint", "is_new": "boolean"}
"""`import_target`: the patents whose holdings are to be worked out."""
WANTED: Columns = {
    "patent_id": "bigint",
    "is_new": "boolean",
    "institution_id": "bigint",
    "branch_id": "bigint",
    "unit_id": "bigint",
    "assigned": "boolean",
    "rank": "bigint",
}
"""`import_holding`: one row for each current holder, of the first owner name that is its or its branch's."""

FACTS = (
    "type",
    "legal_status",
    "valid_at_2023_end",
    "co_owned",
    "main_ipc",
    "main_industry",
    "main_strategic_industry",
    "application_sort",
    "grant_sort",
)
"""Columns a holding repeats from its patent, to filter and sort by."""
PLACE = ("branch_id", "unit_id", "assigned", "rank")

CONFIRMED_UNIT = """(
  select a.unit_id from patent_inventor i join user_account a on a.id = i.user_id
  where i.patent_id = o.patent_id and i.match = 'CONFIRMED' and a.institution_id = u.institution_id
  order by i.position limit 1)"""
"""The unit of the first confirmed inventor within the holding institution."""

HANDED_UNIT = """(
  select h.unit_id from holding h
  where h.patent_id = o.patent_id and h.institution_id = u.institution_id and h.assigned)"""
"""The unit that a person handed the patent to: it stays there until an inventor is confirmed."""

HOLDERS = f"""
insert into import_holding (patent_id, is_new, institution_id, branch_id, unit_id, assigned, rank)
select patent_id, is_new, institution_id, branch_id, coalesce(confirmed, handed, branch_id, institution_id),
       confirmed is null and handed is not null, position
from (
  select t.patent_id, t.is_new, u.institution_id, u.branch_id, o.position,
         case when t.is_new then null else {CONFIRMED_UNIT} end as confirmed,
         case when t.is_new then null else {HANDED_UNIT} end as handed,
         row_number() over (partition by o.patent_id, u.institution_id order by o.position) as turn
  from import_target t
  join patent_owner o on o.patent_id = t.patent_id join org_unit u on u.id = o.org_unit_id
) h where turn = 1
"""


async def write_holdings(bulk: Bulk, words: Words, anything_known: bool) -> None:
    """Work out the targets' holders, the place of each patent, and its holdings."""
    await bulk.run(words.clear("import_holding"))
    await bulk.run(HOLDERS)
    if anything_known:
        await place_patents(bulk, words)
        await retire_holdings(bulk)
        await update_holdings(bulk, words)
    await insert_holdings(bulk)


FIRST_OWNERS = """(
  select t.patent_id, w.institution_id, w.branch_id, w.unit_id
  from import_target t left join import_holding w on w.patent_id = t.patent_id and w.rank = 1
  where not t.is_new)"""
"""Where each known target's current first owner is; nulls where that is no institution of ours."""


async def place_patents(bulk: Bulk, words: Words) -> None:
    """A patent stands where its first owner is; what another institution filed for it does not carry over."""
    moved = f"p.institution_id is not null and {words.differ('p.institution_id', 'f.institution_id')}"
    await bulk.run(f"""
      update holding as h set filing_state = 'UNFILED', registered_sort = 0
      from (select p.id, p.institution_id from {FIRST_OWNERS} f
            join patent p on p.id = f.patent_id where {moved}) m
      where h.patent_id = m.id and h.institution_id <> m.institution_id and h.current""")
    await bulk.run(f"""
      update patent as p set filing_state = 'UNFILED', registered_at = null, registered_sort = 0,
             published = false, open_showcase = false
      from {FIRST_OWNERS} f where p.id = f.patent_id and {moved}""")
    place = words.differ(
        "(p.institution_id, p.branch_id, p.unit_id)", "(f.institution_id, f.branch_id, f.unit_id)"
    )
    await bulk.run(f"""
      update patent as p set institution_id = f.institution_id, branch_id = f.branch_id, unit_id = f.unit_id
      from {FIRST_OWNERS} f where p.id = f.patent_id and {place}""")


async def retire_holdings(bulk: Bulk) -> None:
    """Who is no longer among the owners keeps a former holding: the patent is transferred out (S70)."""
    await bulk.run("""
      update holding as h set current = false
      where h.current and h.patent_id in (select patent_id from import_target where not is_new)
        and not exists (select 1 from import_holding w
                        where w.patent_id = h.patent_id and w.institution_id = h.institution_id)""")


async def update_holdings(bulk: Bulk, words: Words) -> None:
    place = words.differ(
        f"(h.current, {', '.join(f'h.{name}' for name in PLACE)})",
        f"(true, {', '.join(f'w.{name}' for name in PLACE)})",
    )
    await bulk.run(f"""
      update holding as h set current = true, {", ".join(f"{name} = w.{name}" for name in PLACE)}
      from import_holding w
      where not w.is_new and h.patent_id = w.patent_id and h.institution_id = w.institution_id and {place}""")
    facts = words.differ(*(f"({', '.join(f'{of}.{name}' for name in FACTS)})" for of in ("h", "p")))
    await bulk.run(f"""
      update holding as h set {", ".join(f"{name} = p.{name}" for name in FACTS)}
      from import_target t join patent p on p.id = t.patent_id
      where not t.is_new and h.patent_id = t.patent_id and {facts}""")


async def insert_holdings(bulk: Bulk) -> None:
    """A new co-owner sees the first owner's dossier once it is registered."""
    registered = "p.filing_state = 'REGISTERED' and w.rank > 1"
    await bulk.run(f"""
      insert into holding
        (patent_id, institution_id, {", ".join((*PLACE, *FACTS))}, filing_state, registered_sort)
      select w.patent_id, w.institution_id, {", ".join(f"w.{name}" for name in PLACE)},
             {", ".join(f"p.{name}" for name in FACTS)},
             case when {registered} then 'REGISTERED' else 'UNFILED' end,
             case when {registered} then p.registered_sort else 0 end
      from import_holding w join patent p on p.id = w.patent_id
      left join holding h
        on not w.is_new and h.patent_id = w.patent_id and h.institution_id = w.institution_id
      where h.id is null""")
