"""The statements of the hand-written server for figures: one pass over the institution, plain GROUP BYs."""

from bench.floor_dossiers_sql import CONVERTED, HELD, REPORTED

DEALT = """h.patent_id in (select e.patent_id from legal_event e
  join dossier_patent m on m.patent_id = e.patent_id and m.current
  join dossier d on d.id = m.dossier_id and d.base_id is null and d.institution_id = $1
    and (d.submitted or d.filer_id = $2)
  join review v on v.dossier_id = d.id and v.to_state = 'REGISTERED'
  where e.kind = 'TRANSFER'
    and e.date >= (to_timestamp((v.at + 28800000) / 1000.0) at time zone 'UTC')::date)"""
OF_TRANSFERS = " join performance_deal l on l.performance_id = r.id and l.mode = 'TRANSFER'"
DASHBOARD = f"""
with day as materialized (
  select date_trunc('month', max(as_of))::date as first,
         (date_trunc('month', max(as_of)) + interval '1 month')::date as after
  from push where published_at is not null
), h as (
  select h.legal_status = 'VALID' and h.current as valid, h.co_owned, h.valid_at_2023_end as old,
         (h.grant_sort >= day.first and h.grant_sort < day.after)
         or h.patent_id in (select e.patent_id from legal_event e, day where e.kind = 'TRANSFER'
                            and e.date >= day.first and e.date < day.after) as new,
         h.filing_state = 'REGISTERED' as registered, h.filing_state <> 'UNFILED' as filed, {HELD} as held,
         {CONVERTED} as converted,
         {DEALT} or {REPORTED.format(deal=OF_TRANSFERS)} as transferred,
         h.legal_status = 'VALID' and h.current and h.rank = 1 as own
  from holding h, day where h.institution_id = $1
)
select count(*) filter (where valid) as "pushed", count(*) filter (where old) as "validAtEndOf2023",
       count(*) filter (where valid and co_owned) as "coOwned",
       count(*) filter (where valid and new) as "newThisMonth",
       count(*) filter (where registered or held) as "registered",
       count(*) filter (where registered) as "registeredSingly",
       count(*) filter (where held and not registered) as "registeredInPortfolio",
       count(*) filter (where converted) as "converted",
       (select count(*) from demand where institution_id = $1 and kind is not null) as "demands",
       (select count(*) from evaluation e join dossier d on d.id = e.dossier_id where d.institution_id = $1)
         as "evaluations",
       count(*) filter (where own) as "ownValid",
       count(*) filter (where transferred) as "transferredSinceRegistered",
       count(*) filter (where own and filed) as filed, count(*) filter (where own and old) as own_old,
       count(*) filter (where own and old and filed) as filed_old
from h
"""
SHOWN = "select * from ({}) g order by n desc, k0 is null, k0, k1 is null, k1"
GROUPED = {
    "by main group": SHOWN.format("""
select case when main_ipc like '%/%' then split_part(main_ipc, '/', 1) || '/00' end as k0, null as k1,
       count(*) as n
from holding where institution_id = $1 group by 1
"""),
    "by unit and type": SHOWN.format("""
select 'OrgUnit:' || unit_id as k0, type as k1, count(*) as n
from holding where institution_id = $1 group by unit_id, type
"""),
    "by month": """
select * from (
  select to_char(nullif(grant_sort, date '0001-01-01'), 'YYYY-MM') as k0, null as k1, count(*) as n
  from holding where institution_id = $1 group by 1
) g order by k0 is null, k0
""",
}
